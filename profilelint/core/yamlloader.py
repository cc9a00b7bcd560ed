"""PyYAML's safe loader: the one of libyaml or, where that could not be compiled, the one in Python, which then reads tabs as libyaml does.

libyaml takes a tab for a blank where nothing is indented by it (https://github.com/yaml/libyaml, src/scanner.c:
`yaml_parser_scan_to_next_token` and `yaml_parser_scan_plain_scalar`); PyYAML refuses any outside of quotation marks.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_BREAKS = "\r\n\x85\u2028\u2029"


@cache
def safe_loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", None) or _loader_in_python()


def _loader_in_python() -> Any:
    from yaml import SafeLoader
    from yaml.scanner import ScannerError

    class Loader(SafeLoader):
        def scan_to_next_token(self: Any) -> None:
            if self.index == 0 and self.peek() == "\ufeff":
                self.forward()
            while True:
                while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                    self.forward()
                if self.peek() == "#":
                    while self.peek() not in f"\0{_BREAKS}":
                        self.forward()
                if not self.scan_line_break():
                    return
                if not self.flow_level:
                    self.allow_simple_key = True

        def scan_plain_spaces(self: Any, indent: int, start_mark: Any) -> list[str]:
            length = 0
            while self.peek(length) in " \t":
                length += 1
            blanks = self.prefix(length)
            self.forward(length)
            if self.peek() not in _BREAKS:
                return [blanks] if blanks else []
            first, breaks = self.scan_line_break(), []
            self.allow_simple_key = True
            while not self.is_at_separator():
                if self.peek() in _BREAKS:
                    breaks.append(self.scan_line_break())
                elif self.peek() in " \t":
                    if self.peek() == "\t" and self.column < indent:
                        problem = "found a tab character that violates indentation"
                        raise ScannerError("while scanning a plain scalar", start_mark, problem, self.get_mark())
                    self.forward()
                else:
                    return [first, *breaks] if first != "\n" else breaks or [" "]
            return []

        def is_at_separator(self: Any) -> bool:
            return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in f"\0 \t{_BREAKS}"

    return Loader
