"""Document + rules -> Diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from time import perf_counter

from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.checks.shared.cover import cover
from profilelint.core.diagnostic import Diagnostic, Finding, Fix, Severity
from profilelint.core.regex import regex
from profilelint.document.model import Document
from profilelint.rulepages.compiled import compiled_rules
from profilelint.rulepages.options import validate_options
from profilelint.rulepages.rules import Rule, did_you_mean, load_rules, refuse
from profilelint.run.suppress import apply_suppressions, directives_of

RULE_URL = "https://github.com/profilelint/profilelint/blob/main/rules/{}.md"

_FOUND_LENGTH, _VALUE_LENGTH = 60, 200
_UNSHOWN = regex(r"[\x00-\x20\x7f-\x9f]+")


def lint(
    document: Document, rules: Iterable[Rule], context: Context, known: Collection[str] = (), spent: dict[str, float] | None = None
) -> tuple[Diagnostic, ...]:
    """What the rules have to say about a page, in its order. `known`: the ids of all rules there are, where more than run here. `spent`:
    the seconds that each rule took are added to it; of what rules share, the first pays for all."""
    rules = tuple(rules)
    said: list[Diagnostic] = []
    for rule in rules:
        start = perf_counter() if spent is not None else 0.0
        check = CHECKS[rule.check]
        if check.needs(document):
            said += _diagnostics(document, rule, check.run(document, rule.options, context))
        if spent is not None:
            spent[rule.id] = spent.get(rule.id, 0.0) + perf_counter() - start
    kept = _not_outranked(said, rules) if said else said
    if directives := directives_of(document):
        running = {rule.id for rule in rules}
        kept, about_comments = apply_suppressions(document, directives, kept, running, {*known, *running})
        for rule in rules:
            if rule.check == "suppressions":
                kept += _diagnostics(document, rule, about_comments[rule.options["about"]])
    return tuple(sorted(kept, key=lambda diagnostic: (diagnostic.span.start, diagnostic.rule, diagnostic.span.end)))


def _not_outranked(said: list[Diagnostic], rules: Iterable[Rule]) -> list[Diagnostic]:
    """Without what a rule says from within a place where one speaks that outranks it; a passage that began before is more than that."""
    for rule in rules:
        if rule.outranks:
            covered = cover(diagnostic.span for diagnostic in said if diagnostic.rule == rule.id)
            said = [diagnostic for diagnostic in said if diagnostic.rule not in rule.outranks or diagnostic.span.start not in covered]
    return said


def ready_rules(*extra_dirs: str) -> tuple[Rule, ...]:
    """All rules, with the options of their checks complete."""
    packaged = compiled_rules(lambda: tuple(ready(rule, trusted=True) for rule in load_rules()))
    known = {rule.id for rule in packaged}
    rules = load_rules(*extra_dirs, packaged=packaged) if extra_dirs else packaged
    return tuple(rule if rule.id in known else ready(rule) for rule in rules)


def ready(rule: Rule, trusted: bool = False) -> Rule:
    """The rule as `lint` takes it; `RuleError` where the page asks for what its check has not."""
    if rule.check not in CHECKS:
        refuse(rule.path, f'there is no check "{rule.check}"{did_you_mean(rule.check, CHECKS)}', "check")
    return validate_options(rule, CHECKS[rule.check].options, trusted)


def _diagnostics(document: Document, rule: Rule, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """One diagnostic for each span that the rule speaks about."""
    seen = set()
    for finding in findings:
        hidden = document.is_hidden(finding.span.start)
        if finding.span in seen or (hidden and rule.hidden == "skip"):
            continue
        seen.add(finding.span)
        yield Diagnostic(
            rule=rule.id,
            severity=Severity.NOTE if hidden and rule.hidden == "note" else min(rule.severity, finding.severity),
            message=_message(document, rule, finding),
            path=document.source.path,
            span=finding.span,
            start=document.source.position(finding.span.start),
            end=document.source.position(finding.span.end),
            hidden=hidden,
            fix=_fix(rule, finding),
            suggestions=finding.suggestions,
            related=finding.related,
            url=RULE_URL.format(rule.id),
        )


def _message(document: Document, rule: Rule, finding: Finding) -> str:
    values = {name: _shortened(value, _VALUE_LENGTH) for name, value in finding.values.items()}
    values = {"found": _shortened(document.source.slice(finding.span), _FOUND_LENGTH), **values}
    try:
        return rule.message.format_map(values)
    except KeyError as error:
        gives = f"the check {rule.check} gives {', '.join(values)}"
        refuse(rule.path, f"the message speaks of {{{error.args[0]}}}, but {gives}", "message")


def _shortened(text: str, length: int) -> str:
    """The text on one line, and of a long one its beginning and its end."""
    if len(text) > 10 * length:
        text = text[: 5 * length] + text[-5 * length :]
    text = _UNSHOWN.sub(" ", text).strip()
    half = length // 2
    return text if len(text) <= length else f"{text[:half].rstrip()}…{text[1 - half :].lstrip()}"


def _fix(rule: Rule, finding: Finding) -> Fix | None:
    if rule.fix is None or not (finding.edits or finding.drop_mark):
        return None
    edits = tuple(sorted(finding.edits, key=lambda edit: edit.span))
    applicability = rule.fix if rule.trusted else min(rule.fix, finding.applicability)
    return Fix(edits, applicability, finding.structural, finding.drop_mark)
