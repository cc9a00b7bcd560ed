"""Check the names of rules in a configuration against the existing rules."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import isdir
from typing import NoReturn

from profilelint.core.results import shown_path
from profilelint.rulepages.rules import which_rule
from profilelint.settings.complaints import ConfigError, text_of
from profilelint.settings.config import NAMES, Settings
from profilelint.settings.tomllines import Step, find_line, line_of
from profilelint.settings.validation import RULE_LISTS


def check_names(settings: Settings, known: Mapping[str, str]) -> None:
    """`ConfigError` if the configuration names an unknown rule or family. `known`: id -> family."""
    names = {"all", *known, *known.values()}
    if settings.file is None:
        return
    for key in RULE_LISTS:
        for name in getattr(settings, key.replace("-", "_")):
            if name not in names:
                _refuse(settings, f'{key} names "{name}", which is not a rule{which_rule(name, names)}', key, value=name)
    for name in (*settings.severities, *settings.options):
        if name not in names - {"all"}:
            _refuse(settings, f'unknown rule "{name}"{which_rule(name, names - {"all"})}', "rules", name)
    for name in settings.options:
        if name not in known:
            _refuse(settings, f'options belong to one rule, and "{name}" is a family', "rules", name)
    for override in settings.overrides:
        for name in (*override.ignore, *override.severities):
            if name not in names:
                keys, value = (("ignore",), name) if name in override.ignore else (("rules", name), None)
                _refuse(
                    settings, f'overrides names "{name}", which is not a rule{which_rule(name, names)}', "overrides", *keys, value=value
                )


def check_rule_paths(settings: Settings) -> None:
    """`ConfigError` if the configuration names a folder of rules that does not exist."""
    for number, path in enumerate(settings.rule_paths):
        if settings.file and not isdir(path):
            raise _error(settings, f'rule-paths names "{shown_path(path)}", which is not a folder', "rule-paths", number)


def option_error(settings: Settings, rule: str, option: str, message: str) -> ConfigError:
    """The error about an option of a rule in the settings."""
    return _error(settings, message, "rules", rule, "options", option)


def _refuse(settings: Settings, message: str, *keys: str, value: str | None = None) -> NoReturn:
    raise _error(settings, message, *keys, value=value)


def _error(settings: Settings, message: str, *keys: Step, value: str | None = None) -> ConfigError:
    """Raise the error at its place in one of the files of the settings."""
    file = settings.file or settings.folder / NAMES[0]
    for each in (file, *settings.bases):
        above = ("tool", "profilelint") if each.name == "pyproject.toml" else ()
        if line := find_line(text_of(each), (*above, *keys), value):
            return ConfigError(each, line, message)
    above = ("tool", "profilelint") if file.name == "pyproject.toml" else ()
    return ConfigError(file, line_of(text_of(file), (*above, *keys), value), message)
