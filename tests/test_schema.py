"""The schema, the options and the docs say the same of the configuration."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

import profilelint
from profilelint.config import KEYS
from profilelint.schema import ABOUT, schema

FILE = Path(profilelint.__file__).parent / "profilelint.schema.json"
README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_file_is_what_the_script_makes():
    assert json.loads(FILE.read_text()) == schema()


def test_every_key_is_in_schema_code_and_docs():
    assert set(schema()["properties"]) == set(KEYS) == set(ABOUT)
    section = README.partition("## Configuration")[2].partition("\n## ")[0]
    assert [key for key in KEYS if key not in section] == []


def test_the_readme_shows_what_the_schema_and_the_code_take(run, write):
    example = README.partition("## Configuration")[2].partition("```toml\n")[2].partition("```")[0]
    jsonschema.validate(tomllib.loads(example), schema())
    write(".profilelint.toml", example)
    write("page.md", "---\ntitle: Ada\n---\nHello.\n")
    assert run("page.md").err == ""


@pytest.mark.parametrize(
    "text",
    ['selct = ["link"]', "fail-on = 'eror'", "select = 3", "exclude = [1]", "rules = 1", 'rules.link.severity = "bad"', "rules.link.x = 1",
     "extend = 1", "overrides = 1", '[[overrides]]\nignore = ["link"]', '[[overrides]]\npaths = ["a"]\nx = 1'],
)  # fmt: skip
def test_what_the_schema_refuses_the_code_refuses(run, write, text):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(text), schema())
    write(".profilelint.toml", text)
    write("page.md", "Hello.\n")
    assert run("page.md").code == 2
