"""LaTeX quotation marks on pages, where nothing replaces them: ``gold standard''."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.document.model import Document

_QUOTED = regex(r"(?<![`\w])``(?P<inside>[^\s`'][^`\n\"“”]{0,200}?)(?:''|\")(?!['`\w])")
#: Formats whose readers replace the marks themselves.
_LATEX = ("bibtex", "latex")
_BSD_LICENCE = "AS IS"


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if document.format in _LATEX:
        return
    for run in document.runs:
        for match in _QUOTED.finditer(run.text) if "``" in run.text else ():
            start, end = match.span()
            if match["inside"] == _BSD_LICENCE:
                continue
            first, last = match.start("inside"), match.end("inside")
            is_plain = run.is_plain(start, first) and run.is_plain(last, end)
            edits = (Edit(run.span(start, first), "“"), Edit(run.span(last, end), "”")) if is_plain else ()
            yield Finding(run.span(start, end), {"inside": match["inside"]}, edits)
