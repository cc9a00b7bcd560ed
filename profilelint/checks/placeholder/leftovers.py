"""Sample content that the site's template left behind, by the packs of what each template ships."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import accumulate
from posixpath import basename

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.drafts import is_draft
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Field, Run
from profilelint.language.filler import FILLER
from profilelint.rulepages.packs import Fingerprint, Pack, Packs, Sure
from profilelint.site.kept_out import is_kept_out
from profilelint.site.view import SiteView
from profilelint.templates.copies import is_copy, samples_of, share, unchanged_files
from profilelint.templates.fingerprints import FoldedText, Hit, Texts, hits
from profilelint.templates.recognise import is_home, owner, recognised

#: `packs`: a folder of them beside the rule; `about`: which of their fingerprints the rule reports.
OPTIONS = {
    "packs": Option("packs", required=True),
    "about": Option("string", choices=("samples", "foreign-ids"), required=True),
}

#: Texts about the template, which quote its samples.
_ABOUT = regex(r"(?:readme|contributing|customize|install|changelog|faq|quickstart|license)(?![a-z])", re.IGNORECASE)
#: Folders of tools and tests, of which no page is made.
_WORKSHOPS = frozenset(("markdown_generator", "exampleSite", "talkmap", "test", "tests", "spec"))
_NEAR = 1500  # characters between fingerprints that stand together
_GAP = 3  # texts of the owner's, or none of anybody's, between two fingerprints of one block
_LONG = 50  # characters of a text that can be told to be a copy
_PAGE = 800  # characters of a page of which so much is no owner's that all of it is the template's
_MOST = 0.7
_SHORT = 160  # characters of a text that belongs to the block as a whole
_SETTINGS = regex(r"(?:^|/)(?:_?config[\w.-]*|hugo|config/[\w.-]+/[\w.-]+)\.(?:ya?ml|toml|json)$")
#: Filler prose beside what a template left belongs to it; alone it is said by the rule about filler prose.
_FILLERS = 4
_TEXT_KINDS = frozenset(("text", "title"))
_CONSEQUENCE = "visitors take it for yours"
_COPY = Fingerprint((), Sure.HIGH, "text", (), "", (), (), "a sample text, with little changed", "", "write your own, or delete it", False)
_FILLER = Fingerprint((), Sure.LOW, "text", (), "", (), (), "filler prose", "", "write your own", False)
_PICTURE = Fingerprint((), Sure.HIGH, "link", (), "", (), (), "a sample file, unchanged", "", "put your own file there", False)


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    wanted = options["about"] == "foreign-ids"
    for block, span in document.view(_Look(options["packs"], context.site)):
        if block[0].fingerprint.foreign is wanted:
            yield _finding(document, document.view(Texts), block, span)


@record
class _Look:
    """A view of a document: the blocks of fingerprints on it, and their spans. Both rules ask for it, and it is worked out once."""

    packs: Packs
    site: SiteView | None

    def __call__(self, document: Document) -> list[tuple[list[Hit], Span]]:
        path = (self.site and self.site.place(document.source.path)) or document.source.path
        if _is_no_page(path):
            return []
        page, known = document.view(Texts), recognised(self.site, self.packs)
        found = hits(page, self.packs, path)
        for pack in known:
            found += [*_copies(page, pack), *_pictures(page, pack, self.site)]
        if not found or is_draft(document, self.site) or (self.site and is_kept_out(self.site, path)):
            return []
        held = {
            (pack, fingerprint)
            for pack, fingerprint in {(hit.pack, hit.fingerprint) for hit in found}
            if self._holds(pack, fingerprint, page)
        }
        shown = _shown(document, page)
        found = _confirmed([hit for hit in found if (hit.pack, hit.fingerprint) in held and shown(hit)], page, known.keys())
        found.sort(key=lambda hit: (hit.place, hit.start))
        foreign = [hit for hit in found if hit.fingerprint.foreign]
        samples = _blocks(document, page, _with_filler([hit for hit in found if not hit.fingerprint.foreign], page))
        return [*samples, *(([hit], _span(page, [hit])) for hit in foreign)]

    def _holds(self, pack: Pack, fingerprint: Fingerprint, page: Texts) -> bool:
        """Whether what the fingerprint needs is there, and nothing that excuses it."""
        if fingerprint.needs and not any(phrase in page.joined for phrase in fingerprint.needs):
            return False
        if fingerprint.unless and any(phrase in page.joined or phrase in owner(self.site) for phrase in fingerprint.unless):
            return False
        return not is_home(self.site, pack)


def _is_no_page(path: str) -> bool:
    return _ABOUT.match(basename(path)) is not None or not _WORKSHOPS.isdisjoint(path.split("/"))


def _shown(document: Document, page: Texts) -> Callable[[Hit], bool]:
    """Whether a hit stands in no section that is for the demonstration of the template only."""
    demos = {field.path[:-1] for field in document.fields if field.path[-1:] == ("demo",) and field.value is True}

    def is_shown(hit: Hit) -> bool:
        item = page.places[hit.place].item
        path = item.path if isinstance(item, Run | Field) else ()
        return not demos or all(path[:depth] not in demos for depth in range(len(path) + 1))

    return is_shown


def _copies(page: Texts, pack: Pack) -> Iterator[Hit]:
    """The texts that are samples of the template with a few words changed."""
    samples = samples_of(pack)
    for at, text, run in page.runs() if samples else ():
        if len(text) >= _LONG and not run.hidden and is_copy(text, samples):
            yield Hit(pack, _COPY, "", at, 0, len(run.text))


def _with_filler(found: list[Hit], page: Texts) -> list[Hit]:
    """The fingerprints, and the filler prose on a page that has some."""
    if not found:
        return []
    filler = [
        Hit(found[0].pack, _FILLER, "", at, 0, len(run.text))
        for at, text, run in page.runs()
        if len({*map(str.lower, FILLER.findall(text))}) >= _FILLERS
    ]
    return sorted((*found, *filler), key=lambda hit: (hit.place, hit.start))


def _pictures(page: Texts, pack: Pack, site: SiteView | None) -> Iterator[Hit]:
    """What leads to a picture or a paper of the template, byte for byte."""
    unchanged = {path.rpartition("/")[2].lower() for path in unchanged_files(site, pack)}
    for at, place in enumerate(page.places if unchanged else ()):
        if not _TEXT_KINDS & place.kinds and place.text.rpartition("/")[2] in unchanged:
            yield Hit(pack, _PICTURE, "", at, 0, len(place.text))


def _confirmed(found: list[Hit], page: Texts, known: Set[Pack]) -> list[Hit]:
    """The fingerprints that are sure enough: certain ones; likely ones on a site of the template, or beside a certain one; real words
    beside another fingerprint of the same template there."""
    certain = {hit.pack for hit in found if hit.fingerprint.sure is Sure.CERTAIN}
    near = _in_company(found, page)

    def is_sure(hit: Hit) -> bool:
        sure, is_near = hit.fingerprint.sure, hit.pack in known or hit.pack in certain
        if sure in (Sure.CERTAIN, Sure.LOW) or not is_near:
            return sure is Sure.CERTAIN
        return sure is Sure.HIGH or bool(hit.fingerprint.needs) or hit in near

    return [hit for hit in found if is_sure(hit)]


def _in_company(found: list[Hit], page: Texts) -> set[Hit]:
    """The fingerprints that stand near another fingerprint of the same template."""
    near: set[Hit] = set()
    for way in (found, found[::-1]):
        seen: dict[
            tuple[Pack, bool], tuple[Fingerprint, int]
        ] = {}  # the last fingerprint of each template, and the last other one before it
        for hit in way:
            at = page.starts[hit.place] + hit.start
            last = seen.get((hit.pack, True))
            if last and last[0] is not hit.fingerprint:
                seen[hit.pack, False] = last
            other = seen.get((hit.pack, False))
            if other and abs(other[1] - at) <= _NEAR:
                near.add(hit)
            seen[hit.pack, True] = hit.fingerprint, at
    return near


def _blocks(document: Document, page: Texts, found: list[Hit]) -> list[tuple[list[Hit], Span]]:
    """The fingerprints in one block of sample content: one after the other, with next to nothing between them; all of a page where
    next to nothing on it is the owner's."""
    is_page = document.front_matter is not None
    numbers = list(accumulate(_weight(place, is_page) for place in page.places))
    hit_places = {hit.place for hit in found}
    if document.format in ("markdown", "html") and _is_all_sample(page, found):
        shown = [place.whole for place in page.places if not place.item.hidden]
        return [(found, Span(shown[0].start, max(span.end for span in shown)))]
    blocks: list[list[Hit]] = []
    for hit in found:
        before = blocks[-1][-1] if blocks else None
        if before and numbers[hit.place] - numbers[before.place] <= _GAP + 1 and _belong(document, page, before, hit, hit_places):
            blocks[-1].append(hit)
        else:
            blocks.append([hit])
    return [(block, _span(page, block)) for block in blocks if any(hit.fingerprint is not _FILLER for hit in block)]


