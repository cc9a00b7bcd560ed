"""How many slips the spelling rules find, how many right words they report, and how fast: `python bench/spelling.py`.

Slips, names and words are those of tests/data, in sentences that are made here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from profilelint.checks.context import Context
from profilelint.document import read
from profilelint.engine import lint, ready_rules
from profilelint.source import Source

DATA = Path(__file__).parent.parent / "tests" / "data"
RULES = tuple(rule for rule in ready_rules() if rule.id in ("spelling/misspelling", "spelling/name-variant"))
ABOUT = "This is a page about the work of the group, which is on the history of the sea and of those who live by it.\n\n"
FRAMES = {
    "noun": ("The {} of the town is what the talk was about.", "We are grateful for the {} that we have had for years."),
    "adjective": ("It is a very {} book about the sea, and we like it.", "The letters are {} and they are not easy to read."),
    "verb": ("They {} it in the first year of the project.", "We have {} all of it with the help of the school."),
}
NAME_FRAMES = (
    "We thank {} for the help that was given to us in the lab.",
    "I work with {} at the school of law.",
    "{}, A history of the sea, in the Journal of the Sea, 2020",
    "The lab of {} is where the work was done.",
)
WORD_FRAMES = ("We went to see {} and liked it very much.", "The talk on {} was in the morning.", "It is what {} is about, as she said.")


def slips() -> Iterator[tuple[str, str, str]]:
    """Each slip with what was meant and a sentence."""
    kind, number = "", 0
    for line in (DATA / "slips.txt").read_text("utf-8").splitlines():
        if line in FRAMES:
            kind = line
        elif not line.startswith("#"):
            for pair in line.split():
                found, meant = pair.split("|")
                number += 1
                yield found, meant, FRAMES[kind][number % len(FRAMES[kind])].format(found)


def right() -> Iterator[str]:
    """Sentences with names of people, places, terms and foreign words."""
    people = [name.split() for name in " ".join(_lines("names.txt")).split(",")]
    given, surnames = [person[0] for person in people], [person[-1] for person in people]
    for turn in range(13):
        for number, first in enumerate(given):
            last = surnames[(number * (2 * turn + 1) + 7 * turn) % len(surnames)]
            yield NAME_FRAMES[(number + turn) % len(NAME_FRAMES)].format(f"{first} {last}")
    for number, word in enumerate(" ".join(_lines("right.txt")).split()):
        for turn in (0, 1):
            yield WORD_FRAMES[(number + turn) % len(WORD_FRAMES)].format(word)


def other_slips() -> Iterator[tuple[str, str, str, str]]:
    """Slips in other languages: the language, the slip, what was meant, and a sentence."""
    language = frame = ""
    for line in _lines("other-slips.txt"):
        if len(line) == 2:
            language = line
        elif "{}" in line:
            frame = line
        else:
            for pair in line.split():
                found, meant = pair.split("|")
                yield language, found, meant, frame.format(found)


def other_recall() -> dict[str, tuple[int, int]]:
    """For each other language its slips, and those that are found with the right word."""
    counts: dict[str, tuple[int, int]] = {}
    for language, found, meant, sentence in other_slips():
        total, hits = counts.get(language, (0, 0))
        counts[language] = total + 1, hits + (reported(sentence + "\n").get(found) == (meant,))
    return counts


def _lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text("utf-8").splitlines() if not line.startswith("#")]


def _others() -> list[str]:
    """Right sentences of other languages: those that are written out, and those of the slips with the right word."""
    return _lines("other-right.txt") + [sentence.replace(found, meant) for _, found, meant, sentence in other_slips()]


def reported(page: str) -> dict[str, tuple[str, ...]]:
    document = read(Source.from_bytes(page.encode(), "page.md"))
    said = lint(document, RULES, Context(date(2026, 1, 31)))
    return {page[diagnostic.span.start : diagnostic.span.end]: diagnostic.suggestions for diagnostic in said}


def recall() -> tuple[int, int, int, list[str]]:
    """Slips, those found, those of them whose right word stands first, and the slips that were missed."""
    found = first = total = 0
    missed = []
    for slip, meant, sentence in slips():
        total += 1
        said = reported(ABOUT + sentence + "\n").get(slip)
        found += said is not None
        first += said is not None and said[0] == meant
        if said is None:
            missed.append(slip)
    return total, found, first, missed


def false_alarms() -> tuple[int, list[str]]:
    """Sentences that are right, and what was reported in them."""
    sentences, others = list(right()), _others()
    alarms = [word for sentence in others for word in reported(sentence + "\n")]
    for start in range(0, len(sentences), 20):
        alarms += reported(ABOUT + "\n\n".join(sentences[start : start + 20]) + "\n")
    return len(sentences) + len(others), alarms


def speed() -> float:
    """Megabytes of prose a second, the reading of the page left out."""
    prose = (ABOUT + "\n\n".join(sentence for _, _, sentence in slips()) + "\n\n" + "\n\n".join(right())) * 5
    document = read(Source.from_bytes(prose.encode(), "page.md"))
    start = time.perf_counter()
    lint(document, RULES, Context(date(2026, 1, 31)))
    return len(prose) / 1e6 / (time.perf_counter() - start)


def main() -> int:
    total, found, first, missed = recall()
    count, alarms = false_alarms()
    print(f"slips: {total}, found {found} ({found / total:.3f}), the right word first {first / total:.3f}; missed: {' '.join(missed)}")
    print("other languages: " + ", ".join(f"{language} {hits} of {total}" for language, (total, hits) in other_recall().items()))
    print(f"sentences with names, places, terms and foreign words: {count}, false alarms {len(alarms)} {' '.join(alarms)}")
    print(f"{speed():.1f} MB of prose a second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
