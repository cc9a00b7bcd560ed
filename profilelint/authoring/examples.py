"""Run the examples of a rule page: `run_examples(rule, all_rules)` gives a sentence for each promise that does not hold."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from profilelint.authoring.fences import ExamplePage
from profilelint.authoring.grammar import Example, parse_examples
from profilelint.checks.context import Context
from profilelint.core.diagnostic import Applicability, Diagnostic
from profilelint.core.errors import UsageError
from profilelint.core.record import record, replace
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.fix.fixer import FixLoopError, fix_source
from profilelint.rulepages.rules import Rule, RuleError, did_you_mean, load_rule, packaged_rules, rule_pages
from profilelint.run.engine import lint
from profilelint.run.selection import check_selectors, ready

#: A page has at least this many examples of each kind.
LEAST = 2


@record
class Failure:
    """A mistake on a rule page. `page`: the page, if the mistake is in a file that belongs to it."""

    path: str
    line: int
    message: str
    page: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def run_examples(rule: Rule, rules: Iterable[Rule]) -> list[Failure]:
    """The failures of a page's examples: in the page itself, in the findings of the rule and of other rules. `rules`: all, ready."""
    by_id = {other.id: other for other in rules} | {rule.id: rule}
    try:
        examples = parse_examples(rule)
    except RuleError as error:
        return [Failure(error.path, error.line, error.message)]
    failures = page_failures(rule, examples)
    for example in examples:
        failures += run_example(rule, example, by_id)
    return failures


def page_failures(rule: Rule, examples: Sequence[Example]) -> list[Failure]:
    """The examples that a page lacks."""
    failures = []
    for section in ("Reports", "Accepts"):
        count = sum(example.section == section for example in examples)
        if count < LEAST:
            failures.append(Failure(rule.path, rule.body_line, f"expected at least {LEAST} examples under ## {section}, got {count}"))
    if rule.fix is not None and not any(example.fixed for example in examples):
        missing = 'the rule has a fix: expected a "fixed" fence after an example under ## Reports, got none'
        failures.append(Failure(rule.path, rule.body_line, missing))
    return failures


def example_findings(rule: Rule, example: Example, rules: dict[str, Rule]) -> list[Diagnostic]:
    """The findings of a rule on an example, with the example's own options. `rules`: all, ready, by id. `RuleError`: invalid options."""
    return _findings(_with_options(rule, example), example, rules)


def run_example(rule: Rule, example: Example, rules: dict[str, Rule]) -> list[Failure]:
    """The differences between an example and the findings. A miss that is detected after all is a failure, too."""
    unknown = [id for id in example.also if id not in rules]
    if unknown:
        return [Failure(rule.path, example.line, f'also= names "{unknown[0]}", which is not a rule{did_you_mean(unknown[0], rules)}')]
    return [*_own_failures(rule, example, rules), *_other_failures(rule, example, rules)]


def _own_failures(rule: Rule, example: Example, rules: dict[str, Rule]) -> Iterator[Failure]:
    try:
        tested = _with_options(rule, example)
    except RuleError as error:
        yield Failure(rule.path, example.line, f"the options before this example: {error.message}")
        return
    try:
        wrong = list(_compare(rule, example.page, _findings(tested, example, rules)))
        if example.section != "Misses":
            yield from wrong
        elif not wrong:
            yield Failure(rule.path, example.line, "this miss is found now: move the example to ## Reports")
        if example.fixed:
            yield from _fix_failures(tested, example, example.fixed, _running(tested, example, rules), rules)
    except RuleError as error:
        yield Failure(error.path, error.line, error.message)
    except Exception as error:
        yield Failure(rule.path, example.line, f"the check {rule.check} fails on this example: {_where(error)}")


def _with_options(rule: Rule, example: Example) -> Rule:
    return ready(replace(rule, options={**rule.options, **example.options})) if example.options else rule


def _running(rule: Rule, example: Example, rules: dict[str, Rule]) -> tuple[Rule, ...]:
    return (rule, *(rules[id] for id in example.also))


def _findings(rule: Rule, example: Example, rules: dict[str, Rule]) -> list[Diagnostic]:
    found = lint(_read(example, example.page.source), _running(rule, example, rules), _context(example), rules)
    return [diagnostic for diagnostic in found if diagnostic.rule == rule.id]


def _compare(rule: Rule, page: ExamplePage, said: list[Diagnostic]) -> Iterator[Failure]:
    marked, reported = set(page.marks), {diagnostic.span for diagnostic in said}
    for span in sorted(marked - reported):
        yield _failure(rule, page, span, "expected a report, got none here")
    for diagnostic in said:
        if diagnostic.span not in marked:
            yield _failure(rule, page, diagnostic.span, f"expected no report, got: {diagnostic.message}")


