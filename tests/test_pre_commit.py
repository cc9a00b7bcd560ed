"""The hook, as pre-commit itself installs and runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: What a registry that cannot be reached makes pip say.
_OFFLINE = ("Could not find a version that satisfies", "No matching distribution found", "Temporary failure in name resolution")

pytestmark = pytest.mark.slow


def git(*argv: str, cwd: Path) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@site.test", "-c", "protocol.file.allow=always")
    subprocess.run(["git", *identity, *argv], cwd=cwd, check=True, capture_output=True)


@pytest.fixture(scope="module")
def hook(tmp_path_factory):
    """Run the hook of a clean clone of the project on all files of a site."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, which pre-commit needs")
    folder = tmp_path_factory.mktemp("hook")
    git("clone", "-q", str(ROOT), "project", cwd=folder)
    environ = {**os.environ, "PRE_COMMIT_HOME": str(folder / "cache"), "NO_COLOR": "1"}

    def hook(files: dict[str, str]) -> subprocess.CompletedProcess[str]:
        site = folder / f"site{len(list(folder.glob('site*')))}"
        for path, text in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text)
        git("init", "-q", cwd=site)
        git("add", ".", cwd=site)
        git("commit", "-q", "-m", "A site", cwd=site)
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(folder / "project"), "profilelint", "--all-files", "--verbose"]
        done = subprocess.run(command, cwd=site, env=environ, capture_output=True, text=True, check=False, timeout=600)
        if any(sentence in done.stdout for sentence in _OFFLINE):
            pytest.skip("pre-commit cannot install profilelint without a package registry")
        return done

    return hook


def test_a_site_with_something_wrong_fails(hook):
    done = hook(
        {
            "_config.yml": "title: Ada\nexclude: [notes.md]\n",
            "_pages/about.md": "---\ntitle: About\n---\nSee the [slides]() of the talk.\n",
            "_layouts/default.html": '<a href="">x</a>\n',
            "notes.md": "TBD\n",
            "package.json": '{"name": "x", "name": "y"}\n',
        }
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "_pages/about.md:4:" in done.stdout
    assert "[link/empty-target]" in done.stdout
    assert "2 files checked (3 excluded): 1 error." in done.stdout


LAYOUT = '<a href="">x</a>\n'


def test_a_clean_site_passes(hook):
    done = hook({"_config.yml": "title: Ada\n", "index.md": "---\ntitle: Ada\n---\nHello.\n", "_layouts/default.html": LAYOUT})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 files checked (1 excluded): nothing to report." in done.stdout


def test_nothing_but_excluded_files_passes(hook):
    done = hook({"_layouts/default.html": LAYOUT, "package.json": "{}\n"})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 files checked (2 excluded)." in done.stdout
