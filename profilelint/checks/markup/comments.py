"""HTML comments that do not end where their writer meant them to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.markup.effects import shown
from profilelint.core.diagnostic import Applicability, Edit, Finding, Related, Severity
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Comment, Document, Run

OPTIONS = {"find": Option("string", required=True, choices=("unclosed", "nested", "stray-end"))}

_OPENING = 4  # <!--
_BLANK_LINE = regex(r"\n[ \t]*+(?:\n|\Z)")
_END = regex(r"(?<![-<=])-->(?!>)")
#: What may follow a "-->" that ended a comment in the writer's mind; in front of a word it may be an arrow.
_AFTER = regex(r"[ \t]*(?:\n|$|<)")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if "<!--" not in document.text and "-->" not in document.text:
        return
    yield from {"unclosed": _unclosed, "nested": _nested, "stray-end": _stray_ends}[options["find"]](document)


def _own(document: Document) -> list[Comment]:
    """The outermost HTML comments, without conditional comments of old browsers."""
    return [
        comment
        for comment in document.comments
        if comment.markup == "html" and not comment.hidden and not document.text.startswith("[if", comment.body.start)
    ]


def _unclosed(document: Document) -> Iterator[Finding]:
    for comment in _own(document):
        if not comment.closed and not _may_be_code(document, comment) and "--!>" not in document.text[comment.span.start :]:
            opening = Span(comment.span.start, comment.span.start + _OPENING)
            yield Finding(opening, edits=_closing(document, comment), applicability=Applicability.UNSAFE, structural=True)


def _closing(document: Document, comment: Comment) -> tuple[Edit, ...]:
    """The expected end: after the paragraph in which the comment begins."""
    blank = _BLANK_LINE.search(document.text, comment.body.start)
    end = blank.start() if blank else len(document.text)
    end = len(document.text[:end].rstrip(" \t" if blank else None))
    if end <= comment.body.start:
        return ()
    return (Edit(Span(end, end), " -->"),)


def _may_be_code(document: Document, comment: Comment) -> bool:
    """Whether it is on a line that is indented like code, after an empty line."""
    start = document.text.rfind("\n", 0, comment.span.start) + 1
    indent = document.text[start : comment.span.start]
    above = document.text[document.text.rfind("\n", 0, max(0, start - 1)) + 1 : start]
    return document.format == "markdown" and not above.strip() and (indent.startswith("    ") or "\t" in indent) and not indent.strip()


def _nested(document: Document) -> Iterator[Finding]:
    for comment in _own(document):
        if comment.closed and comment.opens:
            outer = Related(Span(comment.span.start, comment.span.start + _OPENING), "the outer comment begins here")
            is_shown = _shows_rest(document, comment)
            values = {"and": ", and the text after it is visible" if is_shown else ""}
            for opening in comment.opens:
                yield Finding(opening, values, related=(outer,), severity=Severity.ERROR if is_shown else Severity.NOTE)


def _shows_rest(document: Document, comment: Comment) -> bool:
    """Whether a comment that ends too early leaves something behind it that shows, up to the end that was meant for it."""
    start = comment.span.end
    end, following = document.text.find("-->", start), document.text.find("<!--", start)
    if end < 0 or 0 <= following < end or not document.text[start:end].strip():
        return False
    places = document.view(shown)
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _stray_ends(document: Document) -> Iterator[Finding]:
    comments = _own(document)
    at, owed = 0, 0
    last: Comment | None = None
    for run in document.runs:
        if run.hidden or "-->" not in run.text:
            continue
        for match in _END.finditer(run.text):
            span = run.span(*match.span())
            while at < len(comments) and comments[at].span.start < span.start:
                last = comments[at]
                owed = len(last.opens) if last.closed else 0
                at += 1
            if not run.is_plain(*match.span()):
                continue
            if _alone(document, span):
                owed -= 1
                if last is None or owed < 0 or not _shows_rest(document, last):
                    yield Finding(span)
            elif owed > 0 and last is not None and _ends_line(document, run, span):
                owed -= 1
                if _shows_rest(document, last):
                    continue  # the comment in it is reported
                related = Related(Span(last.span.start, last.span.start + _OPENING), "the comment that ended too early begins here")
                yield Finding(span, related=(related,))


def _alone(document: Document, span: Span) -> bool:
    text = document.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    return not text[start : span.start].strip() and not text[span.end : end if end >= 0 else len(text)].strip()


def _ends_line(document: Document, run: Run, span: Span) -> bool:
    return _AFTER.match(document.text, span.end) is not None
