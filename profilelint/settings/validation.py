"""What a configuration may hold: keys, and the kinds of their values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from profilelint.core.globs import MOST_WILDCARDS, IgnoreList, is_pattern
from profilelint.rulepages.rules import SEVERITIES, did_you_mean, shown
from profilelint.settings.complaints import refuse
from profilelint.settings.tomllines import Step

RULE_LISTS = ("select", "extend-select", "ignore", "safe-fixes", "unsafe-fixes")
LISTS = (*RULE_LISTS, "exclude", "extend-exclude", "rule-paths", "words")
KEYS = (*LISTS, "extend", "fail-on", "overrides", "rules")
_RULE_KEYS = ("severity", "options")
_OVERRIDE_KEYS = ("paths", "ignore", "rules")
_PATTERN_LISTS = ("exclude", "extend-exclude")
_MOST_OVERRIDES = 200  # each page is held against all of them


def check(path: Path, above: tuple[Step, ...], values: Mapping[str, Any]) -> None:
    if not isinstance(values, dict):
        refuse(path, "tool.profilelint must be a table", *above)
    for key, value in values.items():
        if key not in KEYS:
            refuse(path, f'unknown key "{key}"{did_you_mean(key, KEYS)}', *above, key)
        if key in LISTS:
            _check_texts(path, key, value, *above, key)
        if key in _PATTERN_LISTS:
            _check_patterns(path, key, value, *above, key)
    if values.get("select") == []:
        refuse(path, "select is empty; leave it out to run the default rules", *above, "select")
    if "fail-on" in values:
        _check_severity(path, values["fail-on"], *above, "fail-on")
    if not isinstance(values.get("extend", ""), str):
        refuse(path, f"extend must be the path of a file, not {_shown(values['extend'])}", *above, "extend")
    overrides = values.get("overrides", [])
    if not (isinstance(overrides, list) and all(isinstance(table, dict) for table in overrides)):
        refuse(path, "overrides must be tables, each as [[overrides]]", *above, "overrides")
    if len(overrides) > _MOST_OVERRIDES:
        refuse(path, f"more than {_MOST_OVERRIDES} overrides", *above, "overrides")
    for number, table in enumerate(overrides):
        _check_override(path, (*above, "overrides", number), table)
    _check_tables(path, above, values.get("rules", {}))


def _check_texts(path: Path, name: str, value: object, *keys: Step) -> None:
    items = value if isinstance(value, list) else ()
    wrong = next((number for number, item in enumerate(items) if not isinstance(item, str)), None)
    if wrong is not None or not isinstance(value, list):
        refuse(path, f"{name} must be a list of strings, not {_shown(value)}", *keys, *(() if wrong is None else (wrong,)))


def _check_patterns(path: Path, name: str, patterns: list[str], *keys: Step) -> None:
    for number, pattern in enumerate(patterns):
        if not is_pattern(pattern):
            refuse(path, f'{name} holds "{pattern}", which is not a valid .gitignore pattern', *keys, number)
    if too_many := IgnoreList(patterns).too_many:
        refuse(path, f"{name} holds more than {MOST_WILDCARDS} patterns with wildcards", *keys, too_many - 1)


def _check_override(path: Path, above: tuple[Step, ...], table: Mapping[str, Any]) -> None:
    for key in table:
        if key not in _OVERRIDE_KEYS:
            refuse(path, f'unknown key "{key}"{did_you_mean(key, _OVERRIDE_KEYS)}', *above, key)
    for key in ("paths", "ignore"):
        _check_texts(path, f"{key} of overrides", table.get(key, [] if key == "ignore" else None), *above, key)
    if not table["paths"]:
        refuse(path, "paths in overrides is empty, so this entry applies to no page", *above, "paths")
    _check_patterns(path, "paths", table["paths"], *above, "paths")
    _check_tables(path, above, table.get("rules", {}))
    for name, rule in table.get("rules", {}).items():
        if "options" in rule:
            refuse(path, "options cannot differ by path; overrides may only set the severity", *above, "rules", name)


def _check_tables(path: Path, above: tuple[Step, ...], tables: object) -> None:
    if not isinstance(tables, dict):
        refuse(path, f'rules must be a table of tables, as in [rules."date/stale"], not {_shown(tables)}', *above, "rules")
    for name, table in tables.items():
        if not isinstance(table, dict):
            refuse(path, f'rules."{name}" must be a table, as in [rules."{name}"], not {_shown(table)}', *above, "rules", name)
        for key in table:
            if key not in _RULE_KEYS:
                hint = f'; rule names need quotes: [rules."{name}/{key}"]' if isinstance(table[key], dict) else ""
                refuse(path, f'unknown key "{key}"{hint or did_you_mean(key, _RULE_KEYS)}', *above, "rules", name, key)
        if "severity" in table:
            _check_severity(path, table["severity"], *above, "rules", name, "severity")
        if not isinstance(table.get("options", {}), dict):
            refuse(path, f'options must be a table, as in [rules."{name}".options]', *above, "rules", name, "options")


def _check_severity(path: Path, value: object, *keys: Step) -> None:
    if not (isinstance(value, str) and value in SEVERITIES):
        refuse(path, f"{keys[-1]} must be one of {', '.join(SEVERITIES)}, not {_shown(value)}", *keys)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else shown(value)
