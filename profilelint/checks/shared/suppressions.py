"""Suppression comments without effect."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.core.diagnostic import Finding
from profilelint.document.model import Document

OPTIONS = {"about": Option("string", required=True, choices=("unused", "unknown"))}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    return iter(context.ignored.get(options["about"], ()))
