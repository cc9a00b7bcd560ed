"""Whether reading, every rule, fixes and reports take time and memory in proportion to the text, whatever it is.

    python bench/hostile.py                  every shape of every construct of every format, and every example of the rules: two hours
    python bench/hostile.py --crossings 500  besides, so many of two constructs that meet
    python bench/hostile.py --sites          what grows in two things at once: lines of a configuration, and files

The texts are made from the grammars in fuzz/, of 50 kB and 800 kB; what looks steep is measured again. What grows faster is listed with its
exponent; the exit code is 1 where there is something.
"""

from __future__ import annotations

import argparse
import gc
import io
import math
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.grammars import CONSTRUCTS, Family, crossings, examples, families
from fuzz.sites import SITES, SiteFamily
from profilelint.cli import main as profilelint
from profilelint.core.diagnostic import Applicability
from profilelint.core.results import Page
from profilelint.core.source import Source
from profilelint.report import FORMATS, writer
from profilelint.report.style import Style
from profilelint.run import engine as engines
from profilelint.run.engine import Engine, engine_for
from profilelint.settings.config import Settings

_TODAY = date(2026, 1, 31)
#: What grows no faster than with this power of the length is linear, but for the caches of the machine.
_STEEP = 1.15
_TELLING = 0.1  # seconds: what is faster tells nothing
_PATIENCE, _MEMORY = 120, 6 << 30
_MOST_BYTES = 2_000  # of memory for a character
_AGAIN = 3


class _TooLong(BaseException):
    """Which no handler of the program catches."""


def spent(engine: Engine, family: Family, size: int) -> dict[str, float]:
    """Seconds of the processor: for reading and for each rule, for fixes, for all reports, and for all together; and bytes of memory."""
    text, times = family.text(size), dict[str, float]()
    source = Source(text, f"page.{family.format}")
    gc.collect()
    before = _memory()
    object.__setattr__(engine, "spent", times)
    start = time.process_time()
    diagnostics = engine.lint(source)
    times["reading and rules"] = time.process_time() - start
    object.__setattr__(engine, "spent", None)
    times["a character's bytes"] = max(0, _memory() - before) / max(1, len(text))
    for format in FORMATS:
        start = time.process_time()
        for _ in writer(format)([Page(source, diagnostics)], Style(), engine.rules):
            pass
        times[f"report {format}"] = time.process_time() - start
    if any(diagnostic.fix for diagnostic in diagnostics):
        start = time.process_time()
        engine.fix(source, Applicability.UNSAFE)
        times["fixes"] = time.process_time() - start
    return times


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def measured(work: Callable[[int], dict[str, float]], few: int, many: int) -> Iterator[str]:
    """What grows too fast between two sizes, as lines to print."""
    least: list[dict[str, float]] = [{}, {}]
    steep: list[tuple[float, float, str]] = []
    for _ in range(_AGAIN):
        for at, size in enumerate((few, few, many)):
            try:
                signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
                times = work(size)
            except (_TooLong, MemoryError) as error:
                yield f"never  {type(error).__name__.removeprefix('_')} at {size}"
                return
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            known = least[at > 1]
            known |= {name: min(seconds, known.get(name, math.inf)) for name, seconds in times.items()}
        steep = list(_steep(*least, many / few))
        if not steep:
            return
    for exponent, seconds, name in sorted(steep, reverse=True):
        yield f"{exponent:5.2f}  {seconds:7.2f} s  {name}"


def _steep(few: dict[str, float], many: dict[str, float], times: float) -> Iterator[tuple[float, float, str]]:
    for name, seconds in many.items():
        if name == "a character's bytes":
            if seconds > _MOST_BYTES and seconds > 1.5 * few.get(name, 0.0):
                yield math.inf, seconds, name
            continue
        exponent = math.log(max(seconds, 1e-6) / max(few.get(name, 0.0), _TELLING / times), times)
        if seconds > _TELLING and exponent > _STEEP:
            yield exponent, seconds, name


def of_site(family: SiteFamily, number: int) -> dict[str, float]:
    """Seconds for a run over a site of so many pages and lines."""
    here = os.getcwd()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        (Path(folder) / ".git").mkdir()
        for name, text in family.files(number).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        os.chdir(folder)
        try:
            start = time.process_time()
            profilelint(["--no-cache", *family.argv])
            return {"the run": time.process_time() - start}
        finally:
            os.chdir(here)


def _stop(*_: object) -> None:
    raise _TooLong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lengths", type=int, nargs=2, default=(50_000, 800_000), metavar="CHARACTERS")
    parser.add_argument("--format", choices=(*CONSTRUCTS, "examples"), action="append", help="only these")
    parser.add_argument("--only", default="", metavar="WORD", help="only families whose names have this")
    parser.add_argument("--crossings", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sites", action="store_true")
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    engines.perf_counter = time.process_time  # what else runs on the machine does not count
    gc.disable()
    steep = done = 0
    if arguments.sites:
        os.sched_setaffinity(0, {0})
        for site in (site for site in SITES if arguments.only in site.name):
            for line in measured(lambda number, site=site: of_site(site, number), 300, 2_400):
                steep += 1
                print(f"{line}  on {site.name}", flush=True)
        return 1 if steep else 0
    engine = engine_for(Settings(), _TODAY)
    chosen = arguments.format or (*CONSTRUCTS, "examples")
    wanted: Iterator[Family] = chain.from_iterable(examples() if format == "examples" else families(format) for format in chosen)
    if arguments.crossings:
        crossed = [family for format in chosen if format in CONSTRUCTS for family in crossings(format)]
        wanted = iter(random.Random(arguments.seed).sample(crossed, min(len(crossed), arguments.crossings)))
    for family in (family for family in wanted if arguments.only in family.name):
        few, many = arguments.lengths
        if len(family.text(few)) < few / 2:
            continue  # it does not grow
        done += 1
        for line in measured(lambda size, family=family: spent(engine, family, size), few, many):
            steep += 1
            print(f"{line}  on {family.format}: {family.name}", flush=True)
        if done % 500 == 0:
            print(f"{done} families, {steep} steep", flush=True)
    print(f"{done} families, {steep} steep")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
