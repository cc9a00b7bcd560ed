"""Why the spelling rules report a word, or do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from profilelint.authoring.explain import ExplainError
from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.checks.shared.pagewords import right_words
from profilelint.checks.spelling.misspelling import Weighed, objection_to, ranked, threshold
from profilelint.checks.spelling.other_languages import evidence as evidence_in_other_languages
from profilelint.checks.spelling.unknown_words import Occurrence, evidence_against, occurrences
from profilelint.core.files import read_file
from profilelint.core.regex import regex
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.language.formation import is_formed
from profilelint.language.lexicon import is_dictionary, is_foreign, look_up, zipf_of
from profilelint.report.style import escaped
from profilelint.rulepages.rules import Rule
from profilelint.site.files import Site

_PLACE = regex(r"(.+):(\d{1,9}):(\d{1,9})")
_WORD = regex(r"[^\W\d_]+")
_SHOWN = 4
_MISSPELLING = "spelling/misspelling"
_MAX_BYTES = 10_000_000


def why(place: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    """The evidence about the word at FILE:LINE:COLUMN, rule by rule."""
    match = _PLACE.fullmatch(place)
    if not match:
        raise ExplainError(f'"{place}" is no place; write FILE:LINE:COLUMN')
    path, line, column = Path(match[1]), int(match[2]), int(match[3])
    try:
        document = read(Source.from_bytes(read_file(path, _MAX_BYTES), str(path)))
    except OSError as error:
        raise ExplainError(f"{path} cannot be read: {error.strerror}") from None
    if not 1 <= line <= len(document.source.line_starts):
        raise ExplainError(f"{path} has no line {line}")
    offset = document.source.line_span(line).start + column - 1
    words = (match for match in _WORD.finditer(document.text, document.source.line_span(line).start) if match.end() > offset)
    word = next(words, None)
    if word is None or word.start() > offset:
        raise ExplainError(f"there is no word at line {line}, column {column}")
    context = Context(date.today(), Site.around(path))
    spelling = {rule.id: rule for rule in rules if rule.family == "spelling"}
    yield from _about_misspelling(document, offset, word.group(), spelling.pop(_MISSPELLING), context)
    silent = []
    for rule in spelling.values():
        said = _said(document, offset, rule, context)
        if said:
            yield f"{rule.id}: {said}"
        else:
            silent.append(rule.id)
    yield f"Nothing speaks for {', '.join(silent)}."


def _said(document: Document, offset: int, rule: Rule, context: Context) -> str:
    """What another rule reports there, and what says so."""
    for finding in CHECKS[rule.check].run(document, rule.options, context):
        if finding.span.start <= offset < finding.span.end:
            return f'"{escaped(document.source.slice(finding.span))}" is reported; {escaped(finding.values.get("because", ""))}.'
    return ""


def _about_misspelling(document: Document, offset: int, word: str, rule: Rule, context: Context) -> Iterator[str]:
    index = document.run_at(Span(offset, offset))
    if index is not None and (lines := [*evidence_in_other_languages(document, index, offset, context.site, right_words(rule.options))]):
        yield from lines
        return
    for found, index in occurrences(document, context.site):
        span = found.run.span(found.start, found.end)
        if span.start <= offset < span.end:
            yield from _evidence(found, index, rule)
            return
    yield f'"{escaped(word)}" is not judged by {rule.id}: {_not_judged(word.lower())}.'


def _not_judged(word: str) -> str:
    entry = look_up(word)
    if is_dictionary(entry):
        return "it stands in the English dictionary"
    if zipf_of(entry) >= 3:
        return f"it is written often (frequency {zipf_of(entry):.1f} on the Zipf scale)"
    if is_foreign(word):
        return "it is a word of another language, or a name"
    if word.isascii() and is_formed(word):
        return "it is formed of words that are known"
    return "it is too short or too long, stands in code, an address or an identifier, or has other letters than English words have"


def _evidence(place: Occurrence, index: int, rule: Rule) -> Iterator[str]:
    enough = threshold(place, rule.options)
    bar = f"the {'capitalised-' if place.is_capital else ''}threshold of {rule.id}"
    candidates = ranked(place)
    against = evidence_against(place, index, right_words(rule.options))
    yield f'"{escaped(place.found)}" is in no dictionary.'
    for weighed in candidates[:_SHOWN]:
        yield from _weights(weighed)
    if not candidates:
        yield "No common word is near it."
    best = candidates[0] if candidates else None
    against = against or (objection_to(place, best) if best else "")
    if against:
        yield f"Not reported: {against}."
    elif best and best.score >= enough:
        yield f"Reported: {best.score:.1f} is at least {enough:.1f}, {bar}."
    else:
        yield f"Not reported: it takes {enough:.1f}, {bar}."


def _weights(weighed: Weighed) -> Iterator[str]:
    guess = weighed.guess
    yield f"{weighed.score:5.1f}  {guess.word}"
    yield f"{guess.score:+9.1f}  how common it is, how likely the slip, how long the word{', two slips apart' if guess.is_far else ''}"
    for what, weight in weighed.evidence:
        yield f"{weight:+9.1f}  {escaped(what)}"
