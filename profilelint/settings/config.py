"""`.profilelint.toml`, `profilelint.toml` or `[tool.profilelint]` -> Settings. The nearest file wins, with what it extends."""

from __future__ import annotations

import os
from collections.abc import Mapping
from os.path import isfile
from pathlib import Path
from typing import Any, NoReturn

from profilelint.core.diagnostic import Severity
from profilelint.core.errors import UsageError
from profilelint.core.files import read_file, real_path
from profilelint.core.record import field, frozen
from profilelint.core.regex import regex
from profilelint.core.results import shown_path
from profilelint.rulepages.renamed import with_new_keys, with_new_rules
from profilelint.rulepages.rules import SEVERITIES, did_you_mean, shown
from profilelint.settings.patterns import is_pattern
from profilelint.settings.tomllines import Step, line_of

#: In the order in which they are looked for in each folder, from the working directory upward.
NAMES = (".profilelint.toml", "profilelint.toml", "pyproject.toml")

SCHEMA = "https://raw.githubusercontent.com/profilelint/profilelint/main/profilelint/settings/profilelint.schema.json"

RULE_LISTS = ("select", "extend-select", "ignore", "safe-fixes", "unsafe-fixes")
LISTS = (*RULE_LISTS, "exclude", "extend-exclude", "rule-paths", "words")
KEYS = (*LISTS, "extend", "fail-on", "overrides", "rules")
_RULE_KEYS = ("severity", "options")
_OVERRIDE_KEYS = ("paths", "ignore", "rules")
_PATTERN_LISTS = ("exclude", "extend-exclude")
#: A configuration has a few hundred lines at most.
MAX_BYTES = 1_000_000
#: Keys of a hundred parts keep tomllib busy for long, and numbers of so many digits cannot be printed.
_DEEP_KEY = regex(r"""\.(?:[ \t]*+(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)[ \t]*+\.){100}""")
_LONG_NUMBER = regex(r"\b0[xob]\w{1000}")
_MOST_FILES = 10  # that extend one another
_PLACE = regex(r" \(at (?:line (\d+), column \d+|end of document)\)")


