"""Sample content that the site's template left behind, by the packs of what each template ships."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from posixpath import basename

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.placeholder.blocks import (
    COPY,
    FILLER,
    LONG,
    PICTURE,
    SHORT,
    Block,
    blocks,
    is_disposable,
    is_sample_data,
    is_unchanged,
    of_file,
    part,
)
from profilelint.checks.shared.drafts import is_draft
from profilelint.checks.shared.unseen import use
from profilelint.core.diagnostic import Finding, Severity
from profilelint.core.record import record, replace
from profilelint.core.source import Span
from profilelint.document.model import Document, Field, Run
from profilelint.language.filler import FILLER as FILLER_WORDS
from profilelint.rulepages.packs import Fingerprint, Pack, Packs, Sure
from profilelint.site.facts import is_alone
from profilelint.site.seen import ABOUT, Use
from profilelint.site.view import SiteView
from profilelint.templates.copies import is_copy, samples_of, unchanged_files
from profilelint.templates.fingerprints import Hit, Texts, hits
from profilelint.templates.recognise import is_home, owner, recognised, says

#: `packs`: a folder of packs next to the rule; `about`: which of their fingerprints the rule reports.
OPTIONS = {
    "packs": Option("packs", required=True),
    "about": Option("string", choices=("samples", "foreign-ids"), required=True),
}

#: Folders of tools and tests, of which no page is made.
_WORKSHOPS = frozenset(("markdown_generator", "exampleSite", "talkmap", "test", "tests", "spec"))
_NEAR = 1500  # characters between fingerprints that belong together
#: Filler text next to a leftover belongs to it; alone it is reported by the rule about filler text.
_FILLERS = 4
_TEXT_KINDS = frozenset(("text", "title"))
_CONSEQUENCE = "visitors will think it is yours"
#: Keys of what somebody else has named: conferences and journals are the same on each site.
_VENUE_KEYS = frozenset("journal booktitle venue conference series publisher organization institution school".split())
_EXTENTS = {"all": "the whole file is a sample", "most": "most of the file is a sample"}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    wanted, site = options["about"] == "foreign-ids", context.site
    for block in document.view(_Look(options["packs"], site)):
        if (block.quoted.fingerprint.foreign and not block.extent) is wanted:
            # What filler prose and near-copies beside a fingerprint belong to, that one knows.
            known = [each for each in block.fingerprints if each.find] or block.fingerprints
            if _is_told_beside(document, block, site):
                continue
            is_shown = any(_is_used(site, each) for each in known) and use(document, site) is Use.SHOWN
            yield _finding(document, document.view(Texts), block, is_shown)


def _is_told_beside(document: Document, block: Block, site: SiteView | None) -> bool:
    """Whether a citation is that of the page in the same folder, as themes of Hugo store them, and the page has the same sample."""
    folder, _, name = ((site and site.place(document.source.path)) or "").rpartition("/")
    phrase = block.quoted.phrase
    return site is not None and name == "cite.bib" and bool(phrase) and says(site, re.escape(f"{folder}/index.md"), (phrase,), ())


def _is_used(site: SiteView | None, fingerprint: Fingerprint) -> bool:
    """Whether anything of the site uses such a value."""
    needs, excuse = fingerprint.site_needs, fingerprint.site_unless
    if site is None or not (needs or excuse):
        return True
    return all(says(site, *each) for each in needs) and not (excuse and all(says(site, *each) for each in excuse))


@record
class _Look:
    """A view of a document: the blocks of fingerprints on it, and their spans. Both rules ask for it, and it is worked out once."""

    packs: Packs
    site: SiteView | None

    def __call__(self, document: Document) -> list[Block]:
        path = (self.site and self.site.place(document.source.path)) or document.source.path
        if _is_no_page(path):
            return []
        page, known = document.view(Texts), recognised(self.site, self.packs)
        found = hits(page, self.packs, path)
        for pack in known:
            found += [*_copies(page, pack), *_pictures(page, pack, self.site)]
        same = next((pack for pack in known if is_unchanged(document, pack)), None)
        found = found or ([of_file(page, same)] if same else [])
        if not found or is_draft(document, self.site):
            return []
        held = {
            (pack, fingerprint)
            for pack, fingerprint in {(hit.pack, hit.fingerprint) for hit in found}
            if self._holds(pack, fingerprint, page)
        }
        shown = _shown(document, page)
        found = _confirmed([hit for hit in found if (hit.pack, hit.fingerprint) in held and shown(hit)], page, known.keys())
        found.sort(key=lambda hit: (hit.place, hit.start))
        own = [hit for hit in found if not hit.fingerprint.foreign]
        is_one = bool(own) and is_sample_data(document)
        samples = blocks(document, page, _with_filler(found if is_one else own, page), path, same is not None)
        samples = [replace(block, deletes="file") if block.deletes == "folder" and not self._is_alone(path) else block for block in samples]
        if samples and any(is_disposable(hit.pack, path) for hit in own):
            return [_of_file(document, samples, own)]
        if is_one or any(block.extent for block in samples):
            return samples
        foreign = {hit.fingerprint: hit for hit in reversed(found) if hit.fingerprint.foreign}
        return [*samples, *(part(page, [hit]) for hit in sorted(foreign.values(), key=lambda hit: (hit.place, hit.start)))]

    def _is_alone(self, path: str) -> bool:
        """Whether the page's folder may be deleted with it."""
        return self.site is not None and is_alone(self.site, path)

    def _holds(self, pack: Pack, fingerprint: Fingerprint, page: Texts) -> bool:
        """Whether what the fingerprint needs is there, and nothing that excuses it."""
        if fingerprint.needs and not any(phrase in page.joined for phrase in fingerprint.needs):
            return False
        if fingerprint.unless and any(phrase in page.joined or phrase in owner(self.site) for phrase in fingerprint.unless):
            return False
        return not is_home(self.site, pack)


