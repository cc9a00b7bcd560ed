"""The grammar of the examples in the body of a rule page; CONTRIBUTING.md explains it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from profilelint.links.answers import Answer, Verdict, Web
from profilelint.record import record
from profilelint.rules import Rule, RuleError, did_you_mean, parse_yaml
from profilelint.source import Source, Span

TODAY = date(2026, 1, 31)
SECTIONS = ("Reports", "Accepts", "Misses")
PATHS = {"markdown": "page.md", "html": "page.html", "yaml": "page.yml", "json": "page.json", "toml": "page.toml", "bibtex": "page.bib"}

_WORDS = ("fixed", "escapes", "page", "site")
_SETTINGS = ("path", "today", "also", "file")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
_HEADING = re.compile(r"##[ \t]+(.*)")
_MARKS = re.compile(r"[ \t<>]*\^[ \t^<>]*")
_MARK = re.compile(r"(?<![<>^])\^+[<>]?(?![<>^])|\S+")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([rnt\\]))|(\\)|([^\\]+)")
_LETTERS = {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}


@record
class Page:
    """The text of a fence. `starts`: (offset, line in the rule page) of each line."""

    source: Source
    starts: tuple[tuple[int, int], ...]
    marks: tuple[Span, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """The line of the rule page at which an offset stands, and the column in it, from 1."""
        start, line = self.starts[max(0, bisect_right(self.starts, offset, key=lambda start: start[0]) - 1)]
        return line, offset - start + 1


@record
class Example:
    section: str
    number: int  # in its section, from 1
    line: int  # of the fence
    format: str
    page: Page
    fixed: Page | None = None
    fixed_line: int = 0
    today: date = TODAY
    whole: bool = False
    also: tuple[str, ...] = ()
    files: dict[str, str] | None = None  # the site's other files; None where no site is known
    options: dict[str, Any] = field(default_factory=dict)
    web: Web | None = None

    @property
    def name(self) -> str:
        return f"{self.section} {self.number}"


@record
class _Fence:
    section: str
    line: int
    info: str
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Info:
    """The info string of a fence, taken apart."""

    format: str
    words: set[str]
    settings: dict[str, str]


@dataclass(slots=True)
class _Pending:
    """What stands before an example and belongs to it."""

    files: dict[str, str] | None = None
    options: dict[str, Any] = field(default_factory=dict)
    web: Web | None = None
    line: int = 0


def parse_examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a rule page, in its order; `RuleError` where the page breaks the grammar."""
    examples: list[Example] = []
    pending = _Pending()
    before: _Fence | None = None
    for fence in _fences(rule):
        if not fence.section:
            continue  # an illustration in the explanation
        info = _info(rule, fence)
        if info.format == "yaml" and "options" in info.words:
            pending.options, pending.line = _options(rule, fence), fence.line
        elif info.format == "yaml" and "web" in info.words:
            pending.web, pending.line = _web(rule, fence), fence.line
        elif "file" in info.settings:
            pending.files = {**(pending.files or {}), info.settings["file"]: _page(rule, fence, info, "file").source.text}
            pending.line = fence.line
        elif "fixed" in info.words:
            if not examples or before is None or pending.line or examples[-1].fixed or examples[-1].section != fence.section:
                raise RuleError(rule.path, fence.line, 'a "fixed" fence stands directly after the example that it belongs to')
            examples[-1] = _with_fixed(rule, examples[-1], fence, info)
        else:
            number = sum(example.section == fence.section for example in examples) + 1
            examples.append(_example(rule, fence, info, pending, number))
            pending = _Pending()
        before = fence
    if pending.line:
        raise RuleError(rule.path, pending.line, "no example follows that this fence could belong to")
    return tuple(examples)


def _fences(rule: Rule) -> Iterator[_Fence]:
    section = ""
    opened: tuple[str, str, int] | None = None
    lines: list[str] = []
    for line, text in enumerate(rule.body.split("\n"), rule.body_line):
        if opened:
            marker, info, start = opened
            if len(text.rstrip()) >= len(marker) and set(text.rstrip()) == {marker[0]}:
                yield _Fence(section, start, info, tuple(lines))
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


def _info(rule: Rule, fence: _Fence) -> _Info:
    first, *rest = fence.info.split() or [""]
    if "=" in first:
        first, rest = "", [first, *rest]
    info = _Info(first, set(), {})
    for word in rest:
        key, is_setting, value = word.partition("=")
        known = _SETTINGS if is_setting else (*_WORDS, "options", "web")
        if key not in known or (is_setting and (not value or key in info.settings)):
            known_words = [*_WORDS, *(f"{name}=" for name in _SETTINGS)]
            raise RuleError(rule.path, fence.line, f'"{word}" means nothing after a fence{did_you_mean(word, known_words)}')
        if is_setting:
            info.settings[key] = value
        else:
            info.words.add(key)
    _check_info(rule, fence, info)
    return info


