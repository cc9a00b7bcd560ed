from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
import yaml
from conftest import OFFLINE
from identify.identify import tags_from_filename

import profilelint
from profilelint.authoring.index import rule_index
from profilelint.authoring.schema import schema
from profilelint.document import FORMATS
from profilelint.rulepages.rules import packaged_rules
from profilelint.run.selection import ready_rules

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
in_checkout = pytest.mark.skipif(not (ROOT / "profilelint").is_dir(), reason="only the installed package is here, not its sources")


def test_the_version_stands_in_one_place():
    assert version("profilelint") == profilelint.__version__


def test_the_command_is_installed():
    (script,) = entry_points(group="console_scripts", name="profilelint")
    assert script.value == "profilelint.cli:main"


def test_the_rules_are_found():
    assert (packaged_rules() / "encoding" / "mojibake.md").is_file()


def test_the_schema_is_what_the_rules_and_options_make_it():
    file = Path(profilelint.__file__).parent / "settings" / "profilelint.schema.json"
    how = "python -m profilelint.authoring.schema > profilelint/settings/profilelint.schema.json"
    assert json.loads(file.read_text()) == schema(), f"rules or options have changed; run: {how}"


def test_the_index_of_the_rules_is_what_their_pages_make_it():
    if not (ROOT / "docs").is_dir():
        pytest.skip("the documentation is not here")
    how = "python -m profilelint.authoring.index > docs/rules.md"
    index = "".join(f"{line}\n" for line in rule_index(ready_rules()))
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == index, f"rules have changed; run: {how}"


