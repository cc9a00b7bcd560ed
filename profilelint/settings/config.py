"""`.profilelint.toml`, `profilelint.toml` or `[tool.profilelint]` -> Settings. The nearest file wins, with what it extends."""

from __future__ import annotations

import os
from collections.abc import Mapping
from os.path import isfile
from pathlib import Path
from typing import Any

from profilelint.core.diagnostic import Severity
from profilelint.core.files import real_path
from profilelint.core.record import field, frozen
from profilelint.core.regex import regex
from profilelint.core.results import shown_path
from profilelint.rulepages.renamed import with_new_keys, with_new_rules
from profilelint.rulepages.rules import SEVERITIES
from profilelint.settings.complaints import ConfigError, refuse, text_of
from profilelint.settings.tomllines import line_of
from profilelint.settings.validation import LISTS, RULE_LISTS, check
from profilelint.site.generator import leads_out

#: In the order in which they are looked for in each folder, from the working directory upward.
NAMES = (".profilelint.toml", "profilelint.toml", "pyproject.toml")

SCHEMA = "https://raw.githubusercontent.com/profilelint/profilelint/main/profilelint/settings/profilelint.schema.json"

#: Keys of a hundred parts keep tomllib busy for long, and numbers of so many digits cannot be printed.
_DEEP_KEY = regex(r"""\.(?:[ \t]*+(?:"[^"\n]*+"|'[^'\n]*+'|[\w-]++)[ \t]*+\.){100}""")
_LONG_NUMBER = regex(r"\b0[xob]\w{1000}")
_MOST_FILES = 10  # that extend one another
_PLACE = regex(r" \(at (?:line (\d+), column \d+|end of document)\)")


@frozen
class Override:
    """What holds for some paths only, on top of the rest."""

    paths: tuple[str, ...]  # patterns as in .gitignore
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)


@frozen
class Settings:
    """The values of a configuration file. `exclude` is None if the default excludes apply."""

    folder: Path = field(default_factory=Path.cwd)  # patterns and rule paths are relative to it
    file: Path | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    safe_fixes: tuple[str, ...] = ()  # rules and families whose fixes are safe, as far as their pages allow
    unsafe_fixes: tuple[str, ...] = ()  # whose fixes are unsafe
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    rule_paths: tuple[Path, ...] = ()
    words: tuple[str, ...] = ()  # correct on this site
    fail_on: Severity = Severity.WARNING
    severities: Mapping[str, Severity] = field(default_factory=dict)  # by the id of a rule, or a family
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # of checks, by the id of a rule
    overrides: tuple[Override, ...] = ()
    warnings: tuple[str, ...] = ()  # about old names that still work for now
    bases: tuple[Path, ...] = ()  # the files that it extends, nearest first


def find_settings(start: str | os.PathLike[str]) -> Settings:
    """The settings of the nearest configuration file in or above a folder; the defaults if there is none. `ConfigError`: it is invalid."""
    start = Path(start)
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if isfile(path) and (name != "pyproject.toml" or (not leads_out(path) and _is_ours(path))):
                _check_link(path, path, ())
                return read_settings(path)
    return Settings(start)


def read_settings(path: str | os.PathLike[str]) -> Settings:
    """The settings of a configuration file (TOML), together with those that it extends. `ConfigError`: it is invalid or cannot be read."""
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
        values: dict[str, Any] = parsed(text)
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
    check(path, above, values)
    values = with_new_rules(values, RULE_LISTS, tell)
    folder = path.absolute().parent
    if "rule-paths" in values:
        values["rule-paths"] = [str(folder / name) for name in values["rule-paths"]]
    if "extend" not in values:
        return values
    _check_link(path, folder / values["extend"], (*above, "extend"))
    base = Path(real_path(folder / values["extend"]))
    here = Path(real_path(path))
    if base in (*inside, here) or len(inside) == _MOST_FILES:
        refuse(path, f'extend leads back to "{values["extend"]}"', *above, "extend")
    if not isfile(base):
        refuse(path, f'extend names "{values["extend"]}", which does not exist', *above, "extend")
    bases.append(base)
    under = _values(base, (*inside, here), warnings, bases)
    rules = {name: {**under.get("rules", {}).get(name, {}), **table} for name, table in values.get("rules", {}).items()}
    overrides = [*under.get("overrides", ()), *values.get("overrides", ())]
    return {**under, **values, "rules": {**under.get("rules", {}), **rules}, "overrides": overrides}


def _check_link(path: Path, named: Path, keys: tuple[str, ...]) -> None:
    """What a configuration names may be elsewhere, but not be led there by a link in the site."""
    if leads_out(named):
        message = f"{keys[-1]} names a symlink" if keys else "this is a symlink"
        raise ConfigError(path, line_of(text_of(path), keys) if keys else 1, f"{message} to somewhere outside the site, so it was not read")


def _is_ours(pyproject: Path) -> bool:
    """Whether a pyproject.toml has our table; one that cannot be read, and does not name us, is somebody else's worry."""

    text = text_of(pyproject)
    try:
        return _has_table(parsed(text))
    except (ValueError, RecursionError):
        return "[tool.profilelint" in text


def parsed(text: str) -> dict[str, Any]:
    """`ValueError` if it is not TOML, takes tomllib too long, or has numbers that Python would not print."""
    import tomllib

    if deep := _DEEP_KEY.search(text) or _LONG_NUMBER.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ValueError(f"too many digits, or keys nested too deeply (at line {line}, column 1)")
    return tomllib.loads(text)


def _has_table(values: Mapping[str, Any]) -> bool:
    tools = values.get("tool")
    return isinstance(tools, dict) and "profilelint" in tools
