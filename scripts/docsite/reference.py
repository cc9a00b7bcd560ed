"""The reference of the configuration, made from its schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from profilelint.rulepages.rules import Rule

_EXAMPLES = {
    "select": '["link", "date"]',
    "extend-select": '["spelling/brand-case"]',
    "ignore": '["typography", "placeholder/placeholder-alt"]',
    "safe-fixes": '["spelling/repeated-word"]',
    "unsafe-fixes": '["spelling"]',
    "exclude": '["drafts/"]',
    "extend-exclude": '["_posts/2015-*"]',
    "rule-paths": '["our-rules"]',
    "words": '["cosets", "Peppr"]',
    "extend": '"../shared/profilelint.toml"',
    "fail-on": '"error"',
}
_TABLES = {
    "overrides": '[[overrides]]\npaths = ["_posts/", "*.html"]\nignore = ["typography"]',
    "rules": '[rules."link/missing-anchor"]\nseverity = "note"',
}


def schema() -> dict[str, Any]:
    return json.loads((files("profilelint") / "settings" / "profilelint.schema.json").read_text(encoding="utf-8"))


def reference(rules: Iterable[Rule]) -> str:
    """Markdown: each key, what it may be, an example; then the rules that have options."""
    return "\n".join((*_keys(schema()["properties"]), *_rule_options(rules)))


def _keys(properties: Mapping[str, Any]) -> Iterator[str]:
    for key, form in properties.items():
        default = f" Default: `{_toml(form['default'])}`." if "default" in form else ""
        example = _TABLES.get(key) or f"{key} = {_EXAMPLES[key]}"
        yield f"### {key}\n\n{form['description']}\n\nType: {_type(form)}.{default}\n\n```toml\n{example}\n```\n"
        if key == "overrides":
            yield "| Key | Type |\n|---|---|"
            yield from (f"| `{name}` | {_type(inside)} |" for name, inside in form["items"]["properties"].items())
            yield ""


def _rule_options(rules: Iterable[Rule]) -> Iterator[str]:
    yield "## Options of the rules\n"
    yield 'Each of these goes into a table `[rules."FAMILY/NAME".options]`. Rules that are not listed have no options.\n'
    for rule in rules:
        if table := options_of(rule):
            yield f"### {rule.id}\n\n[{rule.title}](../rules/{rule.id}.md).\n\n{table}\n"


def options_of(rule: Rule) -> str:
    """A Markdown table of the options that a configuration may give to a rule; "" if there are none."""
    options = schema()["properties"]["rules"]["properties"][rule.id]["properties"].get("options", {}).get("properties", {})
    if not options:
        return ""
    rows = (f"| `{name}` | {_type(form)} | {_default(form)} |" for name, form in options.items())
    return "\n".join(("| Option | Type | Default |", "|---|---|---|", *rows))


def _default(form: Mapping[str, Any]) -> str:
    """A list that a rule has by itself is long, and stands on its page."""
    return f"`{_toml(form['default'])}`" if "default" in form else "set by the rule"


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _type(form: Mapping[str, Any]) -> str:
    if "enum" in form:
        return " or ".join(f"`{_toml(value)}`" for value in form["enum"])
    if form.get("$ref") == "#/definitions/name":
        return "rules or families"
    kind = form.get("type")
    if kind == "array":
        return _list(form["items"])
    if kind == "object":
        values = form.get("additionalProperties") or {}
        return "table of words, each with its replacement or a list of them" if "anyOf" in values else "table"
    return {"string": "string", "boolean": "`true` or `false`", "integer": "whole number", "number": "number"}[kind]


def _list(items: Mapping[str, Any]) -> str:
    if items.get("type") == "object":
        return "list of tables"
    if "enum" in items:
        return f"list of {_type(items)}"
    if items.get("format") == "regex":
        return "list of regular expressions"
    return "list of rules or families" if "$ref" in items else "list of strings"
