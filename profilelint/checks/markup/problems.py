"""What a reader could not read, reported under the rule that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.core.diagnostic import Finding
from profilelint.document.model import Document

OPTIONS = {"kind": Option("string", required=True, choices=("front-matter", "data", "duplicate-key"))}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for problem in document.problems:
        if problem.kind == options["kind"] and len(problem.span):
            yield Finding(problem.span, {"detail": problem.detail})
