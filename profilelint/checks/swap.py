"""Words that have a better form: found -> preferred."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.texts import OPTIONS as TEXT_OPTIONS
from profilelint.checks.texts import comparable, texts, words
from profilelint.diagnostic import Edit, Finding
from profilelint.document.model import Document

OPTIONS = {"swap": Option("map", required=True), **TEXT_OPTIONS}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    swap = options["swap"]
    key, sensitive = comparable(options), options["case"] == "sensitive"
    preferred = {key(found): (forms,) if isinstance(forms, str) else forms for found, forms in swap.items()}
    wanted = words(swap, (), options)
    for text in texts(document, options["in"]):
        for start, end in wanted.find(text.text):
            found = text.text[start:end]
            choices = preferred.get(key(found), ())
            if not sensitive:
                choices = tuple(_in_case_of(found, choice) for choice in choices)
            if not choices or found in choices:
                continue
            span = text.span(start, end)
            edits = (Edit(span, choices[0]),) if len(choices) == 1 and text.is_plain(start, end) else ()
            yield Finding(span, {"preferred": choices[0]}, edits, suggestions=choices)


def _in_case_of(found: str, preferred: str) -> str:
    """A preferred form in the letter case of what was found, unless it has capitals of its own: "PyTorch" is written so."""
    if preferred != preferred.lower():
        return preferred
    if len(found) > 1 and found.isupper():
        return preferred.upper()
    return preferred[:1].upper() + preferred[1:] if found[0].isupper() else preferred
