"""What to do about a diagnostic: other words, the changes of its fix, commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote

from profilelint.core.diagnostic import Applicability, Diagnostic, Severity
from profilelint.core.results import Page
from profilelint.report.style import escaped
from profilelint.report.summary import MISSPELLING, Step, removal

_MANY_SUGGESTIONS, _MANY_PATHS = 3, 4


def message(diagnostic: Diagnostic) -> str:
    # Reports about a comment itself keep their severity, and need no hint.
    is_in_comment = diagnostic.hidden and diagnostic.severity is Severity.NOTE
    return escaped(diagnostic.message) + (" (in a comment)" if is_in_comment else "")


def suggestions(diagnostic: Diagnostic) -> list[str]:
    """Replacements, unless the message has them."""
    new = [text for text in diagnostic.suggestions[:_MANY_SUGGESTIONS] if text.strip()]
    return [] if any(text in diagnostic.message for text in new) else [escaped(text) for text in new]


def has_fix(diagnostic: Diagnostic) -> bool:
    """Whether a command can apply its fix."""
    return diagnostic.fix is not None and diagnostic.fix.applicability is not Applicability.DISPLAY_ONLY


def commands(page: Page, diagnostics: Iterable[Diagnostic]) -> Iterator[Step]:
    """The commands that deal with diagnostics of one group. `page`: of the first. A name that cannot be shown as it is gets none."""
    found = [*diagnostics]
    first, fixed = found[0], [*filter(has_fix, found)]
    paths = [*dict.fromkeys(each.path for each in fixed)]
    if fixed and "-" not in paths and all(escaped(path) == path for path in paths):
        is_safe = all(each.fix and each.fix.applicability is Applicability.SAFE for each in fixed)
        where = " ".join(map(_argument, paths)) if len(paths) <= _MANY_PATHS else ""
        command = f"profilelint --fix{'' if is_safe else ' --unsafe-fixes'} --select {first.rule} {where}".rstrip()
        yield Step("Apply the fix" if is_safe else "Apply the fix, then review the change", command)
    if first.rule == MISSPELLING and (word := page.source.slice(first.span)).isalpha():
        yield Step("If the word is right", f"profilelint words add {word}")
    what, _, command = removal(each for each in found if each.deletes).partition(": ")
    if command and escaped(command) == command:
        yield Step(what, command)


def _argument(path: str) -> str:
    """A path that neither a shell nor profilelint takes for something else."""
    return quote(f"./{path}" if path.startswith("-") else path)
