"""The JSON Schema of the configuration, for editors: `python -m profilelint.schema > profilelint/profilelint.schema.json`."""

from __future__ import annotations

import json

from profilelint.config import LISTS, RULE_LISTS
from profilelint.rules import SEVERITIES

URL = "https://raw.githubusercontent.com/profilelint/profilelint/main/profilelint/profilelint.schema.json"

#: What each key says, in a line.
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

_NAME = {"type": "string", "pattern": "^(all|[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?)$"}
_SEVERITY = {"enum": list(SEVERITIES)}


def schema() -> dict[str, object]:
    others: dict[str, dict[str, object]] = {
        "extend": {"type": "string"},
        "fail-on": {**_SEVERITY, "default": "warning"},
        "overrides": _overrides(),
        "rules": _rules(True),
    }
    values = {key: _texts(key in RULE_LISTS) for key in LISTS} | others
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": URL,
        "title": "profilelint",
        "type": "object",
        "properties": {key: {"description": ABOUT[key], **value} for key, value in values.items()},
        "additionalProperties": False,
    }


def _texts(are_rules: bool) -> dict[str, object]:
    return {"type": "array", "items": _NAME if are_rules else {"type": "string"}}


def _rules(options: bool) -> dict[str, object]:
    table = {"severity": _SEVERITY} | ({"options": {"type": "object"}} if options else {})
    return {"type": "object", "additionalProperties": {"type": "object", "properties": table, "additionalProperties": False}}


def _overrides() -> dict[str, object]:
    keys = {"paths": _texts(False), "ignore": _texts(True), "rules": _rules(False)}
    return {"type": "array", "items": {"type": "object", "properties": keys, "required": ["paths"], "additionalProperties": False}}


if __name__ == "__main__":
    print(json.dumps(schema(), indent=2))
