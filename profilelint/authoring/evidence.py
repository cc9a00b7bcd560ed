"""Why the spelling rules report a word, or do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from profilelint.authoring.explain import ExplainError
from profilelint.checks import CHECKS
from profilelint.checks.context import Context
from profilelint.checks.shared.pagewords import right_words
from profilelint.checks.spelling.judge import evidence, judge, table_of, weights_of
from profilelint.checks.spelling.misspelling import enough, excuse, finding_of
from profilelint.checks.spelling.unknown_words import Occurrence, occurrences
from profilelint.core.files import read_file
from profilelint.core.regex import regex
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.model import Document
from profilelint.language.languages import languages_with
from profilelint.language.lexicon import is_dictionary, is_usual, look_up, zipf_of
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
        raise ExplainError(f'"{place}" is not a location; write FILE:LINE:COLUMN')
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
    yield f"No report from {', '.join(silent)}."


def _said(document: Document, offset: int, rule: Rule, context: Context) -> str:
    """The report of another rule at this place, and its reason."""
    for finding in CHECKS[rule.check].run(document, rule.options, context):
        if finding.span.start <= offset < finding.span.end:
            return f'"{escaped(document.source.slice(finding.span))}" is reported; {escaped(finding.values.get("because", ""))}.'
    return ""


def _about_misspelling(document: Document, offset: int, word: str, rule: Rule, context: Context) -> Iterator[str]:
    for found in occurrences(document, context.site):
        span = found.run.span(found.start, found.end)
        if span.start <= offset < span.end:
            yield from _evidence(found, rule)
            return
    yield f'"{escaped(word)}" is not judged by {rule.id}: {_not_judged(word.lower())}.'


def _not_judged(word: str) -> str:
    entry = look_up(word)
    if is_dictionary(entry):
        return "it is in the English dictionary"
    if is_usual(word):
        return f"it is written often (frequency {zipf_of(entry):.1f} on the Zipf scale)"
    if found := languages_with(word):
        return f"it is a word of another language ({', '.join(sorted(found))})"
    return "it is in a text in another language, in code, an address or an identifier, or too short or too long"


def _evidence(place: Occurrence, rule: Rule) -> Iterator[str]:
    """The candidates with their weights and probabilities."""
    tables = rule.options["weights"]
    verdict = judge(place, evidence(place, tables, 0) or (), tables, 0)
    yield f'"{escaped(place.found)}" is in no lexicon. Weights for {table_of(place)} letters:'
    if verdict is None or not verdict.likely:
        yield "No common word is near it."
        return
    table, shared = weights_of(place, tables), set.intersection(*map(set, verdict.features.values()))
    for feature in verdict.features[verdict.likely[0][0].word]:
        if feature in shared:
            yield f"{table.get(feature, 0):+9.1f}  {feature}"
    for guess, probability in verdict.likely[:_SHOWN]:
        features = verdict.features[guess.word]
        yield f"{probability:6.1%}  {guess.word}: {sum(table.get(feature, 0) for feature in features):+.1f} in all"
        yield from (f"{table.get(feature, 0):+9.1f}  {feature}" for feature in features if feature not in shared)
    needed = enough(place, rule.options)
    if place.word in right_words(rule.options):
        yield "Not reported: it is among the words that are right here."
    elif reason := excuse(place):
        yield f"Not reported: {reason}."
    elif verdict.probability >= needed and finding_of(place, rule.options) is None:
        yield "Not reported: it may be a name."
    else:
        what = "Reported" if verdict.probability >= needed else "Not reported"
        yield f"{what}: {verdict.probability:.1%} likely a slip; it takes {needed:.1%}."
