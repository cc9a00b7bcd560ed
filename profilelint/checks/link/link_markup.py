"""Links whose brackets the visitor sees, because they do not make a link."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.plain_links import parted
from profilelint.core.diagnostic import Finding
from profilelint.core.record import replace
from profilelint.core.regex import regex
from profilelint.document.model import Document, LinkKind, Piece, Run, Written

_URL = r"(?:https?://|www\.|mailto:)[^\s()\[\]（）]*(?:\([^\s()\[\]]*\)[^\s()\[\]（）]*)*"
_FILE = r"/?[\w./%~-]{1,200}\.(?:pdf|html?|docx?|pptx?|bib)"
_APART = regex(rf"(?<![\w\])!])\[([^\[\]\n]{{2,150}})\](?:[ \t]+\((?:{_URL}|{_FILE})\)|[ \t]*（{_URL}[）)])")
_PASTED = regex(rf"(?<![\w\]])!?\[([^\[\]\n]{{1,200}})\]\({_URL}\]\({_URL}\)")
_OPEN = regex(r"(?<![\w\]\\])!?\[([^\[\]\n]{1,200})\]\((?=https?://|www\.)([^\s()\[\]（）]*)")
_SPACED = regex(r"(?<![\w\]])\[([^\[\]\n]{1,200})\]\(https?(?:\s+:\s*//|:\s+//|:/\s+/|://\s+)[^()\n]{1,300}\)")
_REVERSED = regex(rf"(?<![\w\])])\(([^()\[\]\n]{{2,80}})\)\[{_URL}\]")
_NAMED_BY_URL = regex(rf"(?<![\w\]])\[([^\[\]\n]{{2,150}})\]\[{_URL}\]")
_UNOPENED = regex(rf"(?<![^\s\[\]()])[^\s\[\]()]+\]\({_URL}\)")
_CITATION = regex(r"\b(?:19|20)\d\d[a-z]?$|\bet al\b|^[A-Z][A-Za-z+]{0,6}\d\d$|^\W*\d+\W*$")
#: All of the first line of an item.
_LABEL = regex(r"\[[^\[\]\n]{2,150}\][ \t]*(?:\n|$)")
_LETTERS = regex(r"[^\W\d_]{2}")
_ADDRESS = regex(r"(?:https?://|www\.)", re.IGNORECASE)

_REASONS = (
    (_SPACED, "its address begins with a space"),
    (_PASTED, "a link is nested inside another link's target"),
    (_APART, "remove the space between ] and ("),
    (_REVERSED, "brackets swapped: write [text](address)"),
    (_NAMED_BY_URL, "the address belongs in ( )"),
)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """Failed Markdown links."""
    for link in document.view(parted).others:
        if "](" in link.target and not link.computed and link.kind not in (LinkKind.BARE, LinkKind.AUTOLINK) and len(link.target_span):
            nested = "a link is nested inside another link's target"
            yield Finding(link.target_span, {"reason": "the address is on its own here" if link.kind is LinkKind.FIELD else nested})
    if document.format == "markdown":
        for run in document.runs:
            if not run.path and ("]" in run.text):
                yield from _in_run(document, run)
                if _LABEL.match(run.text) and _LETTERS.search(run.text) and _is_among_links(document, run):
                    yield Finding(
                        run.span(0, run.text.index("]") + 1), {"reason": "no address follows it, as in the other items of the list"}
                    )


def _in_run(document: Document, run: Run) -> Iterator[Finding]:
    shown = _with_addresses(document, run)
    taken = bytearray(len(shown.text))
    for pattern, reason in _REASONS:
        for match in pattern.finditer(shown.text):
            if pattern is _APART and (not _LETTERS.search(match[1]) or _CITATION.search(match[1])):
                continue
            if _take(document, shown, match, taken):
                yield Finding(shown.span(match.start(), match.end()), {"reason": reason})
    unclosed = _unclosed(shown.text)
    for match in _OPEN.finditer(shown.text):
        if match.start(2) - 1 in unclosed and _take(document, shown, match, taken):
            yield Finding(shown.span(match.start(), match.end()), {"reason": "its ) is missing"})
    first = shown.text.find("[")
    for match in _UNOPENED.finditer(shown.text, 0, first if first >= 0 else len(shown.text)):
        if _take(document, shown, match, taken):
            yield Finding(shown.span(match.start(), match.end()), {"reason": "its [ is missing"})


def _is_among_links(document: Document, run: Run) -> bool:
    """Whether a run begins the one item of a list that does not begin with a link."""
    around = document.list_of(run)
    return around is not None and document.view(_without_link).get(around) == [run.pieces[0].start]


def _without_link(document: Document) -> dict[int, list[int]]:
    """Where the first texts of items begin that do not begin with a link, by their lists; those of lists with some that do."""
    links = {link.span.start for link in document.links}
    linked: Counter[int] = Counter()
    others: dict[int, list[int]] = {}
    known = set()
    for run in document.runs:
        item = document.item_of(run)
        if item is not None and item not in known:
            known.add(item)
            start, around = run.pieces[0].start, document.blocks[item].parent
            if start - 1 in links:
                linked[around] += 1
            else:
                others.setdefault(around, []).append(start)
    return {around: starts for around, starts in others.items() if linked[around] > 1}


def _take(document: Document, run: Run, match: re.Match[str], taken: bytearray) -> bool:
    """Whether nothing was said of this stretch yet, and no bracket in it is escaped: then it is meant to be seen."""
    start, end = match.span()
    if any(taken[start:end]):
        return False
    taken[start:end] = b"\1" * (end - start)
    brackets = (at for at in range(start, end) if run.text[at] in "[]()")
    return not any(document.text[max(0, run.span(at, at + 1).start - 1)] == "\\" for at in brackets)


def _unclosed(text: str) -> set[int]:
    """The position of an opening bracket that never closes. One that closes late still makes a link: kramdown allows spaces in a target."""
    opened: list[int] = []
    for match in re.finditer(r"[()]", text):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return set(opened)


def _with_addresses(document: Document, run: Run) -> Run:
    """The run with the bare URLs in it as they are written."""
    pieces, offsets, at = [], [], 0
    for piece in run.pieces:
        if piece.written is Written.OBJECT:
            written = document.text[piece.start : piece.end]
            if _ADDRESS.match(written):
                piece = Piece(piece.start, piece.end, written, Written.PLAIN)
        pieces.append(piece)
        offsets.append(at)
        at += len(piece.text)
    return replace(run, text="".join(piece.text for piece in pieces), pieces=tuple(pieces), offsets=tuple(offsets))
