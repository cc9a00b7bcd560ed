"""Diagnostics -> new text: whole fixes that do not touch one another, pass by pass until nothing is left to mend."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from profilelint.checks.context import Context
from profilelint.diagnostic import Applicability, Diagnostic, Edit
from profilelint.document.model import Document
from profilelint.engine import lint
from profilelint.rules import Rule
from profilelint.source import Source, Span

MAX_PASSES = 10


class FixLoopError(Exception):
    """Fixes undo one another."""

    def __init__(self, path: str, rules: tuple[str, ...]) -> None:
        super().__init__(f"{path}: the fixes of {', '.join(rules)} undo one another; nothing was changed. This is a bug in profilelint")
        self.path, self.rules = path, rules


@dataclass(frozen=True, slots=True)
class Fixed:
    """`applied`: what was mended, in passes (its places are those of the pass); `left`: what the new text still has."""

    text: str
    applied: tuple[tuple[Diagnostic, ...], ...]
    left: tuple[Diagnostic, ...]


def fix_text(
    source: Source,
    rules: Iterable[Rule],
    context: Context,
    read: Callable[[Source], Document],
    allowed: Applicability = Applicability.SAFE,
    only: Callable[[Diagnostic], bool] = lambda diagnostic: True,
    known: Collection[str] = (),
) -> Fixed:
    """Apply the fixes that are at least as safe as `allowed`; `FixLoopError` where a text comes back."""
    rules = tuple(rules)
    seen: dict[str, int] = {}
    passes: list[tuple[Diagnostic, ...]] = []
    while True:
        diagnostics = lint(read(source), rules, context, known)
        seen[source.text] = len(passes)
        chosen = select_fixes([d for d in diagnostics if d.fix and d.fix.applicability >= allowed and only(d)])
        if not chosen or len(passes) == MAX_PASSES:
            return Fixed(source.text, tuple(passes), diagnostics)
        text = apply_edits(source.text, [edit for diagnostic in chosen if diagnostic.fix for edit in diagnostic.fix.edits])
        passes.append(chosen)
        if text in seen:
            raise FixLoopError(source.path, tuple(sorted({diagnostic.rule for made in passes[seen[text] :] for diagnostic in made})))
        source = replace(source, text=text)


def select_fixes(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Of diagnostics with fixes, those that can be applied at once: no edit of one touches an edit of another. The first one wins."""
    taken: list[Span] = []
    chosen = []
    for diagnostic in diagnostics:
        spans = [edit.span for edit in diagnostic.fix.edits] if diagnostic.fix else []
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
