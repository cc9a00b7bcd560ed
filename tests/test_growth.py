"""Whatever stands on a page, or in what surrounds it, takes time in proportion to its size: texts and sites are made from grammars.

`bench/hostile.py` does the same for sizes that take hours; here are small ones, and a sample of the constructs.
"""

from __future__ import annotations

import math
import os
import random
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from time import process_time

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.families import Family, families
from fuzz.grammars import CONSTRUCTS
from fuzz.sites import SITES, SiteFamily
from profilelint.cli import main
from profilelint.core.diagnostic import Applicability
from profilelint.core.source import Source
from profilelint.run.engine import Engine, engine_for
from profilelint.settings.config import Settings

_FEW, _MANY = 8_000, 64_000
_TELLING = 0.4  # seconds: what is faster tells nothing
_STEEP = 1.6  # half way to quadratic, as small sizes measure badly
_SAMPLE = 6  # of each format
#: What was quadratic once.
KNOWN = (
    "md: tag at each paragraph, in paragraphs",
    "md: liquid raw, never closed",
    "md: liquid comment, opened",
    "md: liquid highlight, never closed, on lines",
    "md: liquid tag, opened, then closed once",
    "md: display formula, opened, then closed once",
    "md: script, opened",
    "html: style, never closed",
    "html: script with attributes, opened",
    "json: text, opened",
    "json: escaped quote, opened once",
    "json: escape, in paragraphs (framed)",
    "json: list, on lines (framed)",
    "json: list, opened once, with lines (framed)",
    "toml: table, repeated",
    "toml: suppression, opened",
    "yml: suppression, nested",
    "bib: joined, repeated",
    "bib: macro of macros, repeated",
    "md: suppression, opened",
    "md: day, repeated",
    "md: heading with id, repeated",
    "md: code, never closed",
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_for(Settings(), date(2026, 1, 31))


def all_families() -> dict[str, Family]:
    return {f"{family.format}: {family.name}": family for format in CONSTRUCTS for family in families(format)}


def assert_linear(work: Callable[[int], object], few: int, many: int) -> None:
    """Measured again where it looks steep: other programs share the machine."""
    exponent = 0.0
    for _ in range(3):
        seconds = []
        for size in (few, many):
            start = process_time()
            work(size)
            seconds.append(process_time() - start)
        exponent = math.log(seconds[1] / max(seconds[0], _TELLING * few / many)) / math.log(many / few)
        if seconds[1] < _TELLING or exponent < _STEEP:
            return
    raise AssertionError(f"it grows with the power {exponent:.2f}: {seconds}")


def look(engine: Engine, family: Family, size: int) -> None:
    source = Source(family.text(size), f"page.{family.format}")
    if any(diagnostic.fix for diagnostic in engine.lint(source)):
        engine.fix(source, Applicability.UNSAFE)


def sample() -> list[str]:
    dice, found = random.Random(0), []
    for format in CONSTRUCTS:
        found += dice.sample([f"{format}: {family.name}" for family in families(format)], _SAMPLE)
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_what_was_quadratic_once_is_linear(engine: Engine, name: str) -> None:
    family = all_families()[name]
    assert_linear(lambda size: look(engine, family, size), _FEW, _MANY)


@pytest.mark.slow
@pytest.mark.parametrize("name", sample())
def test_a_text_takes_its_time_from_its_length(engine: Engine, name: str) -> None:
    family = all_families()[name]
    assert_linear(lambda size: look(engine, family, size), _FEW, _MANY)


def check_site(folder: Path, family: SiteFamily, number: int) -> None:
    top = folder / str(number)
    if not top.exists():
        (top / ".git").mkdir(parents=True)
        for name, text in family.files(number).items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_text(text, encoding="utf-8")
    os.chdir(top)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert main(["--no-cache", *family.argv]) in (0, 1)


@pytest.mark.slow
@pytest.mark.parametrize("family", SITES, ids=lambda family: family.name)
def test_a_site_takes_its_time_from_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, family: SiteFamily) -> None:
    """Lines of what a repository supplies, and files: where each was held against each, eight times as much took 64 times as long."""
    monkeypatch.chdir(tmp_path)
    for number in (60, 480):
        check_site(tmp_path, family, number)  # the files are written, and not measured
    assert_linear(lambda number: check_site(tmp_path, family, number), 60, 480)
