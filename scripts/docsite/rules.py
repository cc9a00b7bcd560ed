"""The pages of the rules, and their index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from profilelint.authoring.examples import example_findings
from profilelint.authoring.fences import ExamplePage, Fence, fences
from profilelint.authoring.grammar import Example, parse_examples
from profilelint.rulepages.rules import FIXES, SEVERITIES, Rule
from scripts.docsite.reference import options_of

_HEADINGS = {"Reports": "What is reported", "Accepts": "What is not reported", "Misses": "What is not found yet"}

_INDEX = """\
---
title: Rules
description: Every problem that profilelint reports, by family, severity and fix.
hide: [toc]
---

# Rules

Here is every problem that profilelint can report: {count} rules in {families} families. Each has a page that says why it matters and what
to do, with examples. In a terminal, `profilelint explain RULE` shows the same page.

<div class="severities" markdown>
{error} visitors see a defect. {warning} almost certainly a mistake. {note} worth a look; a note never fails a run.<br>
{safe} made by `--fix`. {unsafe} made by `--fix --unsafe-fixes`; review it.
</div>

<div id="rule-filter" hidden></div>

<div class="rules" markdown>

| Rule | What it finds | Severity | Fix |
|---|---|---|---|
{rows}

</div>
"""

_PAGE = """\
---
title: "{id}"
description: {description}
---

# {title}

<p class="facts"><code>{id}</code> {severity} {fix} <span class="since">since {since}</span></p>

{body}
{options}
## Turn it off

For one line, write `<!-- profilelint-disable-line {id} -->` in it. For the whole site, put this into `.profilelint.toml`:

```toml
ignore = ["{id}"]
```

[Other ways to suppress a finding](../../docs/suppressing.md)
"""


def severity_of(rule: Rule) -> str:
    return next(name for name, severity in SEVERITIES.items() if severity is rule.severity)


def fix_of(rule: Rule) -> str:
    """safe, unsafe or none."""
    return next(name for name, fix in FIXES.items() if fix is rule.fix)


def badge(name: str, text: str = "") -> str:
    return f'<span class="badge {name}">{text or name}</span>'


def rule_index(rules: Iterable[Rule]) -> str:
    rules = tuple(rules)
    badges = {name: badge(name) for name in SEVERITIES} | {name: badge(name, f"{name} fix") for name in ("safe", "unsafe")}
    families = sum(1 for _ in groupby(rules, key=lambda rule: rule.family))
    return _INDEX.format(count=len(rules), families=families, rows="\n".join(map(_row, rules)), **badges)


def _row(rule: Rule) -> str:
    title = escape(rule.title, quote=False).replace("|", "\\|")
    fix = "" if rule.fix is None else badge(fix_of(rule))
    return f"| [`{rule.id}`](../rules/{rule.id}.md) | {title} | {badge(severity_of(rule))} | {fix} |"


def rule_page(rule: Rule, rules: Mapping[str, Rule] | None) -> str:
    """The page of a rule. `rules`: all, by id, to show what is reported on the examples; None leaves that out."""
    name = fix_of(rule)
    table = options_of(rule)
    return _PAGE.format(
        id=rule.id,
        title=escape(rule.title, quote=False),
        description=_quoted(f"{rule.title}: what profilelint reports, and what to do."),
        severity=badge(severity_of(rule)),
        fix=badge(name, "no fix" if name == "none" else f"{name} fix"),
        since=rule.since,
        body="\n".join(_body(rule, rules)),
        options=f'\n## Options\n\nIn the configuration, under `[rules."{rule.id}".options]`:\n\n{table}\n' if table else "",
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _body(rule: Rule, rules: Mapping[str, Rule] | None) -> Iterator[str]:
    """The body of the page, with its headings in plain words and each example as a figure."""
    at_line = {fence.line: fence for fence in fences(rule)}
    examples = {example.line: example for example in parse_examples(rule)}
    skipped_to = 0
    for line, text in enumerate(rule.body.split("\n"), rule.body_line):
        if line < skipped_to:
            continue
        if fence := at_line.get(line):
            skipped_to = line + len(fence.lines) + 2
            yield from ("", *_figure(rule, fence, examples, rules), "")
        elif text.startswith("## "):
            name = text.removeprefix("## ").strip(" #")
            yield f"## {_HEADINGS.get(name, name)}"
        else:
            yield text


def _figure(rule: Rule, fence: Fence, examples: Mapping[int, Example], rules: Mapping[str, Rule] | None) -> Iterator[str]:
    if not fence.section:
        yield from (f"```{fence.info}", *fence.lines, "```")
        return
    words = fence.info.split()
    example = examples.get(fence.line)
    fixed = next((each.fixed for each in examples.values() if each.fixed_line == fence.line), None)
    page = example.page if example else fixed
    code = _code("\n".join(fence.lines)) if page is None or "escapes" in words else _marked(page)
    caption = _caption(rule, fence, words)
    kind = "fixed" if fixed else {"Reports": "reported", "Accepts": "accepted"}.get(fence.section, "missed") if example else "beside"
    yield f'<figure class="example {kind}">{f"<figcaption>{caption}</figcaption>" if caption else ""}<pre><code>{code}</code></pre>'
    if example and rules is not None and fence.section == "Reports":
        said = dict.fromkeys(finding.message for finding in example_findings(rule, example, dict(rules)))
        yield "<ul>" + "".join(f"<li>{_code(message)}</li>" for message in said) + "</ul>"
    yield "</figure>"


def _caption(rule: Rule, fence: Fence, words: list[str]) -> str:
    settings = dict(word.split("=", 1) for word in words if "=" in word)
    if "fixed" in words:
        flags = "--fix" if fix_of(rule) == "safe" else "--fix --unsafe-fixes"
        parts = [f"after <code>{flags}</code>"]
    elif "options" in words:
        parts = ["with these options"]
    elif "web" in words:
        parts = ["where the web answers"]
    elif "file" in settings:
        parts = [f"<code>{escape(settings['file'])}</code>, another file of the site"]
    else:
        parts = [f"<code>{escape(settings['path'])}</code>"] if "path" in settings else []
        parts += [f"on {settings['today']}"] if "today" in settings else []
    if "escapes" in words:
        parts.append(r"<code>\xNN</code> stands for a byte, <code>\uNNNN</code> for a character")
    return ", ".join(parts)


def _marked(page: ExamplePage) -> str:
    """The text of an example as HTML, with its marked spans in <mark>."""
    text, html, at = page.source.text.rstrip("\n"), "", 0
    for span in sorted(page.marks):
        start, end = max(at, span.start), min(span.end, len(text))
        html += _code(text[at:start]) + "".join(f"<mark>{_code(line)}</mark>" for line in text[start:end].splitlines(keepends=True))
        at = max(at, end)
    return html + _code(text[at:])


def _code(text: str) -> str:
    """As HTML, in which the generator looks for no links of Markdown."""
    return escape(text).replace("[", "&#91;").replace("]", "&#93;")
