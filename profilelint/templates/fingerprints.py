"""The fingerprints of all packs on a page: only those whose longest word is on the page are searched for in its folded texts."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, filterfalse, pairwise
from operator import itemgetter

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import OBJECT, BlockKind, Comment, Document, Field, Link, LinkKind, Run
from profilelint.document.tags import Tag, TagKind
from profilelint.rulepages.packs import WORD, Fingerprint, Pack, Packs

#: Line ends and blanks of all kinds become plain blanks, one for one.
_BLANKS = {ord(character): " " for character in "\n\r\t\f\v\u00a0\u2007\u202f"}
#: A string of a script, and the name of what it is given to.
_STRING = regex(r"""(["'`])([^"'`\\\n]{3,100})\1""")
_NAME = regex(r"""([\w-]{1,40})["'`]?\s{0,9}[=:,(]\s{0,9}\Z""")
_BEFORE = 60  # characters before a string that may hold the name
_AROUND = " .,;:!?…*_()[]\"'“”‘’"
_TEXT, _ALT, _TITLE = frozenset(("text", "whole")), frozenset(("text", "whole", "alt")), frozenset(("text", "whole", "title"))
_FIELD, _FIELD_TITLE = _TEXT | {"value", "whole-value"}, _TITLE | {"value", "whole-value"}
_VALUE, _LINK = frozenset(("value", "whole-value")), frozenset(("link",))

Item = Run | Field | Link | Tag
#: The start of a text, how it is folded, what it belongs to, and for a value (not in a script) its place and name.
_Row = tuple[int, str, Item, Span | None, tuple[str | int, ...]]


@record
class FoldedText:
    """A text that may contain a fingerprint. `text` is folded; if folding moved its letters, a hit covers all of it."""

    text: str
    item: Item
    kinds: frozenset[str]
    start: int
    value: Span | None = None  # without its quotes; None of a run
    names: tuple[str | int, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(part.lower() for part in self.names if isinstance(part, str))

    @property
    def whole(self) -> Span:
        return self.item.span(0, len(self.item.text)) if isinstance(self.item, Run) else self.value or self.item.span

    def said(self, start: int, end: int, document: Document) -> str:
        """What is to be read there, without markup."""
        if isinstance(self.item, Run) and len(self.text) == len(self.item.text):
            return self.item.text[start:end].replace(OBJECT, "…")
        return document.source.slice(self.span(start, end)).strip("{}")

    def span(self, start: int, end: int) -> Span:
        return self.item.span(start, end) if isinstance(self.item, Run) and len(self.text) == len(self.item.text) else self.whole


@record
class Hit:
    """A fingerprint found at `places[place]`."""

    pack: Pack
    fingerprint: Fingerprint
    phrase: str
    place: int
    start: int
    end: int


class Texts:
    """The texts of a page in its order, folded, and all of them in one. A view: `document.view(Texts)`. Hardly any of them has a
    fingerprint, so a `FoldedText` is made on demand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._rows = sorted(_rows(document), key=itemgetter(0))
        self.joined = "\n".join([text for _, text, _, _, _ in self._rows])

    @cached_property
    def starts(self) -> list[int]:
        """Where each begins in all of them."""
        return list(accumulate((len(text) + 1 for _, text, _, _, _ in self._rows), initial=0))

    @cached_property
    def words(self) -> set[str]:
        """The words of all of them, and "", of which a phrase is that has none."""
        found = {"", *self.joined.split()}
        found.update(WORD.findall(" ".join(filterfalse(str.isalnum, found))))
        return found

    def runs(self) -> Iterator[tuple[int, str, Run]]:
        """Which of the texts are runs."""
        return ((at, text, item) for at, (_, text, item, _, _) in enumerate(self._rows) if isinstance(item, Run))

    def place(self, at: int) -> FoldedText:
        start, text, item, value, names = self._rows[at]
        if value is None and isinstance(item, Tag):
            value, names = self._string(item, start)
        return FoldedText(text, item, self._kinds(item, start), start, value, names)

    def _string(self, script: Tag, start: int) -> tuple[Span, tuple[str, ...]]:
        """The place of a string in a script, and the name that it is assigned to."""
        written = self._document.text
        string = _STRING.match(written, start - 1)
        given = _NAME.search(written[max(script.span.end, start - 1 - _BEFORE) : start - 1])
        return Span(start, string.end(2) if string else start), (given[1],) if given else ()

    @cached_property
    def places(self) -> tuple[FoldedText, ...]:
        return tuple(map(self.place, range(len(self._rows))))

    def _kinds(self, item: Item, start: int) -> frozenset[str]:
        if isinstance(item, Link):
            return _LINK
        if not isinstance(item, Run):
            return _VALUE | _LINK if isinstance(item, Field) and item.span.start in self._links else _VALUE
        if item.kind is BlockKind.FIELD:
            return _FIELD_TITLE if item.path and item.path[-1] == "title" else _FIELD
        if item.kind is BlockKind.ATTRIBUTE:
            return _ALT if start in self._alts else _TEXT
        return _TITLE if start in self._titles else _TEXT

    @cached_property
    def _links(self) -> set[int]:
        return {link.span.start for link in self._document.links if link.kind is LinkKind.FIELD}

    @cached_property
    def _alts(self) -> set[int]:
        return {link.text_span.start for link in self._document.images if link.text_span}

    @cached_property
    def _titles(self) -> set[int]:
        return {tag.span.end for tag in self._document.tags if tag.name == "title"}


def _rows(document: Document) -> Iterator[_Row]:
    notes = [comment for comment in document.comments if comment.markup == "data"]
    for run in document.runs:
        if run.text and not (run.hidden and _stands_in(run, notes)):
            yield run.pieces[0].start, folded_text(run.text), run, None, run.path
    for field in document.fields:
        if field.run is None and isinstance(field.value, str | int) and not isinstance(field.value, bool) and len(field.span):
            span = _unquoted(document, field.span)
            yield span.start, folded_text(str(field.value)), field, span, field.path
    for link in document.links:
        if link.kind is not LinkKind.FIELD and link.target and len(link.target_span) and not link.computed:
            yield link.target_span.start, folded_text(link.target), link, link.target_span, ()
    yield from _of_head(document)


def _of_head(document: Document) -> Iterator[_Row]:
    """Values in HTML: the content of `<meta>`, under its name, and the strings of scripts. A script may have thousands: their names are
    looked up on demand."""
    script = None
    for tag in document.tags:
        if tag.name == "meta":
            name, content = tag.attribute("name") or tag.attribute("property"), tag.attribute("content")
            if name and content and content.value_span and len(content.value_span) and not content.computed:
                yield content.value_span.start, folded_text(content.value), tag, content.value_span, (name.value,)
        elif tag.name == "script" and tag.kind is TagKind.OPEN:
            script = tag
        elif tag.name == "script" and script:
            for string in _STRING.finditer(document.text, script.span.end, tag.span.start):
                yield string.start(2), folded_text(string[2]), script, None, ()
            script = None


def _unquoted(document: Document, span: Span) -> Span:
    """The text between the quotes of a value."""
    text = document.text[span.start : span.end]
    return Span(span.start + 1, span.end - 1) if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" else span


def _stands_in(run: Run, comments: list[Comment]) -> bool:
    """Whether a run is a note in the comments of a data file: they say what to fill in, on every site."""
    start = run.pieces[0].start
    at = bisect_right(comments, start, key=lambda comment: comment.span.start) - 1
    return at >= 0 and start < comments[at].span.end


def folded_text(text: str) -> str:
    """A text as fingerprints are compared with it."""
    fold = text.lower()
    if not fold.isprintable():  # of all blanks Python takes the plain one alone for printable
        fold = fold.translate(_BLANKS)
    if not fold.isascii():
        fold = unicodedata.normalize("NFC", fold)
    return " ".join(fold.split()) if "  " in fold else fold


def hits(page: Texts, packs: Packs, path: str) -> list[Hit]:
    """The fingerprints on the page in allowed places, by position; their other conditions are not checked here."""
    found = list[Hit]()
    for word in packs.phrases.keys() & page.words:
        for phrase, others, owners in packs.phrases[word]:
            for start, end in _whole(page.joined, phrase) if page.words.issuperset(others) else ():
                at = bisect_right(page.starts, start) - 1
                place, begin = page.place(at), start - page.starts[at]
                for number, of_pack in owners:
                    pack = packs.packs[number]
                    fingerprint = pack.fingerprints[of_pack]
                    if _may_stand(fingerprint, place, phrase, path):
                        found.append(Hit(pack, fingerprint, phrase, at, begin, end - page.starts[at]))
    found.sort(key=lambda hit: (hit.place, hit.start, -hit.end, -hit.fingerprint.sure))
    return found[:1] + [hit for before, hit in pairwise(found) if not _lies_in(hit, before)]


def _whole(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """The places of a phrase that is not part of longer words."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not _is_cut(text, start, end):
            yield start, end
        start = text.find(phrase, start + 1)


def _lies_in(hit: Hit, other: Hit) -> bool:
    """Whether a longer phrase says what a hit says, and as surely."""
    return (
        hit.place == other.place
        and hit.end <= other.end
        and hit.fingerprint.sure <= other.fingerprint.sure
        and hit.fingerprint.foreign is other.fingerprint.foreign
    )


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a word goes on where the phrase begins or ends."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    return before or (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())


@lru_cache(maxsize=64)
def _pattern(files: str) -> re.Pattern[str]:
    return re.compile(files)


def _may_stand(fingerprint: Fingerprint, place: FoldedText, phrase: str, path: str) -> bool:
    if fingerprint.place not in place.kinds or (fingerprint.files and not _pattern(fingerprint.files).match(path)):
        return False
    if fingerprint.place in ("whole", "whole-value", "alt") and place.text.strip(_AROUND) != phrase.strip(_AROUND):
        return False
    return not fingerprint.keys or any(place.path[-len(key) :] == key for key in fingerprint.keys)