def _is_all_sample(page: Texts, found: list[Hit]) -> bool:
    """Whether next to nothing on the page is the owner's: most of its longer texts are the template's, or most of its runs of words."""
    shown = [(at, place.text) for at, place in enumerate(page.places) if isinstance(place.item, Run) and not place.item.hidden]
    long = [at for at, text in shown if len(text) >= _LONG]
    if len({hit.place for hit in found}.intersection(long)) > max(2, len(long) * _MOST):
        return True
    copied = {hit.pack for hit in found if hit.fingerprint is _COPY}
    is_long = sum(len(text) for _, text in shown) > _PAGE
    return is_long and bool(copied) and share((text for _, text in shown), copied) > _MOST


def _weight(place: FoldedText, is_page: bool) -> float:
    """How far a text parts the fingerprints before it from those behind it. Links stand in texts; a page has many small settings."""
    if not isinstance(place.item, Run):
        return 0
    return 0.5 if is_page and place.item.kind is BlockKind.FIELD else 1


def _belong(document: Document, page: Texts, one: Hit, other: Hit, hit_places: set[int]) -> bool:
    first, last = page.places[one.place], page.places[other.place]
    if first.item.hidden != last.item.hidden or _record(document, first) != _record(document, last):
        return False
    between = range(one.place + 1, other.place + 1)
    if one.fingerprint is other.fingerprint is _COPY:
        return True  # what is copied word for word brings its headings along
    return not any(_is_heading(page.places[at]) and at not in hit_places for at in between)


