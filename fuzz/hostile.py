"""Look for a page, a site or a repository that takes too long, too much memory, or breaks a promise.

    python fuzz/hostile.py [--cases 300000] [--first SEED]   each case may take 1 GB, and 2 s of the processor for 50 kB
    python fuzz/hostile.py --case SEED [--write FOLDER]      one of them again, or its files

They are grown from the grammars: every construct nested, repeated and cut off, in all formats, in what configures a site or profilelint,
in `.gitignore` and in git's data. What is found is printed with its seed. One process does one case after the other; where it dies,
the next goes on, and what it died of is tried once more.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.cases import case_of, hold, write
from profilelint.run.selection import ready_rules

_MEMORY = 1 << 30
_IN_A_PROCESS = 1_000  # cases, so that each has about the same memory
_SHOWN = 1_000


def main() -> int:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=300_000)
    parser.add_argument("--first", type=int, default=0, metavar="SEED")
    parser.add_argument("--case", type=int, metavar="SEED")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    if arguments.write:
        write(case_of(arguments.case), arguments.write)
        return 0
    if arguments.case is not None:
        arguments.first, arguments.cases = arguments.case, 1
    ready_rules()  # which all processes share
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        found = _all(arguments.first, arguments.first + arguments.cases, Path(folder))
    return 1 if found else 0


def _all(first: int, end: int, folder: Path) -> int:
    start, found = time.monotonic(), 0
    for seed in range(first, end, _IN_A_PROCESS):
        for bad, _ in _problems(seed, min(seed + _IN_A_PROCESS, end), folder):
            for _, problem in _problems(bad, bad + 1, folder / "again"):  # other programs share the machine
                case = case_of(bad)
                print(f"seed {bad}: {case.name}, {', '.join(case.files)}, {case.size} characters: {problem}", flush=True)
                found += 1
        done = min(seed + _IN_A_PROCESS, end) - first
        print(f"{done} cases, {found} broke a promise, {time.monotonic() - start:.0f} s", flush=True)
    return found


def _problems(seed: int, end: int, folder: Path) -> Iterator[tuple[int, str]]:
    """Which seeds have a problem, and what it is."""
    while seed < end:
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            _work(range(seed, end), folder / "site", writes)
        os.close(writes)
        with open(reads, encoding="utf-8", errors="replace") as said:
            for line in said:
                which, _, problem = line.rstrip("\n").partition(" ")
                seed = int(which) + 1
                if problem:
                    yield seed - 1, problem
        _, status = os.waitpid(child, 0)
        if status:
            died = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit code {status >> 8}"
            yield seed, "took too long" if died == "SIGPROF" else died
            seed += 1


def _work(seeds: range, folder: Path, writes: int) -> None:
    """Each case in turn, and a line for each that is done."""
    here, code = os.getcwd(), 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        for seed in seeds:
            problem = _problem(seed, folder)
            os.chdir(here)
            os.write(writes, f"{seed} {problem}\n".encode("utf-8", "replace"))
        code = 0
    finally:
        os._exit(code)


def _problem(seed: int, folder: Path) -> str:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    case = case_of(seed)
    try:
        hold(case, folder)
    except Exception as error:
        at = error.__traceback__
        while at and at.tb_next:
            at = at.tb_next
        place = f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else ""
        return " ".join(f"{type(error).__name__} at {place}: {error}"[:_SHOWN].split())
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


if __name__ == "__main__":
    sys.exit(main())
