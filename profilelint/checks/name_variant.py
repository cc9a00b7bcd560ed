"""Names that are written otherwise than they are: beside their own link, beside the same name elsewhere on the page,
beside what is known of institutions, cities and terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice, pairwise
from urllib.parse import urlsplit

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.needs import words as all_words
from profilelint.checks.pagewords import counts, elsewhere, right_words, unusual_words, vocabulary
from profilelint.diagnostic import Finding
from profilelint.document.model import Document, Run
from profilelint.language.edits import one_slip
from profilelint.language.english import words_of
from profilelint.language.gazetteer import LONGEST, institution_words, words_meant
from profilelint.language.lexicon import is_dictionary, is_foreign, is_name, look_up, zipf_of
from profilelint.language.pinyin import is_pinyin
from profilelint.record import record
from profilelint.regex import regex
from profilelint.source import Span

OPTIONS = {
    "forms": Option("map", required=True),
    "terms": Option("strings", required=True),
    "unless": Option("patterns", default=()),
    "words": Option("strings", default=()),
}

_ANCHORS = ("Univ", "Inst", "Colleg", "School", "Acad", "Polytech", "National", "Jiao", "Vrije")
#: What must not stand before is looked at behind the first letter: that is found five times as fast.
_ANCHOR = regex("|".join(rf"{anchor[0]}(?<!\w.){anchor[1:]}\w*" for anchor in _ANCHORS))
#: Around an institution; and so many of them in one paragraph.
_AROUND, _MOST = 80, 400
_WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: What may part the words of a name.
_JOINT = regex(r"[\s,-]{1,3}|\s?[–—]\s?")
#: What parts names.
_BREAK = regex(r"[^\w\s,'’–—-]|[\d_]")
_UP_TO_BREAK = regex(r".*(?:[^\w\s,'’–—-]|[\d_])", re.DOTALL)
_CAMEL = regex(r"[A-Z](?<![\w@#/\\.:-][A-Z])[a-z]+[A-Z][A-Za-z]{3,24}(?![\w@/\\=(:-]|\.\w)")
_TERM_LENGTH = 8
_TWO_WORDS = regex(r"(?<![^\W\d_])([^\W\d_]{3,20})(?=\s+([^\W\d_]{3,20})(?![^\W\d_]))")
#: After an initial, or between commas: "F. MAstrorilli".
_SHIFTED = regex(r"[A-Z](?<![\w.-][A-Z])\.[\s-]?(?:[A-Z]\.[\s-]?){0,2}([A-Z]{2}[a-z]{4,16})(?=[,;:.\"'&]|\s+and\b|\s*$)")
_INITIAL_AND_CAPITALS = regex(r"\.(?<=[A-Z].)[\s-]?[A-Z]{2}[a-z]{4}")
_OWN_PREFIX = regex(r"(?:Mc|Mac|De|Di|La|Le|Van|O|IJ)", re.IGNORECASE)
#: What says how a name is written.
_BY_INSTITUTION = "an institution that the rest of the name fits is known, and none that is written so"
_BY_FORM = "it is known to be written otherwise"
_BY_SHIFT = "after initials, a surname has one capital"
_BY_TERM = "a method or program of the rule's list is one letter away, and the page has this only once"
_BY_LINK = "the address that it links to has it otherwise, and nobody is known to be called so"
_BY_PAGE = "the page has the same full name again and again otherwise, and nobody is known to be called so"
_LINK_LENGTH, _NAME_LENGTH = 6, 6
#: Encyclopaedias and the like have names in a spelling of their own.
_LEADS_TO_SOMEONE = regex(r"(?:https?:)?//(?![^/]*(?:wiki|imdb|britannica|amazon|goodreads|youtube|twitter|facebook))[^\[\s]+$")
_HOST_WORD = regex(r"[a-z]{6,20}")
_FULL_NAME = range(2, 5)
_RARE, _COMMON = 1.0, 4.5


@record
class _Variant:
    span: Span
    right: str
    because: str


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    right = right_words(options)
    return (found for found in _found(document, options) if document.source.slice(found.span).lower() not in right)


def _found(document: Document, options: Options) -> Iterator[Finding]:
    unless = [re.compile(pattern) for pattern in options["unless"]]
    forms = options["forms"]
    shifted, with_institutions, with_forms = _with_shifted(document), _with_institutions(document), _with_forms(document, tuple(forms))
    for index in sorted({*shifted, *with_institutions, *with_forms}):
        run = document.runs[index]
        text = run.text
        found = [(*place, _BY_SHIFT) for place in _shifted(text)] if index in shifted else []
        if index in with_institutions:
            found += ((*place, _BY_INSTITUTION) for place in _in_institutions(text))
        if index in with_forms:
            found += ((*place, _BY_FORM) for place in _known_forms(text, forms))
        excuses = [match.span() for pattern in unless for match in pattern.finditer(text)] if found else []
        said = -1
        for start, end, right, because in sorted(found, key=_longest_first):
            excused = any(first <= start < last for first, last in excuses)
            if start >= said and not excused:
                yield _finding(run.span(start, end), right, because)
                said = end
    yield from _terms(document, options["terms"])
    for variant in document.once(page_variants):
        yield _finding(variant.span, variant.right, variant.because)


def _with_shifted(document: Document) -> Collection[int]:
    """The runs that may have a surname with a second capital."""
    return range(len(document.runs)) if _INITIAL_AND_CAPITALS.search(document.once(all_words)) else ()


def _with_institutions(document: Document) -> Collection[int]:
    """The runs that have an institution, and a word that may be a slip in its name."""
    said, words = document.once(all_words), document.once(vocabulary)
    anchors = [anchor for anchor in _ANCHORS if anchor in said]
    texts = enumerate(run.text for run in document.runs) if anchors else ()
    return {index for index, text in texts if any(anchor in text for anchor in anchors) and _may_have_slip(text, words.runs[index])}


def _may_have_slip(text: str, words: list[str]) -> bool:
    return any(map(_may_be_slip, words)) or "'" in text or "’" in text


def _with_forms(document: Document, forms: tuple[str, ...]) -> Collection[int]:
    """The runs that may have one of the forms."""
    words = document.once(vocabulary)
    return set(words.runs_with({form[0] for form in _worded(forms) if words.words.issuperset(form)}))


def _longest_first(place: tuple[int, int, str, str]) -> tuple[int, int]:
    return place[0], -place[1]


def _finding(span: Span, right: str, because: str) -> Finding:
    return Finding(span, {"preferred": right, "because": because}, suggestions=(right,))


def _in_institutions(text: str) -> Iterator[tuple[int, int, str]]:
    """Words of institutions that differ by one slip from what the rest of the name asks for."""
    done = -1
    for anchor in islice(_ANCHOR.finditer(text), _MOST):
        begin, end = _around(text, anchor, done)
        for start, stop, right in _slips_around(text[begin:end], anchor.start() - begin):
            if begin + start > done:
                yield begin + start, begin + stop, right
                done = begin + start


@lru_cache(maxsize=1 << 10)
def _slips_around(text: str, anchor: int) -> tuple[tuple[int, int, str], ...]:
    """The same in a short text, of the names that hold the word at `anchor`: a site has the same institutions again and again."""
    tokens = list(_WORD.finditer(text))
    words = tuple(token.group().lower().replace("’", "'") for token in tokens)
    slips = [i for i, word in enumerate(words) if _may_be_slip(word)]
    joined = [bool(_JOINT.fullmatch(text, before.end(), after.start())) for before, after in pairwise(tokens)] if slips else []
    inside = sum(token.start() <= anchor for token in tokens)
    found = {}
    # All words of the name but one are known.
    for before, at, after in zip([-1, *slips], slips, [*slips[1:], len(tokens)], strict=False):
        for first in range(max(before + 1, inside - LONGEST), min(at + 1, inside)):
            for last in range(first + 1, min(first + LONGEST, after)):
                if not joined[last - 1]:
                    break
                if last < at or tokens[last].start() < anchor or at in found:
                    continue
                for right in words_meant(words[first : last + 1], at - first):
                    if _is_slip_in_institution(tokens[at].group(), right, last + 1 - first):
                        found[at] = *tokens[at].span(), _in_case(tokens[at].group(), right)
                        break
    return tuple(found.values())


def _around(text: str, anchor: re.Match[str], done: int) -> tuple[int, int]:
    """Where a name may stand that holds the anchor."""
    start, end = max(done, anchor.start() - _AROUND, 0), anchor.end() + _AROUND
    before, behind = _UP_TO_BREAK.match(text, start, anchor.start()), _BREAK.search(text, anchor.end(), end)
    return before.end() if before else start, behind.start() if behind else end


@lru_cache(maxsize=1 << 14)
def _may_be_slip(word: str) -> bool:
    """Whether a word in small letters is none that a dictionary or the name of an institution has."""
    return word.isascii() and not is_dictionary(look_up(word)) and word not in institution_words()


def _is_slip_in_institution(found: str, right: str, length: int) -> bool:
    """Whether no other institution can be meant: there are many that are not in the list."""
    word = found.lower()
    if not found[0].isupper():
        return False
    if word.endswith(right) or right + "s" == word or word + "s" == right:
        return False
    if zipf_of(look_up(right)) >= _COMMON:
        return False  # spelling/misspelling's own
    return length >= 4 or (zipf_of(look_up(word)) < _RARE and not is_foreign(word))


def _in_case(found: str, right: str) -> str:
    return right.upper() if found.isupper() else right.capitalize()


def _known_forms(text: str, forms: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in _forms_pattern(tuple(forms)).finditer(text):
        yield match.start(), match.end(), forms[" ".join(match.group().split())]


@lru_cache(maxsize=8)
def _worded(forms: tuple[str, ...]) -> tuple[list[str], ...]:
    return tuple(map(words_of, forms))


@lru_cache(maxsize=8)
def _forms_pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    body = "|".join(re.escape(form).replace(r"\ ", r"\s{1,4}") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w@#/\\.:’'-])(?:{body})(?![\w@/\\-]|[.:]\w)")


def _shifted(text: str) -> Iterator[tuple[int, int, str]]:
    """Surnames with a second capital that the shift key left."""
    for match in _SHIFTED.finditer(text):
        name = match[1]
        if not _OWN_PREFIX.match(name) or name[:2] == "MA":
            yield match.start(1), match.end(1), name.capitalize()


def _terms(document: Document, terms: tuple[str, ...]) -> Iterator[Finding]:
    """Compound names of methods and programs that are one slip away from what they are."""
    if not any(_term_meant(found, terms) for found in set(_CAMEL.findall(document.once(all_words)))):
        return
    for run in document.runs:
        for match in _CAMEL.finditer(run.text):
            found = match.group()
            right = _term_meant(found, terms)
            if right and found.lower() not in document.once(elsewhere) and document.text.count(found) == 1:
                yield _finding(run.span(*match.span()), right, _BY_TERM)


@lru_cache(maxsize=1 << 10)
def _term_meant(found: str, terms: tuple[str, ...]) -> str | None:
    if len(found) < _TERM_LENGTH or found in terms:
        return None
    return next((term for term in terms if one_slip(found, term) and found != term + "s" and found + "s" != term), None)


def page_variants(document: Document) -> tuple[_Variant, ...]:
    """Names that the page itself writes in another way."""
    return (*_beside_links(document), *_beside_names(document))


def _beside_links(document: Document) -> Iterator[_Variant]:
    """A full name that links to a host or a folder of its own, which has it with one letter more, less or in another place."""
    for link in document.links:
        if link.text.isalpha() or link.text.islower() or link.computed or not link.text_span or link.is_image:
            continue
        name = _WORD.findall(link.text)
        if len(name) not in _FULL_NAME or not all(word[0].isupper() for word in name) or not _LEADS_TO_SOMEONE.match(link.target):
            continue
        try:
            parts = urlsplit(link.target)
        except ValueError:
            continue
        hosts = _HOST_WORD.findall(f"{parts.netloc} {parts.path}".lower())
        for word in name:
            right = next((host for host in hosts if len(word) >= _LINK_LENGTH and _is_of_name(word, host)), None)
            if right and word.lower() not in link.target.lower():
                yield from _place(document, link.text_span, word, right.capitalize())


def _is_of_name(word: str, host: str) -> bool:
    """Whether a word of a name, that nobody bears, is a slip of what the address has, that people bear."""
    slip = one_slip(word.lower(), host)
    if slip is None or slip == "wrong" or not zipf_of(look_up(host)) or is_dictionary(look_up(host)):
        return False
    return _is_nobodys(word.lower()) and not (host.startswith(word.lower()) or host.endswith(word.lower()))


def _is_nobodys(word: str) -> bool:
    """Whether no list has the word: neither as a word, nor as a name, nor as Chinese."""
    entry = look_up(word)
    return not (is_dictionary(entry) or zipf_of(entry) or is_name(word) or is_foreign(word) or is_pinyin(word))


def _place(document: Document, within: Span, word: str, right: str) -> Iterator[_Variant]:
    at = document.text.find(word, within.start, within.end)
    if at >= 0:
        yield _Variant(Span(at, at + len(word)), right, _BY_LINK)


def _beside_names(document: Document) -> Iterator[_Variant]:
    """Full names with a word that stands once with a letter too many, too few or swapped, and elsewhere again and again without."""
    if not _may_have_variants(document):
        return
    places: dict[tuple[str, str], tuple[Run, re.Match[str]]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    for run in document.runs:
        for match in _TWO_WORDS.finditer(run.text):
            if match[1][0].isupper() and match[2][0].isupper() and match[1][1:].islower() and match[2][1:].islower():
                pairs[match[1], match[2]] += 1
                places[match[1], match[2]] = run, match
    often = [pair for pair, count in pairs.items() if count > 1]
    by_given = {given: [s for g, s in often if g == given] for given, _ in often}
    by_surname = {surname: [g for g, s in often if s == surname] for _, surname in often}
    for (given, surname), count in pairs.items():
        if count > 1:
            continue
        for i, word, others in ((1, given, by_surname.get(surname, ())), (2, surname, by_given.get(given, ()))):
            right = next((other for other in others if _is_variant(word.lower(), other.lower())), None)
            if right and word.lower() not in document.once(elsewhere):
                run, match = places[given, surname]
                yield _Variant(run.span(*match.span(i)), right, _BY_PAGE)


def _may_have_variants(document: Document) -> bool:
    """Whether a word that stands once, and that no list has, is one slip away from a name that stands again and again."""
    names = {word for word in document.once(unusual_words) if len(word) >= _NAME_LENGTH and _is_nobodys(word)}
    if not names:
        return False
    lengths = {len(name) + more for name in names for more in (-1, 0, 1)}
    others = {word for word in document.once(vocabulary).words if len(word) in lengths and not is_dictionary(look_up(word))}
    near = [(name, other) for name in names for other in others.intersection((*_shorter(name), *_swapped(name)))]
    near += [(name, other) for other in others for name in names.intersection(_shorter(other))]
    return any(document.once(counts)[name] == 1 < document.once(counts)[other] for name, other in near)


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _swapped(word: str) -> list[str]:
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]


def _is_variant(word: str, other: str) -> bool:
    if len(word) < _NAME_LENGTH or one_slip(word, other) in (None, "wrong") or is_dictionary(look_up(other)):
        return False
    return _is_nobodys(word) and not (other.startswith(word) or word.startswith(other))
