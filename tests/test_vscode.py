"""The extension for VS Code, as far as it repeats what this package knows; its own tests are in editors/vscode/test."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from profilelint.document import FORMATS
from profilelint.version import __version__

EXTENSION = Path(__file__).parent.parent / "editors" / "vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))


def source(name: str) -> str:
    return (EXTENSION / "src" / name).read_text(encoding="utf-8")


def test_it_serves_every_format_that_is_read():
    listed = source("pages.ts").partition("ENDINGS = [")[2].partition("]")[0]
    assert sorted(re.findall(r'"(\.\w+)"', listed)) == sorted(FORMATS)


def test_every_command_is_registered_and_every_option_exists(run, write):
    registered = set(re.findall(r'"(profilelint\.\w+)": \(\)', source("extension.ts")))
    assert registered == {command["command"] for command in MANIFEST["contributes"]["commands"]}
    write("cv.md", "---\ntitle: Ada\n---\n\nI recieve mail.\n")
    options = json.loads(re.findall(r"CHECK_SITE = (\[.*?\])", source("pages.ts"))[0])
    done = run(*options)
    assert (done.code, done.err) == (0, "")
    assert re.search(MANIFEST["contributes"]["problemMatchers"][0]["pattern"]["regexp"], done.out.rstrip("\n"))


def test_versions_and_settings():
    lock = json.loads((EXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    assert MANIFEST["version"] == lock["version"] == __version__
    read = set(re.findall(r'getConfiguration\("profilelint"\)\.get<\w+>\("(\w+)"', source("extension.ts")))
    settings = {name.removeprefix("profilelint.") for name in MANIFEST["contributes"]["configuration"]["properties"]}
    assert settings == read | {"trace.server"}  # this one is read by the client itself
    described = (EXTENSION / "README.md").read_text(encoding="utf-8")
    assert all(f"`profilelint.{name}`" in described for name in settings)


@pytest.mark.parametrize("path", sorted(EXTENSION.glob("src/*.ts")), ids=lambda path: path.name)
def test_only_one_module_needs_vscode(path):
    assert ('from "vscode' in path.read_text(encoding="utf-8")) == (path.name == "extension.ts")
