"""A pair of quotation marks of which one points the wrong way: ”memory”."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Run

_MARK = regex('[“”„«»"]')
_PAIR = regex("“[^“”]{1,200}”")
_OPENS = regex(r"(?:^|[\s(\[—–/])$")
_WORD = regex(r"[^\W\d_]+")
_LONGEST = 120
_FEW = 3

OPTIONS = {"english": Option("strings", required=True), "others": Option("strings", required=True)}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    wrong = (("”", "”"), ("“", "“")) if _is_english(document, options) else (("“", "“"),) if _quotes_as_english(document) else ()
    for run in document.runs if wrong else ():
        if "”" in run.text or "“" in run.text:
            yield from _pairs(run, wrong)


def _quotes_as_english(document: Document) -> bool:
    """Whether a page, whatever its language, has “several” “such” “pairs”, and none of „those“: on it “this“ is a slip."""
    texts = [run.text for run in document.runs]
    return not any("„" in text for text in texts) and sum(len(_PAIR.findall(text)) for text in texts if "”" in text) >= _FEW


def _is_english(document: Document, options: Options) -> bool:
    """Whether the page's prose is plainly English: Swedish and Finnish write ”so”, and are met on pages that are partly English."""
    english, others = frozenset(options["english"]), frozenset(options["others"])
    words = [word.lower() for run in document.runs for word in _WORD.findall(run.text)]
    ours, theirs = sum(word in english for word in words), sum(word in others for word in words)
    return ours >= _FEW and ours * 12 >= len(words) and theirs * 10 <= ours


def _pairs(run: Run, wrong: tuple[tuple[str, str], ...]) -> Iterator[Finding]:
    """Quotation marks taken two by two; a run in which they do not make pairs, or are of other kinds too, says nothing."""
    marks = list(_MARK.finditer(run.text))
    if len(marks) % 2 or any(mark.group() not in "“”" for mark in marks):
        return
    for first, last in zip(marks[::2], marks[1::2], strict=True):
        if (first.group(), last.group()) in wrong:
            if not _is_quotation(run.text, first.start(), last.start()):
                return
            yield _finding(run, first.start(), last.start())


def _is_quotation(text: str, first: int, last: int) -> bool:
    inside, after = text[first + 1 : last], text[last + 1 : last + 2]
    return bool(
        inside and len(inside) <= _LONGEST and inside == inside.strip() and "\n" not in inside
        and _OPENS.search(text, max(0, first - 1), first) and not after.isalnum()
    )  # fmt: skip


def _finding(run: Run, first: int, last: int) -> Finding:
    inside = run.text[first + 1 : last]
    wrong = first if run.text[first] == "”" else last
    edits = (Edit(run.span(wrong, wrong + 1), "“" if wrong == first else "”"),) if run.is_plain(wrong, wrong + 1) else ()
    span: Span = run.span(first, last + 1)
    return Finding(span, {"quoted": f"“{inside}”", "side": "opening" if wrong == first else "closing"}, edits, suggestions=(f"“{inside}”",))