def _check_info(rule: Rule, fence: _Fence, info: _Info) -> None:
    if "file" in info.settings:
        allowed = {"escapes", "file"}
    elif info.words & {"options", "web"}:
        allowed = {"options"} if "options" in info.words else {"web"}
    elif "fixed" in info.words:
        allowed = {"fixed", "escapes"}
    else:
        allowed = {*_WORDS, *_SETTINGS}
    extra = ({*info.words} | {*info.settings}) - allowed
    if extra:
        what = " ".join(sorted(allowed - {"escapes"}))
        raise RuleError(rule.path, fence.line, f"{' '.join(sorted(extra))} cannot stand in the same fence as {what}")
    if "file" not in info.settings and info.format not in PATHS:
        raise RuleError(rule.path, fence.line, f'"{info.format}" is not the format of an example{did_you_mean(info.format, PATHS)}')
    for word in info.words & {"options", "web"}:
        if info.format != "yaml":
            raise RuleError(rule.path, fence.line, f"{word}: this is written in YAML: ```yaml {word}")


def _options(rule: Rule, fence: _Fence) -> dict[str, Any]:
    from pathlib import Path

    options = parse_yaml(Path(rule.path), "\n".join(fence.lines), fence.line + 1)
    if not isinstance(options, dict):
        raise RuleError(rule.path, fence.line, "this is a map of names to values")
    return options


def _web(rule: Rule, fence: _Fence) -> Web:
    """What the web says in an example: of an address a verdict, and what belongs to it; of an identifier the title of the paper."""
    web = Web()
    for name, value in _options(rule, fence).items():
        if isinstance(value, str):
            web.papers[name] = value
            continue
        try:
            web.answers[name] = Answer(**{**value, "verdict": Verdict(value["verdict"])})
        except (TypeError, KeyError, ValueError) as error:
            raise RuleError(rule.path, fence.line, f"the web cannot answer {name} with {value} ({error})") from None
    return web


def _example(rule: Rule, fence: _Fence, info: _Info, pending: _Pending, number: int) -> Example:
    path = info.settings.get("path", PATHS[info.format])
    page = _page(rule, fence, info, path)
    if fence.section == "Accepts" and page.marks:
        raise RuleError(rule.path, fence.line, "an example of what the rule accepts has no marks")
    if fence.section != "Accepts" and not page.marks:
        raise RuleError(rule.path, fence.line, f"an example under {fence.section} marks what is wrong in it: ^^^ under the words")
    files = pending.files
    if files is not None and path in files:
        raise RuleError(rule.path, fence.line, f"the example is itself at {path}; give it another path= or its file another name")
    return Example(
        section=fence.section,
        number=number,
        line=fence.line,
        format=info.format,
        page=page,
        today=_today(rule, fence, info),
        whole="page" in info.words,
        also=tuple(info.settings.get("also", "").split(",")) if "also" in info.settings else (),
        files={} if files is None and "site" in info.words else files,
        options=pending.options,
        web=pending.web,
    )


def _today(rule: Rule, fence: _Fence, info: _Info) -> date:
    try:
        return date.fromisoformat(info.settings["today"]) if "today" in info.settings else TODAY
    except ValueError:
        raise RuleError(rule.path, fence.line, f"today={info.settings['today']} is not a date such as 2026-01-31") from None


def _with_fixed(rule: Rule, example: Example, fence: _Fence, info: _Info) -> Example:
    if example.section != "Reports":
        raise RuleError(rule.path, fence.line, 'a "fixed" fence belongs to an example under Reports')
    if rule.fix is None:
        raise RuleError(rule.path, fence.line, 'the rule has "fix: none", so there is nothing that it makes of the example')
    if info.format != example.format:
        raise RuleError(rule.path, fence.line, f"the example is {example.format}, so what it becomes is not {info.format}")
    page = _page(rule, fence, info, example.page.source.path)
    if page.marks:
        raise RuleError(rule.path, fence.line, 'a "fixed" fence has no marks')
    return replace(example, fixed=page, fixed_line=fence.line)


def _page(rule: Rule, fence: _Fence, info: _Info, path: str) -> Page:
    """The page that the lines of a fence make, and what is marked in it."""
    lines = [(number, text) for number, text in enumerate(fence.lines, fence.line + 1) if not _MARKS.fullmatch(text)]
    data, columns = b"", []  # of each line: the byte offset at which each of its written characters begins, and its end
    for number, text in lines:
        written = _atoms(rule, number, text) if "escapes" in info.words else [(character, character.encode()) for character in text]
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
    return Page(source, starts, tuple(_marks(rule, fence, by_line)))


def _atoms(rule: Rule, line: int, text: str) -> Iterator[tuple[str, bytes]]:
    """What is written, and the bytes it stands for: `\\xNN` is a byte, `\\uNNNN` a character."""
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


def _marks(rule: Rule, fence: _Fence, offsets: dict[int, list[int]]) -> Iterator[Span]:
    """The marked spans. `offsets`: of each line that is no mark, where each of its columns stands in the page."""
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
                raise RuleError(rule.path, number, "this mark covers no character; mark the whole of what is written for it")
            yield Span(start, end)
    if begun is not None:
        raise RuleError(rule.path, fence.line, "a span that begins with ^^^> ends nowhere; put ^^^< under its last line")
