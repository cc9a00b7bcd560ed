"""Walk through what was found, one finding at a time, and let the person decide.

The decisions are functions of a text: they say what the page would be, and refuse what would do harm. The loop around them only
shows and asks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from unicodedata import category

from profilelint.core.diagnostic import Diagnostic, Edit, Severity
from profilelint.core.record import record, replace
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.fix.fixer import apply_edits, fixed_source
from profilelint.fix.verification import refusal
from profilelint.report.excerpt import excerpt
from profilelint.report.style import Style, escaped

Lint = Callable[[Source], tuple[Diagnostic, ...]]
Ask = Callable[[str], str]
Say = Callable[[str], None]

_MANY = 9
_LOOKS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_KEYS = "[t]ype  [Enter] skip  [i]gnore  ignore in [f]ile  [u]ndo  [q]uit"
_ADD_KEY = "[a]dd word  "
#: Its findings are words, which a site may add to its own.
_OF_WORDS = "spelling/misspelling"


class StoppedError(Exception):
    """There will be no answer any more. `interrupted`: by Ctrl-C."""

    def __init__(self, interrupted: bool = False) -> None:
        super().__init__()
        self.interrupted = interrupted


@record
class Decided:
    """What came of a page. `words`: those that are right on this site, said on this page; `stopped`: the person wants to see no more;
    `interrupted`: and has pressed Ctrl-C."""

    source: Source
    stopped: bool
    interrupted: bool = False
    words: tuple[str, ...] = ()


def candidates(source: Source, diagnostic: Diagnostic) -> tuple[tuple[str, Source], ...]:
    """What may be chosen by number: how it is shown, and the page that it makes. The fix comes first, where there is one."""
    found: dict[str, tuple[str, Source]] = {}
    if diagnostic.fix:
        made = fixed_source(source, (diagnostic,))
        if made != source and not _does_harm(source, made, diagnostic.fix.edits, diagnostic.fix.structural):
            found[made.text] = (_shown(source, diagnostic), made)
    for suggestion in diagnostic.suggestions:
        other = typed(source, diagnostic, suggestion)
        if other is not None:
            found.setdefault(other.text, (suggestion, other))
    return tuple(found.values())[:_MANY]


def _shown(source: Source, diagnostic: Diagnostic) -> str:
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    if not edits:
        return "remove the byte order mark"
    inside = all(edit.span in diagnostic.span for edit in edits)
    if not inside:
        return f"insert {edits[0].content.strip()}"
    moved = [Edit(Span(edit.span.start - diagnostic.span.start, edit.span.end - diagnostic.span.start), edit.content) for edit in edits]
    return apply_edits(source.slice(diagnostic.span), moved) or "remove it"


def typed(source: Source, diagnostic: Diagnostic, text: str) -> Source | None:
    """The page with a text in the place of the finding; None where that would change more than this place."""
    edit = Edit(diagnostic.span, text)
    made = _edited(source, edit)
    return None if made == source or _does_harm(source, made, (edit,), False) else made


def ignored_here(source: Source, diagnostic: Diagnostic, lint: Lint) -> Source | None:
    """The page with a comment that switches the rule off for this line; None where no place for one is found."""
    rule, line = diagnostic.rule, source.line_span(diagnostic.start.line)
    written = source.text[line.start : line.end]
    indent = written[: len(written) - len(written.lstrip())]
    for edit in (
        Edit(Span(line.end, line.end), f" {_comment(source, line.start, f'disable-line {rule}')}"),
        Edit(Span(line.start, line.start), f"{indent}{_comment(source, line.start, f'disable-next-line {rule}')}{source.newline}"),
    ):
        made = _edited(source, edit)
        if _switches_off(source, made, edit, diagnostic, lint):
            return made
    return None


def ignored_in_file(source: Source, diagnostic: Diagnostic, lint: Lint) -> Source | None:
    """The page with a comment that switches the rule off in all of it; None where the format has no comments."""
    front = read(source).front_matter
    # After the front matter, on its own line.
    at = source.line_starts[min(source.position(front.span.end - 1).line, len(source.line_starts) - 1)] if front else 0
    edit = Edit(Span(at, at), f"{_comment(source, at, f'disable-file {diagnostic.rule}')}{source.newline}")
    made = _edited(source, edit)
    return made if _switches_off(source, made, edit, diagnostic, lint) else None


def _comment(source: Source, offset: int, instruction: str) -> str:
    """A comment in the language of the place: front matter and data have other ones than pages."""
    document = read(source)
    front = document.front_matter
    if document.format in ("yaml", "toml") or (front and front.span.start <= offset < front.span.end):
        return f"# profilelint-{instruction}"
    return f"% profilelint-{instruction}" if document.format in ("bibtex", "latex") else f"<!-- profilelint-{instruction} -->"


def _switches_off(source: Source, made: Source, edit: Edit, diagnostic: Diagnostic, lint: Lint) -> bool:
    """Whether the comment has just the one effect: one finding or more of the rule is gone, and the page shows the same."""
    before, after = read(source), read(made)
    if refusal(before, after, (edit,), structural=True) or _visible(before) != _visible(after):
        return False
    old, new = ([said.rule for said in lint(each)] for each in (source, made))
    return old.count(diagnostic.rule) > new.count(diagnostic.rule) and not any(new.count(rule) > old.count(rule) for rule in set(new))


def _visible(document: Document) -> list[object]:
    """What a visitor and a site generator get of a page."""
    texts = ["".join(run.text.split()) for run in document.runs if not run.hidden]
    fields = [(field.path, field.value) for field in document.fields]
    return [texts, fields, [(tag.name, tag.kind) for tag in document.tags], [problem.kind for problem in document.problems]]


def _does_harm(source: Source, made: Source, edits: tuple[Edit, ...], structural: bool) -> bool:
    return bool(refusal(read(source), read(made), edits, structural))


def _edited(source: Source, edit: Edit) -> Source:
    return replace(source, text=apply_edits(source.text, (edit,)))


def walk(source: Source, lint: Lint, ask: Ask, say: Say, style: Style, known: Collection[str] = ()) -> Decided:
    """Show each finding of a page and do what is answered; nothing is written here. What was decided stays so, however it ends: `ask` may
    raise `StoppedError`. `known`: words that were added to the site's own before."""
    words: tuple[str, ...] = ()
    history: list[tuple[Source, tuple[int, str], tuple[str, ...]]] = []
    behind = (-1, "")  # the finding that was dealt with last: its place and its rule
    try:
        while diagnostic := _next(source, lint, behind, {*known, *words}):
            choices = candidates(source, diagnostic)
            for line in _shown_finding(source, diagnostic, choices, style):
                say(line)
            answer = ask("? ").strip()
            here = (diagnostic.span.start, diagnostic.rule)
            if answer == "q":
                return Decided(source, True, words=words)
            if answer == "u":
                if history:
                    source, behind, words = history.pop()
                else:
                    say("There is nothing to undo on this page.")
                continue
            before = (source, behind, words)
            if answer == "a" and diagnostic.rule == _OF_WORDS:
                words = (*words, source.slice(diagnostic.span))
            elif answer:
                made = _answered(source, diagnostic, choices, answer, lint, ask, say)
                if made is None:
                    continue
                source = made
            history.append(before)
            behind = here
    except StoppedError as error:
        return Decided(source, True, error.interrupted, words)
    except KeyboardInterrupt:
        return Decided(source, True, True, words)
    return Decided(source, False, words=words)


