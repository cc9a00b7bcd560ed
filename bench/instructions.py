"""Instructions that a run takes, beside codespell's: `python bench/instructions.py [--pages N] [--real FOLDER] [--than PROGRAM]`.

Valgrind counts them, so that a change shows on a busy machine as well. Each count is of a whole process and its children. Unless a row says
otherwise, bytecode and patterns are compiled (they are kept in a folder of this script's own), and no results are cached.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pages import as_html, page, site

_COUNTED = re.compile(r"Collected : (\d+)")
_FOUND_SOMETHING = (0, 1, 65)
_SIZE = 4000  # characters; a page of a real site has 4.3 kB on average


class Bench:
    """Runs of one program, with a folder of its own for bytecode and results."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.command, self.folder = command, folder
        self.logs = folder / "logs"
        self.logs.mkdir(parents=True)
        self.environ = {
            **os.environ,
            "XDG_CACHE_HOME": str(folder / "cache"),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "PYTHONHASHSEED": "0",
        }
        self.environ.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(self, where: Path, *arguments: str, before: Sequence[str] = ()) -> None:
        done = subprocess.run([*before, *self.command, *arguments], cwd=where, env=self.environ, capture_output=True, text=True)
        if done.returncode not in _FOUND_SOMETHING:
            raise SystemExit(f"{self.command[0]} ended with {done.returncode}: {done.stderr}")

    def count(self, where: Path, *arguments: str) -> int:
        """In millions."""
        grind = ["valgrind", "--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null", f"--log-file={self.logs}/%p"]
        self.run(where, *arguments, before=grind)
        total = sum(int(counted) for log in self.logs.iterdir() for counted in _COUNTED.findall(log.read_text()))
        for log in self.logs.iterdir():
            log.unlink()
        return round(total / 1e6)

    def forget(self, pattern: str) -> None:
        """Removes what earlier runs have compiled."""
        for path in [*(self.folder / "compiled").rglob(pattern)]:
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Writes one page of each kind."""
    plain = page(random.Random(1), _SIZE, slip=False)
    texts = {
        "plain.md": plain,
        "mojibake.md": f"{plain}\nThe cafÃ© beside the harbour serves as our office.\n",
        "plain.html": as_html(random.Random(1), _SIZE, slip=False),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        yield f"One page, `{name}`", name


def measure(ours: Bench, codespell: Bench, root: Path, many: Path) -> Iterator[tuple[str, int, int]]:
    """What is done, and millions of instructions of both."""
    uncached = ("--no-cache", "--isolated")
    pages = list(_pages(root))
    for task, name in pages:
        ours.run(root, *uncached, name)
        codespell.run(root, name)
        yield task, ours.count(root, *uncached, name), codespell.count(root, name)
    name = pages[0][1]
    ours.forget("*.patterns")
    yield "The same, the first run after pip has installed it", ours.count(root, *uncached, name), codespell.count(root, name)
    ours.forget("site-packages")
    ours.forget("profilelint")
    codespell.forget("site-packages")
    yield "The same, nothing compiled, as uv installs", ours.count(root, *uncached, name), codespell.count(root, name)
    known = ours.count(many, "--no-cache", "."), codespell.count(many, ".")
    yield "Many pages", *known
    ours.run(many, ".")
    edited = next(path for path in sorted(many.rglob("*.md")) if path.stat().st_size > _SIZE)
    edited.write_text(edited.read_text(encoding="utf-8") + "\nThe tide goes out.\n", encoding="utf-8")
    yield "The same with results cached, one page edited", ours.count(many, "."), known[1]
    yield "The same with results cached, nothing edited", ours.count(many, "."), known[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--real", type=Path, metavar="FOLDER", help="many pages of your own in place of made-up ones; they are copied")
    parser.add_argument("--than", metavar="PROGRAM", help="another profilelint, to compare with")
    arguments = parser.parse_args()
    beside = Path(sys.executable).parent
    programs = {"profilelint": str(beside / "profilelint"), **({"the other": arguments.than} if arguments.than else {})}
    print("| million instructions | " + " | ".join(f"{name} | of codespell" for name in programs) + " | codespell |")
    print("|---|" + "---|" * (2 * len(programs) + 1))
    tables = []
    with tempfile.TemporaryDirectory() as folder:
        for number, program in enumerate(programs.values()):
            work = Path(folder) / str(number)
            many = work / "many"
            if arguments.real:
                shutil.copytree(arguments.real, many, symlinks=True)
            else:
                site(many, arguments.pages)
            (work / "one").mkdir()
            benches = (Bench([each], work / name) for name, each in (("ours", program), ("theirs", str(beside / "codespell"))))
            tables.append(measure(*benches, work / "one", many))
        for row in zip(*tables, strict=True):
            task, codespell = row[0][0], row[0][2]
            counts = [count for _, count, _ in row]
            cells = [cell for count in counts for cell in (f"{count:,}", f"{count / codespell:.2f}")]
            print(f"| {task} | {' | '.join(cells)} | {codespell:,} |", flush=True)


if __name__ == "__main__":
    main()
