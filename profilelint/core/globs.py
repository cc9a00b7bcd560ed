"""Path patterns, as in .gitignore and Jekyll: matching takes time proportional to the path and the pattern.

The text between two wildcards has a fixed length. Its first match is as good as any later one, so there is no backtracking: each wildcard
but the last is an atomic group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from profilelint.core.record import record

#: Longer than any path is.
_MAX_LENGTH = 4_096
#: Of one list; the others are names or beginnings of paths, which are looked up and not tried.
MOST_WILDCARDS = 1_000
_WILD = frozenset("*?[\\")
_NAMED_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f", "digit": "0-9", "graph": "!-~", "lower": "a-z",
    "print": " -~", "punct": r"!-/:-@\[-`{-~", "space": r"\s", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip


class NoPatternError(ValueError):
    """A text that names no path."""


def translated(pattern: str, any_character: str = r"[\s\S]") -> str:
    """The regular expression of a pattern of `*`, `?` and `[…]`. `any_character`: the characters that a wildcard matches."""
    first, *others = _between_stars(pattern, any_character)
    middle = "".join(f"(?>{any_character}*?{text})" for text in others[:-1])
    last = f"{any_character}*{others[-1]}" if others else ""
    return first + middle + last


def _between_stars(pattern: str, any_character: str) -> list[str]:
    parts, at = [""], 0
    while at < len(pattern):
        character = pattern[at]
        at += 1
        if character == "*":
            if parts[-1] or len(parts) == 1:
                parts.append("")
        elif character == "?":
            parts[-1] += any_character
        elif character == "[":
            written, at = _class(pattern, at)
            parts[-1] += f"(?={any_character}){written}"
        elif character == "\\":
            if at == len(pattern):
                raise NoPatternError("it ends with a backslash")
            parts[-1] += re.escape(pattern[at])
            at += 1
        else:
            parts[-1] += re.escape(character)
    return parts


def _class(pattern: str, at: int) -> tuple[str, int]:
    """The character class after an opening bracket, and its end."""
    negated = pattern[at : at + 1] in ("!", "^")
    at += negated
    items: list[str] = []
    start = at
    while at < len(pattern) and (pattern[at] != "]" or at == start):
        if pattern.startswith("[:", at) and (end := pattern.find(":]", at)) >= 0:
            if (name := pattern[at + 2 : end]) not in _NAMED_CLASSES:
                raise NoPatternError(f"[:{name}:] is not a character class")
            items.append(_NAMED_CLASSES[name])
            at = end + 2
            continue
        low, at = _member(pattern, at)
        if pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] not in ("]", ""):
            high, at = _member(pattern, at + 1)
            if low > high:
                raise NoPatternError(f"{low}-{high} is not a range")
            items.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            items.append(re.escape(low))
    if at >= len(pattern):
        raise NoPatternError("a bracket is never closed")
    return f"[{'^' * negated}{''.join(items)}]", at + 1


def _member(pattern: str, at: int) -> tuple[str, int]:
    at += pattern[at] == "\\" and at + 1 < len(pattern)
    return pattern[at], at + 1


@record
class IgnoreLine:
    """A line of .gitignore. `plain`: the only name, or path after a slash, that it matches; "" if it has wildcards.
    `pattern`: of a name, or, where it is `anchored`, of a path."""

    number: int
    negated: bool
    only_folders: bool
    anchored: bool
    plain: str
    pattern: str


def ignore_line(text: str, number: int = 1) -> IgnoreLine | None:
    """The pattern of a line; None if it is empty or a comment. `NoPatternError` if it can match nothing."""
    text = text.rstrip("\r\n")
    while text.endswith((" ", "\t")) and not text.endswith(("\\ ", "\\\t")):
        text = text[:-1]
    if not text or text.startswith("#"):
        return None
    if len(text) > _MAX_LENGTH:
        raise NoPatternError(f"longer than {_MAX_LENGTH} characters")
    negated, text = text.startswith("!"), text.removeprefix("!")
    only_folders, text = text.endswith("/"), text.removesuffix("/")
    anchored, text = "/" in text, text.removeprefix("/")
    if not text or "//" in text or text.endswith("/"):
        raise NoPatternError("it names nothing")
    if anchored and text.startswith("**/") and not {"/", "*"} & set(text[3:]):
        anchored, text = False, text[3:]
    if _WILD.isdisjoint(text):
        return IgnoreLine(number, negated, only_folders, anchored, f"/{text}" if anchored else text, "")
    return IgnoreLine(number, negated, only_folders, anchored, "", _path_pattern(text) if anchored else translated(text, "[^/]"))


def is_pattern(text: str) -> bool:
    """Whether a line can match anything: blank ones and comments do not."""
    try:
        return ignore_line(text) is not None
    except NoPatternError:
        return False


def _path_pattern(text: str) -> str:
    """A pattern of a path. Between two `**` there is a fixed number of names, so the first match is as good as any later one."""
    groups: list[list[str]] = [[]]
    for segment in text.split("/"):
        if segment == "**":
            if groups[-1] or len(groups) == 1:
                groups.append([])
        else:
            groups[-1].append(translated(segment, "[^/]"))
    first, *others = ("/".join(group) for group in groups)
    if not others:
        return first
    middle = "".join(f"(?>(?:[^/]*/)*?{group}/)" for group in others[:-1])
    return (f"{first}/" if first else "") + middle + (f"(?:[^/]*/)*?{others[-1]}" if others[-1] else r"[\s\S]+")


class IgnoreList:
    """The lines of a .gitignore, or of a list that is written like one: of those that name a path, the last decides, and what is in a
    folder that is left out is left out."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._plain: dict[tuple[str, bool], IgnoreLine] = {}
        self._wild: list[IgnoreLine] = []
        self._folders: dict[str, bool] = {}  # folder -> whether it is excluded
        #: The number of the first line that is not used, as so many others have wildcards; 0 where all are.
        self.too_many = 0
        for number, text in enumerate(lines, 1):
            try:
                line = ignore_line(text, number)
            except NoPatternError:
                continue  # as git does
            if line is not None and line.plain:
                self._plain[line.plain, line.only_folders] = line
            elif line is not None and len(self._wild) < MOST_WILDCARDS:
                self._wild.append(line)
            elif line is not None:
                self.too_many = self.too_many or number

    def says(self, path: str, is_folder: bool) -> bool | None:
        """Whether a path, written from the folder of the list, is left out; None where no line names it or a folder around it."""
        above = path.rpartition("/")[0]
        return True if above and self._is_left_out(above) else self._said(path, is_folder)

    def _is_left_out(self, folder: str) -> bool:
        unknown = []
        while folder and folder not in self._folders:
            unknown.append(folder)
            folder = folder.rpartition("/")[0]
        left_out = bool(folder) and self._folders[folder]
        for each in reversed(unknown):
            self._folders[each] = left_out = left_out or self._said(each, True) is True
        return left_out

    def _said(self, path: str, is_folder: bool) -> bool | None:
        name = path.rpartition("/")[2]
        keys = ((key, only_folders) for key in (name, f"/{path}") for only_folders in ((False, True) if is_folder else (False,)))
        best = max((line for key in keys if (line := self._plain.get(key))), key=lambda line: line.number, default=None)
        if self._wild and (self._any_name.fullmatch(name) or self._any_path.fullmatch(path)):
            for line, pattern in self._compiled:
                if best is not None and line.number < best.number:
                    break
                if (is_folder or not line.only_folders) and pattern.fullmatch(path if line.anchored else name):
                    best = line
                    break
        return None if best is None else not best.negated

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        return re.compile("|".join(line.pattern for line in self._wild if not line.anchored) or r"(?!)")

    @cached_property
    def _any_path(self) -> re.Pattern[str]:
        return re.compile("|".join(line.pattern for line in self._wild if line.anchored) or r"(?!)")

    @cached_property
    def _compiled(self) -> list[tuple[IgnoreLine, re.Pattern[str]]]:
        return [(line, re.compile(line.pattern)) for line in reversed(self._wild)]


class Globs:
    """Patterns of which any may match a whole text, as in Ruby's `File.fnmatch`, where `*` matches slashes, too. Invalid patterns match
    nothing, and neither do those after the first thousand with wildcards."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._plain, wild = set(), dict[str, None]()
        for pattern in patterns:
            if _WILD.isdisjoint(pattern):
                self._plain.add(pattern)
            elif len(pattern) <= _MAX_LENGTH and len(wild) < MOST_WILDCARDS:
                wild[pattern] = None
        self._wild = tuple(wild)

    def match(self, text: str) -> bool:
        return text in self._plain or (bool(self._wild) and self._any.fullmatch(text) is not None)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(_translations(self._wild)) or r"(?!)")


def _translations(patterns: Iterable[str]) -> Iterator[str]:
    for pattern in patterns:
        try:
            yield translated(pattern)
        except NoPatternError:
            continue


class Beginnings:
    """Texts of which any may be the beginning of another one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        self._lengths = sorted({len(text) for text in self._texts})

    def of(self, text: str) -> bool:
        return any(text[:length] in self._texts for length in self._lengths if length <= len(text))
