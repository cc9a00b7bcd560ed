"""The prose for the typography rules, and its parts that are not prose: addresses, code, formulas, identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from profilelint.checks.shared.pagewords import is_of_names
from profilelint.core.regex import regex
from profilelint.document.model import OBJECT, Document, Run

#: Keys of values that others write, or that machines read.
_NOT_OWN = frozenset(
    "keywords tags tag categories pages bibtex citation journal-ref run script command commands code query pattern".split()
)
#: What no prose has: formulas, markup that was left, statements of programs, identifiers.
_CODE = regex(r"[\\{}<>=|~^$_`@#]|::|://|->|[\w)]\(\)|\w;\w|\[\[|\]\[|-{3}|%\w|\.\w+\(|\ufffd")
_IMPORTS = regex(r"\b(?:import|from|def|const|var|func|public|static|void|println|printf)\s")
_LINE, _LONGEST_TARGET = 60, 400


def runs(document: Document) -> Iterator[tuple[int, Run]]:
    """The runs of a page that its owner wrote for people, with their indices."""
    return iter(document.view(_runs))


def _runs(document: Document) -> tuple[tuple[int, Run], ...]:
    if document.format == "bibtex":
        return ()
    return tuple((index, run) for index, run in enumerate(document.runs) if not run.path or (_is_own(run) and not is_of_names(run)))


def _is_own(run: Run) -> bool:
    return not any(isinstance(part, str) and part.lower() in _NOT_OWN for part in run.path)


def piece(text: str, start: int, end: int) -> str:
    """The text around `text[start:end]` up to white space, at most 60 characters on either side."""
    head, tail = text[max(0, start - _LINE) : start], text[end : end + _LINE]
    before = "" if head[-1:].isspace() else (head.split() or [""])[-1]
    after = "" if tail[:1].isspace() else (tail.split() or [""])[0]
    return before + text[start:end] + after


@lru_cache(maxsize=512)
def is_code(text: str) -> bool:
    """Whether a short text has something that prose has not."""
    return _CODE.search(text) is not None


def is_among_code(text: str, start: int, end: int) -> bool:
    """Whether something next to `text[start:end]`, on its line, is not prose, or it is in a link target."""
    if is_in_target(text, start):
        return True
    head = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    tail = text[end : end + _LINE].partition("\n")[0]
    near = head[-_LINE // 3 :] + text[start:end] + tail[: _LINE // 3]
    return is_code(near) or _IMPORTS.search(head) is not None


def is_in_target(text: str, at: int) -> bool:
    """Whether a place follows a "](" that is still open: kramdown makes a link of `[text](a name with blanks.pdf)`."""
    opened = text.rfind("](", max(0, at - _LONGEST_TARGET), at)
    inside = text[opened + 1 : at] if opened >= 0 else ""
    return inside.count("(") > inside.count(")") and "\n" not in inside


def is_beside_object(text: str, start: int, end: int) -> bool:
    """Whether code, math, Liquid or an image touches `text[start:end]`, blanks apart."""
    return text[max(0, start - 4) : start].rstrip().endswith(OBJECT) or text[end : end + 4].lstrip().startswith(OBJECT)
