"""A rule's page, as a terminal shows it; and the frame of a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from profilelint.checks import CHECKS
from profilelint.core.errors import UsageError
from profilelint.report.style import Style, escaped
from profilelint.rulepages.options import described
from profilelint.rulepages.rules import FIXES, PACKAGE, SEVERITIES, Rule, packaged_rules, which_rule

_FENCE = re.compile(r"(`{3,}|~{3,})\s*(.*)")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

_FRAME = """---
title: What is wrong, in a few words
message: 'Found "{{found}}"; write …'
severity: warning
check: phrases
fix: none
since: "{version}"
options:
  phrases: [the words to report]
---
Why it matters, in two or three sentences, and what to do.

## Reports

```markdown
Here are the words to report.
         ^^^^^^^^^^^^^^^^^^^
```

```markdown
A second example; these are the words to report.
                            ^^^^^^^^^^^^^^^^^^^
```

## Accepts

```markdown
A page that is right.
```

```markdown
A near miss: it looks wrong, and is right.
```
"""


class ExplainError(UsageError):
    """A rule that there is not, or that cannot be written."""


def explain(name: str, rules: Iterable[Rule], style: Style) -> Iterator[str]:
    """The page of a rule; of a family, its rules."""
    rules = tuple(rules)
    if family := [rule for rule in rules if rule.family == name]:
        yield from listed(family)
        return
    rule = next((rule for rule in rules if rule.id == name), None)
    if rule is None:
        known = {name for rule in rules for name in (rule.id, rule.family)}
        raise ExplainError(f'unknown rule "{name}"{which_rule(name, known)}')
    yield style.paint(escaped(f"{rule.id}: {rule.title}"), "bold")
    yield f"{_severity(rule)}, {_fix(rule)}"
    yield ""
    yield from (line.rstrip() for line in _body(rule.body, style))
    yield from _options(rule, style)


def listed(rules: Iterable[Rule]) -> Iterator[str]:
    rules = tuple(rules)
    longest = max((len(rule.id) for rule in rules), default=0)
    for rule in rules:
        asked = "" if rule.default else " (if selected)"
        yield f"{rule.id:<{longest}}  {_severity(rule):<7}  {_fix(rule):<10}  {escaped(rule.title)}{asked}"


def new_page(name: str, folders: Iterable[Path], version: str) -> Path:
    """Write the frame of a rule's page, into the first folder of rules that is given, or into the checkout's."""
    if not _ID.fullmatch(name):
        raise ExplainError(f'"{name}" cannot be the id of a rule: write family/name, in small letters, digits and hyphens')
    own = packaged_rules()
    folder = next(iter(folders), None) or (own if own.parent != PACKAGE else None)
    if folder is None:
        raise ExplainError('no folder for your own rules: add rule-paths = ["rules"] to .profilelint.toml')
    path = folder / f"{name}.md"
    if path.exists():
        raise ExplainError(f"{path} already exists")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_FRAME.format(version=version), encoding="utf-8")
    except OSError as error:
        raise ExplainError(f"{path} cannot be written: {error.strerror}") from None
    return path


def _options(rule: Rule, style: Style) -> Iterator[str]:
    options = {name: described(spec, rule.options[name]) for name, spec in CHECKS[rule.check].options.items()}
    if any(options.values()):
        longest = max(map(len, options))
        yield ""
        yield style.paint("Options", "bold") + f', in the configuration under [rules."{rule.id}".options]'
        yield from (f"  {name:<{longest}}  {escaped(what)}" for name, what in options.items() if what)


def _severity(rule: Rule) -> str:
    return next(name for name, severity in SEVERITIES.items() if severity is rule.severity)


def _fix(rule: Rule) -> str:
    name = next(name for name, fix in FIXES.items() if fix is rule.fix)
    return "no fix" if name == "none" else f"{name} fix"


def _body(body: str, style: Style) -> Iterator[str]:
    """Headings bold, examples indented under the name of their format, the rest as it is written."""
    fence = ""
    for line in body.splitlines():
        match = _FENCE.fullmatch(line)
        if fence and line.rstrip() == fence:
            fence = ""
        elif match and not fence:
            fence = match[1]
            yield style.paint(f"  {escaped(match[2])}:", "dim")
        elif fence:
            marks = line.strip() and set(line.strip()) <= set("^<>")
            yield "    " + (style.paint(escaped(line), "yellow") if marks else escaped(line))
        elif line.startswith("## "):
            yield style.paint(escaped(line.removeprefix("## ")), "bold")
        else:
            yield escaped(line)
