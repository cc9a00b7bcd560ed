"""What a finding is worth: what changes nothing for visitors is a note."""

from __future__ import annotations

from datetime import date

import pytest

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Severity
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules

RULES = ready_rules()
POST = "---\ntitle: Rivers\ndate: {}\n---\nRivers.\n"
LINK = '<p>Rivers <a href="">{}</a></p>\n'
SIGNS = '<p>{} <font face="symbol">\udce1</font></p>\n'
LEGACY = "encoding/invalid-utf8"
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

WEIGHTS = {
    "the post was published again": ("_posts/2021-03-14-a.md", POST.format("2023-03-14"), "date/mismatched-year", NOTE),
    "the date is an old one": ("_posts/2023-03-14-a.md", POST.format("2021-03-14"), "date/mismatched-year", WARNING),
    "visitors are told on purpose": ("index.md", "This site is under construction.\n", "placeholder/filler-text", NOTE),
    "in another language": ("index.md", "Pagina in costruzione\n\nIn costruzione\n", "placeholder/filler-text", NOTE),
    "nobody was told": ("index.md", "Rivers\n\nTBD\n", "placeholder/filler-text", WARNING),
    "nothing to click on": ("index.html", LINK.format(""), "link/empty-target", NOTE),
    "nothing but blanks": ("index.html", LINK.format(" \n "), "link/empty-target", NOTE),
    "something to click on": ("index.html", LINK.format("PDF"), "link/empty-target", ERROR),
    "a sign to click on": ("index.html", LINK.format('<i class="pdf"></i>'), "link/empty-target", ERROR),
    "signs of a formula": ("index.html", SIGNS.format("Rivers"), LEGACY, NOTE),
    "a letter beside signs of a formula": ("index.html", SIGNS.format("Fl\udcfcsse"), LEGACY, ERROR),
    "a mark in a text": ("index.md", "The rivers\u2069 flow.\n", "encoding/invisible-character", NOTE),
    "a paragraph of a mark": ("index.md", "The rivers flow.\n\n\u2069 \n\nThey flow on.\n", "encoding/invisible-character", WARNING),
    "before a heading": ("index.md", "The rivers flow.\n\n\u2069\n## They flow on\n", "encoding/invisible-character", WARNING),
}


@pytest.mark.parametrize(("path", "text", "rule", "severity"), WEIGHTS.values(), ids=WEIGHTS)
def test_what_changes_nothing_is_a_note(path: str, text: str, rule: str, severity: Severity) -> None:
    said = lint(read(Source(text, path)), RULES, Context(date(2026, 1, 31)))
    assert {diagnostic.severity for diagnostic in said if diagnostic.rule == rule} == {severity}
