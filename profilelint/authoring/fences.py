"""The fences of a rule page, and the pages in them: with escapes, and with marks under the findings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from profilelint.core.record import record
from profilelint.core.source import Source, Span
from profilelint.rulepages.rules import Rule, RuleError, did_you_mean

SECTIONS = ("Reports", "Accepts", "Misses")

_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
_HEADING = re.compile(r"##[ \t]+(.*)")
_MARKS = re.compile(r"[ \t<>]*\^[ \t^<>]*")
_MARK = re.compile(r"(?<![<>^])\^+[<>]?(?![<>^])|\S+")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([rnt\\]))|(\\)|([^\\]+)")
_LETTERS = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}


@record
class ExamplePage:
    """The text of a fence. `starts`: (offset, line in the rule page) of each line."""

    source: Source
    starts: tuple[tuple[int, int], ...]
    marks: tuple[Span, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset on the rule page, from 1."""
        start, line = self.starts[max(0, bisect_right(self.starts, offset, key=lambda start: start[0]) - 1)]
        return line, offset - start + 1


@record
class Fence:
    section: str
    line: int
    info: str
    lines: tuple[str, ...]


def fences(rule: Rule) -> Iterator[Fence]:
    section = ""
    opened: tuple[str, str, int] | None = None
    lines: list[str] = []
    for line, text in enumerate(rule.body.split("\n"), rule.body_line):
        if opened:
            marker, info, start = opened
            if len(text.rstrip()) >= len(marker) and set(text.rstrip()) == {marker[0]}:
                yield Fence(section, start, info, tuple(lines))
                opened, lines = None, []
            else:
                lines.append(text)
        elif match := _FENCE.fullmatch(text):
            opened = match[1], match[2].strip(), line
        elif text.lstrip().startswith(("```", "~~~")):
            raise RuleError(rule.path, line, "a fence begins at the start of its line")
        elif match := _HEADING.fullmatch(text):
            section = match[1].strip(" \t#")
            if section not in SECTIONS:
                raise RuleError(rule.path, line, f'"{section}" is not a section of a rule page{did_you_mean(section, SECTIONS)}')
    if opened:
        raise RuleError(rule.path, opened[2], "this fence never ends")


def page_of(rule: Rule, fence: Fence, path: str, escapes: bool) -> ExamplePage:
    """The page in the lines of a fence, and its marked spans."""
    lines = [(number, text) for number, text in enumerate(fence.lines, fence.line + 1) if not _MARKS.fullmatch(text)]
    data, columns = b"", []  # of each line: the byte offset at which each of its written characters begins, and its end
    for number, text in lines:
        written = _atoms(rule, number, text) if escapes else [(character, character.encode()) for character in text]
        offsets = [len(data)]
        for atom, made in written:
            offsets += [len(data)] * (len(atom) - 1)
            data += made
            offsets.append(len(data))
        columns.append(offsets)
        data += b"\n"
    source = Source.from_bytes(data, path)
    at = {offset: _code_points(data, offset, source) for offsets in columns for offset in offsets}
    starts = tuple((at[offsets[0]], number) for (number, _), offsets in zip(lines, columns, strict=True)) or ((0, fence.line),)
    by_line = {number: [at[offset] for offset in offsets] for (number, _), offsets in zip(lines, columns, strict=True)}
    return ExamplePage(source, starts, tuple(_marks(rule, fence, by_line)))


def _atoms(rule: Rule, line: int, text: str) -> Iterator[tuple[str, bytes]]:
    """An escape, and its bytes: `\\xNN` is a byte, `\\uNNNN` a character."""
    for match in _ESCAPE.finditer(text):
        byte, short, long, letter, wrong, plain = match.groups()
        if wrong:
            raise RuleError(rule.path, line, r"an escape is one of \xNN \uNNNN \UNNNNNNNN \r \n \t \\")
        if plain:
            yield from ((character, character.encode()) for character in plain)
        elif byte:
            yield match.group(), bytes.fromhex(byte)
        elif letter:
            yield match.group(), _LETTERS[letter].encode()
        else:
            try:
                yield match.group(), chr(int(short or long, 16)).encode()
            except (ValueError, OverflowError):
                raise RuleError(rule.path, line, f"{match.group()} is not a character") from None


def _code_points(data: bytes, offset: int, source: Source) -> int:
    return max(0, len(data[:offset].decode(source.encoding, "surrogateescape")) - source.bom)


def _marks(rule: Rule, fence: Fence, offsets: dict[int, list[int]]) -> Iterator[Span]:
    """The marked spans. `offsets`: for each line without marks, the offset of each column in the page."""
    above: list[int] | None = None
    begun: int | None = None
    for number, text in enumerate(fence.lines, fence.line + 1):
        if number in offsets:
            above = offsets[number]
            continue
        for mark in _MARK.finditer(text):
            arrow = mark.group()[-1]
            carets = mark.group().rstrip("<>")
            if above is None or mark.start() + len(carets) >= len(above):
                raise RuleError(rule.path, number, "this mark has no text above it")
            if set(carets) != {"^"} or (arrow == ">" and begun is not None) or (arrow == "<" and begun is None):
                several = "a span over several lines begins with ^^^> under its first line and ends with ^^^< under its last"
                raise RuleError(rule.path, number, several)
            start, end = above[mark.start()], above[mark.start() + len(carets)]
            if arrow == ">":
                begun = start
                continue
            if arrow == "<" and begun is not None:
                start, begun = begun, None
            if start >= end:
                raise RuleError(rule.path, number, "this mark covers no character; mark the whole escape")
            yield Span(start, end)
    if begun is not None:
        raise RuleError(rule.path, fence.line, "a span that begins with ^^^> ends nowhere; put ^^^< under its last line")