def _is_heading(place: FoldedText) -> bool:
    return isinstance(place.item, Run) and place.item.kind is BlockKind.HEADING


def _record(document: Document, place: FoldedText) -> object:
    """What a value is part of: the whole of a page or a data file, or, in a configuration, a list or a setting, each for itself."""
    if document.front_matter or not isinstance(place.item, Run | Field) or not _SETTINGS.search(document.source.path):
        return ()
    path = place.item.path
    return path[: next((at for at, part in enumerate(path) if isinstance(part, int)), len(path))]


def _finding(document: Document, page: Texts, block: list[Hit], span: Span) -> Finding:
    best = max(block, key=lambda hit: hit.fingerprint.sure)
    told = " ".join(page.places[best.place].said(best.start, best.end, document).split())
    values = {
        "found": told if len(told) <= _SHORT else best.phrase or f"{told[: _SHORT // 2].rstrip()}…",
        "template": best.pack.template,
        "what": best.fingerprint.what,
        "consequence": best.fingerprint.consequence or _CONSEQUENCE,
        "instead": best.fingerprint.instead,
    }
    return Finding(span, values, severity=Severity.ERROR if best.fingerprint.sure is Sure.CERTAIN else Severity.WARNING)


def _span(page: Texts, block: list[Hit]) -> Span:
    """From the first fingerprint to the last; of many the short ones with all of their texts."""
    places = [(page.places[hit.place], hit) for hit in block]
    spans = [place.whole if len(block) > 1 and len(place.text) <= _SHORT else place.span(hit.start, hit.end) for place, hit in places]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
