"""profilelint beside its peers, and against the size of its task: `python bench/run.py [--growth | --packs] [--runs N] [--json FILE]`.

Whole processes, in alternating runs, so that what else the machine does falls on all of them; medians, spreads and ratios. The peers are
the ones that are installed: codespell, typos, rumdl and proselint in this environment (`pip install codespell typos rumdl proselint`),
markdownlint-cli2 and cspell on the path.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pages import site

_PEERS: dict[str, Callable[[str], list[str]]] = {
    "codespell": lambda path: ["codespell", path],
    "typos": lambda path: ["typos", path],
    "rumdl": lambda path: ["rumdl", "check", "--no-cache", path],
    "proselint": lambda path: ["proselint", "check", path],
    "markdownlint-cli2": lambda path: ["markdownlint-cli2", f"{path}/**/*.md" if os.path.isdir(path) else path],
    "cspell": lambda path: ["cspell", "--no-progress", f"{path}/**" if os.path.isdir(path) else path],
}
_FOUND_SOMETHING = (0, 1, 2, 65)


@dataclass(frozen=True)
class Run:
    wall: float
    cpu: float
    peak: float  # MiB


def _family(process: int) -> list[int]:
    """A process, its children and theirs."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(each for child in children for each in _family(int(child)))]


def _held(process: int) -> float:
    """MiB; of what several processes share, a part each."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has ended
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure_family(command: Sequence[str], environ: Mapping[str, str], cwd: Path) -> Run:
    """As `measure`, with the most memory that all processes of the run hold at a time, looked at 30 times a second; on Linux alone.

    What the system itself tells of a process that has ended counts what the process before it held, this one, and children one by one.
    """
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=dict(environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, ended = 0.0, 0
    while not ended:
        peak = max(peak, sum(map(_held, _family(process.pid))))
        time.sleep(0.03)
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _FOUND_SOMETHING:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, peak)


def _program(name: str) -> str | None:
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def measure(command: Sequence[str], environ: Mapping[str, str], cwd: Path) -> Run:
    """One run of a program, its children with it."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=dict(environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _FOUND_SOMETHING:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def _alternating(
    commands: Mapping[str, Sequence[str]], before: Mapping[str, Callable[[], None]], runs: int, cwd: Path, cache: Path
) -> dict[str, list[Run]]:
    environ = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as it is where people install programs
    results: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            before.get(name, lambda: None)()
            run = measure(command, environ, cwd)
            if turn:  # the first warms the file system's cache, and profilelint's
                results[name].append(run)
    return results


def _commands(path: str) -> dict[str, list[str]]:
    ours = str(Path(sys.executable).with_name("profilelint"))
    commands = {
        "profilelint, nothing cached": [ours, "--no-cache", path],
        "profilelint, start only": [ours, "--no-cache", "--version"],
        "profilelint, unchanged": [ours, path],
    }
    for name, arguments in _PEERS.items():
        if program := _program(name):
            commands[name] = [program, *arguments(path)[1:]]
    return commands