class ConfigError(UsageError):
    """Something is wrong with a configuration file."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{shown_path(path)}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@frozen
class Override:
    """What holds for some paths only, on top of the rest."""

    paths: tuple[str, ...]  # patterns as in .gitignore
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)


@frozen
class Settings:
    """What a configuration file says. `exclude` is None where it leaves the usual exclusions as they are."""

    folder: Path = field(default_factory=Path.cwd)  # patterns and rule paths are relative to it
    file: Path | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    safe_fixes: tuple[str, ...] = ()  # rules and families whose fixes are as safe as their pages allow
    unsafe_fixes: tuple[str, ...] = ()  # whose fixes are unsafe
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    rule_paths: tuple[Path, ...] = ()
    words: tuple[str, ...] = ()  # that are right on this site
    fail_on: Severity = Severity.WARNING
    severities: Mapping[str, Severity] = field(default_factory=dict)  # by the id of a rule, or a family
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # of checks, by the id of a rule
    overrides: tuple[Override, ...] = ()
    warnings: tuple[str, ...] = ()  # about names that will not work much longer
    bases: tuple[Path, ...] = ()  # the files that it extends, the nearest first


def find_settings(start: str | os.PathLike[str]) -> Settings:
    """The settings of the nearest configuration file in or above a folder; the defaults where there is none."""
    start = Path(start)
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if isfile(path) and (name != "pyproject.toml" or _is_ours(path)):
                return read_settings(path)
    return Settings(start)


def read_settings(path: str | os.PathLike[str]) -> Settings:
    path = Path(path)
    warnings: list[str] = []
    bases: list[Path] = []
    values = _values(path, (), warnings, bases)
    lists = {key.replace("-", "_"): tuple(values[key]) for key in LISTS if key in values and key != "rule-paths"}
    tables = values.get("rules", {})
    return Settings(
        path.absolute().parent,
        path,
        **lists,
        rule_paths=tuple(Path(name) for name in values.get("rule-paths", ())),
        fail_on=SEVERITIES[values.get("fail-on", "warning")],
        severities=_severities(tables),
        options={name: table["options"] for name, table in tables.items() if "options" in table},
        overrides=tuple(
            Override(tuple(table["paths"]), tuple(table.get("ignore", ())), _severities(table.get("rules", {})))
            for table in values.get("overrides", ())
        ),
        warnings=tuple(warnings),
        bases=tuple(bases),
    )


def _severities(tables: Mapping[str, Any]) -> dict[str, Severity]:
    return {name: SEVERITIES[table["severity"]] for name, table in tables.items() if "severity" in table}


def _values(path: Path, inside: tuple[Path, ...], warnings: list[str], bases: list[Path]) -> dict[str, Any]:
    """What a file says, on top of what the file says that it extends: its keys win, and its tables of rules join. Paths of rules come
    from the folder of the file that names them; patterns, from the folder of the file that is read first."""

    text = text_of(path)
    try:
        values: dict[str, Any] = _parsed(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
        raise ConfigError(path, line, f"invalid TOML: {_PLACE.sub('', str(error))}") from None
    above: tuple[str, ...] = ()
    if path.name == "pyproject.toml":
        above, values = ("tool", "profilelint"), values["tool"]["profilelint"] if _has_table(values) else {}

    def tell(keys: tuple[str, ...], value: str, sentence: str) -> None:
        warnings.append(f"{shown_path(path)}:{line_of(text, (*above, *keys), value)}: {sentence}")

    if isinstance(values, dict):
        values = with_new_keys(values, tell)
    _check(path, above, values)
    values = with_new_rules(values, RULE_LISTS, tell)
    folder = path.absolute().parent
    if "rule-paths" in values:
        values["rule-paths"] = [str(folder / name) for name in values["rule-paths"]]
    if "extend" not in values:
        return values
    base = Path(real_path(folder / values["extend"]))
    here = Path(real_path(path))
    if base in (*inside, here) or len(inside) == _MOST_FILES:
        _refuse(path, f'extend leads back to "{values["extend"]}"', *above, "extend")
    if not isfile(base):
        _refuse(path, f'extend names "{values["extend"]}", which does not exist', *above, "extend")
    bases.append(base)
    under = _values(base, (*inside, here), warnings, bases)
    rules = {name: {**under.get("rules", {}).get(name, {}), **table} for name, table in values.get("rules", {}).items()}
    overrides = [*under.get("overrides", ()), *values.get("overrides", ())]
    return {**under, **values, "rules": {**under.get("rules", {}), **rules}, "overrides": overrides}


def text_of(path: Path) -> str:
    """What a configuration file holds; `ConfigError` where it cannot be read."""
    try:
        data = read_file(path, MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(path, 1, f"larger than {MAX_BYTES // 1_000_000} MB, so it was skipped")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(path, error.object[: error.start].count(b"\n") + 1, "a configuration file must be UTF-8") from None
    except OSError as error:
        raise ConfigError(path, 1, f"cannot be read: {error.strerror}") from None


def _is_ours(pyproject: Path) -> bool:
    """Whether a pyproject.toml has our table; one that cannot be read, and does not name us, is somebody else's worry."""

    text = text_of(pyproject)
    try:
        return _has_table(_parsed(text))
    except (ValueError, RecursionError):
        return "[tool.profilelint" in text


def _parsed(text: str) -> dict[str, Any]:
    """`ValueError` where it is no TOML, takes tomllib too long, or holds numbers that Python would not print."""
    import tomllib

    if deep := _DEEP_KEY.search(text) or _LONG_NUMBER.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"too many digits, or keys nested too deeply (at line {line}, column 1)")
    return tomllib.loads(text)


def _has_table(values: Mapping[str, Any]) -> bool:
    tools = values.get("tool")
    return isinstance(tools, dict) and "profilelint" in tools


