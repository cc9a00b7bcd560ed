"""Words without a space between them: "network(DNN)", "Prof.Smith", "end.Next", "method,which"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.needs import words
from profilelint.checks.shared.pagewords import is_english, reading
from profilelint.checks.shared.prose import is_among_code, piece, runs
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.model import Document, Run
from profilelint.language.english import is_function_word
from profilelint.language.lexicon import is_known, is_name, zipf

_TITLE = regex(
    r"(?<![\w.@/-])(?:Prof|Dr|Mr|Mrs|Ms)\.(?!(?:Ing|Eng|Sc|Phil|Habil|Med|Rer|Nat|Jur|Dr|Prof|Com)\b)(?=[A-Z][a-z]+(?![\w@/]|\.\w))"
)
_BRACKET = regex(r"(?<![\w@/\\.-])(?P<word>[A-Za-z]{2,})\((?P<inside>[A-Za-z12][^()\n]{1,80})\)(?![\w(\[{/-])")
_SENTENCE = regex(r"(?<![\w.@/\\-])(?P<before>[a-z]{3,})[.!?](?P<after>[A-Z][a-z]*)(?=,?[ ][a-zA-Z])")
_COMMA = regex(r"(?<=[ ])(?P<before>[A-Za-z]{2,}),(?P<after>[a-z]{2,})(?=[ .,;][^,]|$)")
#: Each of these has two letters without a space between them.
_HINT = regex(r"[.!?,(](?<=[A-Za-z].)(?:(?<=[.!?])[A-Z]|(?<=,)[a-z]|(?<=\()[A-Za-z12])")
_ACRONYM = regex(r"[A-Z]{2,8}s?|[A-Z][A-Za-z]{0,5}[A-Z]{1,4}s?")
_PLAIN = regex(r"[A-Za-z][A-Za-z'’.-]+|[aAI&]")
_YEAR = regex(r"(?:19|20)\d\d")
_ROMAN = regex(r"[IVX]+")
#: Functions with arguments in brackets, in mathematics and programs.
_FUNCTION = frozenset(
    "log exp sin cos tan max min sup inf dim ker det rank span argmax argmin softmax sigmoid print len range sum mean var "
    "std diag trace poly sign floor ceil round abs sqrt theta omega gamma beta alpha delta zeta phi psi sigma spec proj hom "
    "aut end gal pic div grad curl rot vol area length deg ord lim mod gcd lcm prob cov corr erf sort map filter reduce "
    "join split open close read write get set list dict tuple array vector matrix string int float bool char void function "
    "class type new call select insert count group order values value key index in out input output file path url link "
    "image img figure table row column cell".split()
)
#: Only these tags may be between the two words; a footnote or a superscript is separate.
_INLINE = regex(r"[^<>]*(?:</?(?:a|b|strong|em|i|u|span|font)\b[^<>]*>[^<>]*)*", re.IGNORECASE)
_COMMON = 3.6


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not _HINT.search(document.view(words)):
        return
    for index, run in runs(document):
        text = run.text
        if not _HINT.search(text):
            continue
        for start, end, at in (*_titles(text), *_brackets(document, run), *_sentences(text), *_commas(document, index, run)):
            if not is_english(document, index) or is_among_code(text, start, end):
                continue
            span: Span = run.span(start, end)
            if not _INLINE.fullmatch(document.text, span.start, span.end):
                continue
            behind = text[at] != "("
            content = f"{text[at]} " if behind else " ("
            preferred = text[start:at] + content + text[at + 1 : end]
            # A space at the edge of emphasis would break it; after a link there is none.
            sure = run.is_plain(at, at + 2) if behind else run.is_plain(at - 1, at + 1) or _is_linked(document, run, at)
            edits = (Edit(run.span(at, at + 1), content),) if sure and run.is_plain(at, at + 1) else ()
            yield Finding(span, {"preferred": preferred}, edits, suggestions=(preferred,))


def _titles(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of the reported text, and the place of the mark that lacks a space."""
    for match in _TITLE.finditer(text):
        name = re.compile(r"[A-Za-z]+").match(text, match.end())
        yield match.start(), name.end() if name else match.end(), match.end() - 1


def _brackets(document: Document, run: Run) -> Iterator[tuple[int, int, int]]:
    for match in _BRACKET.finditer(run.text):
        at = match.end("word")
        linked = _is_linked(document, run, at)
        if "](" not in piece(run.text, *match.span()) and _is_aside(match["word"], match["inside"], linked):
            yield match.start(), match.end(), at


def _is_linked(document: Document, run: Run, at: int) -> bool:
    """Whether a link ends there."""
    return document.text.endswith((")", "</a>"), 0, run.span(at, at + 1).start)


def _is_aside(word: str, inside: str, linked: bool) -> bool:
    """Whether brackets hold words or an abbreviation, and are neither arguments nor a part of the word."""
    lower = word.lower()
    if lower in _FUNCTION:
        return False
    parts = inside.replace(",", " ").split()
    if word.isupper():
        return len(parts) > 1 and inside[0] == word[0] and all(part.isalpha() and is_known(part.lower()) for part in parts)
    if len(word) < 3 or word not in (lower, word.capitalize()):
        return False
    known = is_known(lower) and not is_name(lower)
    if parts != [inside]:
        plain = all(_PLAIN.fullmatch(part) for part in parts) and any(is_known(part.lower()) for part in parts)
        return plain and (known or any(is_function_word(part.lower()) for part in parts))
    if _ACRONYM.fullmatch(inside):
        return (known or linked) and not _ROMAN.fullmatch(inside)
    if _YEAR.fullmatch(inside):
        return known and len(word) > 4
    return known and len(inside) > 3 and inside[0].isupper() and inside[1:].islower() and is_known(inside.lower())


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _SENTENCE.finditer(text):
        after = match["after"].lower()
        begins = is_function_word(after) or after in ("a", "i") or (len(after) > 2 and is_known(after) and zipf(after) >= _COMMON)
        if begins and not is_name(after) and is_known(match["before"]) and piece(text, *match.span()).count(".") == 1:
            yield match.start(), match.end(), match.end("before")


def _commas(document: Document, index: int, run: Run) -> Iterator[tuple[int, int, int]]:
    if "," not in run.text or not reading(document, index).is_english:
        return
    for match in _COMMA.finditer(run.text):
        before, after = match["before"].lower(), match["after"]
        if is_known(before) and is_known(after) and zipf(after) >= _COMMON and piece(run.text, *match.span()).count(",") == 1:
            yield match.start(), match.end(), match.end("before")