def _next(source: Source, lint: Lint, behind: tuple[int, str], known: Collection[str]) -> Diagnostic | None:
    """The first finding after the one that was dealt with last that is not about a word that is right here."""
    right = {word.lower() for word in known}
    return next(
        (
            found
            for found in lint(source)
            if (found.span.start, found.rule) > behind and not (found.rule == _OF_WORDS and source.slice(found.span).lower() in right)
        ),
        None,
    )


def _answered(
    source: Source, diagnostic: Diagnostic, choices: tuple[tuple[str, Source], ...], answer: str, lint: Lint, ask: Ask, say: Say
) -> Source | None:
    """The page after an answer; None if it is unchanged, and the reason is printed."""
    if answer.isdecimal() and 1 <= int(answer) <= len(choices):
        return choices[int(answer) - 1][1]
    if answer == "t":
        text = ask(f"instead of {escaped(source.slice(diagnostic.span))}: ")
        why = _unfit(text)
        made = None if why else typed(source, diagnostic, text)
        why = why or "That would change more than this spot; please edit the file yourself."
    elif answer == "i":
        made = ignored_here(source, diagnostic, lint)
        why = "A comment cannot go here; turn the rule off in .profilelint.toml instead."
    elif answer == "f":
        made = ignored_in_file(source, diagnostic, lint)
        why = "A comment cannot go in this file; turn the rule off in .profilelint.toml instead."
    else:
        made, why = None, f"A number, or: {_keys(diagnostic)}."
    if made is None:
        say(why)
    return made


def _unfit(text: str) -> str:
    """Why a text that was typed is put on no page; "" where it may be."""
    if not text.strip():
        return "Nothing was typed, so nothing was changed."
    if any(category(letter) in ("Cc", "Cs") for letter in text):
        return "That holds a control character, as keys without a letter send; type it again."
    return ""


def _shown_finding(source: Source, diagnostic: Diagnostic, choices: tuple[tuple[str, Source], ...], style: Style) -> Iterator[str]:
    place = f"{escaped(source.path)}:{diagnostic.start.line}:{diagnostic.start.column}"
    yield ""
    yield f"{style.paint(place, 'bold')}: {escaped(diagnostic.message)} {style.paint(f'[{diagnostic.rule}]', 'dim')}"
    yield from excerpt(source, diagnostic, style, _LOOKS[diagnostic.severity])
    for number, (text, _) in enumerate(choices, 1):
        yield f"  {number}  {escaped(text)}"
    yield style.paint(f"  {_keys(diagnostic)}", "dim")


def _keys(diagnostic: Diagnostic) -> str:
    return f"{_ADD_KEY if diagnostic.rule == _OF_WORDS else ''}{_KEYS}"
