"""What a language lets one say: what opens, what may be inside, and what closes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Construct:
    """`{}` in a text is a number that counts up, so that no two are alike."""

    name: str
    opens: str
    says: str = "a"
    closes: str = ""

    @property
    def whole(self) -> str:
        return self.opens + self.says + self.closes


_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\p": "|", "\\s": " ", "\\u200b": "\u200b", "\\u2028": "\u2028", "\\b": "\\"}


def constructs(table: str) -> tuple[Construct, ...]:
    r"""A line each: name | opens | says | closes. "\n" is a line end, "\t" a tab, "\p" a stroke, "\s" a blank at an end, "\b" a
    backslash."""
    found = []
    for line in table.strip().splitlines():
        name, *parts = (part.strip() for part in line.split("|"))
        for written, meant in _ESCAPES.items():
            parts = [part.replace(written, meant) for part in parts]
        found.append(Construct(name, *parts))
    return tuple(found)
