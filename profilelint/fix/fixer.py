"""Diagnostics -> new text: whole fixes that do not touch one another, pass by pass until nothing is left to fix."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Fix
from profilelint.core.record import record, replace
from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document.model import Document
from profilelint.fix.verification import refusal

MAX_PASSES = 10

#: How much of a word next to an edit is shown.
_WORD = 30
#: The rest of a word that a fix changes, and of what it is put into.
_WORD_BEFORE, _WORD_AFTER = regex(r"[^\s<>]+\Z"), regex(r"[^\s<>]+")
_PUT_BEHIND, _PUT_BEFORE = regex(r"\S+\Z"), regex(r"\S+")

Read = Callable[[Source], Document]
Lint = Callable[[Document], tuple[Diagnostic, ...]]


class FixLoopError(Exception):
    """Fixes of several rules undo each other, which is a bug in profilelint. `path`: of the page; `rules`: their ids."""

    def __init__(self, path: str, rules: tuple[str, ...]) -> None:
        self.reason = f"the fixes of {', '.join(rules)} undo each other, so nothing was changed; this is a bug in profilelint"
        super().__init__(f"{path}: {self.reason}")
        self.path, self.rules = path, rules


@record
class Change:
    """What a fix did. `line` is that of the text that the pass began with."""

    rule: str
    line: int
    old: str
    new: str


@record
class FixResult:
    """`applied`: what was fixed, in passes; `left`: what the new text still has; `refused`: fixes that would have done harm, and what."""

    source: Source
    applied: tuple[tuple[Change, ...], ...]
    left: tuple[Diagnostic, ...]
    refused: tuple[tuple[Diagnostic, str], ...] = ()


def fix_source(
    source: Source,
    read: Read,
    lint: Lint,
    allowed: Applicability = Applicability.SAFE,
    only: Callable[[Diagnostic], bool] = lambda diagnostic: True,
) -> FixResult:
    """Apply the fixes that are at least as safe as `allowed`; `FixLoopError` where a text comes back."""
    seen: dict[str, int] = {}
    passes: list[tuple[Diagnostic, ...]] = []
    changes: list[tuple[Change, ...]] = []
    while True:
        document = read(source)
        diagnostics = lint(document)
        wanted = [d for d in diagnostics if d.fix and d.fix.applicability >= allowed and only(d)]
        made, refused = _possible(document, wanted, read, lint)
        if not made or len(passes) == MAX_PASSES:
            return FixResult(source, tuple(changes), diagnostics, tuple(refused))
        seen[source.text] = len(passes)
        passes.append(made)
        changes.append(tuple(_change(source, diagnostic) for diagnostic in made))
        source = fixed_source(source, made)
        if source.text in seen and not any(_fix(diagnostic).drop_mark for diagnostic in made):
            raise FixLoopError(source.path, tuple(sorted({diagnostic.rule for each in passes[seen[source.text] :] for diagnostic in each})))


def _possible(
    document: Document, wanted: Sequence[Diagnostic], read: Read, lint: Lint
) -> tuple[tuple[Diagnostic, ...], list[tuple[Diagnostic, str]]]:
    """The fixes that can be applied at once, and those that cannot, with the reason. A fix that cannot be applied does not block others."""
    refused: list[tuple[Diagnostic, str]] = []
    while fixes := select_fixes(wanted):
        made, harmful = _harmless(document, (), fixes, read)
        in_vain = _in_vain(document.source, made, lambda text: lint(read(text)))
        refused += [*harmful, *((diagnostic, "it would be reported again") for diagnostic in in_vain)]
        if made := tuple(diagnostic for diagnostic in made if diagnostic not in in_vain):
            return made, refused
        wanted = [diagnostic for diagnostic in wanted if diagnostic not in fixes]
    return (), refused


def _harmless(
    document: Document, before: Sequence[Diagnostic], fixes: Sequence[Diagnostic], read: Read
) -> tuple[tuple[Diagnostic, ...], list[tuple[Diagnostic, str]]]:
    """Those of `fixes` that can be made after those of `before` without harm; and the others, with what they would do."""
    if not fixes:
        return (), []
    together = (*before, *fixes)
    edits = [edit for diagnostic in together for edit in _fix(diagnostic).edits]
    structural = any(_fix(diagnostic).structural for diagnostic in together)
    reason = refusal(document, read(fixed_source(document.source, together)), edits, structural)
    if not reason:
        return tuple(fixes), []
    if len(fixes) == 1:
        return (), [(fixes[0], reason)]
    half = len(fixes) // 2
    first, refused = _harmless(document, before, fixes[:half], read)
    second, also_refused = _harmless(document, (*before, *first), fixes[half:], read)
    return (*first, *second), refused + also_refused


def _in_vain(source: Source, fixes: Sequence[Diagnostic], look: Callable[[Source], tuple[Diagnostic, ...]]) -> tuple[Diagnostic, ...]:
    """Of the fixes that change what the page is made of, those that do not take away what they are there for: a tag that is closed
    inside of something that swallows the end tag."""
    structural = [diagnostic for diagnostic in fixes if _fix(diagnostic).structural]
    if not structural:
        return ()
    left = {(diagnostic.rule, diagnostic.span.start) for diagnostic in look(fixed_source(source, fixes))}
    edits = sorted((edit for diagnostic in fixes for edit in _fix(diagnostic).edits), key=lambda edit: edit.span)
    ends = [edit.span.end for edit in edits]
    growth = [0, *accumulate(len(edit.content) - len(edit.span) for edit in edits)]
    return tuple(d for d in structural if (d.rule, d.span.start + growth[bisect_right(ends, d.span.start)]) in left)


def fixed_source(source: Source, diagnostics: Iterable[Diagnostic]) -> Source:
    """The source with the fixes of diagnostics that do not touch one another."""
    fixes = [_fix(diagnostic) for diagnostic in diagnostics]
    text = apply_edits(source.text, [edit for fix in fixes for edit in fix.edits])
    if any(fix.drop_mark for fix in fixes):
        return replace(source, text=text, bom=False, encoding="utf-8")
    return replace(source, text=text)


def _fix(diagnostic: Diagnostic) -> Fix:
    return diagnostic.fix or Fix((), Applicability.DISPLAY_ONLY)


def _change(source: Source, diagnostic: Diagnostic) -> Change:
    """What a fix does, shown with the rest of the words that it touches."""
    edits = _fix(diagnostic).edits
    if not edits:
        return Change(diagnostic.rule, diagnostic.start.line, "a byte order mark", "")
    first, last = edits[0].span.start, edits[-1].span.end
    rest_before, rest_after = (_WORD_BEFORE, _WORD_AFTER) if first < last else (_PUT_BEHIND, _PUT_BEFORE)
    before, after = rest_before.search(source.text, max(0, first - _WORD), first), rest_after.match(source.text, last, last + _WORD)
    span = Span(before.start() if before else first, after.end() if after else last)
    inside = [Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.content) for edit in edits]
    old = source.slice(span)
    return Change(diagnostic.rule, source.position(edits[0].span.start).line, old, apply_edits(old, inside))


def select_fixes(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Of diagnostics with fixes, those that can be applied at once: no edit of one touches an edit of another. The first one wins."""
    taken: list[Span] = []
    chosen = []
    for diagnostic in diagnostics:
        spans = [edit.span for edit in _fix(diagnostic).edits]
        if any(_touches(span, taken) for span in spans):
            continue
        for span in spans:
            insort(taken, span)
        chosen.append(diagnostic)
    return tuple(chosen)


def _touches(span: Span, taken: list[Span]) -> bool:
    """Whether a span has a character or an end in common with one of `taken`, which are sorted and apart from one another."""
    at = bisect_right(taken, span)
    return any(other.start <= span.end and span.start <= other.end for other in taken[max(0, at - 1) : at + 1])


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits that do not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at {edit.span}")
        parts += [text[at : edit.span.start], edit.content]
        at = edit.span.end
    return "".join((*parts, text[at:]))
