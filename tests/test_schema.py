"""The schema, the options and the docs say the same of the configuration."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from profilelint.authoring.schema import ABOUT, schema
from profilelint.checks import CHECKS
from profilelint.rulepages.options import validate_options
from profilelint.rulepages.rules import RuleError
from profilelint.run.selection import ready_rules
from profilelint.settings.validation import KEYS

RULES = ready_rules()
README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_every_key_is_in_schema_code_and_docs():
    assert set(schema()["properties"]) == set(KEYS) == set(ABOUT)
    section = README.partition("## Configuration")[2].partition("\n## ")[0]
    assert [key for key in KEYS if key not in section] == []


def test_every_rule_and_option_is_in_schema_code_and_docs(run):
    tables, names = schema()["properties"]["rules"]["properties"], schema()["definitions"]["name"]["anyOf"][0]["enum"]
    assert set(tables) == {name for rule in RULES for name in (rule.id, rule.family)} == {*names} - {"all"}
    for rule in RULES:
        options = {name for name, spec in CHECKS[rule.check].options.items() if spec.type not in ("packs", "weights")}
        assert set(tables[rule.id]["properties"]["options"]["properties"]) == options
        page = run("explain", rule.id).out
        assert {line.split()[0] for line in page.partition(f'[rules."{rule.id}".options]\n')[2].splitlines()} == options


VALUES = (
    3,
    2.5,
    True,
    "x",
    "(",
    "",
    ["x"],
    [""],
    ["x", 3],
    [],
    [["x"]],
    {"x": "y"},
    {"x": ["y", "z"]},
    {"x": []},
    {"x": [""]},
    {"x": 3},
    {"": "y"},
    {},
)
OPTIONS = [
    (rule, name, spec) for rule in RULES for name, spec in CHECKS[rule.check].options.items() if spec.type not in ("packs", "weights")
]


@pytest.mark.parametrize(("rule", "name", "spec"), OPTIONS, ids=[f"{rule.id}.{name}" for rule, name, _ in OPTIONS])
def test_the_schema_takes_the_options_that_the_code_takes(rule, name, spec):
    form = schema()["properties"]["rules"]["properties"][rule.id]["properties"]["options"]
    validator = jsonschema.Draft7Validator(form, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    taken = 0
    for value in (*VALUES, *spec.choices, list(spec.choices)):
        try:
            validate_options(replace(rule, options={**rule.options, name: value}), {name: spec, **CHECKS[rule.check].options})
            is_taken = True
        except RuleError:
            is_taken = False
        assert validator.is_valid({name: value}) == is_taken, value
        taken += is_taken
    assert 0 < taken < len(VALUES)
    assert not validator.is_valid({f"{name}x": "x"})


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
