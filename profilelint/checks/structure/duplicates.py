"""Texts that occur twice on a page, word for word."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.cover import Cover, cover, insides
from profilelint.checks.shared.visible import content
from profilelint.checks.structure.repeated import ON_PAGE, within_texts
from profilelint.core.diagnostic import Finding, Related
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import OBJECT, BlockKind, Document, Run, Written
from profilelint.language.filler import FILLER

OPTIONS = {"entries": Option("strings", required=True)}

_PLACES = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HTML)
_ELSEWHERE = (
    "nav",
    "header",
    "footer",
    "address",
    "table",
    "form",
    "button",
    "select",
    "dialog",
    "video",
    "audio",
    "canvas",
    "object",
    "noscript",
    "iframe",
)
_MIN_WORDS, _MIN_LETTERS = 5, 25
_MOST = 6
#: A sentence has about so many words in small letters; names, venues and degrees have fewer.
_SENTENCE_WORDS, _SENTENCE_SHARE = 8, 0.6
_WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: A title before a colon, at the start of a paragraph of at least so many words.
_LEAD_IN = regex(r"\s*(?P<title>[^\s:：.\ufffc][^:：.\n\ufffc]{8,70}?)\s?[:：]")
_LEAD_IN_TEXT, _TITLE_WORDS = 12, 3
_EMPHASIS_ENDS = regex(r"[:：]?(?:\*{1,3}|_{1,3}|</(?:i|em|b|strong|u)>)")


@record
class _Text:
    run: Run
    at: int  # its place among the texts of the page

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.run.text)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format not in ("markdown", "html"):
        return
    entries = _entries(tuple(options["entries"]))
    alike: defaultdict[tuple[bool, str, str], list[_Text]] = defaultdict(list)
    for at, run in enumerate(document.runs):
        if len(run.text) >= _MIN_LETTERS and run.kind in _PLACES and not run.text.isspace():
            alike[run.hidden, run.text.split(None, 1)[0], run.text.rsplit(None, 1)[-1]].append(_Text(run, at))
    # Most texts occur once; their beginning and end are enough to see that.
    groups = [group for texts in alike.values() for group in ([texts] if len(texts) == 1 else _same(document, texts))]
    whole = list(_whole_texts(document, [group for group in groups if len(group) > 1 and _is_text(group[0])], entries))
    if len(whole) <= _MOST:  # a page that repeats itself so often, as one with exercises and their solutions, does so on purpose
        yield from whole
    yield from _lead_ins(document, [group[0] for group in groups], entries)
    yield from within_texts(document)


@lru_cache(maxsize=8)
def _entries(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex("|".join(rf"\b{word}" for word in words), re.IGNORECASE)


def _is_text(text: _Text) -> bool:
    """Whether it is long enough to say something of its own."""
    written = text.run.text
    return len(written.strip()) >= _MIN_LETTERS and len(text.words) >= _MIN_WORDS and not FILLER.search(written)


def _same(document: Document, texts: list[_Text]) -> Iterable[list[_Text]]:
    """Texts with the same beginning and end, by their words and other content."""
    alike: defaultdict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        alike[" ".join(text.run.text.split())].append(text)
    groups: defaultdict[tuple[str, ...], list[_Text]] = defaultdict(list)
    for words, found in alike.items():
        for text in found:
            if len(found) == 1:
                groups[words,].append(text)
            elif not _is_elsewhere(document, text.run):
                groups[(words, *_key(document, text.run))].append(text)
    return groups.values()


def _is_elsewhere(document: Document, run: Run) -> bool:
    return run.pieces[0].start in document.view(_elsewhere)


def _elsewhere(document: Document) -> Cover:
    return cover(insides(document, _ELSEWHERE))


def _whole_texts(document: Document, groups: Iterable[list[_Text]], entries: re.Pattern[str]) -> Iterator[Finding]:
    for texts in groups:
        for earlier, later in itertools.pairwise(texts):
            if _is_slip(document, earlier, later, entries, is_formula=len(texts) > 2):
                first = Related(_text_span(texts[0].run), "the same text is here")
                yield Finding(_text_span(later.run), {"where": ON_PAGE}, related=(first,))


def _text_span(run: Run) -> Span:
    return run.span(len(run.text) - len(run.text.lstrip()), len(run.text.rstrip()))


def _key(document: Document, run: Run) -> tuple[str, ...]:
    """The other content (link targets, images, code) that two texts of the same words must share to be the same."""
    objects = [document.text[piece.start : piece.end] for piece in run.pieces if piece.written is Written.OBJECT]
    span = _text_span(run)
    starts = document.view(_link_starts)
    first = bisect_left(starts, span.start)
    is_link = first > 0 and document.links[first - 1].text_span == span  # all of it: the title of one of several talks, say
    targets = [link.target for link in document.links[first - is_link : bisect_left(starts, span.end)]]
    return (*objects, *targets)


def _link_starts(document: Document) -> list[int]:
    return [link.span.start for link in document.links]


def _goes_on(document: Document, text: _Text) -> bool:
    """Whether a sentence ends with a formula or a table after it: "Find the solutions of"."""
    after = document.runs[text.at + 1] if text.at + 1 < len(document.runs) else None
    is_open = text.run.text.rstrip()[-1:].isalnum()
    return is_open and after is not None and (after.kind is BlockKind.CELL or not after.text.strip(f" \n{OBJECT}"))


def _is_slip(document: Document, earlier: _Text, later: _Text, entries: re.Pattern[str], *, is_formula: bool) -> bool:
    """Whether the text was pasted and forgotten: any text directly below itself; a sentence in one list, or beneath the next heading and
    no third one."""
    if later.at == earlier.at + 1 and _is_nothing_between(document, earlier.run, later.run):
        return True
    if _goes_on(document, earlier) or _goes_on(document, later):
        return False
    is_listed = _list_of(document, earlier.run) == _list_of(document, later.run)
    if not is_listed and (is_formula or not _is_beneath_next_heading(document, earlier, later)):
        return False
    small = sum(word[0].islower() for word in later.words)
    if len(later.words) < _SENTENCE_WORDS or small < _SENTENCE_SHARE * len(later.words) or later.run.text.rstrip().endswith((":", "：")):
        return False
    return entries.search(later.run.text) is None


def _is_nothing_between(document: Document, first: Run, second: Run) -> bool:
    return content(document).first_solid(_text_span(first).end, _text_span(second).start) is None


def _is_beneath_next_heading(document: Document, earlier: _Text, later: _Text) -> bool:
    """Whether two headings of different names have the same text under them, and nothing else."""
    if later.at != earlier.at + 2 or not earlier.at:
        return False
    above, heading = document.runs[earlier.at - 1], document.runs[later.at - 1]
    if above.kind is not BlockKind.HEADING or heading.kind is not BlockKind.HEADING or above.text.strip() == heading.text.strip():
        return False
    return _is_nothing_between(document, earlier.run, heading) and _is_nothing_between(document, heading, later.run)


def _list_of(document: Document, run: Run) -> int:
    """The list whose item contains a text; without one, a unique number."""
    around = document.list_of(run)
    return -2 - run.pieces[0].start if around is None else around


def _lead_ins(document: Document, texts: list[_Text], entries: re.Pattern[str]) -> Iterator[Finding]:
    """An emphasised title at the start of a paragraph that was copied and rewritten, while the title was not: *Soil under Stress*: …"""
    groups: defaultdict[tuple[bool, str], list[tuple[str, Span]]] = defaultdict(list)
    for text in sorted(texts, key=lambda text: text.at):
        match = _LEAD_IN.match(text.run.text) if ":" in text.run.text or "：" in text.run.text else None
        if (
            match
            and not _is_elsewhere(document, text.run)
            and _is_text(text)
            and len(_WORD.findall(text.run.text[match.end() :])) >= _LEAD_IN_TEXT
        ):
            span = text.run.span(*match.span("title"))
            if _is_emphasised(document, span):
                groups[text.run.hidden, match["title"].casefold()].append((match["title"], span))
    repeated = [found for found in groups.values() if len(found) > 1]
    if len(repeated) != 1 or len(groups) < 2:
        return  # labels that each entry has, as "Key findings", are repeated together or are alone
    for title, span in repeated[0][1:]:
        words = _WORD.findall(title)
        if len(words) >= _TITLE_WORDS and sum(word[0].isupper() for word in words[1:]) and entries.search(title) is None:
            yield Finding(span, {"where": ON_PAGE}, related=(Related(repeated[0][0][1], "the same title is here, over another text"),))


def _is_emphasised(document: Document, span: Span) -> bool:
    return _EMPHASIS_ENDS.match(document.text, span.end) is not None and document.text[max(0, span.start - 1) : span.start] in (
        "*",
        "_",
        ">",
    )
