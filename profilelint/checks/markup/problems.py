"""Problems of the readers (files that do not parse), reported by the rule of their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.core.diagnostic import Finding, Severity
from profilelint.document.model import Document

OPTIONS = {"kind": Option("string", required=True, choices=("front-matter", "data", "duplicate-key"))}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for problem in document.problems:
        if problem.kind == options["kind"] and len(problem.span):
            is_harmless = problem.kind == "duplicate-key" and problem.span.start in document.view(_said_again)
            yield Finding(problem.span, {"detail": problem.detail}, severity=Severity.NOTE if is_harmless else Severity.ERROR)


def _said_again(document: Document) -> frozenset[int]:
    """Duplicate keys with the same value each time, so that nothing is lost."""
    values: defaultdict[tuple[str | int, ...], set[object]] = defaultdict(set)
    for field in document.fields:
        values[field.path].add(field.value)
    return frozenset(field.key_span.start for field in document.fields if field.key_span and len(values[field.path]) == 1)
