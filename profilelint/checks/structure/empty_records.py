"""Entries of front matter and data in which no field says anything: `- name:`."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.records import lists
from profilelint.core.diagnostic import Finding
from profilelint.core.source import Span
from profilelint.document.model import Document, Field

_NOTHING = ("", '""', "''")
_NEAR = 80  # characters between an entry's dash and the place of its value


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format == "bibtex" or not document.fields:
        return
    for path, entries in document.view(lists).items():
        empty = [fields for fields in entries.values() if all(_is_empty(document, field) for field in fields)]
        if len(empty) == len(entries):
            continue  # a form that nothing was filled in of, which the layout leaves out
        for fields in empty:
            if len(fields[0].path) > len(path) + 1:
                if any(field.key_span for field in fields):  # else it is a list in a list
                    yield Finding(_written(document, fields))
            elif fields[0].path[-1] == max(entries) and (dash := _dash(document, fields[0])):
                yield Finding(dash)  # further up it parts the others on purpose


def _is_empty(document: Document, field: Field) -> bool:
    """Whether nothing, or an empty text, is written; `null` and `[]` are decisions."""
    return field.value in (None, "") and document.text[field.span.start : field.span.end] in _NOTHING


def _written(document: Document, fields: list[Field]) -> Span:
    """From the first key of a record to the end of its last field."""
    start = min((field.key_span or field.span).start for field in fields)
    end = max(max(field.span.end, field.key_span.end if field.key_span else 0) for field in fields)
    return Span(start, end)


def _dash(document: Document, field: Field) -> Span | None:
    """The dash of an entry with nothing after it, not even quotes."""
    line = document.text[max(0, field.span.start - _NEAR) : field.span.start].rstrip()
    end = field.span.start - min(field.span.start, _NEAR) + len(line)
    return Span(end - 1, end) if field.value is None and line.endswith("-") else None
