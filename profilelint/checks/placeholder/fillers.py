"""Stand-ins that were to be replaced: `[Your Name]`, `Skill 1`, `xxxx'24`, "A, B, C" for authors, a lone "Coming soon"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.needs import runs_with
from profilelint.checks.shared.cover import Cover, cover, insides
from profilelint.checks.shared.drafts import is_draft
from profilelint.checks.shared.texts import prefix_tree
from profilelint.core.diagnostic import Finding, Related, Severity
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import BlockKind, Document, Field, Run

OPTIONS = {
    "anywhere": Option("patterns", default=()),
    "clues": Option("strings", default=()),
    "alone": Option("patterns", default=()),
    "name": Option("patterns", default=()),
    "stub": Option("patterns", default=()),
    "numbered": Option("strings", default=()),
}

Words = tuple[str, ...]

#: Elements that ask the visitor for something: "Your name" is right there.
_ASKING = {"form", "label", "button", "option", "textarea", "select"}
_LONGEST = 90  # characters of a stand-in that is all of a text
_WHOLE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FIELD, BlockKind.HTML, BlockKind.QUOTE, BlockKind.DEFINITION)
_SAID = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)
_PROMISE = regex("stay tuned|敬请期待")
_UNDER_WAY = regex("construction|costruzione|allestimento|construcción|construção|aufbau|建设|施工|搭建|工事中|공사", re.IGNORECASE)
#: A text without blanks, quotation marks, emoji and punctuation around it.
_INNER = regex(r"[\w\[\]<>{}](?:.*[\w\[\]<>{}])?", re.DOTALL)
#: Fields that are read as text on a page. "TBD" as the place of a talk is honest, as its abstract it is not.
_TEXT_FIELDS = {
    "title", "subtitle", "description", "abstract", "summary", "excerpt", "bio", "biography", "about", "content", "text", "tldr", "details",
}  # fmt: skip
_AUTHORS = regex(r"[,.;\"”][ \t]+(A, B,(?: and| &)? C(?:,(?: and| &)? D(?:, E)?)?)(?=[ \t]*[,.][ \t]+\S[^\n]{0,80}?\b(?:19|20)\d\d\b)")
#: Of "Prof. xxx" and "xxx University" what is to be replaced.
_XS = regex(r"(?<= )[xX]{3,}(?:[/–-][xX]+|--[xX]+|[ ]?['’‘`]\d\d)?(?![A-Za-z0-9])|(?<!\S)[xX]{3,}(?= [A-Z][a-z])")
_NUMBERED = "1, 2, 3"
#: The patterns of "Skill 1, Skill 2", and of "A, B, C".
_ONE, _COUNTED, _ABC = regex(" 1"), regex(r"\d,[ \t]"), regex(" A, B,")
#: Brackets in which nothing was written, or of which a formula was lost; not those of a function, nor a mention of brackets.
_EMPTY, _BRACKETS = regex(r" \( ?\)"), regex(r"\b([a-z]{2,30}) (\( ?\))(?=[.,;]?(?:\s|\Z))")
_OF_CODE = regex(r"parenthes[ei]s|brackets?|braces|operators?|functions?|methods?|calls?|async|return|def|void|new")
_XS_ONLY = r"x{3,}%?"
#: Instructions to people who write to the owner: `put "[PhD application] [Your Name]" in the subject line`.
_INSTRUCTION = regex(r"\b(?:subject|e-?mails?|apply|application|format|template|placeholder|rename|file ?name)\b", re.IGNORECASE)
_NOTES = ("TODO", "TO-DO", "TBD", "FIXME")
_ASKED_ID = regex(r"\b(?:your|e\.g|replace|find|copy)\b", re.IGNORECASE)


@record
class _Patterns:
    """`anywhere` in a text that has one of the `clues`; of the others, which are all of a text, `name` in no list, and `stub` where it is
    visible."""

    anywhere: re.Pattern[str]
    clues: re.Pattern[str]
    series: re.Pattern[str]
    whole: re.Pattern[str]  # any of those that follow
    short: re.Pattern[str]  # any of those that may be a heading or a cell
    numbered: re.Pattern[str]
    alone: re.Pattern[str]
    name: re.Pattern[str]
    stub: re.Pattern[str]


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    found = list(_found(document, _patterns(*(tuple(options[name]) for name in OPTIONS))))
    if found and not is_draft(document, context.site):
        yield from found


def _found(document: Document, patterns: _Patterns) -> Iterator[Finding]:
    runs = document.runs
    kinds = {index: kind for index, run in enumerate(runs) if (kind := _kind(run, patterns)) and not _closes(runs, index, kind)}
    if kinds:
        yield from _rows(document, kinds)
    for index, finding in _inside(document, patterns):
        if index not in kinds and not _is_asked(document, document.runs[index]):
            yield finding
    for field in document.fields:
        yield from _identifier(document, field, patterns)


@lru_cache(maxsize=8)
def _patterns(anywhere: Words, clues: Words, alone: Words, name: Words, stub: Words, numbered: Words) -> _Patterns:
    number = rf"(?:{'|'.join(map(re.escape, numbered))})[ \t]+\d{{1,2}}(?:\.\d{{1,2}})?"
    return _Patterns(
        _joined(anywhere),
        regex(prefix_tree(clues) or "(?!)"),
        regex(rf"\b{number},[ \t]+{number}(?:(?:,|,? and)[ \t]+{number})*(?:,?[ \t]+etc\.?|[ \t]*(?:\.\.\.|…))?", re.IGNORECASE),
        _in_small_letters((number, *alone, *name, *stub)),
        _in_small_letters((number, _XS_ONLY)),
        _in_small_letters((number,)),
        _in_small_letters(alone),
        _in_small_letters(name),
        _in_small_letters(stub),
    )


def _joined(patterns: Sequence[str]) -> re.Pattern[str]:
    return regex("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def _in_small_letters(patterns: Sequence[str]) -> re.Pattern[str]:
    """For texts in lower case: a pattern that ignores case takes three times as long."""
    return _joined([pattern if pattern == pattern.lower() else f"(?i:{pattern})" for pattern in patterns])


def _asked(document: Document) -> Cover:
    """Forms, what labels their fields, and comments of data, in which a stand-in says what a value looks like."""
    comments = (comment.span for comment in document.comments if comment.markup == "data")
    return cover([*insides(document, _ASKING), *comments])


def _is_asked(document: Document, run: Run) -> bool:
    asked, inner = document.view(_asked), _INNER.search(run.text)
    return inner is not None and bool(asked) and run.span(*inner.span()).start in asked


def _kind(run: Run, patterns: _Patterns) -> str:
    """What makes a stand-in like others; nothing for any other text."""
    inner = _INNER.search(run.text)
    if inner is None or inner.end() - inner.start() > _LONGEST:
        return ""
    text = inner.group().lower()
    whole = patterns.whole if run.kind in _WHOLE else patterns.short
    if whole.fullmatch(text) is None or _is_label(run.text, *inner.span()):
        return ""
    if patterns.numbered.fullmatch(text):
        return _NUMBERED
    if run.kind is BlockKind.CELL:
        return text if inner.group() == text else ""
    return text if run.kind in _WHOLE and _is_stand_in(run, text, patterns) else ""


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether it is a form label, or introduces the list below it: `Title of your talk:`, `Coming soon:`."""
    return text.startswith((":", "："), end) and not text[start:end].upper().startswith(_NOTES) and not text[end - 1].isdigit()


