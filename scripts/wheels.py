"""Whether an installation needs a compiler anywhere: `python scripts/wheels.py` asks the index for each kind of machine and each Python.

uv resolves with wheels alone. It cannot be asked for a Python without a global lock from another one, so pip looks for wheels of what
it found. A package whose source needs no compiler either may come as source.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
#: What uv and pip call a kind of machine.
MACHINES = {
    "Linux, x86-64": ("x86_64-manylinux_2_28", ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"]),
    "Linux, Arm": ("aarch64-manylinux_2_28", ["manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"]),
    "Alpine, x86-64": ("x86_64-unknown-linux-musl", ["musllinux_1_2_x86_64", "musllinux_1_1_x86_64"]),
    "Alpine, Arm": ("aarch64-unknown-linux-musl", ["musllinux_1_2_aarch64", "musllinux_1_1_aarch64"]),
    "macOS, Arm": ("aarch64-apple-darwin", ["macosx_11_0_arm64"]),
    "macOS, Intel": ("x86_64-apple-darwin", ["macosx_11_0_x86_64"]),
    "Windows, x86-64": ("x86_64-pc-windows-msvc", ["win_amd64"]),
    "Windows, Arm": ("aarch64-pc-windows-msvc", ["win_arm64"]),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15", "3.14t")
#: Its source makes a package in Python alone where no compiler or no libyaml is; `.ci/nightly` tries that.
SOURCE = "pyyaml"
ONLY_WHEELS = ("--only-binary", ":all:")
_MISSING = re.compile(r"Because ([\w.-]+?)[=<>! ]|No matching distribution found for ([\w.-]+?)[=<>!\s]")


class NoAnswerError(Exception):
    """The index could not be asked, which says nothing about wheels."""


def missing(folder: Path, machine: str, python: str, *options: str) -> str:
    """The first package that has no wheel; "" where all have one."""
    uv, pip = MACHINES[machine]
    version = python.removesuffix("t")
    resolve = ("uv", "pip", "compile", "-q", "--python", sys.executable, "--python-platform", uv, "--python-version", version)
    asked = _run(*resolve, *ONLY_WHEELS, *options, str(folder / "requirements.txt"))
    if not asked.returncode and python.endswith("t"):
        tags = [word for each in pip for word in ("--platform", each)]
        tags += ["--python-version", version, "--abi", f"cp{python.replace('.', '')}", "--abi", "none"]
        with TemporaryDirectory() as target:
            pinned = Path(target, "pinned.txt")
            pinned.write_text(asked.stdout, encoding="utf-8")
            find = ("pip", "install", "-q", "--dry-run", "--ignore-installed", "--no-deps", "--target", target)
            asked = _run(*find, *ONLY_WHEELS, *tags, "-r", str(pinned))
    if not asked.returncode:
        return ""
    if found := _MISSING.search(asked.stderr):
        return next(filter(None, found.groups()))
    raise NoAnswerError(asked.stderr.strip())


def _run(*module: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *module], capture_output=True, text=True)


def cell(folder: Path, machine: str, python: str) -> str:
    """Whether all have wheels, what comes as source, or what would need a compiler."""
    try:
        package = missing(folder, machine, python)
        if package == SOURCE:
            package = missing(folder, machine, python, "--override", str(folder / "without.txt"))
            return f"no: {package}" if package else f"yes; {SOURCE} from source"
    except NoAnswerError as error:
        return f"not known: {str(error).splitlines()[-1] if str(error) else 'no answer'}"
    return f"no: {package}" if package else "yes"


def table() -> dict[tuple[str, str], str]:
    """The cell of each machine and Python."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "requirements.txt").write_text(
            "\n".join([*project["dependencies"], *project["optional-dependencies"]["links"]]), encoding="utf-8"
        )
        (folder / "without.txt").write_text(f"{SOURCE}; python_version < '3'", encoding="utf-8")
        places = list(product(MACHINES, PYTHONS))
        with ThreadPoolExecutor(8) as pool:  # most of the time is the index's
            return dict(zip(places, pool.map(lambda place: cell(folder, *place), places), strict=True))


def main() -> int:
    cells = table()
    lines = [f"| | {' | '.join(PYTHONS)} |", f"|{'---|' * (len(PYTHONS) + 1)}"]
    lines += [f"| {machine} | {' | '.join(cells[machine, python] for python in PYTHONS)} |" for machine in MACHINES]
    shown = "\n".join(lines)
    print(shown)
    wrong = [f"{', Python '.join(at)} needs a compiler: {said}" for at, said in cells.items() if said.startswith("no:")]
    print(*wrong, sep="\n", file=sys.stderr)
    if shown not in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"):
        print("docs/dependencies.md shows another table.", file=sys.stderr)  # a release of somebody else must not stop this project's
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
