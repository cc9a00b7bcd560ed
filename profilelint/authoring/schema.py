"""The JSON Schema of the configuration, for editors. `python -m profilelint.authoring.schema` prints it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from profilelint.checks import CHECKS
from profilelint.checks.context import Option
from profilelint.rulepages.rules import SEVERITIES, Rule
from profilelint.run.selection import ready_rules
from profilelint.settings.config import SCHEMA
from profilelint.settings.validation import LISTS, RULE_LISTS

#: A description of each key, in a line.
ABOUT = {
    "select": "Rules and families that run, and no others.",
    "extend-select": "Rules and families that run too.",
    "ignore": "Rules and families that do not run.",
    "safe-fixes": "Rules and families whose fixes --fix makes, as far as their pages allow.",
    "unsafe-fixes": "Rules and families whose fixes --fix alone does not make.",
    "exclude": "Paths that are left out, as in .gitignore, instead of the usual ones.",
    "extend-exclude": "Paths that are left out beside the usual ones, as in .gitignore.",
    "rule-paths": "Folders with rules of your own.",
    "words": "Words that are right on this site.",
    "extend": "Another configuration file, which this one inherits from.",
    "fail-on": "The least severity that makes the exit code 1.",
    "overrides": "What holds for some paths only.",
    "rules": "Severities and options of rules; severities of families.",
}

#: The form of the ids of custom rules.
_ID = "^(all|[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?)$"
_SEVERITY: dict[str, object] = {"enum": list(SEVERITIES)}
_TEXT: dict[str, object] = {"type": "string", "minLength": 1}
_TEXTS: dict[str, object] = {"type": "array", "items": _TEXT}

#: By the types of options. Other types cannot be set in a configuration.
_TYPES: dict[str, dict[str, object]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "strings": _TEXTS,
    "patterns": {"type": "array", "items": {**_TEXT, "format": "regex"}},
    "map": {
        "type": "object",
        "propertyNames": {"minLength": 1},
        "additionalProperties": {"anyOf": [{"type": "string"}, {**_TEXTS, "minItems": 1}]},
    },
}
_PATHS: dict[str, object] = {"type": "array", "items": {"type": "string"}}
_SOME: dict[str, object] = {"minItems": 1}
_NAMES: dict[str, object] = {"type": "array", "items": {"$ref": "#/definitions/name"}}
_OVERRIDES: dict[str, object] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "paths": {**_PATHS, **_SOME},
            "ignore": _NAMES,
            "rules": {
                "type": "object",
                "propertyNames": {"$ref": "#/definitions/name"},
                "additionalProperties": {"type": "object", "properties": {"severity": _SEVERITY}, "additionalProperties": False},
            },
        },
        "required": ["paths"],
        "additionalProperties": False,
    },
}


def schema() -> dict[str, object]:
    rules = ready_rules()
    others: dict[str, dict[str, object]] = {
        "extend": {"type": "string"},
        "fail-on": {**_SEVERITY, "default": "warning"},
        "overrides": _OVERRIDES,
        "rules": _rules(rules),
    }
    values = {key: _NAMES if key in RULE_LISTS else _PATHS for key in LISTS} | {"select": {**_NAMES, **_SOME}} | others
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": SCHEMA,
        "title": "profilelint",
        "type": "object",
        "properties": {key: {"description": ABOUT[key], **value} for key, value in values.items()},
        "additionalProperties": False,
        "definitions": {"name": {"anyOf": [{"enum": ["all", *_families(rules), *(rule.id for rule in rules)]}, {"pattern": _ID}]}},
    }


def _families(rules: Iterable[Rule]) -> list[str]:
    return sorted({rule.family for rule in rules})


def _rules(rules: Iterable[Rule]) -> dict[str, object]:
    """Tables for families and rules. The options of custom rules are not known here."""
    families = {family: _table(f"All rules of {family}/.", None) for family in _families(rules)}
    of_rules = {rule.id: _table(rule.title, _options(rule)) for rule in rules}
    return {
        "type": "object",
        "properties": {**families, **of_rules},
        "additionalProperties": _table("A rule of your own.", {"type": "object"}),
    }


def _table(about: str, options: dict[str, object] | None) -> dict[str, object]:
    keys = {"severity": _SEVERITY} | ({"options": options} if options else {})
    return {"description": about, "type": "object", "properties": keys, "additionalProperties": False}


def _options(rule: Rule) -> dict[str, object]:
    specs = {name: spec for name, spec in CHECKS[rule.check].options.items() if spec.type in _TYPES}
    return {
        "type": "object",
        "properties": {name: _option(spec, rule.options[name]) for name, spec in specs.items()},
        "additionalProperties": False,
    }


def _option(spec: Option, usual: object) -> dict[str, object]:
    """The type of an option. The default is given unless it is a long list."""
    form = dict(_TYPES[spec.type])
    if spec.choices:
        one_of: dict[str, object] = {"enum": list(map(str, spec.choices))}
        form = {**form, "items": one_of} if spec.type == "strings" else one_of
    return form | ({"default": usual} if isinstance(usual, str | bool | int | float) else {})


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2))