def _of_file(document: Document, samples: list[Block], found: list[Hit]) -> Block:
    """The one report on a file that the site does well without: what it has of the template goes with it, and all else on it where the
    template is known to be deleted as a whole."""
    is_all = any(hit.fingerprint.instead.startswith("delete the file") for hit in found)
    covers = (Span(0, len(document.text)),) if is_all else tuple(span for block in samples for span in block.covers)
    return replace(samples[0], covers=covers)


def _is_no_page(path: str) -> bool:
    return ABOUT.match(basename(path)) is not None or not _WORKSHOPS.isdisjoint(path.split("/"))


def _shown(document: Document, page: Texts) -> Callable[[Hit], bool]:
    """Whether a hit is outside of sections that only demonstrate the template."""
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
        if len(text) >= LONG and not run.hidden and _VENUE_KEYS.isdisjoint(run.path[-1:]) and is_copy(text, samples):
            yield Hit(pack, COPY, "", at, 0, len(run.text))


def _with_filler(found: list[Hit], page: Texts) -> list[Hit]:
    """The fingerprints, and the filler prose on a page that has some."""
    if not found:
        return []
    filler = [
        Hit(found[0].pack, FILLER, "", at, 0, len(run.text))
        for at, text, run in page.runs()
        if len({*map(str.lower, FILLER_WORDS.findall(text))}) >= _FILLERS
    ]
    return sorted((*found, *filler), key=lambda hit: (hit.place, hit.start))


def _pictures(page: Texts, pack: Pack, site: SiteView | None) -> Iterator[Hit]:
    """Links to an unchanged picture or paper of the template."""
    unchanged = {path.rpartition("/")[2].lower() for path in unchanged_files(site, pack)}
    for at, place in enumerate(page.places if unchanged else ()):
        if not _TEXT_KINDS & place.kinds and place.text.rpartition("/")[2] in unchanged:
            yield Hit(pack, PICTURE, "", at, 0, len(place.text))


def _confirmed(found: list[Hit], page: Texts, known: Set[Pack]) -> list[Hit]:
    """The fingerprints with enough evidence: certain ones; likely ones on a site of the template, or with a certain one; real words
    near another fingerprint of the same template there."""
    certain = {hit.pack for hit in found if hit.fingerprint.sure is Sure.CERTAIN}
    near = _in_company(found, page)

    def is_sure(hit: Hit) -> bool:
        sure, is_near = hit.fingerprint.sure, hit.pack in known or hit.pack in certain
        if sure in (Sure.CERTAIN, Sure.LOW) or not is_near:
            return sure is Sure.CERTAIN
        return sure is Sure.HIGH or bool(hit.fingerprint.needs) or hit in near

    return [hit for hit in found if is_sure(hit)]


def _in_company(found: list[Hit], page: Texts) -> set[Hit]:
    """The fingerprints near another fingerprint of the same template."""
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


def _finding(document: Document, page: Texts, block: Block, is_shown: bool) -> Finding:
    best = block.quoted
    place = page.places[best.place]
    told = " ".join(place.said(best.start, best.end, document).split())
    values = {
        "found": told if len(told) <= SHORT else best.phrase or f"{told[: SHORT // 2].rstrip()}…",
        "template": best.pack.template,
        "what": _EXTENTS.get(block.extent) or best.fingerprint.what,
        "consequence": _consequence(best.fingerprint, is_shown, place.item.hidden),
        "instead": f"delete the {block.deletes}" if block.deletes else best.fingerprint.instead,
    }
    severity = Severity.ERROR if block.sure is Sure.CERTAIN else Severity.WARNING
    return Finding(block.span, values, severity=severity if is_shown else Severity.NOTE, covers=block.covers, deletes=block.deletes)


def _consequence(fingerprint: Fingerprint, is_shown: bool, is_hidden: bool) -> str:
    if is_hidden:
        return "visitors do not see it"
    return (fingerprint.consequence or _CONSEQUENCE) if is_shown else "nothing on your site uses it now"