def _check(path: Path, above: tuple[Step, ...], values: Mapping[str, Any]) -> None:
    if not isinstance(values, dict):
        _refuse(path, "tool.profilelint must be a table", *above)
    for key, value in values.items():
        if key not in KEYS:
            _refuse(path, f'unknown key "{key}"{did_you_mean(key, KEYS)}', *above, key)
        if key in LISTS:
            _check_texts(path, key, value, *above, key)
        if key in _PATTERN_LISTS:
            _check_patterns(path, key, value, *above, key)
    if values.get("select") == []:
        _refuse(path, "select is empty; leave it out to run the default rules", *above, "select")
    if "fail-on" in values:
        _check_severity(path, values["fail-on"], *above, "fail-on")
    if not isinstance(values.get("extend", ""), str):
        _refuse(path, f"extend must be the path of a file, not {_shown(values['extend'])}", *above, "extend")
    overrides = values.get("overrides", [])
    if not (isinstance(overrides, list) and all(isinstance(table, dict) for table in overrides)):
        _refuse(path, "overrides must be tables, each as [[overrides]]", *above, "overrides")
    for number, table in enumerate(overrides):
        _check_override(path, (*above, "overrides", number), table)
    _check_tables(path, above, values.get("rules", {}))


def _check_texts(path: Path, name: str, value: object, *keys: Step) -> None:
    items = value if isinstance(value, list) else ()
    wrong = next((number for number, item in enumerate(items) if not isinstance(item, str)), None)
    if wrong is not None or not isinstance(value, list):
        _refuse(path, f"{name} must be a list of strings, not {_shown(value)}", *keys, *(() if wrong is None else (wrong,)))


def _check_patterns(path: Path, name: str, patterns: list[str], *keys: Step) -> None:
    for number, pattern in enumerate(patterns):
        if not is_pattern(pattern):
            _refuse(path, f'{name} holds "{pattern}", which is not a valid .gitignore pattern', *keys, number)


def _check_override(path: Path, above: tuple[Step, ...], table: Mapping[str, Any]) -> None:
    for key in table:
        if key not in _OVERRIDE_KEYS:
            _refuse(path, f'unknown key "{key}"{did_you_mean(key, _OVERRIDE_KEYS)}', *above, key)
    for key in ("paths", "ignore"):
        _check_texts(path, f"{key} of overrides", table.get(key, [] if key == "ignore" else None), *above, key)
    if not table["paths"]:
        _refuse(path, "paths in overrides is empty, so this entry applies to no page", *above, "paths")
    _check_patterns(path, "paths", table["paths"], *above, "paths")
    _check_tables(path, above, table.get("rules", {}))
    for name, rule in table.get("rules", {}).items():
        if "options" in rule:
            _refuse(path, "options cannot differ by path; overrides may only set the severity", *above, "rules", name)


def _check_tables(path: Path, above: tuple[Step, ...], tables: object) -> None:
    if not isinstance(tables, dict):
        _refuse(path, f'rules must be a table of tables, as in [rules."date/stale"], not {_shown(tables)}', *above, "rules")
    for name, table in tables.items():
        if not isinstance(table, dict):
            _refuse(path, f'rules."{name}" must be a table, as in [rules."{name}"], not {_shown(table)}', *above, "rules", name)
        for key in table:
            if key not in _RULE_KEYS:
                hint = f'; rule names need quotes: [rules."{name}/{key}"]' if isinstance(table[key], dict) else ""
                _refuse(path, f'unknown key "{key}"{hint or did_you_mean(key, _RULE_KEYS)}', *above, "rules", name, key)
        if "severity" in table:
            _check_severity(path, table["severity"], *above, "rules", name, "severity")
        if not isinstance(table.get("options", {}), dict):
            _refuse(path, f'options must be a table, as in [rules."{name}".options]', *above, "rules", name, "options")


def _check_severity(path: Path, value: object, *keys: Step) -> None:
    if not (isinstance(value, str) and value in SEVERITIES):
        _refuse(path, f"{keys[-1]} must be one of {', '.join(SEVERITIES)}, not {_shown(value)}", *keys)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else shown(value)


def _refuse(path: Path, message: str, *keys: Step) -> NoReturn:
    raise ConfigError(path, line_of(text_of(path), keys), message)
