"""Words that are words, but not the ones that were meant: "close source", "clinical trails"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.prose import is_among_code, runs
from profilelint.diagnostic import Edit, Finding
from profilelint.document.model import Document, Run

OPTIONS = {"slips": Option("map", required=True)}

_SLIP = re.compile(r"\{([a-z' -]+)\}")
_FIRST_WORD = re.compile(r"[a-z]+")
_WORD = re.compile(r"[^\W\d_]+")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    slips = options["slips"]
    patterns = _patterns(tuple(slips))
    words = document.once(_words)
    for word in patterns.keys() & words.keys():
        for written, pattern in patterns[word]:
            yield from _found(words[word], pattern, slips, written)


def _found(having: list[Run], pattern: re.Pattern[str], slips: Mapping[str, str], written: str) -> Iterator[Finding]:
    for run in having:
        text = run.text.replace("’", "'")
        for match in pattern.finditer(text):
            start, end = match.span("slip")
            if not text[start:end].isupper() and not is_among_code(text, start, end):
                preferred = _in_case(text[start:end], slips[written])
                edits = (Edit(run.span(start, end), preferred),) if run.is_plain(start, end) else ()
                yield Finding(run.span(start, end), {"preferred": preferred}, edits, suggestions=(preferred,))


@lru_cache(maxsize=8)
def _patterns(slips: tuple[str, ...]) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """The patterns by the first word of the slip, as most pages have few of these."""
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for written in slips:
        slip = _SLIP.search(written)
        first = _FIRST_WORD.search(slip[1]) if slip else None
        if slip and first:
            body = f"{written[: slip.start()]}(?P<slip>{slip[1]}){written[slip.end() :]}".replace(" ", r"\s{1,3}")
            bound = "" if body.startswith("(?:^") else r"(?<![\w@#/-])"
            pattern = re.compile(rf"{bound}(?:{body})(?![\w@])", re.IGNORECASE)
            found.setdefault(first.group(), []).append((written, pattern))
    return found


def _words(document: Document) -> dict[str, list[Run]]:
    """The runs that have a word, by the word."""
    having: dict[str, list[Run]] = {}
    for _, run in runs(document):
        for word in set(_WORD.findall(run.text.lower())):
            having.setdefault(word, []).append(run)
    return having


def _in_case(found: str, preferred: str) -> str:
    return preferred[:1].upper() + preferred[1:] if found[0].isupper() else preferred
