"""What holds of any bytes, whatever they are called."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise

from profilelint.checks.context import Context
from profilelint.core.diagnostic import Applicability, Diagnostic
from profilelint.core.results import Page
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.fix.fixer import MAX_PASSES, FixLoopError, Read, fix_source
from profilelint.report import FORMATS, writer
from profilelint.report.style import Style
from profilelint.rulepages.rules import Rule
from profilelint.run.engine import lint
from profilelint.run.selection import ready_rules

TODAY = date(2026, 1, 31)


def hold(data: bytes, path: str, quick: bool = False) -> None:
    """`AssertionError`, or whatever was raised, where a promise is broken. `quick`: read and check the page, no more."""
    checked = check(data, path)
    if not quick:
        report_and_fix(*checked)


def check(data: bytes, path: str) -> tuple[Source, Read, tuple[Diagnostic, ...]]:
    """What a page says; each text that comes of it is read and checked once, however often it is asked for."""
    source = Source.from_bytes(data, path)
    assert source.encode(source.text) == data
    read_once = cache(read)
    document = read_once(source)
    _segments_are_the_text(document)
    diagnostics = _look(document)
    _places_are_right(source, diagnostics)
    return source, read_once, diagnostics


def report_and_fix(source: Source, read_once: Read, diagnostics: tuple[Diagnostic, ...], formats: Iterable[str] = tuple(FORMATS)) -> None:
    speaking = {diagnostic.rule for diagnostic in diagnostics}
    rules = tuple(rule for rule in _rules() if rule.id in speaking)
    for format in formats:
        written = "\n".join(writer(format)([Page(source, diagnostics)], Style(), rules))
        written.encode("utf-8")
        if format == "json":
            assert len(json.loads(written)) == len(diagnostics)
    for allowed in (Applicability.SAFE, Applicability.UNSAFE):
        _fixes_are_done_once(source, read_once, allowed)


@cache
def _rules() -> tuple[Rule, ...]:
    return ready_rules()


def _look(document: Document) -> tuple[Diagnostic, ...]:
    return document.view(_lint)


def _lint(document: Document) -> tuple[Diagnostic, ...]:
    return lint(document, _rules(), Context(TODAY))


def _segments_are_the_text(document: Document) -> None:
    at = 0
    for segment in document.segments:
        assert segment.span.start == at
        assert segment.span.end > at
        at = segment.span.end
    assert at == len(document.source.text)


def _places_are_right(source: Source, diagnostics: tuple[Diagnostic, ...]) -> None:
    size = len(source.text)
    for diagnostic in diagnostics:
        assert 0 <= diagnostic.span.start < diagnostic.span.end <= size or not size, diagnostic
        assert diagnostic.start == source.position(diagnostic.span.start)
        assert diagnostic.end == source.position(diagnostic.span.end)
        if diagnostic.fix:
            edits = diagnostic.fix.edits
            assert all(edit.span.end <= size for edit in edits)
            assert all(one.span.end <= two.span.start for one, two in pairwise(edits))
    assert len({(diagnostic.rule, diagnostic.span) for diagnostic in diagnostics}) == len(diagnostics), "the same said twice"


def _fixes_are_done_once(source: Source, read: Read, allowed: Applicability) -> None:
    try:
        fixed = fix_source(source, read, _look, allowed)
    except FixLoopError as error:
        raise AssertionError(str(error)) from error
    if len(fixed.applied) < MAX_PASSES:  # else there is more to fix, and the next run goes on with it
        assert fix_source(fixed.source, read, _look, allowed).source == fixed.source
    fixed.source.encode(fixed.source.text)
