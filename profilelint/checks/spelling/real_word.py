"""Words that are words, but not the ones that were meant: "close source", "clinical trails"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.shared.pagewords import right_words, vocabulary
from profilelint.checks.shared.prose import is_among_code, runs
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.document.model import Document, Run
from profilelint.language.english import words_of

OPTIONS = {"slips": Option("map", required=True), "words": Option("strings", default=())}

_SLIP = regex(r"\{([a-z' -]+)\}")
_LITERAL = regex(r"(?<![a-z' -])([a-z' -]*+)\{([a-z' -]+)\}([a-z' -]*)")


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    words = document.view(vocabulary)
    slips = _by_longest_word(tuple(options["slips"]))
    wanted = {
        word: likely for word in words.words.intersection(slips) if (likely := [slip for slip in slips[word] if slip.words <= words.words])
    }
    own = dict(runs(document)) if wanted else {}
    for index in own.keys() & words.runs_with(wanted.keys()):
        text = f" {' '.join(words.runs[index])} "
        for word in wanted.keys() & words.runs[index]:
            for slip in wanted[word]:
                if slip.plain in text:
                    yield from _found(own[index], _pattern(slip.written), options["slips"][slip.written], right)


def _found(run: Run, pattern: re.Pattern[str], meant: str, right: Set[str]) -> Iterator[Finding]:
    text = run.text.replace("’", "'")
    for match in pattern.finditer(text):
        start, end = match.span("slip")
        if not text[start:end].isupper() and text[start:end].lower() not in right and not is_among_code(text, start, end):
            because = f'it is hardly ever meant in "{match.group()}"'
            preferred = _in_case(text[start:end], meant)
            edits = (Edit(run.span(start, end), preferred),) if run.is_plain(start, end) else ()
            yield Finding(run.span(start, end), {"preferred": preferred, "because": because}, edits, suggestions=(preferred,))


@record
class _Slip:
    written: str
    plain: str  # the words that are certainly there, spaces around each
    words: frozenset[str]


@lru_cache(maxsize=8)
def _by_longest_word(slips: tuple[str, ...]) -> dict[str, list[_Slip]]:
    """The patterns by their longest certain word: most pages have few of these."""
    found: dict[str, list[_Slip]] = {}
    for written in slips:
        if _SLIP.search(written) and (words := (plain := _plain(written)).split()):
            found.setdefault(max(words, key=len), []).append(_Slip(written, plain, frozenset(words)))
    return found


def _plain(written: str) -> str:
    """The words around a slip, and its own, that the pattern has as they are: looked for before the pattern is."""
    match = _LITERAL.search(written)
    assert match is not None
    before, slip, after = match[1], match[2], match[3]
    if match.start() and not before.startswith(" "):
        before = before.partition(" ")[2]  # the rest of something that is not a plain word
    if match.end() < len(written):
        after = after.rpartition(" ")[0]
    return f" {' '.join(words_of(f'{before}{slip}{after}'))} "


@lru_cache(maxsize=512)
def _pattern(written: str) -> re.Pattern[str]:
    before, slip, after = _SLIP.split(written)
    body = f"{before}(?P<slip>{slip}){after}".replace(" ", r"\s{1,3}")
    bound = "" if body.startswith("(?:^") else r"(?<![\w@#/-])"
    return re.compile(rf"{bound}(?:{body})(?![\w@])", re.IGNORECASE)


def _in_case(found: str, preferred: str) -> str:
    return preferred[:1].upper() + preferred[1:] if found[0].isupper() else preferred
