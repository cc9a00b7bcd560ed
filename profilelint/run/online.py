"""Pages with the checks of their links: each URL is requested once, each page is reported after its last response."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from profilelint.checks.link.web_links import asked_links
from profilelint.core.diagnostic import Applicability
from profilelint.core.files import read_file
from profilelint.core.record import field, state
from profilelint.core.results import Page, Result, Trouble
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.links.answers import Answer, Question, Verdict, Web, plain_fragment
from profilelint.links.options import LinkOptions
from profilelint.links.papers import is_paper, paper_of
from profilelint.links.served import Home, IncompleteError, Served
from profilelint.run.discovery import Found
from profilelint.run.engine import Engine
from profilelint.run.runner import MAX_BYTES, check_file
from profilelint.run.sources import Sources, brought_back
from profilelint.site.files import Site
from profilelint.site.resolution import Existence, resolve_from

if TYPE_CHECKING:
    from profilelint.links.asking import Progress


@state
class Outcome:
    """What became of the addresses of a run, for its last line."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    remembered: int = 0
    open: int = 0
    interrupted: bool = False

    def summary(self) -> str:
        total = self.verdicts.total()
        parts = [f"{self.verdicts[verdict]} {verdict}" for verdict in Verdict if self.verdicts[verdict]]
        remembered = f" ({self.remembered} from the cache)" if self.remembered else ""
        left = f"; {self.open} not checked, out of time" if self.open else ""
        return f"{total} external link{'' if total == 1 else 's'}{': ' if parts else ''}{', '.join(parts)}{remembered}{left}."


@state
class _Waiting:
    """A page, and how many of its addresses have no answer yet."""

    found: Found | Source
    open: int


@state
class _Asked:
    """Who waits for which address, and the places on its page that links name."""

    needed: dict[str, list[_Waiting]] = field(default_factory=lambda: defaultdict(list))
    fragments: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, page: _Waiting, addresses: Mapping[str, set[str]]) -> None:
        for address, names in addresses.items():
            self.needed[address].append(page)
            self.fragments[address] |= names

    def questions(self) -> list[Question]:
        return [Question(address, tuple(sorted(self.fragments[address]))) for address in self.needed]


def look(
    engine: Engine,
    found: Iterable[Found | Source | Result],
    options: LinkOptions,
    outcome: Outcome,
    in_order: bool,
    fix: Applicability | None = None,
    tick: Callable[[Progress], None] | None = None,
) -> Iterator[Result]:
    """The results of files, each after its links are checked; `in_order`: not before those of earlier files. A `Source` is HTML that is
    not a file of the site."""
    web = engine.web or Web()
    pages: list[_Waiting] = []
    asked = _Asked()
    for item in found:
        if not isinstance(item, Found | Source):
            yield item
            continue
        addresses = _addresses(engine, item, options, web)
        pages.append(_Waiting(item, len(addresses)))
        asked.add(pages[-1], addresses)

    def ready() -> Iterator[Result]:
        for page in list(pages):
            if not page.open:
                pages.remove(page)
                found = page.found
                yield check_file(engine, found, fix)[1] if isinstance(found, Found) else Page(found, engine.lint(found, "html"))
            elif in_order:
                return

    for question, answer in _answers(asked.questions(), options, outcome, tick):
        if is_paper(question.address):
            web.papers[question.address] = answer.title
        else:
            web.answers[question.address] = answer
            outcome.verdicts[answer.verdict] += 1
        outcome.open -= 1
        for page in asked.needed[question.address]:
            page.open -= 1
        if any(not page.open for page in asked.needed[question.address]):
            yield from ready()
    for page in pages:
        page.open = 0
    yield from ready()


def _answers(
    questions: list[Question], options: LinkOptions, outcome: Outcome, tick: Callable[[Progress], None] | None
) -> Iterator[tuple[Question, Answer]]:
    """What is remembered, then what is answered. Each answer is kept at once."""
    from profilelint.links.memory import Memory

    with closing(Memory(options.memory)) as memory:
        holding, dead = memory.lookup(questions)
        holding = {} if options.refresh else holding
        outcome.remembered, outcome.open = sum(not is_paper(address) for address in holding), len(questions)
        for question in questions:
            if question.address in holding:
                yield question, holding[question.address]
        asked = [question for question in questions if question.address not in holding]
        if not asked:
            return
        from profilelint.links.asking import Asker
        from profilelint.links.pending import ask_all

        asker = Asker(options.guard, options.limits, tick=tick, services=options.services)
        for question, answer in ask_all(asker, asked, dead):
            memory.store(question, answer)
            yield question, answer
        outcome.interrupted = asker.stopped


def _addresses(engine: Engine, found: Found | Source, options: LinkOptions, web: Web) -> dict[str, set[str]]:
    """What a page asks of the web: addresses with the fragments that are looked for, and identifiers of papers. Those of the site's own
    pages are always looked for."""
    document = _document(found)
    asked: dict[str, set[str]] = defaultdict(set)
    if document is None:
        return asked
    path = document.source.path
    for link, address in asked_links(document, engine.site_around(path), web):
        if address in web.answers or options.skip.match(address):
            continue
        is_looked_for = options.fragments or (path, link.target_span.start) in web.addresses
        fragment = plain_fragment(link.target) if is_looked_for else ""
        asked[address] |= {fragment} if fragment else set()
        if paper := paper_of(address):
            asked[paper] |= set()
    return asked


def _document(found: Found | Source) -> Document | None:
    if isinstance(found, Source):
        return read(found, "html")
    try:
        return read(Source.from_bytes(read_file(found.path, MAX_BYTES), found.path))
    except Exception:
        return None  # in any case the page is read again, and the error is reported then


def with_served(
    engine: Engine, found: Iterable[Found | Result], served: Callable[[Home], Iterable[Served]]
) -> Iterator[Found | Source | Result]:
    """The files, and pages for links of the served site that are not at one place in the files. `served`: its links."""
    found = list(found)
    documents = [document for item in found if isinstance(item, Found) and (document := _document(item))]
    site = next((site for document in documents if (site := engine.site_around(document.source.path))), None)
    home = _home(site) if site else Home()
    trouble: list[Trouble] = []

    def links() -> Iterator[Served]:
        try:
            yield from served(home)
        except IncompleteError as error:
            trouble.append(Trouble(error.site, f"only part of it was checked: it {error.reason}"))

    pages = list(brought_back(links(), Sources(documents, home.base, home.hosts), engine.web or Web()))
    yield from found
    yield from pages
    yield from trouble


def _home(site: Site) -> Home:
    base = f"/{site.settings.baseurl}" if site.settings.baseurl else ""
    return Home(base, site.settings.hosts, lambda path: resolve_from(site, "index.html", path).verdict is Existence.MISSING)
