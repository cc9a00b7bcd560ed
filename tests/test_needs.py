"""What a page must have for a check to be called: a check that is not called would have said nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from test_rules import RULES

from profilelint.authoring.examples import _context
from profilelint.authoring.grammar import parse_examples
from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.model import Document

sys.path.insert(0, str(Path(__file__).parent.parent / "fuzz"))

from pages import mutated, page

TODAY = date(2026, 1, 31)
#: Forms in which a format writes a character by its name or its number.
WRITTEN = (
    ("md", "&num; [a](&num;b) &ast;&ast;c &ldquo;d&rdquo; &#49;&#57;&#57;&#57; e&comma;&comma; f &lt;!-- g --&gt;"),
    ("md", "[a](x&lsqb;&rpar;) May &mdash;&mdash; Present, \u2019\uff12\uff13 expected \u2019\uff12\uff13"),
    ("html", "<a href='&num;x'>a</a> <img alt='&#105;mg'> b &period;&period; C &equals; &#x201c;d&#x201c;"),
    ("json", '{"title": "\\u0031\\u0039\\u0039\\u0039 – \\u0031980, a\\u002c\\u002c b", "url": "\\u0023", "doi": "10/\\u0061"}'),
    ("yml", 'title: "\\x31999 – 1980\\x2e\\x2e"\nurl: "\\x23"\n'),
    ("toml", 'title = "\\u00319\\u002c\\u002c x"\n'),
)


def silent(document: Document, context: Context) -> Iterator[str]:
    """The rules whose check is not called, and has something to say."""
    for rule in RULES:
        check = CHECKS[rule.check]
        if not check.needs(document) and list(check.run(document, rule.options, context)):
            yield rule.id


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_nothing_is_lost_in_examples(rule):
    for example in parse_examples(rule):
        for text in (example.page, *([example.fixed] if example.fixed else [])):
            assert list(silent(read(text.source, example.format), _context(example))) == [], text.source.text


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_nothing_is_lost_on_pages_that_nobody_would_write(start):
    for seed in range(start, start + 100):
        name, data = page(seed)
        for bytes in (data, mutated(data, seed)):
            assert list(silent(read(Source.from_bytes(bytes, name)), Context(TODAY))) == [], seed


@pytest.mark.parametrize(("ending", "text"), WRITTEN)
def test_nothing_is_lost_where_characters_are_written_by_name_or_number(ending, text):
    for start in ("", "---\ntitle: x\n---\n") if ending in ("md", "html") else ("",):
        assert list(silent(read(Source(start + text, f"page.{ending}")), Context(TODAY))) == []


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_is_there(name):
    module, _, function = CHECKS[name].function.rpartition(".")
    assert CHECKS[name].run is getattr(import_module(f"profilelint.checks.{module}"), function)
    assert function == "check" or not CHECKS[name].options


def test_the_checks_stand_in_order():
    assert list(CHECKS) == sorted(CHECKS)
