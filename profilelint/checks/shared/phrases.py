"""Words and patterns that must not occur in a given kind of text."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.texts import OPTIONS as TEXT_OPTIONS
from profilelint.checks.shared.texts import texts, words
from profilelint.core.diagnostic import Finding
from profilelint.document.model import Document

OPTIONS = {"phrases": Option("strings", default=()), "patterns": Option("patterns", default=()), **TEXT_OPTIONS}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    wanted = words(options["phrases"], options["patterns"], options)
    for text in texts(document, options["in"], wanted):
        for start, end in wanted.find(text.text):
            yield Finding(text.span(start, end))
