"""Nothing that a repository holds is a command to the CI runner that reads what is printed: pages, names, rules, words, git's words.

What a runner takes for a command is written down here once more, as its own source or its documentation says it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from profilelint.report import FORMATS
from profilelint.report.runners import COMMANDS


def _github(line: str) -> bool:
    """actions/runner, ActionCommand.cs: TryParseV2, and TryParse where that fails."""
    trimmed = line.lstrip()
    if trimmed.startswith("::") and "::" in trimmed[2:]:
        return True
    at = line.find("##[")
    return at >= 0 and "]" in line[at:]


def _azure(line: str) -> bool:
    """azure-pipelines-agent, Command.TryParse; and what its web pages fold and colour."""
    at = line.lower().find("##vso[")
    return (at >= 0 and "]" in line[at:]) or re.match(r"\s*##\[\w+\]", line) is not None


def _teamcity(line: str) -> bool:
    return "##teamcity[" in line


def _gitlab(line: str) -> bool:
    return re.search(r"section_(?:start|end):\d+:", line) is not None


def _travis(line: str) -> bool:
    return re.search(r"travis_(?:fold|time):", line) is not None


OBEYED: dict[str, Callable[[str], bool]] = {
    "GITHUB_ACTIONS": _github,
    "TF_BUILD": _azure,
    "TEAMCITY_VERSION": _teamcity,
    "GITLAB_CI": _gitlab,
    "TRAVIS": _travis,
}
MEANT = re.compile(r"::(?:error|warning|notice) file=[^:]*,title=[a-z]+/[a-z-]+::")
SPELLS = (
    "::error file=a.md,line=1,title=date/stale::forged",
    "::set-output name=a::b",
    "::add-mask::a",
    "\u00a0::stop-commands::x",
    "##[stop-commands]x",
    "##[add-mask]a",
    "###[error]a",
    "##vso[task.setvariable variable=a]b",
    "##VSO[task.complete result=Failed;]",
    "##teamcity[buildStatus status='FAILURE']",
    "section_start:1:a",
    "travis_fold:start:a",
)
#: What is printed: by every format, and of every kind of thing that a repository holds.
RUNS = [
    *(["--output-format", form, "."] for form in FORMATS),
    ["--diff", "--unsafe-fixes", "."],
    ["--fix", "--unsafe-fixes", "."],
    ["--fix-only", "."],
    ["--statistics", "."],
    ["--output-format", "text", "--color", "always", "."],
    ["--show-settings"],
    ["leftovers"],
    ["dates", "a.md"],
    ["dates", "--output-format", "json", "a.md"],
    ["words", "list"],
    ["rules", "list"],
    ["explain", "x/y"],
    ["explain", "::add-mask::a"],
    ["--diff-base", "##[add-mask]a", "."],
    ["nowhere/##vso[a.b]c.md"],
    ["--exclude", "##[add-mask]a[", "."],
]


def lines_of(printed: bytes) -> list[str]:
    """As .NET and Go read lines."""
    return re.split(r"\r\n|[\r\n]", printed.decode("utf-8", "replace"))


@pytest.fixture
def spelled(tmp_path: Path) -> Path:
    """A repository with every command wherever a text may stand."""
    site = tmp_path / "site"
    page = "".join(f"{spell} Febrary 2025\n{spell}\n{spell} Research intern, Octobr 2024 – 2023\r{spell}\n\n" for spell in SPELLS)
    rule = "".join(f"{spell}\n" for spell in SPELLS)
    texts = {
        "_config.yml": "theme: minima\n",
        "a.md": f"---\ntitle: 'x {SPELLS[4]}'\n---\n{page}",
        "##[add-mask]a.md": "Febrary 2025\n",
        "::error::x.md": "Febrary 2025\n",
        "b/##vso[task.setvariable variable=a]b.md": "Febrary 2025\n",
        "broken.yml": "a: ##[add-mask]b: c\n##[x]\n  - '\n",
        ".profilelint.toml": f"rule-paths = ['own']\nwords = {json.dumps([*SPELLS, chr(27) + '[31m'])}\n",
        "own/x/y.md": f"---\ntitle: '{SPELLS[4]} \\x1b[31m'\nmessage: '##[add-mask]{{found}}'\nseverity: note\ncheck: phrases\nfix: none\n"
        f"since: '0.1'\noptions:\n  phrases: [intern]\n---\n{rule}\n## {SPELLS[4]}\n\n```markdown {SPELLS[4]}\n{rule}```\n",
    }
    for name, text in texts.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="")
    (site / ".git").mkdir()
    return site


def printed_by(site: Path, argv: list[str], environ: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    plain = os.environ | {"XDG_CACHE_HOME": str(site.parent / "cache")}
    command = [sys.executable, "-P", "-m", "profilelint", *argv]
    return subprocess.run(command, cwd=site, capture_output=True, env={**plain, **environ}, check=False)


def test_every_runner_that_is_known_is_tested():
    assert OBEYED.keys() == COMMANDS.keys()
    assert all(any(obeyed(spell) for spell in SPELLS) for obeyed in OBEYED.values())


@pytest.mark.parametrize(
    ("runner", "argv"),
    [*(("CI", argv) for argv in RUNS), *((runner, argv) for runner in OBEYED for argv in (["."], RUNS[0], RUNS[len(FORMATS)]))],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_nothing_that_is_printed_is_a_command_to_a_runner(spelled, runner, argv):
    done = printed_by(spelled, argv, {runner: "true"})
    assert b"profilelint failed" not in done.stderr, done.stderr
    for_github = "github" in argv or (runner == "GITHUB_ACTIONS" and argv == ["."])
    for line in lines_of(done.stdout) + lines_of(done.stderr):
        rest = line[2:] if for_github and MEANT.match(line) else line
        assert not any(obeyed(rest) for name, obeyed in OBEYED.items() if runner in (name, "CI")), line


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "rdjsonl", "junit"])
def test_files_for_machines_hold_no_command_and_say_the_same(spelled, form):
    done = printed_by(spelled, ["--output-format", form, "."], {})
    written = done.stdout.decode()
    assert not any(one(line) for one in (_github, _azure, _teamcity) for line in written.splitlines())
    read = "".join(ElementTree.fromstring(written).itertext()) if form == "junit" else written.replace("\\u0023", "#")
    assert "##[add-mask]" in read


def test_names_in_junit_have_nothing_that_moves_or_turns_text(spelled):
    (spelled / "a\nb\u202ec\x9bd.md").write_text("Febrary 2025\n", encoding="utf-8")
    written = printed_by(spelled, ["--output-format", "junit", "."], {}).stdout.decode()
    texts = "".join(value for element in ElementTree.fromstring(written).iter() for value in (element.text or "", *element.attrib.values()))
    assert not re.search("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", texts)
    assert "a\\x0ab\\u202ec\\x9bd.md" in texts


def test_a_page_for_a_program_is_written_as_it_is_or_not_at_all(spelled):
    page = b"##[add-mask]a Febrary 2025\n"
    command = [sys.executable, "-P", "-m", "profilelint", "--fix", "-"]
    done = subprocess.run(command, cwd=spelled, input=page, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"##[add-mask]a February 2025\n")
    done = subprocess.run(command, cwd=spelled, input=page, capture_output=True, env=os.environ | {"TF_BUILD": "True"}, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    with (spelled / "out").open("wb") as out:
        subprocess.run(command, cwd=spelled, input=page, stdout=out, env=os.environ | {"TF_BUILD": "True"}, check=False)
    assert (spelled / "out").read_bytes() == b"##[add-mask]a February 2025\n"


def test_a_diff_outside_of_a_runner_is_exact(spelled):
    before = (spelled / "a.md").read_bytes()
    patch = printed_by(spelled, ["--diff", "a.md"], {}).stdout
    (spelled / "patch").write_bytes(patch)
    subprocess.run(["git", "init", "-q"], cwd=spelled, check=True)
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "patch"], cwd=spelled, check=True)
    patched = (spelled / "a.md").read_bytes()
    (spelled / "a.md").write_bytes(before)
    printed_by(spelled, ["--fix", "a.md"], {})
    assert (spelled / "a.md").read_bytes() == patched != before