def _failure(rule: Rule, page: ExamplePage, span: Span, message: str) -> Failure:
    line, column = page.place(span.start)
    last, end = page.place(max(span.start, span.end - 1))
    columns = f"columns {column}-{end}" if last == line else f"column {column} to line {last}, column {end}"
    return Failure(rule.path, line, f"{message} ({columns}: {page.source.slice(span)[:80]!r})")


def _fix_failures(rule: Rule, example: Example, fixed: ExamplePage, running: tuple[Rule, ...], rules: dict[str, Rule]) -> Iterator[Failure]:
    def fix(source: Source) -> tuple[bytes, tuple[Diagnostic, ...]]:
        allowed = rule.fix or Applicability.SAFE
        made = fix_source(
            source,
            lambda new: _read(example, new),
            lambda document: lint(document, running, _context(example), rules),
            allowed,
            lambda diagnostic: diagnostic.rule == rule.id,
        )
        return made.source.encode(made.source.text), tuple(d for d in made.left if d.rule == rule.id)

    expected = fixed.source.encode(fixed.source.text)
    try:
        made, _ = fix(example.page.source)
        again, left = fix(fixed.source)
    except FixLoopError as error:
        yield Failure(rule.path, example.line, str(error))
        return
    if made != expected:
        yield Failure(rule.path, example.fixed_line, f"expected the fix to make {_text(expected)!r}, got {_text(made)!r}")
    if again != expected:
        yield Failure(rule.path, example.fixed_line, f"expected nothing more to fix, got {_text(again)!r}")
    for diagnostic in left:
        yield _failure(rule, fixed, diagnostic.span, f"expected no report in the fixed version, got: {diagnostic.message}")


def _other_failures(rule: Rule, example: Example, rules: dict[str, Rule]) -> Iterator[Failure]:
    """No other rule reports anything, on the example and on its fixed version; of those that run if selected, those of the family."""
    pages = (example.page, example.fixed) if example.fixed else (example.page,)
    for page in pages:
        document = _read(example, page.source)
        for other in rules.values():
            if other.id in (rule.id, *example.also) or not (other.default or other.family == rule.family):
                continue
            try:
                for diagnostic in lint(document, (other,), _context(example), rules):
                    yield _failure(rule, page, diagnostic.span, f"expected no report by another rule, got {other.id}: {diagnostic.message}")
            except Exception as error:
                yield Failure(rule.path, example.line, f"the check {other.check} of {other.id} fails on this example: {_where(error)}")


def _where(error: Exception) -> str:
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def _read(example: Example, source: Source) -> Document:
    return read(source, example.format)


def _context(example: Example) -> Context:
    if example.files is None:
        return Context(example.today, fragment=not example.whole, web=example.web)
    from profilelint.site.files import Site

    site = Site.from_texts({**example.files, example.page.source.path: example.page.source.reading})
    return Context(example.today, site, fragment=not example.whole, web=example.web)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def load_pages(*folders: Path) -> tuple[list[Rule], list[Failure]]:
    """The rules of folders, ready to run, and the mistakes of pages that are not valid rules."""
    rules, failures = [], []
    for path in (path for folder in folders for path in rule_pages(folder)):
        try:
            rules.append(ready(load_rule(path)))
        except RuleError as error:
            failures.append(Failure(error.path, error.line, error.message, str(path)))
    return rules, failures


def _stands_for(path: str, names: Sequence[str]) -> bool:
    page = Path(path)
    return page.parent.name in names or f"{page.parent.name}/{page.stem}" in names


def main(names: Sequence[str] = (), folders: Sequence[Path] = ()) -> int:
    """Run the examples of the rules (ids or families; all if none is named) and print the failures; the exit code is 1 if there are any.
    `UnknownRuleError`: a name is neither a rule nor a family."""
    rules, wrong = load_pages(packaged_rules(), *folders)
    for name in names:
        if not any(_stands_for(failure.page, [name]) for failure in wrong):
            check_selectors([name], rules)
    is_chosen = not names or "all" in names
    chosen = [rule for rule in rules if is_chosen or rule.id in names or rule.family in names]
    failures = [failure for failure in wrong if is_chosen or _stands_for(failure.page, names)]
    for rule in chosen:
        failures += run_examples(rule, rules)
    for failure in failures:
        print(failure)
    print(f"{len(chosen)} rules, {len(failures)} failures")
    return 1 if failures or not chosen else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except UsageError as error:
        sys.exit(f"{error}")
