"""What runs on GitHub: held to its schemas, and run here, step by step, as far as that goes without GitHub."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import OFFLINE

from profilelint.commands.init import WORKFLOW
from profilelint.settings.hookfile import HOME
from profilelint.version import __version__

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
CHECKOUT = "11bd71901bbe5b1630ceea73d27597364c9af683"
PAGE = "---\ntitle: Ada\n---\nResearch intern, Febrary 2025 – present\n\nSee [slides]().\n"


class Loader(yaml.SafeLoader):
    """YAML as GitHub reads it: `on` is a word."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, re.compile(r"true|false") if tag.endswith(":bool") else pattern) for tag, pattern in resolvers]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str) -> dict:
    return yaml.load(text, Loader)


def complaints(name: str, text: str) -> list[str]:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return [error.message for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(loaded(text))]


@pytest.mark.parametrize("text", [WORKFLOW, *(path.read_text() for path in sorted((ROOT / ".github/workflows").glob("*.yml")))])
def test_workflows_are_what_github_takes(text):
    assert complaints("github-workflow.json", text) == []
    assert complaints("github-workflow.json", text.replace("runs-on:", "runs:")) != []
    assert complaints("github-workflow.json", text.replace("permissions:", "permission:")) != []


def test_the_action_is_what_github_takes():
    assert complaints("github-action.json", ACTION) == []
    assert complaints("github-action.json", ACTION.replace("using: composite", "using: compsite")) != []
    assert complaints("github-action.json", ACTION.replace("shell: bash", "shel: bash")) != []
    assert {"args", "paths", "version", "fail-on", "sarif-file"} <= set(loaded(ACTION)["inputs"])


def test_what_is_used_is_pinned():
    jobs = loaded(WORKFLOW)["jobs"].values()
    assert {step["uses"].partition("@")[2] for job in jobs for step in job["steps"] if "uses" in step} == {CHECKOUT, f"v{__version__}"}
    assert all(re.search("@[0-9a-f]{40}$", step["uses"]) for step in loaded(ACTION)["runs"]["steps"] if "uses" in step)


@pytest.mark.parametrize("path", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.name)
def test_our_own_workflows_pin_what_they_use(path):
    uses = [step["uses"] for job in loaded(path.read_text())["jobs"].values() for step in job["steps"] if "uses" in step]
    assert uses
    assert all(re.search("@[0-9a-f]{40}$", used) for used in uses)


def test_no_input_passes_through_a_shell():
    assert not any("${{" in step.get("run", "") for step in loaded(ACTION)["runs"]["steps"])
    assert not any("${{" in step.get("run", "") for job in loaded(WORKFLOW)["jobs"].values() for step in job["steps"])


def environ(folder: Path, **more: str) -> dict[str, str]:
    """What GitHub's runner sets for a step."""
    files = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary"}
    return os.environ | {name: str(folder / file) for name, file in files.items()} | {"GITHUB_ACTIONS": "true", "CI": "true"} | more


