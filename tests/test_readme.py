"""The README: short, its links and picture survive on a package index, and its install lines work as printed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import OFFLINE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOME = "https://github.com/profilelint/profilelint"
RAW = "https://raw.githubusercontent.com/profilelint/profilelint/main/"
MOST_WORDS = 900
SLIP = "---\ntitle: About\n---\nResearch intern, Febrary 2025 – present\n"


def test_it_is_short():
    text = re.sub(r"^```.*?^```\n|<picture>.*?</picture>", "", README, flags=re.M | re.S)
    assert len(text.split()) <= MOST_WORDS


def test_links_and_the_picture_work_on_a_package_index():
    targets = re.findall(r"\]\(([^()\s]+)\)", README) + re.findall(r'(?:src|srcset)="([^"]+)"', README)
    assert len(targets) > 20
    for target in targets:
        assert target.startswith("https://"), f"{target} is relative: a package index has no such file"
        for begins in (RAW, f"{HOME}/blob/main/"):
            if target.startswith(begins) and (ROOT / "profilelint").is_dir():  # else only the wheel is here
                assert (ROOT / target.removeprefix(begins)).is_file(), target
    assert [RAW + name in targets for name in ("docs/terminal-light.svg", "docs/terminal-dark.svg")] == [True, True]


def test_what_needs_a_release_says_so():
    assert "There is no release on the package index yet" in README
    for line in README.splitlines():
        if "rev:" in line or "uses: profilelint/" in line:
            assert line.endswith("# or a release, once there is one")


@pytest.fixture
def environ(tmp_path) -> dict[str, str]:
    """An environment in which the repository's address on the web stands for this clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a clone")
    settings = {f"url.file://{ROOT}.insteadOf": HOME, "safe.directory": "*", "protocol.file.allow": "always"}
    numbered = {f"GIT_CONFIG_KEY_{at}": key for at, key in enumerate(settings)}
    numbered |= {f"GIT_CONFIG_VALUE_{at}": value for at, value in enumerate(settings.values())}
    homes = {name: str(tmp_path / name.lower()) for name in ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR", "PRE_COMMIT_HOME")}
    return {**os.environ, **numbered, **homes, "GIT_CONFIG_COUNT": str(len(settings))}


@pytest.fixture
def shell(tmp_path, environ):
    """Run lines in a site with a misspelt month, with a Python of its own: the exit code and what was printed."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.md").write_text(SLIP, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    path = os.pathsep.join([str(tmp_path / "venv" / "bin"), environ["PIPX_BIN_DIR"], str(Path(sys.executable).parent), environ["PATH"]])

    def shell(*lines: str) -> tuple[int, str]:
        run = ["bash", "-c", "\n".join(("set -e", *lines))]
        done = subprocess.run(run, cwd=site, env={**environ, "PATH": path}, capture_output=True, text=True, timeout=600)
        if any(sentence in done.stderr for sentence in OFFLINE):
            pytest.skip("nothing can be installed without a package registry")
        return done.returncode, done.stdout + done.stderr

    return shell


def command(tool: str) -> str:
    return re.search(rf"^\| \[?{tool}\b.*\| `([^`]+)` \|$", README, re.M)[1]


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["uv", "pipx", "pip"])
def test_a_line_that_installs_works_as_printed(shell, tool):
    line = command(tool)
    if shutil.which(line.split()[0]) is None:
        pytest.skip(f"{tool} is not installed")
    code, said = shell(line, *(() if tool == "uv" else ("profilelint",)))
    assert (code, "date/misspelled-month" in said) == (1, True), said


@pytest.mark.slow
def test_the_lines_for_gitlab_work_as_printed(shell, tmp_path):
    (block,) = (text for text in re.findall(r"```yaml\n(.*?)```", README, re.S) if "code-quality.json" in text)
    code, said = shell(*yaml.safe_load(block)["profilelint"]["script"])
    assert (code, "date/misspelled-month" in said) == (1, True), said
    assert "Febrary" in (tmp_path / "site" / "code-quality.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_lines_for_pre_commit_work_as_printed(shell, tmp_path):
    (block,) = (text for text in re.findall(r"```yaml\n(.*?)```", README, re.S) if text.startswith("repos:"))
    branch = subprocess.run(["git", "-C", ROOT, "branch", "--show-current"], capture_output=True, text=True, check=True).stdout.strip()
    if branch != "main":
        pytest.skip("this clone is not on the branch main")
    (tmp_path / "site" / ".pre-commit-config.yaml").write_text(block, encoding="utf-8")
    code, said = shell("git init -q .", "git add .", "pre-commit run --all-files")
    assert (code, "date/misspelled-month" in said) == (1, True), said
