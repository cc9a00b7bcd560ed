"""SARIF 2.1.0, as GitHub code scanning and many others read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.core.source import Source, Span
from profilelint.report.about import About
from profilelint.report.groups import group_of
from profilelint.report.json import dumps
from profilelint.report.places import repository_path, uri, with_fingerprints
from profilelint.report.style import Style
from profilelint.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://github.com/profilelint/profilelint"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def report(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    known = sorted(rules, key=lambda rule: rule.id)
    indexes = {rule.id: index for index, rule in enumerate(known)}
    urls: dict[str, str] = {}
    results = []
    for page in pages:
        location = {"uri": uri(repository_path(page.source.path)), "uriBaseId": "%SRCROOT%"}
        for diagnostic, mark in with_fingerprints(page):
            urls.setdefault(diagnostic.rule, diagnostic.url)
            results.append(_result(page.source, diagnostic, location, mark, indexes))
    driver = {
        "name": "profilelint",
        "version": __version__,
        "informationUri": HOME,
        "rules": [_rule(rule, urls) for rule in known],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top of the repository."}}},
        "results": results,
    }
    yield dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: About, urls: dict[str, str]) -> dict[str, object]:
    why = rule.body.partition("\n## ")[0].strip() or rule.title
    described: dict[str, object] = {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in re.split(r"[/-]", rule.id)),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": why},
        "help": {"text": why, "markdown": rule.body.strip() or rule.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.id.partition("/")[0], *([f"WCAG {rule.criterion}"] if rule.criterion else [])]},
    }
    return described | ({"helpUri": urls[rule.id]} if urls.get(rule.id) else {})


def _result(source: Source, diagnostic: Diagnostic, location: dict[str, str], mark: str, indexes: dict[str, int]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": _region(source, diagnostic.span)}}],
        "partialFingerprints": {"profilelint/v1": mark},
        "properties": {"group": group_of(diagnostic)},
    }
    if diagnostic.rule in indexes:
        result["ruleIndex"] = indexes[diagnostic.rule]
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                "physicalLocation": {"artifactLocation": location, "region": _region(source, related.span)},
            }
            for number, related in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix and diagnostic.fix.edits:
        replacements = [
            {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.content}} for edit in diagnostic.fix.edits
        ]
        change = {"artifactLocation": location, "replacements": replacements}
        how_far = diagnostic.fix.applicability.name.lower().replace("_", "-")
        result["fixes"] = [{"description": {"text": f"A fix, {how_far}"}, "artifactChanges": [change]}]
    return result


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