@pytest.mark.slow
@in_checkout
def test_the_wheel_holds_the_rules_and_the_schema(tmp_path):
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode and any(sentence in done.stdout + done.stderr for sentence in OFFLINE):
        pytest.skip("nothing can be built without a package registry")
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        assert json.loads(files.read("profilelint/settings/profilelint.schema.json")) == schema()
        inside = {name.removeprefix("profilelint/rules/") for name in files.namelist() if name.startswith("profilelint/rules/")}
        assert "profilelint/rulepages/rules.compiled" in files.namelist()
        assert {f"profilelint/report/page/report.{ending}" for ending in ("css", "jinja", "js")} <= {*files.namelist()}
    assert {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").glob("*/*.md")} <= inside


def test_nothing_of_the_links_extra_is_needed_to_lint():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert not {"linkchecker", "aiohttp", "beautifulsoup4"} & {name.partition(">")[0] for name in project["dependencies"]}


def test_hooks_are_what_pre_commit_takes():
    from pre_commit.clientlib import load_manifest

    ids = [hook["id"] for hook in load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))]
    assert ids == ["profilelint", "profilelint-fix", "profilelint-site", "profilelint-links"]


def test_hooks_get_what_is_read():
    # .mkd has no type in pre-commit; text files are pages only now and then.
    for hook in HOOKS[:2]:
        unasked = {ending for ending in FORMATS if not set(hook["types_or"]) & tags_from_filename(f"page{ending}")}
        assert unasked == {".mkd", ".rmd", ".rmarkdown", ".txt"}


def test_the_hook_that_asks_the_web_runs_by_hand_alone_and_has_what_it_needs():
    (hook,) = (hook for hook in HOOKS if hook["id"] == "profilelint-links")
    assert hook["stages"] == ["manual"]
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["links"]
    assert set(hook["additional_dependencies"]) == set(extra)


def test_each_dependency_is_accounted_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["links"], *project["optional-dependencies"]["test"]]
    named = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for each in wanted:
        name = re.split(r"[><=\[]", each)[0]
        assert name == "profilelint" or re.search(rf"\b{name}\b", named), name


def test_each_python_that_is_promised_is_tested():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == promised
    assert project["requires-python"] == f">={promised[0]}"


def test_a_release_is_built_checked_and_attested():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text())["jobs"]
    steps = "\n".join(str(step) for step in jobs["build"]["steps"])
    for part in (".ci/run", "scripts/release.py", "bare/bin/python -m pip install", "pip-audit --path", "cyclonedx-py environment"):
        assert part in steps
    assert jobs["publish"]["permissions"]["id-token"] == "write"
    assert "password" not in str(jobs["publish"]["steps"])


RELEASED = {
    "profilelint/version.py": '__version__ = "1.2.0"\n',
    "profilelint/settings/config.py": 'SCHEMA = "https://raw.githubusercontent.com/profilelint/profilelint/main/schema.json"\n',
    "schema.json": "{}",
    "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n## 1.2.0 - 2026-12-01\n",
    "README.md": "    rev: v1.2.0\n",
    "docs/ci.md": "      - uses: profilelint/profilelint@v1.2.0\n",
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "v1.2.0 can be released"),
        ({"profilelint/version.py": '__version__ = "1.3.0"\n'}, 'the tag is "v1.2.0", and profilelint/version.py says 1.3.0'),
        ({"CHANGELOG.md": "## Unreleased\n\n- New.\n\n## 1.2.0 - 2026-12-01\n"}, "CHANGELOG.md has no empty section Unreleased"),
        ({"CHANGELOG.md": "## Unreleased\n\n## 1.1.0 - 2026-12-01\n"}, "CHANGELOG.md has no heading such as: ## 1.2.0 - "),
        ({"docs/ci.md": "      - uses: profilelint/profilelint@v1.1.0\n"}, "docs/ci.md names version 1.1.0"),
        ({"schema.json": None}, "the address of the schema"),
    ],
)
def test_a_release_that_is_not_ready_is_not_made(tmp_path: Path, changed: dict[str, str | None], said: str) -> None:
    for name, text in {**RELEASED, **changed, "scripts/release.py": (ROOT / "scripts" / "release.py").read_text()}.items():
        if text is not None:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
    done = subprocess.run([sys.executable, "scripts/release.py", "v1.2.0"], cwd=tmp_path, capture_output=True, text=True)
    assert said in done.stdout
    assert done.returncode == bool(changed)


@in_checkout
def test_the_container_is_small_and_nobody_is_root_in_it() -> None:
    lines = [line.split(maxsplit=1) for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    bases = {rest.split()[0] for word, rest in lines if word == "FROM"}
    assert bases == {"python:3.13-alpine"}
    assert [rest for word, rest in lines if word == "USER"] == ["profilelint"]
    last = [word for word, _ in lines]
    assert last.index("USER") > len(last) - 1 - last[::-1].index("RUN")
    copied = [name for word, rest in lines if word == "COPY" and not rest.startswith("--from") for name in rest.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)


def old_python() -> str | None:
    """A Python from 3.8 to 3.10, where there is one."""
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    return next((str(path) for minor in (8, 9, 10) for path in kept.glob(f"3.{minor}.*/bin/python")), None)


@in_checkout
@pytest.mark.skipif(old_python() is None, reason="needs a Python before 3.11")
@pytest.mark.parametrize(
    "started",
    [
        ["-m", "profilelint", "--version"],
        # what pip makes of the source: the hook that builds, without the builder that calls it
        ["-c", "import sys; from types import ModuleType as M; n = 'hatchling.builders.hooks.plugin.interface'; m = M(n); "
               "m.BuildHookInterface = object; sys.modules[n] = m; import hatch_build; hatch_build.CompiledRules().initialize('', {})"],
    ],
)  # fmt: skip
def test_an_older_python_hears_which_one_is_needed(started: list[str]) -> None:
    said = subprocess.run([str(old_python()), "-B", *started], cwd=ROOT, capture_output=True, text=True)
    assert said.returncode
    assert re.fullmatch(r"profilelint needs Python 3\.11 or newer, and this is 3\.\d+\.\d+\n", said.stderr)