def compare(what: str, pages: int, runs: int, slow_runs: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        site(root, pages)
        path = "_pages/page-0.md" if pages == 1 else "."
        commands = _commands(path)
        slow = {name: command for name, command in commands.items() if name in ("proselint", "cspell", "markdownlint-cli2") and pages > 1}
        fast = {name: command for name, command in commands.items() if name not in slow}
        results = _alternating(fast, {}, runs, root, Path(folder) / "cache")
        results |= _alternating(slow, {}, slow_runs, root, Path(folder) / "cache")
    return _table(what, results)


def _table(what: str, results: Mapping[str, Sequence[Run]]) -> dict[str, object]:
    rows: dict[str, object] = {}
    medians = {name: statistics.median(run.wall for run in runs) for name, runs in results.items()}
    print(f"\n{what}\n\n| program | wall s (least, most) | cpu s | peak MiB | of codespell | of typos |\n|---|---|---|---|---|---|")
    for name, runs in sorted(results.items(), key=lambda item: medians[item[0]]):
        walls = [run.wall for run in runs]
        cpu, peak = statistics.median(run.cpu for run in runs), max(run.peak for run in runs)
        ratios = [f"{medians[name] / medians[peer]:.2f}" if peer in medians else "" for peer in ("codespell", "typos")]
        print(f"| {name} | {medians[name]:.3f} ({min(walls):.3f}, {max(walls):.3f}) | {cpu:.3f} | {peak:.0f} | {' | '.join(ratios)} |")
        rows[name] = {"wall": medians[name], "least": min(walls), "most": max(walls), "cpu": cpu, "peak": peak}
    return rows


def _exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of the line through the points on logarithmic paper: 1 where twice the work takes twice as long."""
    slope, _ = statistics.linear_regression([math.log(size) for size in sizes], [math.log(value) for value in values])
    return slope


def growth(what: str, sizes: Sequence[int], make: Callable[[Path, int], str]) -> dict[str, object]:
    """CPU time and memory against size, with nothing kept and again. What a page of one line takes, the start, is taken off the time."""
    ours = str(Path(sys.executable).with_name("profilelint"))
    rows: dict[int, tuple[Run, Run]] = {}
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.md").write_text("---\ntitle: Tides\n---\n\nThe tide comes in.\n", encoding="utf-8")
        start = min(measure([ours, "--no-cache", "--isolated", "page.md"], os.environ, Path(folder)).cpu for _ in range(3))
        for size in sizes:
            root = Path(folder) / str(size)
            root.mkdir()
            command, environ = [ours, make(root, size)], {**os.environ, "XDG_CACHE_HOME": str(root / ".cache")}
            first = measure_family(command, environ, root)
            # Without what keeps the whole run, so that it asks page by page.
            (root / "touched.md").write_text("---\ntitle: Tides\n---\n\nThe tide goes out.\n", encoding="utf-8")
            rows[size] = first, measure_family(command, environ, root)
    print(f"\n{what}\n\n| size | wall s | cpu s | peak MiB | again: cpu s | peak MiB |\n|---|---|---|---|---|---|")
    for size, (first, again) in rows.items():
        print(f"| {size} | {first.wall:.2f} | {first.cpu:.2f} | {first.peak:.0f} | {again.cpu:.2f} | {again.peak:.0f} |", flush=True)
    large = sizes[1:]
    exponent = _exponent(large, [max(rows[size][0].cpu - start, 0.001) for size in large])
    print(f"\nGrowth exponent from {large[0]} on: {exponent:.2f}")
    return {"runs": {size: [vars(run) for run in runs] for size, runs in rows.items()}, "exponent": exponent}


def _many(folder: Path, pages: int) -> str:
    site(folder, pages)
    return "."


def _large(folder: Path, size: int) -> str:
    site(folder, 1, size)
    return "_pages/page-0.md"


#: What makes the site of the benchmark one of a template, with near copies to look for, and pictures.
_OF_TEMPLATE = ("_includes/author-profile.html", "talkmap.py", "_pages/cv-json.md")
_BY_PACKS = "placeholder/template-leftover,placeholder/foreign-id"


def packs(pages: int, runs: int) -> dict[str, object]:
    """What the packs of all templates add to the CPU time of a run, on a site that is built from one of them."""
    ours = [str(Path(sys.executable).with_name("profilelint")), "--no-cache", "--isolated"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        site(root, pages)
        for name in _OF_TEMPLATE:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).touch()
        commands = {"without": [*ours, "--ignore", _BY_PACKS, "."], "with": [*ours, "."]}
        results = _alternating(commands, {}, runs, root, Path(folder) / "cache")
    without, with_packs = (min(run.cpu for run in results[name]) for name in ("without", "with"))
    print(
        f"\nThe packs of all templates, {pages} pages: {without:.2f} s CPU without, {with_packs:.2f} with: {with_packs / without - 1:+.1%}"
    )
    return {"without": without, "with": with_packs}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="of each fast program (default: 7)")
    parser.add_argument("--slow-runs", type=int, default=1, help="of proselint, markdownlint-cli2 and cspell on many pages (default: 1)")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--growth", action="store_true", help="time and memory against the number of pages, and against the size of one")
    parser.add_argument("--packs", action="store_true", help="what the packs of all templates add to a run over many pages")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    installed = {name: version(name) for name in ("codespell", "typos", "rumdl", "proselint") if _program(name)}
    result: dict[str, object] = {
        "machine": f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}",
        "versions": installed,
    }
    print(result["machine"], result["versions"])
    if arguments.growth:
        result["pages"] = growth("Many pages", (10, 100, 1000, 10_000), _many)
        result["bytes"] = growth("One page", (10_000, 100_000, 1_000_000, 9_900_000), _large)
    elif arguments.packs:
        result["packs"] = packs(arguments.pages, arguments.runs)
    else:
        result["one"] = compare("One page", 1, arguments.runs, 1)
        result["many"] = compare(f"{arguments.pages} pages", arguments.pages, arguments.runs, arguments.slow_runs)
    result["peak of all"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
