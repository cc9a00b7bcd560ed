"""What is said about a page: findings of checks, diagnostics of the engine, fixes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from profilelint.core.record import field, frozen
from profilelint.core.source import Position, Span


class Severity(IntEnum):
    NOTE = 0
    WARNING = 1
    ERROR = 2


class Applicability(IntEnum):
    """How far a fix may be trusted, as in ruff."""

    DISPLAY_ONLY = 0
    UNSAFE = 1
    SAFE = 2


@frozen
class Edit:
    span: Span
    content: str


@frozen
class Fix:
    """Edits that are applied together or not at all, sorted and not overlapping."""

    edits: tuple[Edit, ...]
    applicability: Applicability
    structural: bool = False  # it changes what the page is made of, as closing a comment does
    drop_mark: bool = False  # the file is written without its byte order mark


@frozen
class Related:
    """Another place of the same page that a report speaks of."""

    span: Span
    message: str


@frozen
class Finding:
    """What a check says. `values` fill the rule's message beside `found`, the text of the span."""

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    applicability: Applicability = Applicability.SAFE  # of the edits; the rule page sets the ceiling
    suggestions: tuple[str, ...] = ()  # what may be put in the span's place, likeliest first
    related: tuple[Related, ...] = ()
    structural: bool = False  # of the fix
    drop_mark: bool = False
    severity: Severity = Severity.ERROR  # at most; the rule page sets the ceiling
    covers: tuple[Span, ...] = ()  # what is dealt with when this is: no other rule need speak of what stands there
    deletes: str = ""  # what is best deleted: the "file", or the "folder" that it stands in


@frozen
class Diagnostic:
    """What is reported. `start` and `end` (exclusive) are the places of `span`."""

    rule: str
    severity: Severity
    message: str
    path: str
    span: Span
    start: Position
    end: Position
    hidden: bool = False
    fix: Fix | None = None
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    url: str = ""
    deletes: str = ""  # what is best deleted: the "file", or the "folder" that it stands in
