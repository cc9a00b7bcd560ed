"""Change the meaning of single places, one at a time, and see whether a test fails.

    python scripts/mutants.py --count 120 --seed 7           # a sample of the rooms where judgement lives
    python scripts/mutants.py --since origin/main --seconds 280   # of the lines that a change touches

Five kinds of change, in equal shares: a boundary (`<` for `<=`), a number, a condition turned round, a statement taken out, two arguments
exchanged. Each mutant is run in a copy of the checkout by the tests that reach its line, the narrowest first. The table of lines and tests
is measured once, with coverage's contexts, and kept in build/; `--measure` makes it anew. The exit code is 1 if a mutant survived.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("checks", "language", "site", "templates", "fix", "baseline", "cache", "run", "settings", "links")
KINDS = ("boundary", "number", "condition", "statement", "arguments")
ENDS = ("killed", "survived", "not reached", "not run")
_TABLE = ROOT / "build" / "reached.json"
_BOUNDARIES = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
#: Test functions per mutant; a line that more of them reach is reached by all kinds of pages.
_MOST_TESTS = 60
#: Seconds of processor for one mutant: some never end.
_MOST_SECONDS = 240


class Mutant(NamedTuple):
    """`start` and `end` are offsets in the bytes of the file."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    new: str


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a file."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    name = str(path.relative_to(ROOT))

    def place(node: ast.expr | ast.stmt) -> tuple[int, int]:
        return starts[node.lineno - 1] + node.col_offset, starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)

    def text(node: ast.expr) -> str:
        start, end = place(node)
        return source[start:end].decode()

    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _BOUNDARIES:
            new = f"{text(node.left)} {_BOUNDARIES[type(node.ops[0])]} {text(node.comparators[0])}"
            yield Mutant(name, node.lineno, "boundary", *place(node), new)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield Mutant(name, node.lineno, "number", *place(node), repr(node.value * 2 if node.value else 1))
        elif isinstance(node, ast.If | ast.IfExp) or (isinstance(node, ast.comprehension) and node.ifs):
            test = node.ifs[0] if isinstance(node, ast.comprehension) else node.test
            yield Mutant(name, test.lineno, "condition", *place(test), f"(not ({text(test)}))")
        elif isinstance(node, ast.AugAssign | ast.Continue) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield)
        ):
            yield Mutant(name, node.lineno, "statement", *place(node), "pass")
        elif isinstance(node, ast.Call) and len(node.args) > 1 and not any(isinstance(each, ast.Starred) for each in node.args[:2]):
            (first, end), (start, last) = place(node.args[0]), place(node.args[1])
            if (new := text(node.args[1])) != text(node.args[0]):
                between = source[end:start].decode()
                yield Mutant(name, node.lineno, "arguments", first, last, f"{new}{between}{text(node.args[0])}")


def reached(*, anew: bool) -> dict[str, dict[str, list[str]]]:
    """By file and line, the test functions that reach it."""
    if anew or not _TABLE.is_file():
        _TABLE.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            settings, data = Path(folder, "rc"), Path(folder, "data")
            settings.write_text(f"[run]\nsource = profilelint\ndynamic_context = test_function\ndata_file = {data}\n")
            command = [
                sys.executable,
                "-m",
                "coverage",
                "run",
                f"--rcfile={settings}",
                "-m",
                "pytest",
                "-q",
                "-m",
                "not slow",
                "-p",
                "no:cacheprovider",
            ]
            subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
            _TABLE.write_text(json.dumps(_contexts(data)))
    table: dict[str, dict[str, list[str]]] = json.loads(_TABLE.read_text())
    return table


def _contexts(data: Path) -> dict[str, dict[str, list[str]]]:
    from coverage import CoverageData

    measured = CoverageData(str(data))
    measured.read()
    table: dict[str, dict[str, list[str]]] = {}
    for file in measured.measured_files():
        lines = measured.contexts_by_lineno(file)
        table[os.path.relpath(file, ROOT)] = {str(line): sorted(filter(None, contexts)) for line, contexts in lines.items()}
    return table


