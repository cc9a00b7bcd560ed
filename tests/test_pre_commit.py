"""The hooks, as pre-commit and prek install them from a repository of this project and run them on a commit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import pytest
import yaml
from conftest import OFFLINE
from test_init import SITES
from webserver import running

from profilelint.settings.hookfile import HOME
from profilelint.version import __version__

ROOT = Path(__file__).parent.parent
RUNNERS = {"pre-commit": (sys.executable, "-m", "pre_commit"), "prek": (str(Path(sys.executable).with_name("prek")),)}
CONFIG = """
repos:
  - repo: {project}
    rev: {rev}
    hooks:
      - {hook}
"""
HOOKS = "- {id: trailing-whitespace, name: of others, language: system, entry: 'true'}"
IDS = [hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))]
SLIP = "---\ntitle: About\n---\nResearch intern, Febrary 2025 – present\n"

pytestmark = pytest.mark.slow


def git(*argv: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@site.test")
    environ = {**os.environ, "NO_COLOR": "1"}
    command = ["git", *identity, *argv]
    return subprocess.run(command, cwd=cwd, check=check, capture_output=True, text=True, env=environ, timeout=600)


@dataclass(frozen=True)
class Site:
    """A repository with one of our hooks in it."""

    folder: Path
    runner: tuple[str, ...] = ()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def read(self, path: str) -> str:
        return (self.folder / path).read_text()

    def commit(self) -> tuple[int, str]:
        """Commit everything: the exit code, and what the hook said."""
        git("add", ".", cwd=self.folder)
        return _said(git("commit", "-m", "Change", cwd=self.folder, check=False))

    def run(self, hook: str) -> tuple[int, str]:
        """Run a hook over all files by hand, as one of any stage may be."""
        git("add", ".", cwd=self.folder)
        command = [*self.runner, "run", hook, "--all-files", "--hook-stage", "manual"]
        return _said(subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=600))


def _said(done: subprocess.CompletedProcess[str]) -> tuple[int, str]:
    said = done.stdout + done.stderr
    if done.returncode and any(sentence in said for sentence in OFFLINE):
        pytest.skip("the hook cannot be installed without a package registry")
    return done.returncode, said


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    """A folder for all processes that run tests: what is installed is installed once."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "hooks"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def project(shared, tmp_path_factory) -> Path:
    """A clean clone of this project, with the tag of its version, and another project beside it."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, which pre-commit needs")
    made = tmp_path_factory.mktemp("made")
    git("clone", "-q", str(ROOT), "project", cwd=made)
    (made / "others").mkdir()
    (made / "others" / ".pre-commit-hooks.yaml").write_text(HOOKS)
    git("init", "-q", cwd=made / "others")
    for folder, tag in ((made / "others", "v4.0.0"), (made / "project", f"v{__version__}")):
        git("add", ".", cwd=folder)
        git("commit", "-q", "--allow-empty", "-m", "Hooks", cwd=folder)
        git("tag", "-f", tag, cwd=folder)
    with suppress(OSError):  # another process was first
        made.rename(shared / "made")
    return shared / "made" / "project"


@pytest.fixture(autouse=True)
def on_this_machine(shared, project, monkeypatch):
    """The addresses lead to clones on this machine; all else is as for everybody."""
    at = {
        f"url.{project.with_name('others')}.insteadOf": "https://github.com/pre-commit/pre-commit-hooks",
        f"url.{project}.insteadOf": HOME,
        "protocol.file.allow": "always",
    }
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(at)))
    for number, (key, value) in enumerate(at.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(shared / "pre-commit"))
    monkeypatch.setenv("PREK_HOME", str(shared / "prek"))


@pytest.fixture(params=RUNNERS)
def install(request, tmp_path):
    """Make a site with a hook, and install it."""
    runner = RUNNERS[request.param]
    if not which(runner[0]):
        pytest.skip(f"{request.param} is not installed")

    def install(hook: str, **options: object) -> Site:
        site = tmp_path / "site"
        site.mkdir()
        git("init", "-q", cwd=site)
        config = CONFIG.format(project=HOME, rev=f"v{__version__}", hook=json.dumps({"id": hook, **options}))
        (site / ".pre-commit-config.yaml").write_text(config)
        (site / "_config.yml").write_text("title: Ada\nexclude: [notes.md]\n")
        subprocess.run([*runner, "install"], cwd=site, check=True, capture_output=True)
        return Site(site, runner)

    return install


@pytest.mark.parametrize("hook", IDS)
def test_each_hook_does_its_work(install, hook):
    """With what it installs, and nothing else: one page has a slip, and a link that a server calls dead."""
    with running() as server:
        options = {"args": ["--allow-private", f"127.0.0.1:{server.port}", "--no-cache"]} if hook.endswith("-links") else {}
        site = install(hook, **options)
        site.write("_pages/about.md", f"{SLIP}\nSee [the cores]({server.url('/404')}).\n")
        code, said = site.run(hook)
        found = f"Dead link {server.url('/404')}: the host answers 404" if hook.endswith("-links") else 'Misspelt month "Febrary"'
        expected = '"Febrary" → "February"' if hook.endswith("-fix") else found
        assert (code, expected in said) == (1, True), said
        assert bool(server.asked) == hook.endswith("-links")


def test_a_bad_commit_is_blocked_and_a_clean_one_passes(install):
    site = install("profilelint")
    site.write("_pages/about.md", SLIP)
    site.write("_layouts/default.html", '<a href="">x</a>\n')
    site.write("notes.md", "TBD\n")
    code, said = site.commit()
    assert code == 1, said
    assert '_pages/about.md:4:18: error: Misspelt month "Febrary"' in said
    assert "_layouts" not in said
    assert "notes.md" not in said
    site.write("_pages/about.md", SLIP.replace("Febrary", "February"))
    code, said = site.commit()
    assert code == 0, said


def test_the_fix_hook_fixes_and_blocks_once(install):
    site = install("profilelint-fix")
    site.write("_pages/about.md", SLIP)
    code, said = site.commit()
    assert code == 1, said
    assert '"Febrary" → "February"' in said
    assert site.read("_pages/about.md") == SLIP.replace("Febrary", "February")
    code, said = site.commit()
    assert code == 0, said


def test_the_site_hook_misses_a_file_that_is_renamed(install):
    site = install("profilelint-site")
    site.write("_pages/about.md", "---\ntitle: About\n---\nSee [the survey](../files/survey.pdf).\n")
    site.write("files/survey.pdf", "%PDF")
    code, said = site.commit()
    assert code == 0, said
    (site.folder / "files/survey.pdf").rename(site.folder / "files/survey-2025.pdf")
    code, said = site.commit()
    assert code == 1, said
    assert "_pages/about.md:4:" in said


@pytest.mark.parametrize(("options", "count"), [({}, 600), ({"require_serial": False}, 60)], ids=["one after the other", "at once"])
def test_files_that_are_split_over_several_calls_are_all_read(install, options, count):
    """Many names take more room than a command line has."""
    site = install("profilelint-fix", **options)
    names = [f"_pages/{'long-name-' * 24}{number}.md" for number in range(count)]
    for name in names:
        site.write(name, SLIP)
    code, said = site.commit()
    assert code == 1, said[-2000:]
    assert all("February" in site.read(name) for name in names)


@pytest.mark.parametrize("kind", SITES)
def test_what_init_writes_runs_green_and_fails_on_what_is_wrong(tmp_path, kind):
    site = Site(tmp_path / "site")
    for path, text in SITES[kind].items():
        site.write(path, text)
    git("init", "-q", cwd=site.folder)
    said = [subprocess.run([sys.executable, "-m", "profilelint", "init", "--yes"], cwd=site.folder, capture_output=True) for _ in range(2)]
    assert said[1].stdout.endswith(b"Nothing to do: everything is already set up.\n")
    subprocess.run([*RUNNERS["pre-commit"], "install"], cwd=site.folder, check=True, capture_output=True)
    code, out = site.commit()
    assert (code, bool(re.search(r"^profilelint[\w, ]*\.{5,}Passed$", out, re.MULTILINE))) == (0, True), out
    page = next(path for path in SITES[kind] if path.endswith((".md", ".html")))
    site.write(page, site.read(page).replace("tides", "tides since Febrary 2025"))
    code, out = site.commit()
    assert (code, out.count(": error: ") + out.count(": warning: ")) == (1, 1), out
    assert "[date/misspelled-month]" in out
