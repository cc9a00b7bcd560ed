"""Diagnostics as the protocol writes them."""

from __future__ import annotations

from lsprotocol import types

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.server.positions import range_of

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


def written(page: Page | None, uri: str, encoding: str) -> list[types.Diagnostic]:
    """All diagnostics of a page; none where it is not checked."""
    return [_written(page, diagnostic, uri, encoding) for diagnostic in page.diagnostics] if page else []


def _written(page: Page, diagnostic: Diagnostic, uri: str, encoding: str) -> types.Diagnostic:
    """`data` says which finding it is: its number on the page is not stable, its rule and place are."""
    source = page.source
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, range_of(source, other.span, encoding)), other.message)
        for other in diagnostic.related
    ]
    return types.Diagnostic(
        range=range_of(source, diagnostic.span, encoding),
        message=diagnostic.message,
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.rule,
        code_description=types.CodeDescription(diagnostic.url),
        source="profilelint",
        tags=[types.DiagnosticTag.Unnecessary] if diagnostic.deletes else None,
        related_information=related or None,
        data={"rule": diagnostic.rule, "start": diagnostic.span.start, "end": diagnostic.span.end},
    )
