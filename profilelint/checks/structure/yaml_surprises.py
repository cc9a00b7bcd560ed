"""YAML that reads as something else than the text that was meant: `- Project: rivers`, `no`, `12:30`, `0123`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.records import Path, lists
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Field
from profilelint.site.generator import Generator

#: A name that a program gives a field; one that a person wrote has a capital, a blank, a letter of another script.
_FIELD_NAME = regex(r"[a-z][\w.-]*")
_WORDS = regex(r"\S\s+\S")
#: A field without a space after its colon.
_JOINED = regex(r"(?P<key>[A-Za-z][\w-]*):(?=[^\s:])")
_BULLET = regex(r"\n[ \t]*(-[ \t]+[^\s][^\n]*)")
#: The key on the line after a value.
_KEY_BELOW = regex(r"[ \t]{0,9}\n[ \t]*([^\s\"'#:-][^\n\"':]{0,60}):")
_QUOTED = ("'", '"', "|", ">", "&", "*", "!", "[", "{")
#: Values that Jekyll's parser converts and Hugo's does not.
_TIME = regex(r"[0-9]{1,3}(?::[0-5]?[0-9]){1,2}")
_PAIR = regex(r"[1-9]\d?(?:,\d\d?){1,30}")
_YES_OR_NO = regex(r"yes|no|on|off", re.IGNORECASE)
_ZERO = regex(r"0[0-7]{1,30}")
_NAMED = regex(r"(?:(?:first|middle|last|family|given|full)[_-]?)?name|surname|lang|language|locale|country")
#: Numbers that are names: each digit of them counts.
_NUMBERED = regex(r"(?:.*[_-])?(?:phone|tel|mobile|fax|zip|zip_?code|postcode|postal_?code|id|orcid|isbn|issn|pmid|student_?number)")
_ARXIV = regex(r"(?:.*[_-])?(?:arxiv|eprint)(?:[_-]?id)?|arxiv_?(?:no|number)")
_ARXIV_ID = regex(r"\d{4}\.\d{3,4}0")
_VERSION = regex(r"(?:.*[_-])?version")
#: So long is a number of which a leading 0 is a part; shorter ones count pages: 005.
_LONG = 4
_ENDS_IN_ZERO = regex(r"\d{1,3}\.\d?[1-9]?0")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not document.fields or not (document.format == "yaml" or (document.front_matter and document.front_matter.format == "yaml")):
        return
    yield from _entries(document)
    yield from _emptied(document)
    jekyll = _is_jekyll(document, context)
    for field in document.fields:
        written = document.text[field.span.start : field.span.end]
        if not written or field.hidden or written.startswith(_QUOTED):
            continue
        if isinstance(field.value, str) and "\n" in written and "\n-" not in field.value:  # blank lines keep the lines of a list apart
            yield from _bullets(field, written)
        elif why := _both(field, written) or (_jekyll(document, field, written) if jekyll else ""):
            yield Finding(field.span, {"why": why, "way": "put it in quotes"}, (Edit(field.span, f'"{written}"'),), structural=True)


def _is_jekyll(document: Document, context: Context) -> bool:
    """Whether Jekyll reads this: a page, or a file of its data."""
    parts = document.source.path.replace("\\", "/").split("/")
    if document.front_matter is None and "_data" not in parts and not parts[-1].startswith("_config"):
        return False
    if context.site is not None:
        return context.site.settings.generator is Generator.JEKYLL
    return any(part.startswith("_") and part != "_index.md" for part in parts)


def _entries(document: Document) -> Iterator[Finding]:
    """Entries of a list that are not what their neighbours are."""
    for entries in document.view(lists).values():
        depth = min(len(fields[0].path) for fields in entries.values())
        singles = [fields[0] for fields in entries.values() if len(fields) == 1]
        texts = [field for field in singles if len(field.path) == depth and isinstance(field.value, str)]
        if not texts or len(texts) == len(entries):
            continue
        names = {str(field.path[depth]) for fields in entries.values() for field in fields if len(field.path) == depth + 1}
        for field in texts:
            yield from _joined(document, field, names)
        if any(_WORDS.search(str(field.value)) for field in texts):
            for field in singles:
                if len(field.path) == depth + 1:
                    yield from _split(document, field)


def _joined(document: Document, field: Field, names: set[str]) -> Iterator[Finding]:
    """`- name:Jane` among entries that have a name."""
    match = _JOINED.match(document.text, field.span.start, field.span.end)
    if match and match["key"] in names:
        values = {"why": f'is read as a text, not as the field "{match["key"]}"', "way": "add a space after the colon"}
        yield Finding(Span(*match.span()), values, (Edit(Span(match.end(), match.end()), " "),), structural=True)


def _split(document: Document, field: Field) -> Iterator[Finding]:
    """`- Project: rivers` among texts."""
    key = str(field.path[-1])
    if field.key_span is None or _FIELD_NAME.fullmatch(key):
        return
    end = max(field.span.end, field.key_span.end)
    written = document.text[field.key_span.start : end]
    if not written.startswith(_QUOTED) and not document.text[field.span.start : field.span.end].startswith(_QUOTED):
        why = "is read as a name with a value, not as text, because a space follows its colon"
        span = Span(field.key_span.start, end)
        yield Finding(span, {"why": why, "way": "put it all in quotes"}, (Edit(span, _quoted(written)),), structural=True)


def _quoted(written: str) -> str:
    return "'" + written.replace("'", "''") + "'" if '"' in written or "\\" in written else f'"{written}"'


def _emptied(document: Document) -> Iterator[Finding]:
    """`summary: |` above a line that should be its text, but is another field."""
    for field, after in pairwise(document.fields):
        if (
            field.value != ""
            or not document.text.startswith(("|", ">"), field.span.start)
            or after.path[: len(field.path) - 1] != field.path[:-1]
        ):
            continue
        below = _KEY_BELOW.match(document.text, field.span.end)
        if below and below[1] in after.path and _FIELD_NAME.fullmatch(field.key) and not _FIELD_NAME.fullmatch(below[1]):
            why = f'is read as a field, so that "{field.key}" above it has no text'
            yield Finding(Span(*below.span(1)), {"why": why, "way": "indent the lines of the text further"})


def _bullets(field: Field, written: str) -> Iterator[Finding]:
    """Lines of a list that belong to the text above them."""
    lines = list(_BULLET.finditer(written))
    if len(lines) > 1:
        span = Span(field.span.start + lines[0].start(1), field.span.start + lines[0].end(1))
        why = "is read as a part of the text above it, not as an entry of a list"
        yield Finding(span, {"why": why, "way": "give the list a name of its own"})


def _both(field: Field, written: str) -> str:
    """Values that Jekyll or Hugo reads in another way than they look."""
    key = field.key.lower()
    counts = len(written) >= _LONG and _NUMBERED.fullmatch(key)
    if isinstance(field.value, int) and _ZERO.fullmatch(written) and (field.value != int(written) or counts):
        return f"is read as the number {field.value}, because a leading 0 makes it octal"
    loses = (_ARXIV.fullmatch(key) and _ARXIV_ID.fullmatch(written)) or (_VERSION.fullmatch(key) and _ENDS_IN_ZERO.fullmatch(written))
    if loses and isinstance(field.value, float):
        return f"is read as the number {field.value} and loses its last digit"
    if field.value is None and written == "Null" and _NAMED.fullmatch(key):
        return "is read as nothing, not as a name"
    return ""


def _jekyll(document: Document, field: Field, written: str) -> str:
    if _TIME.fullmatch(written):
        hours, *rest = map(int, written.split(":"))
        number = (hours * 60 + rest[0]) * (60 if len(rest) > 1 else 1) + sum(rest[1:])
        return f"is read by Jekyll as the number {number}"
    if _PAIR.fullmatch(written):
        return f"is read by Jekyll as the number {written.replace(',', '')}"
    if _YES_OR_NO.fullmatch(written) and (_NAMED.fullmatch(field.key.lower()) or field.path in document.view(_odd_ones)):
        return f"is read by Jekyll as {str(field.value).lower()}, not as a word"
    return ""


def _odd_ones(document: Document) -> frozenset[Path]:
    """The only entry of a list of texts that is not a text. (A field of a record may be a switch.)"""
    odd = set()
    for path, entries in document.view(lists).items():
        plain = [fields[0] for fields in entries.values() if len(fields) == 1 and len(fields[0].path) == len(path) + 1]
        others = [field.path for field in plain if not isinstance(field.value, str)]
        if len(others) == 1 and len(plain) == len(entries) > 1:
            odd.add(others[0])
    return frozenset(odd)