def _is_stand_in(run: Run, text: str, patterns: _Patterns) -> bool:
    if patterns.alone.fullmatch(text) or (run.kind is not BlockKind.ITEM and patterns.name.fullmatch(text)):
        return True
    if run.kind is BlockKind.FIELD and not (run.path and str(run.path[-1]).lower() in _TEXT_FIELDS):
        return False
    return not run.hidden and patterns.stub.fullmatch(text) is not None


def _closes(runs: Sequence[Run], index: int, text: str) -> bool:
    """Whether a promise is the last sentence of a text, and not all that there is."""
    return index > 0 and _PROMISE.search(text) is not None and runs[index - 1].kind in _SAID and not runs[index - 1].hidden


def _severity(text: str) -> Severity:
    """What visitors are told on purpose, the owner knows."""
    return Severity.NOTE if _UNDER_WAY.search(text) else Severity.ERROR


def _rows(document: Document, kinds: Mapping[int, str]) -> Iterator[Finding]:
    """One report for like stand-ins in a row; a single `Skill 1` may be the name of something."""
    runs = [(index, run) for index, run in enumerate(document.runs) if not _is_asked(document, run)]
    texts = [(index, inner) for index, run in runs if (inner := _INNER.search(run.text))]
    for kind, row in groupby(texts, key=lambda text: kinds.get(text[0], "")):
        spans = [document.runs[index].span(*inner.span()) for index, inner in row] if kind else []
        if spans and (kind != _NUMBERED or len({document.source.slice(span).lower() for span in spans}) > 1):
            related = tuple(Related(span, "another of the same kind") for span in spans[1:])
            yield Finding(spans[0], related=related, severity=_severity(kind))


def _inside(document: Document, patterns: _Patterns) -> Iterator[tuple[int, Finding]]:
    """Placeholders for a part of a text, with the index of their run."""
    runs = document.runs
    for index in runs_with(document, patterns.clues):
        for match in patterns.anywhere.finditer(runs[index].text):
            if not _is_meant(runs[index], match):
                exact = _XS.search(runs[index].text, match.start())
                span = runs[index].span(*(exact if exact and exact.start() < match.end() else match).span())
                yield index, Finding(span, severity=_severity(match.group()))
    for index in runs_with(document, _ONE):
        for match in patterns.series.finditer(runs[index].text) if _COUNTED.search(runs[index].text) else ():
            yield index, Finding(runs[index].span(*match.span()))
    empty = runs_with(document, _EMPTY)
    for index in empty if empty and not any(document.segments_of(Kind.CODE)) else ():
        for match in _BRACKETS.finditer(runs[index].text):
            if not _OF_CODE.fullmatch(match[1]):
                yield index, Finding(runs[index].span(*match.span(2)))
    for index in runs_with(document, _ABC):
        for match in _AUTHORS.finditer(runs[index].text):
            yield index, Finding(runs[index].span(*match.span(1)))


def _is_meant(run: Run, match: re.Match[str]) -> bool:
    """Whether the stand-in is for others to fill: in an instruction, in a note to oneself that nobody sees."""
    found = match.group()
    if found.startswith(("TODO", "FIXME")):
        return run.hidden
    return (found.startswith(("[", "{", "YOUR")) and _INSTRUCTION.search(run.text) is not None) or (
        (found.startswith(("G", "UA", "AW")) or not found.strip("X")) and _ASKED_ID.search(run.text) is not None
    )


def _identifier(document: Document, field: Field, patterns: _Patterns) -> Iterator[Finding]:
    """Placeholders in values that are not text for people: measurement ids, user names, DOIs."""
    if field.run or not isinstance(field.value, str) or len(field.value) >= _LONGEST or not len(field.span):
        return
    if patterns.clues.search(field.value):
        match = patterns.anywhere.search(field.value)
        if match and (match.group() == field.value.strip() or "xx" in match.group().lower()):
            start = document.text.find(field.value, field.span.start, field.span.end)  # without its quotation marks or braces
            yield Finding(field.span if start < 0 else Span(start, start + len(field.value)))
