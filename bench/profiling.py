"""Where the time goes: `python bench/profiling.py [PATH]`.

Reading and rules, functions, and what is imported; of a site of its own without PATH."""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
from pathlib import Path

from pages import site

from profilelint.cli import main as profilelint


def _imports(most: int) -> list[str]:
    """What takes longest to import, by itself, in microseconds."""
    command = [sys.executable, "-X", "importtime", "-m", "profilelint", "--no-cache", "_config.yml"]
    said = subprocess.run(command, capture_output=True, text=True).stderr
    lines = [
        line.removeprefix("import time:").split("|") for line in said.splitlines() if line.startswith("import time:") and "self" not in line
    ]
    return [f"{own.strip():>9} µs  {name.strip()}" for own, _, name in sorted(lines[1:], key=lambda line: -int(line[0]))[:most]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path)
    parser.add_argument("--most", type=int, default=30, metavar="N", help="how many lines of each table")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.path is None:
            site(Path(folder), 200)
        os.chdir(arguments.path or folder)
        profilelint(["--no-cache", "--timing", "--statistics", "."])
        profile = cProfile.Profile()
        profile.runcall(profilelint, ["--no-cache", "--timing", "--statistics", "--quiet", "."])  # --timing: in this process
        pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(arguments.most)
        print("\n".join(_imports(arguments.most)))


if __name__ == "__main__":
    main()
