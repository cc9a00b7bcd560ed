"""The scripts of `profilelint completion`, in the shells that they are for."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

WAYS = [
    ("profilelint expl", "explain"),
    ("profilelint --sel", "--select"),
    ("profilelint --select date/rev", "date/reversed-range"),
    ("profilelint explain date/rev", "date/reversed-range"),
    ("profilelint rules te", "test"),
    ("profilelint words le", "learn"),
    ("profilelint links --bu", "--budget --built"),
    ("profilelint check --output-format sa", "sarif"),
    ("profilelint check pag", "page.md"),
]
#: Prints the completions of the words that follow.
BASH = """
source "$1"; read -ra COMP_WORDS <<< "$2"; COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
_shtab_profilelint 2>/dev/null
echo "${COMPREPLY[*]}"
"""


@pytest.fixture
def script(run, tmp_path_factory):
    def script(shell: str) -> str:
        done = run("completion", shell)
        assert done.code == 0, done.err
        path = tmp_path_factory.mktemp("completion") / "_profilelint"
        path.write_text(done.out, encoding="utf-8")
        return str(path)

    return script


def completed(shell: str, *arguments: str, cwd: object) -> str:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    return subprocess.run([shell, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.parametrize(("typed", "offered"), WAYS)
def test_bash(script, write, site, typed, offered):
    write("page.md")
    assert completed("bash", "-c", BASH, "bash", script("bash"), typed, cwd=site).split() == offered.split()


@pytest.mark.parametrize(("typed", "offered"), [*WAYS, ("profilelint pag", "page.md")])
def test_fish(script, write, site, typed, offered):
    write("page.md")
    said = completed("fish", "--no-config", "-c", f"source {script('fish')}; complete -C '{typed}'", cwd=site)
    assert [line.partition("\t")[0] for line in said.splitlines()] == offered.split()


def test_zsh_takes_the_script(script, site):
    folder = script("zsh").removesuffix("/_profilelint")
    said = completed(
        "zsh", "-f", "-c", f"fpath=({folder} $fpath); autoload -Uz compinit && compinit -u -D; print $_comps[profilelint]", cwd=site
    )
    assert said == "_profilelint\n"


def test_what_is_missing_is_said(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "shtab", None)
    done = run("completion", "bash")
    assert (done.code, done.err) == (2, 'profilelint: completion needs an extra package: pip install "profilelint[completion]"\n')
