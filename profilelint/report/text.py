"""Reports for people: with the source line, or one line each; and how often each rule spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.core.diagnostic import Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.report.about import About
from profilelint.report.excerpt import excerpt
from profilelint.report.style import Style, escaped, width

_LOOKS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MANY_SUGGESTIONS = 3


def full(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """Errors and warnings with their source line; then, since they never fail a run, the notes of the page on a line each."""
    for page in pages:
        notes = [diagnostic for diagnostic in page.diagnostics if diagnostic.severity is Severity.NOTE]
        for diagnostic in page.diagnostics:
            if diagnostic.severity is not Severity.NOTE:
                yield _headline(diagnostic, style)
                yield from excerpt(page.source, diagnostic, style, _LOOKS[diagnostic.severity])
                yield from _advice(page, diagnostic, style)
                yield ""
        yield from (_headline(diagnostic, style) for diagnostic in notes)
        if notes:
            yield ""


def concise(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    for page in pages:
        for diagnostic in page.diagnostics:
            severity = diagnostic.severity.name.lower()
            yield f"{_place(diagnostic)}: {severity} {diagnostic.rule} {_message(diagnostic)}"


def grouped(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """The reports of a file under its name."""
    for page in pages:
        if not page.diagnostics:
            continue
        yield style.paint(escaped(page.source.path), "bold")
        places = [f"{diagnostic.start.line}:{diagnostic.start.column}" for diagnostic in page.diagnostics]
        widest = max(6, *map(len, places))  # mostly the same from file to file
        for place, diagnostic in zip(places, page.diagnostics, strict=True):
            severity = style.paint(f"{diagnostic.severity.name.lower():<7}", _LOOKS[diagnostic.severity])
            first, *more = _wrapped(f"{_message(diagnostic)} [{diagnostic.rule}]", style.columns - widest - 13 if style.wraps else 0)
            lines = [f"  {place:<{widest}}  {severity}  {first}", *(f"{'':{widest + 13}}{line}" for line in more)]
            yield from lines[:-1]
            yield f"{lines[-1].removesuffix(rule := f'[{diagnostic.rule}]')}{style.paint(rule, 'dim')}"
        yield ""


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of so many columns, if there is a limit; words stay whole."""
    lines = [""]
    for word in text.split(" ") if room else (text,):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > room:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def statistics(pages: Iterable[Page], style: Style, rules: Iterable[About]) -> Iterator[str]:
    """How often each rule spoke, the most talkative first."""
    counts = Counter((diagnostic.rule, diagnostic.severity) for page in pages for diagnostic in page.diagnostics)
    for (rule, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0], -item[0][1])):
        yield f"{count:>5}  {style.paint(f'{severity.name.lower():<7}', _LOOKS[severity])}  {rule}"


def summary(files: int, diagnostics: Counter[Severity], excluded: int) -> str:
    """The last line: how many files were read, and what was found."""
    checked = f"{_count(files, 'file')} checked" + (f" ({excluded} excluded)" if excluded else "")
    found = [_count(diagnostics[severity], severity.name.lower()) for severity in reversed(Severity) if diagnostics[severity]]
    if not files:
        return f"{checked}."
    return f"{checked}: {', '.join(found) or 'nothing to report'}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _headline(diagnostic: Diagnostic, style: Style) -> str:
    severity = style.paint(diagnostic.severity.name.lower(), "bold", _LOOKS[diagnostic.severity])
    return f"{style.paint(_place(diagnostic), 'bold')}: {severity}: {_message(diagnostic)} {style.paint(f'[{diagnostic.rule}]', 'dim')}"


def _place(diagnostic: Diagnostic) -> str:
    return f"{escaped(diagnostic.path)}:{diagnostic.start.line}:{diagnostic.start.column}"


def _message(diagnostic: Diagnostic) -> str:
    # What is said about a comment itself keeps its severity, and needs no hint.
    is_in_comment = diagnostic.hidden and diagnostic.severity is Severity.NOTE
    return escaped(diagnostic.message) + (" (in a comment)" if is_in_comment else "")


def _advice(page: Page, diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    """What may be put there, unless the message says it already; and the other places that it speaks of."""
    new = [text for text in diagnostic.suggestions[:_MANY_SUGGESTIONS] if text.strip()]
    if new and not any(text in diagnostic.message for text in new):
        quoted = [f'"{escaped(text)}"' for text in new]
        yield style.paint(f"  = write {' or '.join(quoted)}", "green")
    for related in diagnostic.related:
        place = page.source.position(related.span.start)
        yield f"  = {escaped(diagnostic.path)}:{place.line}:{place.column}: {escaped(related.message)}"
