"""The options of a rule, checked against what its check declares, with the defaults filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from profilelint.core.record import replace
from profilelint.rulepages.packs import packs_of
from profilelint.rulepages.rules import Rule, did_you_mean, refuse, shown

#: Of a word or a phrase; letters of one that are tried are nested in a pattern.
_MAX_LENGTH = 250


class Spec(Protocol):
    """What a check says about one of its options (`checks.context.Option`)."""

    @property
    def type(self) -> str: ...
    @property
    def default(self) -> Any: ...
    @property
    def required(self) -> bool: ...
    @property
    def choices(self) -> tuple[str, ...]: ...


def validate_options(rule: Rule, specs: Mapping[str, Spec], trusted: bool = False) -> Rule:
    """The rule with every option of its check, in its type; `RuleError` where the page says something else.

    The patterns of a `trusted` rule are not looked into: that takes longer than all the rest, and tests have done it.
    """
    for name in rule.options:
        if name not in specs:
            refuse(rule.path, f'{rule.id} has no option "{name}"{did_you_mean(str(name), specs)}', "options", str(name))
    values = {}
    for name, spec in specs.items():
        if name in rule.options and rule.options[name] != spec.default:
            values[name] = _value(rule, name, spec, rule.options[name])
            if spec.type == "patterns" and not trusted:
                _check_patterns(rule, name, values[name])
        elif spec.required and name not in rule.options:
            refuse(rule.path, f"{rule.id} needs the option {name}", "options")
        else:
            values[name] = spec.default
    return replace(rule, options=values)


def _value(rule: Rule, name: str, spec: Spec, value: Any) -> Any:
    what, read = _TYPES[spec.type]
    result = read(value)
    if result is None:
        refuse(rule.path, f"the option {name} must be {what}, not {shown(value)}", "options", name)
    if spec.type in ("strings", "map") and (long := next((text for text in _texts_of(result) if len(text) > _MAX_LENGTH), None)):
        refuse(rule.path, f"the option {name} has a text of more than {_MAX_LENGTH} characters, {shown(long)}", "options", name)
    for chosen in (result if isinstance(result, tuple) else (result,)) if spec.choices else ():
        if chosen not in spec.choices:
            one_of = f"one of {', '.join(spec.choices)}"
            refuse(rule.path, f'the option {name} must be {one_of}, not "{chosen}"{did_you_mean(chosen, spec.choices)}', "options", name)
    return result


def _texts_of(value: Iterable[str] | Mapping[str, str | tuple[str, ...]]) -> Iterator[str]:
    for text in value:
        yield text
        inside = value[text] if isinstance(value, Mapping) else ()
        yield from (inside,) if isinstance(inside, str) else inside


def _check_patterns(rule: Rule, name: str, patterns: Iterable[str]) -> None:
    from profilelint.core.patterns import pattern_problem

    for pattern in patterns:
        wrong = pattern_problem(pattern)
        if wrong:
            refuse(rule.path, f"the option {name} has the pattern {pattern}: {wrong}", "options", name)


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _boolean(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _strings(value: Any) -> tuple[str, ...] | None:
    fits = isinstance(value, list | tuple) and all(isinstance(item, str) and item for item in value)
    return tuple(value) if fits else None


def _map(value: Any) -> dict[str, str | tuple[str, ...]] | None:
    if not isinstance(value, dict):
        return None
    result: dict[str, str | tuple[str, ...]] = {}
    for key, item in value.items():
        read = item if isinstance(item, str) else _strings(item)
        if not isinstance(key, str) or not key or read in (None, ()):
            return None
        result[key] = read
    return result


def _weights(value: Any) -> dict[str, str] | None:
    """Each table as one text: few runs look into them, and a text is loaded far faster than numbers are."""
    if not isinstance(value, dict) or not value:
        return None
    texts = {str(name): table if isinstance(table, str) else _lines(table) for name, table in value.items()}
    return None if "" in texts.values() else texts


def _lines(table: Any) -> str:
    """A number and its name on each line; "" if it is not a table of numbers."""
    fits = isinstance(table, dict) and None not in map(_number, table.values())
    return "\n".join(f"{number} {name}" for name, number in table.items()) if fits else ""


#: type -> (what a complaint calls it, its reader: None for a value that does not fit)
_TYPES: dict[str, tuple[str, Any]] = {
    "string": ("a text", _string),
    "integer": ("a whole number", _integer),
    "number": ("a number", _number),
    "boolean": ("true or false", _boolean),
    "strings": ("a list of strings", _strings),
    "patterns": ("a list of patterns", _strings),
    "packs": ("{folder: NAME}, a folder of packs next to the page", packs_of),
    "map": ("a map from texts to texts or lists of texts", _map),
    "weights": ("{file: NAME}, a file of tables of numbers next to the page", _weights),
}


def described(spec: Spec, usual: Any) -> str:
    """What an option may be, and what it usually is where that is short; "" for one that no configuration can give."""
    if spec.type in ("packs", "weights"):
        return ""
    what = _TYPES[spec.type][0]
    if spec.choices:
        what = f"{'a list of' if spec.type == 'strings' else 'one of'} {', '.join(spec.choices)}"
    if spec.choices and isinstance(usual, tuple):
        return f"{what} ({', '.join(usual)})"
    short = str(usual).lower() if isinstance(usual, bool) else str(usual) if isinstance(usual, str | int | float) else ""
    return f"{what} ({short})" if short else what
