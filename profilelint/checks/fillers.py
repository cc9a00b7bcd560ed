"""Stand-ins that were to be replaced: `[Your Name]`, `Skill 1`, `xxxx'24`, "A, B, C" for authors, a lone "Coming soon"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.cover import Cover, cover, insides
from profilelint.checks.drafts import is_draft
from profilelint.checks.needs import words
from profilelint.diagnostic import Finding, Related
from profilelint.document.model import BlockKind, Document, Field, Run
from profilelint.record import record
from profilelint.regex import regex
from profilelint.source import Span

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
_WHOLE = {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FIELD, BlockKind.HTML, BlockKind.QUOTE, BlockKind.DEFINITION}
#: Fields that are read as text on a page. "TBD" as the place of a talk is honest, as its abstract it is not.
_TEXT_FIELDS = {
    "title", "subtitle", "description", "abstract", "summary", "excerpt", "bio", "biography", "about", "content", "text", "tldr", "details",
}  # fmt: skip
_AUTHORS = regex(r"[,.;\"”][ \t]+(A, B,(?: and| &)? C(?:,(?: and| &)? D(?:, E)?)?)(?=[ \t]*[,.][ \t]+\S[^\n]{0,80}?\b(?:19|20)\d\d\b)")
#: Of "Prof. xxx" and "xxx University" what is to be replaced.
_XS = regex(r"(?<= )[xX]{3,}(?:[/–-][xX]+|--[xX]+|[ ]?['’‘`]\d\d)?(?![A-Za-z0-9])|(?<!\S)[xX]{3,}(?= [A-Z][a-z])")
_NUMBERED = "1, 2, 3"
_XS_ONLY = regex(r"x{3,}%?")
#: Instructions to people who write to the owner: `put "[PhD application] [Your Name]" in the subject line`.
_INSTRUCTION = regex(r"\b(?:subject|e-?mails?|apply|application|format|template|placeholder|rename|file ?name)\b", re.IGNORECASE)
_NOTES = ("TODO", "TO-DO", "TBD", "FIXME")
_ASKED_ID = regex(r"\b(?:your|e\.g|replace|find|copy)\b", re.IGNORECASE)


@record
class _Patterns:
    """`anywhere` in a text that has one of the `clues`; `fits`: which of the others a text is as a whole: `alone`; `name`, but in no list;
    `stub`, where it is visible; `numbered`."""

    anywhere: re.Pattern[str]
    series: re.Pattern[str]
    clues: tuple[str, ...]
    fits: Callable[[str], tuple[str, ...]]


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if is_draft(document, context.site):
        return
    patterns = _patterns(*(tuple(options[name]) for name in OPTIONS))
    asked, text_of_page = document.once(_asked), document.once(words)
    clues = [clue for clue in patterns.clues if clue in text_of_page]
    block: list[Span] = []  # like stand-ins in a row
    like = ""  # what makes them alike
    for run in document.runs:
        start, end = _trimmed(run)
        if start == end or (asked and run.span(start, end).start in asked):
            continue
        text = run.text[start:end] if end - start <= _LONGEST and not _is_label(run.text, start, end) else ""
        kind = _kind(run, text, patterns)
        if kind != like:
            yield from _block(document, block, like)
            block, like = [], kind
        if kind:
            block.append(run.span(start, end))
        else:
            yield from _inside(run, patterns, clues)
    yield from _block(document, block, like)
    for field in document.fields:
        yield from _identifier(field, patterns)


@lru_cache(maxsize=8)
def _patterns(anywhere: Words, clues: Words, alone: Words, name: Words, stub: Words, numbered: Words) -> _Patterns:
    nouns = "|".join(map(re.escape, numbered))
    number = rf"(?:{nouns})[ \t]+\d{{1,2}}(?:\.\d{{1,2}})?"
    whole = {"numbered": regex(number, re.IGNORECASE), "alone": _joined(alone), "name": _joined(name), "stub": _joined(stub)}

    @lru_cache(maxsize=1 << 12)
    def fits(text: str) -> tuple[str, ...]:
        """Mostly none; and many texts stand on page after page."""
        return tuple(kind for kind, pattern in whole.items() if pattern.fullmatch(text))

    return _Patterns(
        _joined(anywhere, 0),
        regex(rf"\b{number},[ \t]+{number}(?:(?:,|,? and)[ \t]+{number})*(?:,?[ \t]+etc\.?|[ \t]*(?:\.\.\.|…))?", re.IGNORECASE),
        clues,
        fits,
    )


def _joined(patterns: Words, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return regex("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)", flags)


def _asked(document: Document) -> Cover:
    """Forms, what labels their fields, and comments of data, in which a stand-in says what a value looks like."""
    comments = (comment.span for comment in document.comments if comment.markup == "data")
    return cover([*insides(document, _ASKING), *comments])


def _trimmed(run: Run) -> tuple[int, int]:
    """Where the run's text begins and ends without blanks, quotation marks, emoji and punctuation around it."""
    start, end = 0, len(run.text)
    while start < end and not _is_text(run.text[start]):
        start += 1
    while start < end and not _is_text(run.text[end - 1]):
        end -= 1
    return start, end


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether it names what others are to write behind it, or what is listed below it: `Title of your talk:`, `Coming soon:`."""
    return text.startswith((":", "："), end) and not text[start:end].upper().startswith(_NOTES) and not text[end - 1].isdigit()


def _is_text(character: str) -> bool:
    return character.isalnum() or character in "_[]<>{}"


def _kind(run: Run, text: str, patterns: _Patterns) -> str:
    """What makes a stand-in like others; nothing for any other text."""
    fits = patterns.fits(text)
    if "numbered" in fits:
        return _NUMBERED
    if run.kind is BlockKind.CELL:
        return text.lower() if _XS_ONLY.fullmatch(text) else ""
    return text.lower() if fits and run.kind in _WHOLE and _is_stand_in(run, fits) else ""


def _is_stand_in(run: Run, fits: tuple[str, ...]) -> bool:
    if "alone" in fits or ("name" in fits and run.kind is not BlockKind.ITEM):
        return True
    if run.kind is BlockKind.FIELD and not (run.path and str(run.path[-1]).lower() in _TEXT_FIELDS):
        return False
    return not run.hidden and "stub" in fits


def _inside(run: Run, patterns: _Patterns, clues: list[str]) -> Iterator[Finding]:
    """`clues`: those that the page has."""
    for match in patterns.series.finditer(run.text) if " 1" in run.text else ():
        yield Finding(run.span(*match.span()))
    for match in _AUTHORS.finditer(run.text) if " A, B," in run.text else ():
        yield Finding(run.span(*match.span(1)))
    if not any(clue in run.text for clue in clues):
        return
    for match in patterns.anywhere.finditer(run.text):
        if not _is_meant(run, match):
            exact = _XS.search(run.text, match.start())
            yield Finding(run.span(*(exact if exact and exact.start() < match.end() else match).span()))


def _is_meant(run: Run, match: re.Match[str]) -> bool:
    """Whether the stand-in is for others to fill: in an instruction, in a note to oneself that nobody sees."""
    found = match.group()
    if found.startswith(("TODO", "FIXME")):
        return run.hidden
    return (found.startswith(("[", "{", "YOUR")) and _INSTRUCTION.search(run.text) is not None) or (
        found.startswith(("G", "UA", "AW")) and _ASKED_ID.search(run.text) is not None
    )


def _identifier(field: Field, patterns: _Patterns) -> Iterator[Finding]:
    """Stand-ins in values that are no text for people: measurement ids, user names, DOIs."""
    if field.run is None and isinstance(field.value, str) and len(field.value) < _LONGEST and len(field.span):
        match = patterns.anywhere.search(field.value)
        if match and (match.group() == field.value.strip() or "xx" in match.group().lower()):
            yield Finding(field.span)


def _block(document: Document, spans: list[Span], like: str) -> Iterator[Finding]:
    """One report for like stand-ins in a row; a single `Skill 1` may be the name of something."""
    if spans and (like != _NUMBERED or len({document.source.slice(span).lower() for span in spans}) > 1):
        yield Finding(spans[0], related=tuple(Related(span, "another of the same kind") for span in spans[1:]))
