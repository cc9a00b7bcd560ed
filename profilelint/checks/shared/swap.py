"""Words that have a better form: found -> preferred."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.needs import words as all_words
from profilelint.checks.shared.pagewords import right_words, vocabulary
from profilelint.checks.shared.texts import OPTIONS as TEXT_OPTIONS
from profilelint.checks.shared.texts import RUNS, comparable, texts, words
from profilelint.core.diagnostic import Edit, Finding
from profilelint.document.model import Document
from profilelint.language.english import words_of

OPTIONS = {"swap": Option("map", required=True), "words": Option("strings", default=()), **TEXT_OPTIONS}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    swap = options["swap"]
    key, sensitive = comparable(options), options["case"] == "sensitive"
    if options["word-bounded"] and RUNS.issuperset(options["in"]) and not _may_have(document, tuple(swap), sensitive):
        return
    right = right_words(options)
    wanted = words(swap, (), options)
    preferred: dict[str, tuple[str, ...]] = {}
    for text in texts(document, options["in"], wanted):
        for start, end in wanted.find(text.text):
            found = text.text[start:end]
            preferred = preferred or {key(word): (forms,) if isinstance(forms, str) else forms for word, forms in swap.items()}
            choices = preferred.get(key(found), ())
            if not sensitive:
                choices = tuple(_in_case_of(found, choice) for choice in choices)
            if not choices or found in choices or found.lower() in right:
                continue
            span = text.span(start, end)
            edits = (Edit(span, choices[0]),) if len(choices) == 1 and text.is_plain(start, end) else ()
            yield Finding(span, {"preferred": choices[0], "because": "the rule's table has it, in text"}, edits, suggestions=choices)


def _may_have(document: Document, phrases: tuple[str, ...], sensitive: bool) -> bool:
    """Whether the page has the beginning of any of the phrases; a phrase without words may be anywhere."""
    beginnings = _beginnings(phrases)
    likely = document.view(vocabulary).words.intersection(beginnings)
    said = document.view(all_words)
    return "" in beginnings or (any(begins in said for word in likely for begins in beginnings[word]) if sensitive else bool(likely))


@lru_cache(maxsize=64)
def _beginnings(phrases: tuple[str, ...]) -> dict[str, list[str]]:
    """The parts of the phrases before their first space, by their first words in lower case."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(next(iter(words_of(phrase)), ""), []).append(phrase.split()[0])
    return found


def _in_case_of(found: str, preferred: str) -> str:
    """A preferred form in the case of the found text, unless it has its own capitals, as in "PyTorch"."""
    if preferred != preferred.lower():
        return preferred
    if len(found) > 1 and found.isupper():
        return preferred.upper()
    return preferred[:1].upper() + preferred[1:] if found[0].isupper() else preferred
