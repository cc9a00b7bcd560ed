"""Pages of words as nobody writes them, through the command line: each ends soon, and nothing on it is called a slip."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from package import PACKAGE, checkout

pytestmark = pytest.mark.public

SENTENCE = "This is a page about the work of the group, which is on the history of the sea and of those who live by it."
MATHEMATICAL = {**{ord("a") + i: 0x1D41A + i for i in range(26)}, **{ord("A") + i: 0x1D400 + i for i in range(26)}}
SCRIPT = {ord("a") + i: 0x1D4EA + i for i in range(26)}
#: So many seconds of the processor are for all of it, start-up included.
_SECONDS = 12


def _ran(folder: Path, *arguments: str, package: Path = PACKAGE.parent) -> tuple[subprocess.CompletedProcess[str], float]:
    environ = {**os.environ, "PYTHONPATH": str(package), "XDG_CACHE_HOME": str(folder / "cache")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "profilelint", "--no-cache", "--select", "spelling", "--fail-on", "note", *arguments]
    said = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize(
    "words",
    [
        "a" * 100_000,
        "Q" + "xz" * 50_000,
        "reserach" * 12_500,
        "-".join(["reserach"] * 12_000),
        "research" + "\u0301" * 50_000,
        "e\u0301" * 50_000,
        unicodedata.normalize("NFD", "ệ") * 30_000,
        "\u0301 " * 50_000,
        "هذه صفحة عن عمل المجموعة وعن تاريخ البحر. " * 2_000,
        "זהו דף על עבודת הקבוצה ועל תולדות הים. " * 2_000,
        "\u202e" + "reserach fo puorg eht " * 2_000 + "\u202c",
        (SENTENCE + " ").translate(MATHEMATICAL) * 200,
        (SENTENCE + " ").translate(SCRIPT) * 200,
        "𝔓𝔯𝔬𝔣𝔦𝔩𝔢 𝕋𝕖𝕩𝕥 𝒮𝒸𝓇𝒾𝓅𝓉 " * 2_000,
        "ｒｅｓｅａｒａｃｈ " * 2_000,
        "Ab Cd Efghij Klmnop " * 5_000,
    ],
    ids=lambda words: f"U+{ord(words[0]):04X}x{len(words)}",
)
def test_no_such_page_hangs_or_is_called_misspelt(tmp_path: Path, words: str) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n\n{SENTENCE}\n\n{words}\n", "utf-8")
    said, seconds = _ran(tmp_path, "page.md")
    assert (said.returncode, said.stdout, said.stderr) == (0, "1 file checked: no problems found.\n", "")
    assert seconds < _SECONDS


def test_mathematical_letters_are_read_as_plain_ones(tmp_path: Path) -> None:
    line = "We are grateful for the reserach of the group.".translate(MATHEMATICAL)
    (tmp_path / "page.md").write_text(f"{SENTENCE}\n\n{line}\n", "utf-8")
    said, _ = _ran(tmp_path, "page.md")
    assert said.returncode == 1
    assert '"research"' in said.stdout


@pytest.mark.parametrize(
    "name",
    [
        "english.words",
        "common.words",
        "sounds.words",
        "foreign.words",
        "names.words",
        "names.letters",
        "slips.words",
        "languages.words",
    ],
)
@pytest.mark.parametrize("part", [0, 2])
def test_a_lexicon_that_was_cut_is_said_and_nothing_else(tmp_path: Path, name: str, part: int) -> None:
    package = checkout(tmp_path / "installed")
    lexicon = package / "language" / "data" / name
    whole = lexicon.read_bytes()
    lexicon.write_bytes(whole[: len(whole) // part] if part else b"")
    german = "Wir arbeiten in der Stadt und untrsuchen, wie sich das Wasser auf die Ernte auswirkt."
    page = f"{SENTENCE}\n\nWe like the reprasantation of it, and of zorns.\n\n{german}\n"
    (tmp_path / "page.md").write_text(page, "utf-8")
    said, _ = _ran(tmp_path, "page.md", package=package.parent)
    assert said.returncode == 2
    assert f"{name} is damaged; install profilelint again" in said.stderr
    assert "Traceback" not in said.stderr
    assert "spelling/" not in said.stdout
