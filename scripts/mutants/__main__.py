"""Change the meaning of single places, one at a time, and see whether a test fails.

    python -m scripts.mutants --count 150 --seed 7                    # a sample of the rooms where judgement lives
    python -m scripts.mutants --since origin/main --seconds 280       # of the lines that a change touches
    python -m scripts.mutants --count 600 --table bench/mutants.md    # and its table

Five kinds of change, in equal shares: a boundary (`<` for `<=`), a number, a condition turned round, a statement taken out, two arguments
exchanged. A mutant is run by the tests that reach its line, the narrowest first, until one fails. Which tests reach a line is measured once
and stored in build/reach (some ten minutes); `--measure` makes it anew. What changes nothing that anybody could see is in equivalent.toml,
with the reason. The exit code is 1 if a mutant survived.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from typing import NamedTuple

from scripts.mutants.changes import KINDS, ROOMS, Mutant, chosen
from scripts.mutants.reach import Reach, measure
from scripts.mutants.trial import Job, serve

ENDS = ("killed", "survived", "not reached", "equivalent", "not run")
#: What a test is taken to need of which that is not known.
_UNKNOWN = 0.2


class Outcome(NamedTuple):
    mutant: Mutant
    end: str
    why: str


class _Pair:
    """A warm process and a cold one."""

    def __init__(self) -> None:
        self.warm, self.cold = _started(warm=True), _started(warm=False)

    def killer(self, job: Job) -> str:
        """The test that fails; "" where none does."""
        self.warm.send(job)
        said = self.warm.recv()
        if said is None:
            self.cold.send(job)
            said = self.cold.recv()
        return str(said)

    def end(self) -> None:
        self.warm.send(None)
        self.cold.send(None)


def _started(*, warm: bool) -> Connection:
    here, there = multiprocessing.Pipe()
    multiprocessing.get_context("spawn").Process(target=serve, args=(there,), kwargs={"warm": warm}, daemon=True).start()
    return here


def _within(tests: Sequence[str], seconds: dict[str, float], most: float) -> tuple[list[str], float]:
    """As many tests as there is time for, and what they take."""
    taken, total = [], 0.0
    for test in tests:
        if total + seconds.get(test, _UNKNOWN) <= most:
            taken.append(test)
            total += seconds.get(test, _UNKNOWN)
    return taken, total


def tried(sample: Sequence[Mutant], jobs: int, until: float, each: float) -> list[Outcome]:
    reach = Reach()
    equivalent = _equivalent()
    pairs: Queue[_Pair] = Queue()
    for _ in range(jobs):
        pairs.put(_Pair())
    trusted: dict[str, bool] = {}

    def killer(pair: _Pair, job: Job) -> str:
        """The first test that fails, and does not without the mutant."""
        while killed := pair.killer(job):
            if killed not in job.tests:
                return killed
            if killed not in trusted:
                trusted[killed] = not pair.killer(Job(None, [killed], 5.0))
            if trusted[killed]:
                return killed
            job = job._replace(tests=[test for test in job.tests if test != killed])
        return ""

    def outcome(mutant: Mutant, job: Job) -> Outcome:
        if reason := equivalent.get(_place(mutant)):
            return Outcome(mutant, "equivalent", reason)
        if time.monotonic() > until:
            return Outcome(mutant, "not run", "")
        if not job.tests:
            return Outcome(mutant, "not reached", "")
        pair, begun = pairs.get(), time.monotonic()
        killed = killer(pair, job)
        pairs.put(pair)
        return Outcome(mutant, "killed" if killed else "survived", f"{killed or len(job.tests)}; {time.monotonic() - begun:.1f} s")

    done = []
    asked = [Job(mutant, *_within(reach.tests(mutant), reach.seconds, each), reach.is_early(mutant)) for mutant in sample]
    with ThreadPoolExecutor(jobs) as workers:
        for future in as_completed([workers.submit(outcome, *of) for of in zip(sample, asked, strict=True)]):
            done.append(future.result())
            print("{1}: {0} [{2}]".format(*done[-1]), flush=True)
    while not pairs.empty():
        pairs.get().end()
    return done


def _place(mutant: Mutant) -> tuple[str, ...]:
    line = mutant.before.splitlines()[mutant.line - 1].decode().strip()
    return mutant.path, line, mutant.old(), mutant.new


def _equivalent() -> dict[tuple[str, ...], str]:
    listed = tomllib.loads(Path(__file__).with_name("equivalent.toml").read_text(encoding="utf-8")).get("mutant", [])
    return {(each["path"], each["line"], each["old"], each["new"]): each["reason"] for each in listed}


def table(done: Sequence[Outcome]) -> str:
    rows = [f"| | {' | '.join(ENDS)} |", f"|---|{'---|' * len(ENDS)}"]
    rooms = [room for room in ROOMS if any(_room(each) == room for each in done)]
    for name, of in [
        *((kind, [each for each in done if each.mutant.kind == kind]) for kind in KINDS),
        *((f"{room}/", [each for each in done if _room(each) == room]) for room in rooms),
        ("all", done),
    ]:
        ended = Counter(each.end for each in of)
        rows.append(f"| {name} | {' | '.join(f'{ended[end]}' for end in ENDS)} |")
    return "\n".join(rows)


def _room(outcome: Outcome) -> str:
    return outcome.mutant.path.split("/")[1].removesuffix(".py")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), metavar="ROOM", help="folders or modules of the package")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--since", default="", metavar="REV", help="only lines that differ from this commit")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no mutant after this time")
    parser.add_argument("--each", type=float, default=25.0, help="seconds of tests for one mutant: a line of all pages is reached by all")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--measure", action="store_true", help="measure anew which tests reach which lines")
    parser.add_argument("--table", type=Path, help="write the table here")
    arguments = parser.parse_args()
    until = time.monotonic() + arguments.seconds
    if arguments.measure:
        measure()
    done = tried(chosen(arguments.count, arguments.seed, arguments.since, arguments.rooms), arguments.jobs, until, arguments.each)
    print(f"\n{table(done)}")
    if arguments.table:
        arguments.table.write_text(_page(done, arguments), encoding="utf-8")
    return int(any(each.end in ("survived", "not reached") for each in done))


def _page(done: Sequence[Outcome], arguments: argparse.Namespace) -> str:
    left = [f"- {each.end}: `{each.mutant}`" for each in done if each.end in ("survived", "not reached")]
    same = [f"- `{each.mutant}`: {each.why}" for each in done if each.end == "equivalent"]
    head = (
        f"# Mutants\n\nWritten by `python -m scripts.mutants --count {arguments.count} --seed {arguments.seed} --table bench/mutants.md`.\n"
    )
    return "\n".join([head, table(done), "\n## Survivors\n", *left, "\n## Equivalent\n", *same, ""])


if __name__ == "__main__":
    sys.exit(main())
