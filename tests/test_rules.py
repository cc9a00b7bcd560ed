"""Rule pages are read strictly, and the packaged ones keep what they promise."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from rulepages import MONTH, make_rule, write_page

from profilelint.authoring.examples import load_pages, page_failures, run_example
from profilelint.authoring.grammar import Example, parse_examples
from profilelint.checks.context import Option
from profilelint.checks.shared import swap
from profilelint.core import plainyaml
from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.patterns import pattern_problem
from profilelint.core.yamlloader import safe_loader
from profilelint.rulepages.compiled import packs_data
from profilelint.rulepages.packs import load_packs
from profilelint.rulepages.rules import Rule, RuleError, load_rule, load_rules, packaged_rules
from profilelint.run.selection import ready, ready_rules

RULES, WRONG = load_pages(packaged_rules())
BY_ID = {rule.id: rule for rule in RULES}


def _examples(rule: Rule) -> tuple[Example, ...]:
    try:
        return parse_examples(rule)
    except RuleError:
        return ()  # test_page says what is wrong


EXAMPLES = [pytest.param(rule, example, id=f"{rule.id}:{example.name}") for rule in RULES for example in _examples(rule)]
PROMISES = [
    pytest.param(
        rule, example, id=f"{rule.id}:{example.name}", marks=[pytest.mark.xfail(strict=True)] if example.section == "Misses" else []
    )
    for rule in RULES
    for example in _examples(rule)
]


def test_every_packaged_page_is_a_rule() -> None:
    assert [str(failure) for failure in WRONG] == []
    assert RULES


@pytest.mark.public
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_page(rule: Rule) -> None:
    assert [str(failure) for failure in page_failures(rule, parse_examples(rule))] == []


@pytest.mark.public
@pytest.mark.parametrize(("rule", "example"), PROMISES)
def test_a_rule_does_what_its_example_says(rule: Rule, example: Example) -> None:
    section = "Reports" if example.section == "Misses" else example.section
    alone = {id: BY_ID[id] for id in (rule.id, *example.also) if id in BY_ID}
    assert [str(failure) for failure in run_example(rule, replace(example, section=section), alone)] == []


@pytest.mark.public
@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_no_other_rule_speaks_on_an_example(rule: Rule, example: Example) -> None:
    assert [str(failure) for failure in run_example(rule, example, BY_ID)] == []


def test_a_page_becomes_a_rule(tmp_path: Path) -> None:
    path = write_page(tmp_path, "date/misspelled-month", MONTH, "\n\nWhy it matters.\n\n## Reports")
    rule = load_rule(path)
    assert (rule.id, rule.family, rule.severity, rule.fix, rule.hidden) == (
        "date/misspelled-month", "date", Severity.ERROR, Applicability.SAFE, "note",
    )  # fmt: skip
    assert rule.body == "Why it matters.\n\n## Reports"
    assert path.read_text(encoding="utf-8").splitlines()[rule.body_line - 1] == "Why it matters."


def test_rules_of_further_folders_stand_among_the_packaged_ones(tmp_path: Path) -> None:
    write_page(tmp_path, "aaa/mine", MONTH)
    rules = load_rules(tmp_path)
    assert rules[0].id == "aaa/mine"
    assert [rule.id for rule in rules] == sorted(rule.id for rule in rules)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    write_page(tmp_path / "a", "own/mine", MONTH)
    write_page(tmp_path / "b", "own/mine", MONTH)
    with pytest.raises(RuleError, match="the id own/mine is taken by"):
        load_rules(tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize("id", ["Own/mine", "own/mine_too", "own/mine--too", "own/1st"])
def test_an_id_is_of_small_letters(tmp_path: Path, id: str) -> None:
    with pytest.raises(RuleError, match="cannot be part of a rule's id"):
        load_rule(write_page(tmp_path, id, MONTH))


def test_a_page_stands_in_a_family(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("fine", encoding="utf-8")
    (tmp_path / "mine.md").write_text("---\n---\n", encoding="utf-8")
    with pytest.raises(RuleError, match="folder of its family"):
        load_rules(tmp_path)
    with pytest.raises(RuleError, match="no such folder"):
        load_rules(tmp_path / "nowhere")


def test_a_value_may_stand_in_a_file_beside_the_page(tmp_path: Path) -> None:
    front = MONTH.replace("{Febrary: February, Octo: October}", "{file: months.yaml}")
    path = write_page(tmp_path, "date/month", front)
    with pytest.raises(RuleError, match=r"month\.md:9: there is no file months\.yaml next to the page"):
        load_rule(path)
    (path.parent / "months.yaml").write_text("Febrary: February\n", encoding="utf-8")
    assert load_rule(path).options == {"swap": {"Febrary": "February"}}
    (path.parent / "months.yaml").write_text("a: b\nFebrary: [February\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"months\.yaml:\d: invalid YAML"):
        load_rule(path)


WRONG_PAGES = [
    ("title: Month", "titel: Month", 2, 'unknown key "titel"; did you mean "title"?'),
    ("severity: error\n", "", 1, "the key severity is missing"),
    ("severity: error", "severity: eror", 4, 'severity must be one of error, warning, note, not "eror"; did you mean "error"?'),
    ("severity: error", "severity: [error]", 4, "severity must be a text"),
    ("fix: safe", "fix: yes", 6, "fix must be a text, not True"),
    ("fix: safe", "fix: sure", 6, "fix must be one of safe, unsafe, none"),
    ('since: "0.1"', "since: 0.1", 7, 'since must be a text, not 0.1; put it in quotes: since: "0.1"'),
    ("check: swap", "check: swop", 5, 'unknown check "swop"; did you mean "swap"?'),
    ("check: swap", "check: swap\nhidden: maybe", 6, "hidden must be one of note, keep, skip"),
    ("title: Month", "title: ''\nx: Month", 3, 'unknown key "x"'),
    ("title: Month name is misspelt", "title: ''", 2, "title must be a text"),
    ("title: Month", "title: A\ntitle: Month", 3, 'the key "title" occurs twice'),
    ("title: Month", "title: [Month", 3, "invalid YAML"),
    ("{found}", "{found.__class__}", 3, "{found.__class__} is not a plain name"),
    ("{found}", "{found[0]}", 3, "{found[0]} is not a plain name"),
    ("{found}", "{found!r}", 3, "{found!r} is not a plain name"),
    ("{found}", "{found:>99999999}", 3, "{found:>99999999} is not a plain name"),
    ("{found}", "{}", 3, "{} is not a plain name"),
    ("{found}", "{0}", 3, "{0} is not a plain name"),
    ("{found}", "{found", 3, "the braces of the message do not match"),
    ("swap: {F", "swop: {F", 9, 'date/month has no option "swop"; did you mean "swap"?'),
    ("options:\n  swap: {Febrary: February, Octo: October}\n", "", 1, "date/month needs the option swap"),
    ("options:\n  swap: {Febrary: February, Octo: October}", "options: [1]", 8, "options must be a map, not [1]"),
    ("{Febrary: February, Octo: October}", "[Febrary]", 9, "the option swap must be a map from texts to texts"),
    ("{Febrary: February, Octo: October}", "{Febrary: 2}", 9, "the option swap must be a map from texts to texts"),
    ("{Febrary: February, Octo: October}", "{file: ../x.yaml}", 9, "file must be the name of a YAML file next to the page"),
    ("Octo: October}", "Octo: October}\n  in: prose", 10, 'the option in must be a list of strings, not "prose"'),
    ("Octo: October}", "Octo: October}\n  in: [prse]", 10, 'not "prse"; did you mean "prose"?'),
    ("Octo: October}", "Octo: October}\n  case: 3", 10, "the option case must be a text, not 3"),
    ("Octo: October}", "Octo: October}\n  whole: 1", 10, "the option whole must be true or false, not 1"),
    ("Octo: October}", "Octo: October}\n  unless: ['[a']", 10, "the option unless has the pattern [a: it does not compile"),
    ("Octo: October}", "Octo: October}\n  unless: ['(?:a{1,9}){1,9}']", 10, "matching it at one position may take more than"),
]


@pytest.mark.parametrize(("old", "new", "line", "message"), WRONG_PAGES)
def test_what_is_wrong_with_a_page_is_said_with_its_place(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in MONTH
    path = write_page(tmp_path, "date/month", MONTH.replace(old, new))
    with pytest.raises(RuleError) as error:
        ready(load_rule(path))
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert message in str(error.value)


@pytest.mark.parametrize("text", ["Why.\n", "---\n---\nWhy.\n", "---\ntitle: x\n", "\n---\ntitle: x\n---\n", "---\n- a\n---\n"])
def test_front_matter_is_needed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a" / "b.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError):
        load_rule(path)


def test_a_page_is_utf_8(tmp_path: Path) -> None:
    path = write_page(tmp_path, "a/b", MONTH)
    path.write_bytes(path.read_bytes() + b"\xff")
    with pytest.raises(RuleError, match="not UTF-8"):
        load_rule(path)


def test_defaults_are_filled_in(tmp_path: Path) -> None:
    rule = make_rule(tmp_path, "date/month", MONTH)
    assert rule.options["case"] == "insensitive"
    assert rule.options["in"] == ("prose", "heading", "field")
    assert ready(rule) == rule


def test_an_option_without_default_may_be_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(swap.OPTIONS, "since-year", Option("integer"))
    rule = make_rule(tmp_path, "date/month", MONTH)
    assert rule.options["since-year"] is None
    assert ready(rule) == rule


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        (r"a+", "unbounded repetition"),
        (r"(?:ab)*c", "unbounded repetition"),
        (r"a{3,}", "unbounded repetition"),
        (r"(?:a{1,20}){1,20}", "steps"),
        (r"(?:a|ab|b){1,30}", "steps"),
        (r"(?:a?){40}", "steps"),
        (r".{0,90}.{0,90}.{0,90}", "steps"),
        (r"(a)\1", "refers back"),
        (r"(?P<a>b)", "named groups"),
        (r"(?i)a", "flags"),
        (r"(?<=a{1,2})b", "does not compile"),
        (r"(?:\d{1,3}\.){3}\d{1,3}", ""),
        (r"UA-\d{4,10}-\d{1,4}", ""),
        (r"(?:foo|bars?) (?=baz)", ""),
        (r"a{1000}", ""),
        (r"(?:[\w/]{1,20}+ ){0,3}(?:city|state|[Cc]ountry)", ""),
        (r"(?>a{1,90}b{1,90})c{1,90}", ""),
        (r"(?>(?:a{1,20}){1,20})", "steps"),
        (r"(?:(?:\b){60000}){60000}x", "steps"),
        (r"(?:a{0,99}+b){9999}", "steps"),
        ("(?:" * 60 + "a" + ")" * 60, "nested"),
        ("(?:" * 40 + "a?" + ")?" * 40, "steps"),
        ("(?:" * 40 + "a" + "){1}" * 40, ""),
        ("a{0,99999999999}", "does not compile"),
        ("[\0-\U0010ffff]", "ranges"),
        ("a" * 3000, "longer"),
    ],
)
def test_patterns_that_may_take_for_ever_are_refused(pattern: str, problem: str) -> None:
    assert problem in pattern_problem(pattern)
    assert bool(problem) is bool(pattern_problem(pattern))


def test_all_packaged_rules_are_ready() -> None:
    rules = ready_rules()
    assert all(re.fullmatch(r"[a-z-]+/[a-z0-9-]+", rule.id) for rule in rules)


def test_pages_and_packs_read_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_it() -> list[object]:
        safe_loader.cache_clear()
        plainyaml._loader.cache_clear()
        folder = packaged_rules()
        return [*load_rules(), *(packs_data(load_packs([path]), folder) for path in sorted(folder.glob("*/packs/*.yaml")))]

    expected = all_of_it()
    with monkeypatch.context() as patch:
        patch.delattr("yaml.CSafeLoader", raising=False)
        assert all_of_it() == expected
    safe_loader.cache_clear()
    plainyaml._loader.cache_clear()
