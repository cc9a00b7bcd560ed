"""Grouping: repeated reports become one with several places; groups are in the order of urgency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.files import digest
from profilelint.core.record import record
from profilelint.core.results import Page

#: By what they ask of the owner, the most harmful first: a title, and the rules or families.
SECTIONS = (
    ("Someone else's accounts", ("placeholder/foreign-id",)),
    ("Broken for visitors", ("link", "markup", "encoding", "structure/empty-record", "structure/missing-title", "structure/yaml-surprise")),
    ("Wrong facts", ("date", "consistency", "link/wrong-target", "link/invalid-identifier", "spelling/name-variant", "structure")),
    ("Template leftovers and placeholders", ("placeholder",)),
    ("Spelling and punctuation", ("spelling", "typography")),
    ("Hard to use for some visitors", ("access",)),
)
OTHER = "Your own rules, and others"


@record
class Group:
    """One or more diagnostics of one cause, or that say the same: rule, severity and message, so what they quote and advise, too."""

    places: tuple[tuple[Page, Diagnostic], ...]

    @property
    def first(self) -> Diagnostic:
        return self.places[0][1]

    @property
    def page(self) -> Page:
        """The page of the first."""
        return self.places[0][0]

    @property
    def others(self) -> tuple[Diagnostic, ...]:
        return tuple(diagnostic for _, diagnostic in self.places[1:])


def group_of(diagnostic: Diagnostic) -> str:
    """A short name that all diagnostics share which have one cause, or say the same."""
    return digest(f"{diagnostic.rule}\0{diagnostic.cause or diagnostic.message}".encode("utf-8", "surrogatepass"))[:12]


def groups_of(pages: list[Page]) -> Iterator[Group]:
    """The diagnostics of pages, in the order of first appearance."""
    found: dict[tuple[str, Severity, str], list[tuple[Page, Diagnostic]]] = {}
    for page in pages:
        for diagnostic in page.diagnostics:
            found.setdefault((diagnostic.rule, diagnostic.severity, diagnostic.cause or diagnostic.message), []).append((page, diagnostic))
    yield from (Group(tuple(places)) for places in found.values())


def section_of(rule: str) -> str:
    """The closest name decides: the rule's before its family's."""
    for name in (rule, rule.partition("/")[0]):
        for title, names in SECTIONS:
            if name in names:
                return title
    return OTHER


def sections(groups: Iterable[Group]) -> Iterator[tuple[str, list[Group]]]:
    """The groups under their titles, in the order of what to do."""
    found: dict[str, list[Group]] = {title: [] for title in (*(title for title, _ in SECTIONS), OTHER)}
    for group in groups:
        found[section_of(group.first.rule)].append(group)
    yield from ((title, members) for title, members in found.items() if members)
