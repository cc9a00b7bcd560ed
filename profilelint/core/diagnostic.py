"""Reports about a page: findings of checks, diagnostics of the engine, fixes."""

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
    """How safe a fix is, as in ruff: SAFE fixes keep the meaning of the page, UNSAFE ones need a review."""

    DISPLAY_ONLY = 0
    UNSAFE = 1
    SAFE = 2


@frozen
class Edit:
    span: Span
    content: str


@frozen
class Fix:
    """Edits that are applied together or not at all, sorted by position and not overlapping."""

    edits: tuple[Edit, ...]
    applicability: Applicability
    structural: bool = False  # it changes the structure of the page, as closing a comment does
    drop_mark: bool = False  # the file is written without its byte order mark


@frozen
class Related:
    """Another place on the same page that a report refers to."""

    span: Span
    message: str


@frozen
class Finding:
    """A report of a check. `values` fill the rule's message, together with `found`, the text of the span."""

    span: Span
    values: Mapping[str, str] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    applicability: Applicability = Applicability.SAFE  # of the edits; the rule page sets the ceiling
    suggestions: tuple[str, ...] = ()  # replacements for the span, the most likely first
    related: tuple[Related, ...] = ()
    structural: bool = False  # of the fix
    drop_mark: bool = False
    severity: Severity = Severity.ERROR  # at most; the rule page sets the ceiling
    covers: tuple[Span, ...] = ()  # ranges that no other rule needs to report
    deletes: str = ""  # the best remedy is to delete this: the "file", or the "folder" that contains it
    cause: str = ""  # the reason that findings share, such as a missing folder: they are reported as one


@frozen
class Diagnostic:
    """A finding with its rule, severity and message. `span` is in code points; `start` and `end` (exclusive) count from 1."""

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
    deletes: str = ""  # the best remedy is to delete this: the "file", or the "folder" that contains it
    cause: str = ""  # the reason that findings share: they are reported as one