def shell(script: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A step, as the runner starts it."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=900)
    if done.returncode and any(sentence in done.stdout + done.stderr for sentence in OFFLINE):
        pytest.skip("nothing can be installed without a package registry")
    return done


@pytest.fixture
def action(write, site, tmp_path_factory):
    """Run the action on a site, with inputs."""
    if not (ROOT / "profilelint").is_dir():
        pytest.skip("what is installed is tested here, and the action installs its own checkout")
    runner = tmp_path_factory.mktemp("runner")
    (step,) = [step for step in loaded(ACTION)["runs"]["steps"] if "run" in step]

    def action(**inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
        values = {f"inputs.{name}": about["default"] for name, about in loaded(ACTION)["inputs"].items()}
        values |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
        values |= {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(ROOT)}
        given = {name: values[re.fullmatch(r"\$\{\{ (.+) \}\}", value)[1]] for name, value in step["env"].items()}
        for name in ("output", "summary"):
            (runner / name).write_text("")
        done = shell(step["run"], site, environ(runner, RUNNER_TEMP=str(runner), **given))
        outputs = dict(line.split("=", 1) for line in (runner / "output").read_text().splitlines())
        return done, outputs | {"summary": (runner / "summary").read_text(), "temp": str(runner)}

    return action


@pytest.mark.slow
def test_the_action_marks_what_it_finds_and_passes_what_is_right(action, write, site):
    write("index.md", PAGE)
    write("two words.md", "---\ntitle: Eve\n---\nFebrary 2024\n")
    done, outputs = action()
    assert (done.returncode, outputs["exit-code"], outputs["findings"]) == (1, "1", "3"), done.stdout + done.stderr
    assert "::error file=index.md,line=4,endLine=4,col=18,endColumn=25,title=date/misspelled-month::" in done.stdout
    assert "profilelint found 3 errors." in outputs["summary"]
    # From here on it is installed, and need not be built again.
    write("two words.md", "---\ntitle: Eve\n---\nFebrary 2024, and the the sea\n")
    done, outputs = action(
        paths="two words.md\n\n", args="--ignore=link\n--ignore=date", sarif_file="out.sarif", fail_on="error", version=__version__
    )
    assert (done.returncode, outputs["exit-code"], outputs["findings"]) == (0, "0", "1"), done.stdout + done.stderr
    assert len(json.loads((site / "out.sarif").read_text())["runs"][0]["results"]) == 1
    done, outputs = action(args="--selct=date", version=__version__)
    assert (done.returncode, outputs["exit-code"]) == (2, "2")


@pytest.mark.slow
def test_the_action_installs_what_its_arguments_need(action, write):
    write("index.md", "---\ntitle: Ada\n---\nSee [it](http://127.0.0.1:9/slides).\n")
    done, outputs = action(args="--online\n--ignore=placeholder/placeholder-link")
    assert (done.returncode, outputs["findings"]) == (0, "1"), done.stdout + done.stderr
    assert "title=link/unverified" in done.stdout
    done, outputs = action(args="--online\n--ignore=placeholder/placeholder-link", report="findings")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "link/unverified" in Path(outputs["temp"], "profilelint.html").read_text()


def test_the_action_uploads_the_page_that_it_wrote():
    (step,) = (step for step in loaded(ACTION)["runs"]["steps"] if "upload-artifact" in step.get("uses", ""))
    written = re.search(r'html=\$RUNNER_TEMP(/[\w.]+)"', ACTION)
    assert written
    assert step["with"]["path"] == f"${{{{ runner.temp }}}}{written[1]}"
    assert step["if"].startswith("always()")


@pytest.mark.slow
def test_the_weekly_step_asks_for_the_links(write, site, tmp_path):
    if not (ROOT / "profilelint").is_dir():
        pytest.skip("what is installed is tested here, and there is no checkout to install")
    write("index.md", "---\ntitle: Ada\n---\nSee [it](http://127.0.0.1:9/slides).\n")
    (script,) = [step["run"] for step in loaded(WORKFLOW)["jobs"]["links"]["steps"] if "run" in step]
    assert f'"profilelint[links]=={__version__}"' in script
    here = script.replace(f"profilelint[links]=={__version__}", f"{ROOT}[links]").replace("pipx", f"{sys.executable} -m pipx")
    env = environ(tmp_path, PIPX_HOME=str(tmp_path / "pipx"), PIPX_DEFAULT_PYTHON=sys.executable)
    done = shell(here, site, env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 external link" in done.stderr
    assert (tmp_path / "summary").read_text().startswith("profilelint")


@pytest.mark.slow
@pytest.mark.parametrize("page", ["README.md", "docs/ci.md"])
def test_the_job_for_gitlab_writes_its_report(write, site, tmp_path, page):
    if not (ROOT / ".git").exists() or not (ROOT / page).is_file():
        pytest.skip("what is installed is tested here, and there is no repository to install")
    (job,) = re.findall(r"```yaml\n(profilelint:\n(?:  .*\n)+)```", (ROOT / page).read_text(encoding="utf-8"))
    job = loaded(job)["profilelint"]
    write("index.md", PAGE)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    here = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": f"url.{ROOT}.insteadOf", "GIT_CONFIG_VALUE_0": HOME}
    here |= {"GIT_CONFIG_KEY_1": "protocol.file.allow", "GIT_CONFIG_VALUE_1": "always"}
    bin = "Scripts" if sys.platform == "win32" else "bin"
    done = shell("\n".join(job["script"]), site, os.environ | here | {"PATH": f"{tmp_path / 'venv' / bin}{os.pathsep}{os.environ['PATH']}"})
    assert done.returncode == 1, done.stdout + done.stderr
    report = json.loads((site / job["artifacts"]["reports"]["codequality"]).read_text())
    assert "date/misspelled-month" in {finding["check_name"] for finding in report}
