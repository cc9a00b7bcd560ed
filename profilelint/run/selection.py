"""The rules, the selection of those that run, and their severities."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from profilelint.checks import CHECKS
from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.errors import UsageError
from profilelint.core.files import real_path
from profilelint.core.record import replace
from profilelint.rulepages.compiled import compiled_rules
from profilelint.rulepages.options import validate_options
from profilelint.rulepages.rules import Rule, RuleError, did_you_mean, load_rules, refuse, which_rule
from profilelint.run.exclusions import Patterns, by_settings
from profilelint.settings.config import Override, Settings
from profilelint.settings.names import check_rule_paths, option_error
from profilelint.site.generator import find_root, leads_out


class UnknownRuleError(UsageError):
    """A name is neither a rule, nor a family, nor "all"."""


def ready_rules(*extra_dirs: str) -> tuple[Rule, ...]:
    """All rules, with the options of their checks complete."""
    packaged = compiled_rules(lambda: tuple(ready(rule, trusted=True) for rule in load_rules()))
    rules = packaged
    for folder in extra_dirs:
        rules = _with_folder(rules, folder)
    return rules


def _with_folder(rules: tuple[Rule, ...], folder: str) -> tuple[Rule, ...]:
    """The rules with those of one more folder. For a folder outside of the site, nothing about its content is shown."""
    known = {rule.id for rule in rules}
    if leads_out(folder):
        raise RuleError(folder, 1, "is a symlink to somewhere outside the site, so it was not read")
    try:
        return tuple(rule if rule.id in known else ready(rule) for rule in load_rules(folder, packaged=rules))
    except RuleError:
        here = Path.cwd()
        if Path(real_path(folder)).is_relative_to(real_path(find_root(here / "page") or here)):
            raise
    raise RuleError(folder, 1, "some pages in this folder are not valid rules; profilelint rules test shows why")


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """All rules, those of the settings' own folders among them."""
    check_rule_paths(settings)
    return ready_rules(*map(str, settings.rule_paths))


def ready(rule: Rule, trusted: bool = False) -> Rule:
    """The rule in the form for `lint`; `RuleError`: its page has a check or an option that does not exist."""
    if rule.check not in CHECKS:
        refuse(rule.path, f'unknown check "{rule.check}"{did_you_mean(rule.check, CHECKS)}', "check")
    return validate_options(rule, CHECKS[rule.check].options, trusted)


def with_options(settings: Settings, select: Collection[str], extend_select: Collection[str], ignore: Collection[str]) -> Settings:
    """The settings with the options of the command line: `--select` replaces, the others add."""
    if select:
        settings = replace(settings, select=tuple(select), extend_select=(), ignore=())
    return replace(settings, extend_select=(*settings.extend_select, *extend_select), ignore=(*settings.ignore, *ignore))


def check_selectors(names: Iterable[str], rules: Iterable[Rule]) -> None:
    """`UnknownRuleError` where a name is neither `all`, a family nor a rule."""
    known = {"all"}.union(*((rule.id, rule.family) for rule in rules))
    for name in names:
        if name not in known:
            raise UnknownRuleError(f'unknown rule or family "{name}"{which_rule(name, known)}')


def choose_rules(rules: Iterable[Rule], settings: Settings) -> Iterator[Rule]:
    """The rules that run. Of the names that cover a rule, the closest one decides: its id before its family before `all`, which a rule that
    does not run by default is part of where it is written."""
    written = {*settings.select, *settings.extend_select}
    selected, ignored = written if settings.select else {*written, "all"}, set(settings.ignore)
    for rule in rules:
        for name in (rule.id, rule.family, "all") if rule.default or "all" in written else (rule.id, rule.family):
            if name in ignored:
                break
            if name in selected:
                severity = settings.severities.get(rule.id, settings.severities.get(rule.family, rule.severity))
                yield replace(with_words(_with_fixes(_with_options(rule, settings), settings), settings), severity=severity)
                break


def _with_options(rule: Rule, settings: Settings) -> Rule:
    """The rule with the options of its check that the settings name."""
    for name, value in settings.options.get(rule.id, {}).items():
        try:
            rule = validate_options(replace(rule, options={**rule.options, name: value}), CHECKS[rule.check].options)
        except RuleError as error:
            raise option_error(settings, rule.id, name, error.message) from None
    return rule


def for_path(rules: tuple[Rule, ...], overrides: Iterable[tuple[Override, Patterns]], path: str) -> tuple[Rule, ...]:
    """The rules that run on a page."""
    absolute = Path(os.path.abspath(path))
    holding = [override for override, patterns in overrides if by_settings(absolute, False, patterns)]
    ignored = {name for override in holding for name in override.ignore}
    rules = tuple(rule for rule in rules if ignored.isdisjoint((rule.id, rule.family, "all"))) if ignored else rules
    severities = [override.severities for override in holding if override.severities]
    return tuple(_with_severity(rule, severities) for rule in rules) if severities else rules


def _with_severity(rule: Rule, severities: Iterable[Mapping[str, Severity]]) -> Rule:
    severity = rule.severity
    for said in severities:
        severity = said.get(rule.id, said.get(rule.family, severity))
    return replace(rule, severity=severity)


def with_words(rule: Rule, settings: Settings) -> Rule:
    """The rule with the site's own words, where it knows words that are right."""
    if not settings.words or rule.family != "spelling" or "words" not in rule.options:
        return rule
    return replace(rule, options={**rule.options, "words": (*rule.options["words"], *settings.words)})


def _with_fixes(rule: Rule, settings: Settings) -> Rule:
    """The rule with its fixes as safe as the settings say, and never safer than its page says."""
    for name in (rule.id, rule.family, "all"):
        if name in settings.unsafe_fixes:
            return replace(rule, fix=min(rule.fix, Applicability.UNSAFE) if rule.fix is not None else None)
        if name in settings.safe_fixes:
            return replace(rule, trusted=True)
    return rule
