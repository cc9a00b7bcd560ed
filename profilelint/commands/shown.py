"""`profilelint check --show-settings`: the effective settings, in the form of a configuration file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from shlex import quote
from typing import Any

from profilelint.core.diagnostic import Severity
from profilelint.core.record import fields, replace
from profilelint.core.results import shown_path
from profilelint.report.style import escaped
from profilelint.rulepages.rules import SEVERITIES, Rule
from profilelint.settings.config import Settings

_TABLES = ("folder", "file", "severities", "options", "overrides", "warnings", "bases")


def show_settings(settings: Settings, rules: Iterable[Rule], arguments: Namespace, parser: ArgumentParser) -> Iterator[str]:
    """TOML, with comments for the file, further options and the rules that run. Defaults are omitted. `settings`: including the rules
    of the command line; `parser`: of the arguments."""
    where = f"{escaped(shown_path(settings.file))}, and the command line" if settings.file else "the command line and the defaults"
    yield f"# from {where}"
    said = {"select", "extend_select", "ignore", "fail_on", "config", "isolated", "show_settings"}
    if arguments.fail_on:
        settings = replace(settings, fail_on=SEVERITIES[arguments.fail_on])
    if settings.folder == Path.cwd():  # else patterns are relative to another folder
        settings, said = replace(settings, extend_exclude=(*settings.extend_exclude, *arguments.exclude)), said | {"exclude"}
    options = " ".join(_given(arguments, parser, said))
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
    if options:
        yield f"\n# for this run: {options}"
    yield "\n# the rules that run, with their severities:"
    for rule in rules:
        yield f"# {rule.id}: {_name(rule.severity)}"


def _given(arguments: Namespace, parser: ArgumentParser, said: Container[str]) -> Iterator[str]:
    """The options that differ from their defaults, as they were given; without those that are shown elsewhere."""
    for action in parser._actions:
        value = getattr(arguments, action.dest, action.default)
        if action.dest in said or not action.option_strings or value == action.default:
            continue
        for each in value if isinstance(value, list) else [value]:
            text = "=".join(each) if isinstance(each, tuple) else str(each)
            yield action.option_strings[0] if each is True else f"{action.option_strings[0]} {quote(text)}"


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
