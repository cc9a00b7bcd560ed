"""A page for people: what to do first, and each finding in its place.

It loads nothing: its style and its script are in it, and its content policy allows no others. Text of the site is escaped twice: what
moves or turns text by `escaped` and `visible`, markup by the template.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from profilelint.core.diagnostic import Diagnostic
from profilelint.core.errors import UsageError
from profilelint.core.regex import regex
from profilelint.core.results import Page
from profilelint.report import HTML_MARK
from profilelint.report.about import About
from profilelint.report.entries import Entry, Row, entry, rows
from profilelint.report.groups import Group, groups_of, section_of, sections
from profilelint.report.places import severity_name
from profilelint.report.style import Style, escaped
from profilelint.report.summary import Overview
from profilelint.report.text import summary
from profilelint.version import __version__

try:
    from jinja2 import Environment, StrictUndefined, Template
    from markupsafe import Markup
except ModuleNotFoundError:
    raise UsageError('a report in HTML needs an extra package: pip install "profilelint[report]"') from None

_FILES = Path(__file__).with_name("page")
_NUMBER_SIGN = regex("#(?=#)")
_CODE = regex("`([^`]+)`")


def report(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    pages = list(pages)
    found = [diagnostic for page in pages for diagnostic in page.diagnostics]
    by_page = rows(found, lambda diagnostic: escaped(diagnostic.path))
    numbers = {row.name: number for number, row in enumerate(by_page)}
    overview = Overview()
    overview.add(found)
    html = _template().render(
        folder=_folder(pages),
        summary=summary(len(pages), Counter(diagnostic.severity for diagnostic in found), 0, Counter()),
        counts=Counter(map(severity_name, found)),
        steps=overview.steps(),
        overviews=_overviews(found, by_page),
        sections=[(title, [*_entries(groups, numbers)]) for title, groups in sections(groups_of(pages))],
        rules=[*_used(rules, found)],
    )
    # Two number signs begin a command of CI runners, anywhere in a line.
    html = _NUMBER_SIGN.sub("&#35;", html)
    yield html if style.unicode else html.encode("ascii", "xmlcharrefreplace").decode()


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    texts = {name: (_FILES / f"report.{name}").read_text(encoding="utf-8") for name in ("css", "js")}
    environment.globals |= {name: Markup(text) for name, text in texts.items()}
    environment.globals |= {f"{name}_hash": _hash(text) for name, text in texts.items()}
    environment.globals |= {"mark": Markup(HTML_MARK), "version": __version__}
    return environment.from_string((_FILES / "report.jinja").read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    """As a content policy names what is inline."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _folder(pages: Sequence[Page]) -> str:
    """The name of the folder that all pages are in."""
    files = [os.path.abspath(page.source.path) for page in pages if page.source.path != "-"]
    try:
        return escaped(os.path.basename(os.path.commonpath(map(os.path.dirname, files)))) if files else ""
    except ValueError:  # on several drives
        return ""


def _overviews(found: list[Diagnostic], by_page: list[Row]) -> list[tuple[str, str, list[Row]]]:
    """The title of each, the filter that its rows set, and the rows."""
    return [
        ("By kind", "kind", rows(found, lambda diagnostic: section_of(diagnostic.rule))),
        ("By page", "page", by_page),
        ("By family", "family", rows(found, lambda diagnostic: diagnostic.rule.partition("/")[0])),
    ]


def _entries(groups: Iterable[Group], numbers: dict[str, int]) -> Iterator[Entry]:
    """The worst first, otherwise in their order."""
    yield from (entry(group, numbers) for group in sorted(groups, key=lambda group: -group.first.severity))


def _used(rules: Iterable[About], found: Iterable[Diagnostic]) -> Iterator[tuple[About, list[list[str]]]]:
    """The rules that reported something, with the paragraphs that explain each: text and code by turns."""
    used = {diagnostic.rule for diagnostic in found}
    for rule in sorted(rules, key=lambda rule: rule.id):
        if rule.id in used:
            why = rule.body.partition("\n## ")[0].strip()
            yield rule, [_CODE.split(escaped(" ".join(each.split()))) for each in why.split("\n\n")]