def chosen(count: int, seed: int, since: str) -> list[Mutant]:
    """A sample, of each kind about as many; of what has changed since a commit, where one is named."""
    changed = _changed(since) if since else None
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / "profilelint" / room).rglob("*.py")):
            for mutant in mutants(path):
                if changed is None or mutant.line in changed.get(mutant.path, ()):
                    by_kind[mutant.kind].append(mutant)
    chance = random.Random(seed)
    for each in by_kind.values():
        chance.shuffle(each)
    return [by_kind[kind][number] for number in range(count) for kind in KINDS if number < len(by_kind[kind])][:count]


def _changed(since: str) -> dict[str, set[int]]:
    told = subprocess.run(["git", "diff", "-U0", since, "--", "profilelint"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, set[int]] = defaultdict(set)
    path = ""
    for line in told.splitlines():
        if line.startswith("+++ "):
            path = line.removeprefix("+++ b/")
        elif match := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            first, many = int(match[1]), int(match[2] or 1)
            found[path].update(range(first, first + many))
    return found


def survives(mutant: Mutant, tests: list[str], copy: Path) -> str:
    """How it ended: killed, survived, or not reached."""
    if not tests:
        return "not reached"
    path = copy / mutant.path
    before = path.read_bytes()
    path.write_bytes(before[: mutant.start] + mutant.new.encode() + before[mutant.end :])
    limit = f"ulimit -t {_MOST_SECONDS}; exec {sys.executable} -m pytest -x -q -p no:cacheprovider -p no:xdist"
    try:
        done = subprocess.run(
            ["bash", "-c", f'{limit} "$@"', "pytest", *tests],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(copy / ".cache")},
            capture_output=True,
            check=False,
        )
    finally:
        path.write_bytes(before)
    return "survived" if done.returncode in (0, 5) else "killed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--since", default="", metavar="REV", help="only lines that differ from this commit")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin no mutant after this time")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--measure", action="store_true", help="measure anew which tests reach which lines")
    arguments = parser.parse_args()
    table = reached(anew=arguments.measure)
    width = Counter(test for lines in table.values() for tests in lines.values() for test in tests)
    sample = chosen(arguments.count, arguments.seed, arguments.since)
    until = time.monotonic() + arguments.seconds
    ended: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(arguments.jobs) as workers:
        copies = [Path(folder, str(number)) for number in range(arguments.jobs)]
        for copy in copies:
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", "build", "dist", "__pycache__", ".*_cache"))

        def judged(mutant: Mutant) -> tuple[Mutant, str]:
            if time.monotonic() > until:
                return mutant, "not run"
            names = sorted(table.get(mutant.path, {}).get(str(mutant.line), ()), key=lambda name: (width[name], name))[:_MOST_TESTS]
            copy = copies.pop()
            try:
                return mutant, survives(mutant, [_node(name) for name in names], copy)
            finally:
                copies.append(copy)

        for mutant, end in workers.map(judged, sample):
            ended[mutant.kind, end] += 1
            if end != "killed":
                print(f"{mutant.path}:{mutant.line}: {mutant.kind}: {end}: {mutant.new!r}", flush=True)
    print(f"\n| kind | {' | '.join(ENDS)} |\n|---|{'---|' * len(ENDS)}")
    for kind in KINDS:
        print(f"| {kind} | {' | '.join(str(ended[kind, end]) for end in ENDS)} |")
    return int(any(end in ("survived", "not reached") for _, end in ended))


def _node(context: str) -> str:
    """The test of a context: test_fix.test_a_page -> tests/test_fix.py::test_a_page."""
    module, _, name = context.rpartition(".")
    return f"tests/{module.rpartition('.')[2]}.py::{name}"


if __name__ == "__main__":
    sys.exit(main())
