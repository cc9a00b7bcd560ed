"""Words with a second capital that the shift key left: "LIterature"."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.pagewords import is_of_names
from profilelint.checks.shared.surroundings import is_clean
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.language.lexicon import is_known, is_name, zipf

_TWO = regex(r"[A-Z](?<![\w@#/\\.:&={'’-].)[A-Z][a-z]{3,20}(?![\w@/\\=(-]|[.:]\w)")
#: The same, for a first look at the whole page, with each letter put down as a capital or a small one.
_SHAPE, _SHAPES = b"AAaaa", bytes(65 if 65 <= code <= 90 else 97 if 97 <= code <= 122 else 32 for code in range(256))
_COMMON = 3.8
#: Words are written so on purpose: "AIrport", "EUrope".
_PLAYED_WITH = frozenset("AI AR EU EX HR ID IT ML PC PR TV UK UN US VR".split())


def two_capitals(document: Document) -> Iterator[Finding]:
    """A common word, if the page has one such alone, and its capitals nowhere else: they may be those of an acronym, "CAnonical"."""
    said = document.view(all_words)
    if _SHAPE not in said.encode("utf-8", "surrogatepass").translate(_SHAPES):
        return
    found = [match.group() for match in _TWO.finditer(said) if is_known(match.group().lower())]
    if len(found) != 1 or not _is_common(found[0]) or found[0][:2] in _PLAYED_WITH or said.count(found[0][:2]) != 1:
        return
    for run in document.runs:
        start = run.text.find(found[0])
        end = start + len(found[0])
        if start >= 0 and not is_of_names(run) and is_clean(run.text, start, end):
            meant = found[0].capitalize()
            edits = (Edit(run.span(start, end), meant),) if run.is_plain(start, end) else ()
            yield Finding(run.span(start, end), {"preferred": meant}, edits, suggestions=(meant,))


def _is_common(word: str) -> bool:
    lower = word.lower()
    return zipf(lower) >= _COMMON and not is_name(lower) and not is_known(lower[1:])  # "MArch" is a degree
