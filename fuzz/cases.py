"""Pages, sites and repositories that nobody would write, a seed each, and what must hold of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random

from fuzz.gitdata import repository
from fuzz.grammars import CONSTRUCTS
from fuzz.grown import grown, size_of, spoilt, text_of
from fuzz.promises import check, report_and_fix
from fuzz.settings import ASKING, FILES
from fuzz.sites import CONFIG, PAGE
from profilelint.cli import main
from profilelint.report import FORMATS

#: Seconds of the processor: to check what has 50 kB; and for all else that is done with it, which is to check it up to ten times.
CHECK, ALL = 2.0, 20.0
_REPORTS = tuple(FORMATS)
_FORMATS = (*CONSTRUCTS, "md", "md", "html")
_PAGES = (
    "index.md",
    "content/a.md",
    "_posts/2025-01-01-a.md",
    "b.md",
    "content/post/c/index.md",
    "_data/d.yml",
    "e.bib",
    "f.html",
    "g.json",
)
_NAMES = (
    "a" * 250 + ".md",
    "\u202e.md",
    "a\nb.md",
    "::error::.md",
    "%0A##[group].md",
    "{{a}}.md",
    "*.md",
    "-x.md",
    "a'b\".md",
    "é/é.md",
    "%2e.md",
)
_REVISIONS = ("HEAD", "HEAD", "HEAD~1", "main", "HEAD^{tree}", "0" * 40, "HEAD^2", ":a.md", "main@{1}", "\udcff")


@dataclass(frozen=True)
class Case:
    """`files`: of a site, by path, or the one page; `seed_of_git`: what git knows of it, where it knows something."""

    name: str
    files: Mapping[str, str]
    runs: Sequence[Sequence[str]] = ()
    seed_of_git: int | None = None
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(len(text) for text in self.files.values())


def case_of(seed: int) -> Case:
    dice = Random(seed)
    match dice.randrange(100):
        case 0 | 1:
            return _of_git(dice)
        case number if number < 12:
            return _of_site(dice)
    format = dice.choice(_FORMATS)
    return Case("a page", {f"page.{format}": text_of(dice, format, size_of(dice))})


def _of_site(dice: Random) -> Case:
    files = {name: dice.choice((PAGE, ASKING, ASKING + PAGE)) for name in dice.sample(_PAGES, 3)}
    if dice.random() < 0.3:
        files[dice.choice(_NAMES)] = PAGE
    if dice.random() < 0.5:
        files["_config.yml"] = CONFIG
    for path in dice.sample(tuple(FILES), dice.choice((1, 1, 2))):
        constructs, frames = FILES[path]
        (before, after), size = dice.choice(frames), size_of(dice, 25_000)
        files[path] = spoilt(dice, before + grown(dice, constructs, size) + after, size + len(before))
    check = ("--no-cache", "--output-format", dice.choice(_REPORTS), ".")
    fix = ("--no-cache", "--fix", "--unsafe-fixes", ".")
    return Case("a site", files, (check, fix, fix))


def _of_git(dice: Random) -> Case:
    files = {"index.md": PAGE, "a.md": ASKING, ".profilelint-baseline.json": '{"version": 1, "pages": {"gone.md": [], "b/c.md": []}}'}
    run = ("--no-cache", "--diff-base", dice.choice(_REVISIONS), ".")
    return Case("a repository", files, (run, ("--no-cache", ".")), dice.randrange(1 << 30))


def hold(case: Case, folder: Path) -> None:
    """`AssertionError` where a promise is broken; a signal that ends the process where the time is over. `folder`: an empty one."""
    if case.runs:
        _hold_site(case, folder)
        return
    ((path, text),) = case.files.items()
    data = text.encode("utf-8", "surrogatepass")
    _limit(CHECK * max(1, len(data) / 50_000))
    checked = check(data, path)
    _limit(ALL)
    report_and_fix(*checked, ["json", _REPORTS[len(data) % len(_REPORTS)]])  # all of them would take most of the time


def _hold_site(case: Case, folder: Path) -> None:
    write(case, folder)
    os.chdir(folder)
    before, ran = _texts(folder), ""
    for argv in case.runs:
        out, err = StringIO(), StringIO()
        helpers = _of_helpers()
        _limit(CHECK if "--fix" not in argv else ALL)
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(argv))
        spent = _of_helpers() - helpers
        said = f"{argv}: {code}, {spent:.1f} s in others: {err.getvalue()[:500]}"
        assert code in (0, 1, 2), said
        assert spent < CHECK, said
        assert not any(word in out.getvalue() + err.getvalue() for word in ("Traceback", "profilelint failed", "out of memory")), said
        after = _texts(folder)
        assert after == before or ("--fix" in argv and argv != ran), f"{argv} has changed {_changed(before, after)}"
        before, ran = after, argv


def write(case: Case, folder: Path) -> None:
    if case.seed_of_git is None:
        (folder / ".git").mkdir(parents=True)
    else:
        repository(Random(case.seed_of_git), folder)
    for name, text in case.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _limit(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _of_helpers() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}


def _changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    return [path for path in {**before, **after} if before.get(path) != after.get(path)]
