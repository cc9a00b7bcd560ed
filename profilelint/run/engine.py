"""Document + rules -> Diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.checks.shared.cover import cover
from profilelint.checks.shared.unseen import weighed
from profilelint.core.diagnostic import Applicability, Diagnostic, Finding, Fix, Severity
from profilelint.core.globs import IgnoreList
from profilelint.core.record import field, record, replace
from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.links.answers import Web
from profilelint.rulepages.rules import Rule, refuse
from profilelint.run.exclusions import Patterns
from profilelint.run.selection import check_selectors, choose_rules, for_path, rules_of
from profilelint.run.suppress import apply_suppressions, directives_of
from profilelint.settings.config import Override, Settings
from profilelint.settings.names import check_names
from profilelint.site.files import Former, Known, Site
from profilelint.version import __version__

if TYPE_CHECKING:
    from profilelint.fix.fixer import FixResult

RULE_URL = f"https://github.com/profilelint/profilelint/blob/v{__version__}/rules/{{}}.md"

_FOUND_LENGTH, _VALUE_LENGTH = 60, 200
_UNSHOWN = regex(r"[\x00-\x20\x7f-\x9f]+")


@record
class Engine:
    """What all pages of a run share: made once, used for any number of them. `known`: the ids of all rules there are; `overrides`: what
    holds for some paths only; `sites`: by folder, each read once; `former`: how they were, where that is compared; `web`: what is known of
    the web, None where nobody asks it; `spent`: the seconds that go into reading and into each rule, None where nobody wants to know."""

    rules: tuple[Rule, ...]
    known: Mapping[str, str]
    today: date
    overrides: tuple[tuple[Override, Patterns], ...] = ()
    sites: Known = field(default_factory=dict)
    former: Former | None = None
    web: Web | None = None
    spent: dict[str, float] | None = None

    def lint(self, source: Source, format: str | None = None, context: Context | None = None) -> tuple[Diagnostic, ...]:
        """The diagnostics of a page. `format`: for a text without a file name."""
        start = perf_counter()
        document = read(source, format)
        if self.spent is not None:
            self.spent["reading"] = self.spent.get("reading", 0.0) + perf_counter() - start
        return lint(document, self.rules_for(source.path), context or self.context(source.path), self.known, self.spent)

    def fix(self, source: Source, allowed: Applicability) -> FixResult:
        """The text with the fixes made; `FixLoopError` where they undo one another."""
        from profilelint.fix.fixer import fix_source

        rules, context = self.rules_for(source.path), self.context(source.path)
        return fix_source(source, read, lambda document: lint(document, rules, context, self.known, self.spent), allowed)

    def rules_for(self, path: str) -> tuple[Rule, ...]:
        return for_path(self.rules, self.overrides, path) if self.overrides else self.rules

    def context(self, path: str, tracked: bool = False) -> Context:
        return Context(self.today, self.site_around(path), web=self.web, tracked=tracked)

    def site_around(self, path: str) -> Site | None:
        site = Site.around(path, self.sites) if path != "-" else None
        return self.former.beside(site) if self.former and site else site


def engine_for(settings: Settings, today: date, selectors: Sequence[str] = (), web: Web | None = None) -> Engine:
    """`selectors`: names from the command line, to be looked at before anything is read. Without a `web` its rules do not run."""
    rules = rules_of(settings)
    known = {rule.id: rule.family for rule in rules}
    check_selectors(selectors, rules)
    check_names(settings, known)
    running = (rule for rule in choose_rules(rules, settings) if web is not None or CHECKS[rule.check].web != "needed")
    overrides = tuple((override, Patterns(((settings.folder, IgnoreList(override.paths)),))) for override in settings.overrides)
    return Engine(tuple(running), known, today, overrides, web=web)


def with_web_rules_only(engine: Engine) -> Engine:
    """The same, for who wants to hear of nothing but what the web says."""
    return replace(engine, rules=tuple(rule for rule in engine.rules if CHECKS[rule.check].web))


def lint(
    document: Document, rules: Iterable[Rule], context: Context, known: Collection[str] = (), spent: dict[str, float] | None = None
) -> tuple[Diagnostic, ...]:
    """The diagnostics of the rules on a page, by position. `known`: the ids of all rules, if not all run here. `spent`: the seconds of each
    rule are added to it; views that rules share count for the first."""
    rules = tuple(rules)
    said: list[Diagnostic] = []
    covers: dict[str, list[Span]] = {}
    for rule in rules:
        start = perf_counter() if spent is not None else 0.0
        check = CHECKS[rule.check]
        if check.needs(document) and not check.last:
            findings = tuple(check.run(document, rule.options, context))
            said += _diagnostics(document, rule, findings)
            covers.setdefault(rule.id, []).extend(span for finding in findings for span in finding.covers)
        if spent is not None:
            spent[rule.id] = spent.get(rule.id, 0.0) + perf_counter() - start
    if said:
        said = weighed(_not_outranked(said, rules, covers), document, context.site)
    if directives := directives_of(document):
        running = {rule.id for rule in rules}
        said, context.ignored = apply_suppressions(document, directives, said, running, {*known, *running})
        for rule in rules:
            if (check := CHECKS[rule.check]).last:
                said += _diagnostics(document, rule, check.run(document, rule.options, context))
    return tuple(sorted(said, key=lambda diagnostic: (diagnostic.span.start, diagnostic.rule, diagnostic.span.end)))


def _not_outranked(said: list[Diagnostic], rules: Iterable[Rule], covers: Mapping[str, list[Span]]) -> list[Diagnostic]:
    """Without reports inside a span of an outranking rule, and without those inside a range that another report covers, unless they begin
    before it."""
    for rule in rules:
        if rule.outranks:
            covered = cover(diagnostic.span for diagnostic in said if diagnostic.rule == rule.id)
            said = [diagnostic for diagnostic in said if diagnostic.rule not in rule.outranks or diagnostic.span.start not in covered]
    covered = cover(span for spans in covers.values() for span in spans)
    return [diagnostic for diagnostic in said if covers.get(diagnostic.rule) or diagnostic.span.start not in covered] if covered else said


def _diagnostics(document: Document, rule: Rule, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """One diagnostic for each span that the rule reports."""
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
            deletes=finding.deletes,
            cause=finding.cause,
        )


def _message(document: Document, rule: Rule, finding: Finding) -> str:
    values = {name: _shortened(value, _VALUE_LENGTH) for name, value in finding.values.items()}
    values = {"found": _shortened(document.source.slice(finding.span), _FOUND_LENGTH), **values}
    try:
        return rule.message.format_map(values)
    except KeyError as error:
        gives = f"the check {rule.check} gives {', '.join(values)}"
        refuse(rule.path, f"the message uses {{{error.args[0]}}}, but {gives}", "message")


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
