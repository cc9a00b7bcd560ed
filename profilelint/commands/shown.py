"""`profilelint check --show-settings`: what holds for this run, written as a configuration file could say it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from profilelint.core.diagnostic import Severity
from profilelint.core.record import fields
from profilelint.core.results import shown_path
from profilelint.rulepages.rules import SEVERITIES, Rule
from profilelint.settings.config import Settings

_TABLES = ("folder", "file", "severities", "options", "overrides", "warnings")


def show_settings(settings: Settings, rules: Iterable[Rule]) -> Iterator[str]:
    """TOML, with the file that it comes from and the rules that run as comments. What is not said anywhere is not written."""
    yield f"# from {shown_path(settings.file)}, and the command line" if settings.file else "# from the command line and the defaults"
    usual = Settings(settings.folder)
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name not in _TABLES and (value != getattr(usual, field.name) or field.name == "fail_on"):
            yield f"{field.name.replace('_', '-')} = {_toml(value)}"
    for name in sorted({*settings.severities, *settings.options}):
        yield f"\n[rules.{_toml(name)}]"
        if name in settings.severities:
            yield f"severity = {_toml(settings.severities[name])}"
        if name in settings.options:
            yield f"options = {_toml(settings.options[name])}"
    for override in settings.overrides:
        yield "\n[[overrides]]"
        for field in fields(override):
            if (value := getattr(override, field.name)) and field.name != "severities":
                yield f"{field.name.replace('_', '-')} = {_toml(value)}"
        if override.severities:
            yield f"rules = {_toml({name: {'severity': severity} for name, severity in override.severities.items()})}"
    yield "\n# the rules that run, with their severities:"
    for rule in rules:
        yield f"# {rule.id}: {_name(rule.severity)}"


def _toml(value: Any) -> str:
    if isinstance(value, Severity):
        return _toml(_name(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(str(key))} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple | set | frozenset):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, Path):
        return json.dumps(str(value))
    return value.isoformat() if isinstance(value, date | datetime) else json.dumps(value)


def _name(severity: Severity) -> str:
    return next(name for name, known in SEVERITIES.items() if known is severity)
