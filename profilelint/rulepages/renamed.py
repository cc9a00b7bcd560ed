"""Renamed things: the old name works for two more minor versions, with a warning that gives the new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Old name -> new name: ids of rules and families ("date/old": "date/new"), keys of the configuration ("old": "new"), options of rules
#: ("date/stale.old": "new"), keys of packs ("pack.old": "new"), values in messages ("message.old": "new"). "" for a key or an option that
#: nothing has taken the place of.
RENAMED: dict[str, str] = {
    "message.harm": "consequence",
    "message.tell": "found",
    "pack.author": "",
    "pack.harm": "consequence",
    "pack.tells": "fingerprints",
    "spelling/misspelling.capitalised-threshold": "",
    "spelling/misspelling.certain": "",
    "spelling/misspelling.threshold": "",
}

#: Called for an old name: the keys that lead to it, the name, and the warning.
Warn = Callable[[tuple[str, ...], str, str], None]


class RenamedWarning(DeprecationWarning):
    """A rule page or a pack uses a name that will not work much longer."""


def sentence(old: str, prefix: str = "") -> str:
    """The warning about a name; "" if it is not an old one."""
    new = RENAMED.get(prefix + old)
    if new is None:
        return ""
    return f'"{old}" was renamed to "{new}"; the old name still works for now' if new else f'"{old}" no longer has any effect; remove it'


def with_new_keys(table: dict[str, Any], warn: Warn, above: tuple[str, ...] = (), prefix: str = "") -> dict[str, Any]:
    """A table with the current names of its keys. A value under the new name wins."""
    old = [key for key in table if f"{prefix}{key}" in RENAMED]
    renewed = {key: value for key, value in table.items() if key not in old}
    for key in old:
        warn((*above, key), "", sentence(key, prefix))
        if new := RENAMED[f"{prefix}{key}"]:
            renewed.setdefault(new, table[key])
    return renewed


def warn_of(path: object, line: int, said: str) -> None:
    """A `RenamedWarning`, which the command line prints."""
    import warnings

    warnings.warn(f"{path}:{line}: {said}", RenamedWarning, stacklevel=2)


def with_new_rules(values: dict[str, Any], lists: tuple[str, ...], warn: Warn) -> dict[str, Any]:
    """The values of a configuration with the names that rules and their options have today. `lists`: the keys that list rules."""
    renewed = {**values, **_lists(values, lists, warn)}
    if "rules" in values:
        renewed["rules"] = _tables(values["rules"], warn, ("rules",))
    if "overrides" in values:
        renewed["overrides"] = [_override(table, warn) for table in values["overrides"]]
    return renewed


def _override(table: dict[str, Any], warn: Warn) -> dict[str, Any]:
    rules = _tables(table.get("rules", {}), warn, ("overrides", "rules"))
    return {**table, **_lists(table, ("ignore",), warn, ("overrides",)), "rules": rules}


def _lists(table: dict[str, Any], keys: tuple[str, ...], warn: Warn, above: tuple[str, ...] = ()) -> dict[str, list[str]]:
    for key in keys:
        for name in (name for name in table.get(key, ()) if name in RENAMED):
            warn((*above, key), name, sentence(name))
    return {key: [RENAMED.get(name, name) for name in table[key]] for key in keys if key in table}


def _tables(tables: dict[str, Any], warn: Warn, above: tuple[str, ...]) -> dict[str, Any]:
    renewed = with_new_keys(tables, warn, above)
    for name, table in renewed.items():
        if "options" in table:
            renewed[name] = {**table, "options": with_new_keys(table["options"], warn, (*above, name, "options"), f"{name}.")}
    return renewed
