"""How many slips the spelling rules find, how many right words they report, and how fast: `python bench/spelling.py`.

Slips, names and words are those of tests/data, in sentences that are made here.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from profilelint.checks.context import Context
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.language import lexicon
from profilelint.rulepages.rules import Rule
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules

DATA = Path(__file__).parent.parent / "tests" / "data"
RULES = tuple(rule for rule in ready_rules() if rule.id in ("spelling/misspelling", "spelling/name-variant"))
ALL = tuple(rule for rule in ready_rules() if rule.family == "spelling")
SIZE, PAGES = 3_000_000, 100
ENGLISH = (
    "the of and to in for with on at from by is are was were be been has have i my we our you your he she they it this that as or".split()
)
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


def prose(size: int) -> str:
    """So many characters of English words, as frequent as they are in English, in sentences and paragraphs; a slip in 2,000 words."""
    choice = random.Random(1)
    words = sorted(lexicon.all_common_words()) + ENGLISH
    weights = [10 ** lexicon.zipf(word) for word in words]
    wrong = [found for found, _, _ in slips()]
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        drawn = [word for word, _ in groupby(choice.choices(words, weights, k=2_000))]
        drawn[choice.randrange(len(drawn))] = choice.choice(wrong)
        sentences = [" ".join(drawn[at : at + 16]).capitalize() + "." for at in range(0, len(drawn), 16)]
        paragraphs += [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    return "\n\n".join(paragraphs)[:size] + "\n"


def speed(rules: tuple[Rule, ...]) -> float:
    """Megabytes of prose a second of the processor, the reading of the page left out."""
    document = read(Source.from_bytes(prose(SIZE).encode(), "page.md"))
    start = time.process_time()
    lint(document, rules, Context(date(2026, 1, 31)))
    return SIZE / 1e6 / (time.process_time() - start)


def beside_peers(runs: int) -> dict[str, float]:
    """Whole processes on the same pages, in turns: medians of the seconds of the processor."""
    from run import measure  # beside this file

    python = [sys.executable, "-m", "profilelint", "--exit-zero", "--output-format", "concise"]
    with tempfile.TemporaryDirectory() as folder:
        text = prose(SIZE)
        for number in range(PAGES):
            (Path(folder) / f"page{number}.md").write_text(text[number * SIZE // PAGES : (number + 1) * SIZE // PAGES], "utf-8")
        environ = {**os.environ, "XDG_CACHE_HOME": str(Path(folder) / ".cache")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        one = [str(Path(folder) / "page0.md")]
        commands = {
            "profilelint, spelling": [*python, "--no-cache", "--select", "spelling", folder],
            "codespell": [str(Path(sys.executable).with_name("codespell")), folder],
            "typos": [str(Path(sys.executable).with_name("typos")), folder],
            "one page, all rules": [*python, *one],
            "one page, all but spelling": [*python, "--ignore", "spelling", *one],
        }
        found: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                (Path(folder) / "page0.md").write_text(text[: SIZE // PAGES] + "\n" * turn, "utf-8")  # nothing is said again
                cpu = measure(command, environ, Path(folder)).cpu
                if turn:
                    found[name].append(cpu)
    return {name: statistics.median(several) for name, several in found.items()}


def main() -> int:
    total, found, first, missed = recall()
    count, alarms = false_alarms()
    print(f"slips: {total}, found {found} ({found / total:.3f}), the right word first {first / total:.3f}; missed: {' '.join(missed)}")
    print("other languages: " + ", ".join(f"{language} {hits} of {total}" for language, (total, hits) in other_recall().items()))
    print(f"sentences with names, places, terms and foreign words: {count}, false alarms {len(alarms)} {' '.join(alarms)}")
    print(f"{speed(RULES[:1]):.1f} MB of prose a second of the processor for misspellings, {speed(ALL):.1f} for all spelling rules")
    peers = beside_peers(5)
    ours = peers["profilelint, spelling"]
    for name in ("codespell", "typos"):
        times = ours / peers[name]
        print(f"{SIZE / 1e6:.0f} MB in {PAGES} pages: CPU {ours:.2f} s, {times:.1f} times that of {name} ({peers[name]:.2f} s)")
    more = peers["one page, all rules"] - peers["one page, all but spelling"]
    print(f"one page: spelling takes {1000 * more:.0f} ms of the processor over the rest")
    return 0


if __name__ == "__main__":
    sys.exit(main())
