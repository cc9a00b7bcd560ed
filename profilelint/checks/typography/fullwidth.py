"""Full-width marks in Latin text: "contexts，models"."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.pagewords import reading
from profilelint.checks.shared.prose import is_beside_object, piece, runs
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import BlockKind, Document, Run
from profilelint.language.english import plain_letters

_ASCII = {"，": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": "?", "（": "(", "）": ")"}
_ANY = "".join(_ASCII)
_OF_SENTENCES = _ANY.rstrip("（）")
_MARK = regex(f"[{_ANY}]")
_CJK = regex(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u30ff\u3105-\u318f\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uffdc]"
)
_LETTER = regex(r"[^\W\d_]")
_WORD = regex("[0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_BESIDE = regex(r"[\w(\[\"“”‘’'．]")
_QUOTES = tuple("\"'“”‘’「」『』`")
#: So far from a mark nothing may be Chinese, Japanese or Korean.
_NEAR = 16
#: Of the letters of a run and of a page so many may be.
_RUN_SHARE, _PAGE_SHARE, _FREE_SHARE = 0.1, 0.3, 0.01
_FEWEST_WORDS = 4


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    page = document.view(_cjk_share)
    if page > _PAGE_SHARE:
        return
    for index, run in runs(document):
        if _MARK.search(run.text) and (marks := _foreign_marks(document, index, run, page)):
            yield from _findings(document, run, marks)


def _cjk_share(document: Document) -> float:
    text = "".join(run.text for run in document.runs)
    return len(_CJK.findall(text)) / max(1, len(_LETTER.findall(text)))


def _foreign_marks(document: Document, index: int, run: Run, page: float) -> str:
    """The marks that the run should not have: any in Latin text, those of sentences in an English one among others."""
    text = plain_letters(run.text)
    cjk, letters = len(_CJK.findall(text)), len(_LETTER.findall(text))
    if not letters or cjk > _RUN_SHARE * letters:
        return ""
    if page <= _FREE_SHARE and not cjk:
        return _ANY
    found = reading(document, index)
    # Brackets hold what a name is in the other script, or are the style of the page.
    return _OF_SENTENCES if found.is_english and found.english >= _FEWEST_WORDS else ""


def _findings(document: Document, run: Run, marks: str) -> Iterator[Finding]:
    text = run.text
    for match in _MARK.finditer(text):
        start, end = match.span()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if match.group() not in marks or any(mark in _ANY and mark not in marks for mark in beside):
            continue
        near = text[max(0, start - _NEAR) : end + _NEAR]
        if _CJK.search(near) or is_beside_object(text, start, end) or "://" in piece(text, start, end):
            continue
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        # A mark that ends a text of its own still follows a Latin word; one that begins it says nothing.
        if not _WORD.search(before) or not (_WORD.search(after) or (not after.strip() and match.group() != "（")):
            continue
        if before[-1:] in _QUOTES and after[:1] in _QUOTES:
            continue
        content = _content(match.group(), before[-1:], after[:1])
        edits = (Edit(run.span(start, end), content),) if _is_sure(document, run, start, end, content) else ()
        yield Finding(run.span(start, end), {"preferred": _ASCII[match.group()]}, edits, suggestions=(content,))


def _is_sure(document: Document, run: Run, start: int, end: int, content: str) -> bool:
    """Whether the mark can be inserted: its space is not at the edge of emphasis, and it has no other meaning there."""
    text = run.text
    if text[start - 1].isdigit() and text[end : end + 1].isdigit():
        return False  # "3，000" is a number or two of them
    if run.kind is BlockKind.FIELD and content.strip() in ",:" and document.text[run.pieces[0].start - 1] not in "\"'":
        return False  # YAML reads these
    return run.is_plain(start - content.startswith(" "), min(end + content.endswith(" "), len(text)))


def _content(mark: str, before: str, after: str) -> str:
    """The ASCII mark with the blanks that a full-width one has inside it."""
    content = _ASCII[mark]
    if mark == "（":
        return f" {content}" if before.isalnum() or before == "]" or before in _ASCII else content
    numeric = before.isdigit() and after.isdigit()
    return f"{content} " if not numeric and _BESIDE.match(after) and (mark != "）" or after.isalnum()) else content
