"""Whether reading, every rule, fixes and reports take time and memory in proportion to the text, whatever it is.

    python bench/hostile.py --results FILE   every shape of every construct of every format, of every file that says how a site is made, and
                                             every example of the rules: many hours; what FILE has already is not measured again
    python bench/hostile.py --kind bib       only these: a format, "settings", "examples", "sites"
    python bench/hostile.py --crossings 500  so many of two constructs that meet

The texts are made from the grammars in fuzz/, of 50 kB and 800 kB; "sites" grow in two things at once, lines of a configuration and files,
from 300 to 2,400. The order is that of a seed, so that whatever was measured is a sample. What looks steep is measured again; what grows
faster is listed with its exponent, and the exit code is 1 where there is something.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.growth import Growth, Work, growth, known, table
from fuzz.families import Family, crossings, examples, families
from fuzz.grammars import CONSTRUCTS
from fuzz.settings import settings_families
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
_FILES = (300, 2_400)
#: Reports take their time from how much there is to say, whatever it is: these are enough.
_REPORTED = (", repeated", ", line 1")
_KINDS = (*CONSTRUCTS, "settings", "examples", "sites")


def of_text(engine: Engine, family: Family, size: int) -> dict[str, float]:
    """Seconds of the processor: for reading and for each rule, for fixes, for reports in each format, and for all rules together."""
    text, times = family.text(size), dict[str, float]()
    source = Source(text, f"page.{family.format}")
    object.__setattr__(engine, "spent", times)
    start = time.process_time()
    diagnostics = engine.lint(source)
    times["reading and rules"] = time.process_time() - start
    object.__setattr__(engine, "spent", None)
    for format in FORMATS if family.name.endswith(_REPORTED) else ():
        start = time.process_time()
        for _ in writer(format)([Page(source, diagnostics)], Style(), engine.rules):
            pass
        times[f"report {format}"] = time.process_time() - start
    if any(diagnostic.fix for diagnostic in diagnostics):
        start = time.process_time()
        engine.fix(source, Applicability.UNSAFE)
        times["fixes"] = time.process_time() - start
    return times


def of_site(family: SiteFamily, number: int) -> dict[str, float]:
    """Seconds for a run over a site of so many pages and lines, or with a file of so many characters."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        (Path(folder) / ".git").mkdir()
        for name, text in family.files(number).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="surrogatepass")
        os.chdir(folder)
        start = time.process_time()
        profilelint(["--no-cache", *family.argv])
        return {"the run": time.process_time() - start}


def _wanted(kind: str, engine: Engine, lengths: tuple[int, int]) -> Iterator[tuple[str, Work, int, int]]:
    """By name: the work, and the two sizes."""
    if kind == "sites":
        yield from ((family.name, partial(of_site, family), *_FILES) for family in SITES)
    elif kind == "settings":
        yield from ((family.name, partial(of_site, family), *lengths) for family in settings_families())
    else:
        for family in examples() if kind == "examples" else families(kind):
            if len(family.text(lengths[0])) >= lengths[0] / 2:  # else it does not grow
                yield f"{family.format}: {family.name}", partial(of_text, engine, family), *lengths


def _crossed(number: int, seed: int, engine: Engine, lengths: tuple[int, int]) -> Iterator[tuple[str, Work, int, int]]:
    crossed = [family for format in CONSTRUCTS for family in crossings(format)]
    for family in random.Random(seed).sample(crossed, min(len(crossed), number)):
        yield f"{family.format}: {family.name}", partial(of_text, engine, family), *lengths


def _ready(engine: Engine) -> None:
    """With everything loaded that is loaded when it is first asked for."""
    for kind, constructs in CONSTRUCTS.items():
        for construct in constructs:
            of_text(engine, Family(kind, construct.name, lambda _, text=construct.whole: text), 0)
    gc.collect()
    gc.freeze()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lengths", type=int, nargs=2, default=(50_000, 800_000), metavar="CHARACTERS")
    parser.add_argument("--kind", choices=_KINDS, action="append", help="only these")
    parser.add_argument("--only", default="", metavar="WORD", help="only families whose names have this")
    parser.add_argument("--crossings", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    engines.perf_counter = time.process_time  # what else runs on the machine does not count
    engine, lengths = engine_for(Settings(), _TODAY), tuple(arguments.lengths)
    _ready(engine)
    found = known(arguments.results)
    done = {(each.kind, each.name) for each in found}
    if arguments.crossings:
        work = [("two that meet", *each) for each in _crossed(arguments.crossings, arguments.seed, engine, lengths)]
    else:
        work = [(kind, *each) for kind in arguments.kind or _KINDS for each in _wanted(kind, engine, lengths)]
    random.Random(arguments.seed).shuffle(work)
    for kind, name, *measure in work:
        if arguments.only in name and (kind, name) not in done:
            found.append(each := growth(kind, name, *measure))
            _say(each, arguments.results)
    print(table(found))
    return 1 if any(each.steep for each in found) else 0


def _say(each: Growth, results: Path | None) -> None:
    if results:
        with results.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(asdict(each))}\n")
    for line in each.steep:
        print(f"{line}  on {each.name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
