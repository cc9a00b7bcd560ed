"""Lists of names that BibTeX warns of: a name that is missing between two "and", a comma at the end of one."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Field

_KEYS = frozenset(("author", "editor"))
_TOKEN = regex(r"[{}]|[^\s{}]+")
_OTHERS = "others"


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for field in document.fields if document.format == "bibtex" else ():
        if field.key in _KEYS and len(field.path) == 2 and not field.hidden:
            yield from _of_list(document, field)


def _of_list(document: Document, field: Field) -> Iterator[Finding]:
    text = document.text
    names, ands = _parted(text, field.span)
    for at, name in enumerate(names):
        if not name and ands:
            yield _without_name(ands, at)
        elif name and (found := _with_comma(text, Span(name[0].start, name[-1].end), is_last=at == len(names) - 1)):
            yield found


def _parted(text: str, value: Span) -> tuple[list[list[Span]], list[Span]]:
    """The tokens of each name, and the "and" between them; what is in braces of its own is one name's."""
    names: list[list[Span]] = [[]]
    ands: list[Span] = []
    depth = 0
    inner = Span(value.start + 1, max(value.start + 1, value.end - 1))  # without the braces or quotation marks of the value
    for match in _TOKEN.finditer(text, inner.start, inner.end):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0 and match.group().lower() == "and":
            ands.append(Span(*match.span()))
            names.append([])
        else:
            names[-1].append(Span(*match.span()))
    return names, ands


def _without_name(ands: list[Span], at: int) -> Finding:
    """An "and" without a name before or after it: one of two is removed."""
    surplus = ands[at] if at < len(ands) else ands[-1]
    where = "before" if at == 0 else "after"
    edits = (Edit(Span(ands[at - 1].end, surplus.end), ""),) if 0 < at < len(ands) else ()
    return Finding(surplus, {"why": f'there is no name {where} this "and"' if not edits else 'there is no name between two "and"'}, edits)


def _with_comma(text: str, name: Span, is_last: bool) -> Finding | None:
    """A comma that belongs to no name. With more of them, the names are parted by commas, and one edit would not do."""
    written = text[name.start : name.end]
    commas = written.count(",")
    if not written.endswith(",") or commas > 2 or (is_last and commas != 1 and written != ","):
        return None
    comma = Span(name.end - 1, name.end)
    is_whole = commas == 2 or written[:-1].strip().lower() == _OTHERS
    why = f'"{" ".join(written.split())}" ends with a comma' if written != "," else "there is a comma in place of a name"
    return Finding(comma, {"why": why}, (Edit(comma, ""),) if is_whole else ())
