"""What is noted about a word before it is judged: its length, how common it is, what slip it would be, and the page around it.

The weights of the rule are fitted to these words for it: what is noted otherwise has no weight.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from profilelint.checks.spelling.features import features_of_word
from profilelint.checks.spelling.judge import evidence, judge
from profilelint.checks.spelling.unknown_words import occurrences
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.language.candidates import change_of, guesses, slip_of
from profilelint.rulepages.rules import load_rule, packaged_rules
from profilelint.run.selection import ready

WEIGHTS = ready(load_rule(packaged_rules() / "spelling/misspelling.md")).options["weights"]
ENGLISH = "We work on the river in the north of the land, and write it down for all of the people of the town and the hills"


def noted(page: str, word: str, meant: str = "") -> tuple[str, ...]:
    """What is noted about a word of a page, and about the word that is meant (by default the likeliest)."""
    place = next(place for place in occurrences(read(Source(page, "page.md")), None) if place.word == word)
    verdict = judge(place, evidence(place, WEIGHTS, 0) or (), WEIGHTS, 0)
    assert verdict is not None
    return verdict.features[meant or verdict.likely[0][0].word]


WORDS = """
abx: 3+ letters
sedm: 4+ letters
sedim: 5+ letters
sedima: 6+ letters
sediman: 7+ letters
sedimant: 8+ letters
sedimantt: 9+ letters
sedimantss: 10+ letters
sedimantsss: 10+ letters
sedimantssss: 12+ letters
compnay: written with a frequency of 1+
industy: written with a frequency of 1+
responsable: written with a frequency of 1.6+
brillant: written with a frequency of 2+
speach: written with a frequency of 2+
kinds: written with a frequency of 2.6+
algorithm: in the lexicons of 1+ other languages
equation: in the lexicons of 2+ other languages
kinds: in the lexicons of 3+ other languages
algorithm: in one of them with a frequency of 2.1+
meant: in one of them with a frequency of 2.9+
under: in one of them with a frequency of 3.9+
with: in one of them with a frequency of 5+
agrement: listed, and in another language with a frequency of 0+
adress: listed, and in another language with a frequency of 2.9+
departement: listed, and in another language with a frequency of 3.9+
langage: listed, and in another language with a frequency of 5+
"""
SLIPS = """
editer editor: vowel for a vowel in 5+ letters
speach speech: vowel for a vowel in 5+ letters
benifit benefit: vowel for a vowel in 7+ letters
audiance audience: vowel for a vowel in 7+ letters
attendence attendance: vowel for a vowel in 9+ letters
vaccum vacuum: any letter for another in 5+ letters
equasion equation: any letter for another in 7+ letters
linquistic linguistic: any letter for another in 9+ letters
rythm rhythm: consonant lost in 5+ letters
higway highway: consonant lost in 5+ letters
candiate candidate: consonant lost in 7+ letters
dicussion discussion: consonant lost in 9+ letters
wisdon wisdom: last: letter of a like sound in 5+ letters
phenomenom phenomenon: last: letter of a like sound in 9+ letters
explicite explicit: last: letter too many in 9+ letters
negativ negative: last: vowel lost in 7+ letters
unfortunat unfortunate: last: vowel lost in 9+ letters
controll control: letter doubled in 7+ letters
neccessity necessity: letter doubled in 9+ letters
sciense science: letter of a like sound in 7+ letters
critisism criticism: letter of a like sound in 9+ letters
faculity faculty: letter too many in 7+ letters
arguement argument: letter too many in 9+ letters
severeal several: letter too many, of a key beside in 7+ letters
ministery ministry: letter too many, of a key beside in 9+ letters
reffered referred: letters doubled or not in 7+ letters
beggining beginning: letters doubled or not in 9+ letters
desicion decision: letters in another order in 7+ letters
restictred restricted: letters in another order in 9+ letters
yeild yield: letters swapped in 5+ letters
compnay company: letters swapped in 7+ letters
chemsitry chemistry: letters swapped in 9+ letters
anual annual: one of two letters lost in 5+ letters
enginer engineer: one of two letters lost in 7+ letters
comission commission: one of two letters lost in 9+ letters
labled labelled: two letters lost in 5+ letters
cancled cancelled: two letters lost in 7+ letters
tempature temperature: two letters lost in 9+ letters
focussded focused: two letters too many in 9+ letters
schedual schedule: two slips in 7+ letters
practicle practical: two slips in 9+ letters
encouterd encountered: two slips, and of another length in 9+ letters
citzen citizen: vowel lost in 5+ letters
boundry boundary: vowel lost in 7+ letters
confrence conference: vowel lost in 9+ letters
automoton automaton: meant: frequency of 2.6+
datset dataset: meant: frequency of 3+
convergance convergence: meant: frequency of 3.4+
algoritm algorithm: meant: frequency of 3.8+
absense absence: meant: frequency of 4.2+
arguement argument: meant: frequency of 4.6+
adress address: meant: frequency of 5+
adress address: the same end
adress address: listed as a slip of this
cancled cancelled: listed as a slip of another word
negativ negative: may be a form of it
explicite explicit: may be a form of it
"""
#: Words that are not in a lexicon show what any would.
OTHERS = """
ahoe shoe: first: letter of a key beside
kear dear: first: any letter for another
frar fear: letter of a key beside
feaf fear: last: letter of a key beside
feqr fear: letter of a key beside
hsoe shoe: first letters swapped
sheo shoe: letters swapped
hoe shoe: first: consonant lost
sho shoe: last: vowel lost
sshoe shoe: letter doubled
ashoe shoe: first: letter too many, of a key beside
kshoe shoe: first: letter too many
shoew shoe: last: letter too many, of a key beside
fear fe\u00e1r: accent wrong
letr letter: two letters lost
leetteer letter: letters doubled or not
lttere letter: letters in another order
lettre letter: letters swapped
retlet letter: letters in another order
"""
CHANGES = """
sedimant sediment: "a" for "e"
sedimetn sediment: "tn." for "nt."
sdiment sediment: "s" for "se"
diment sediment: "" for "se"
sedimentt sediment: "tt." for "t."
sediment sedimentt: "t." for "tt."
ssediment sediment: "ss" for "s"
xsediment sediment: "x" for ""
sedxxxent sediment: "xxx" for "im"
"""
PAGES = """
sedimant: 3+
sedimant zzaqx: 10+
sedimant zzaqx zzbqx: 10+
sedimant zzaqx zzbqx zzcqx: 15+
sedimant zzaqx zzbqx zzcqx zzdqx zzeqx: 25+
"""


def _rows(table: str) -> list[list[str]]:
    return [line.split(": ", 1) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("word", "feature"), _rows(WORDS))
def test_a_word_by_itself(word: str, feature: str) -> None:
    kind = re.sub(r"\d[\d.]*\+", "", feature)
    assert [each for each in features_of_word(word, "en") if re.sub(r"\d[\d.]*\+", "", each) == kind] == [feature]


@pytest.mark.parametrize(("words", "feature"), _rows(SLIPS))
def test_a_word_and_the_one_that_may_be_meant(words: str, feature: str) -> None:
    wrong, right = words.split()
    assert feature in noted(f"{ENGLISH} {wrong}.", wrong, right)


@pytest.mark.parametrize(("words", "slip"), _rows(OTHERS))
def test_what_was_done_to_a_word(words: str, slip: str) -> None:
    found, meant = words.split()
    assert slip_of(found, meant) == slip


@pytest.mark.parametrize(("words", "change"), _rows(CHANGES))
def test_which_letters_stand_for_which(words: str, change: str) -> None:
    found, meant = words.split()
    assert change_of(found, meant) == change


@pytest.mark.parametrize(("words", "share"), _rows(PAGES))
def test_how_many_words_of_the_page_are_unknown(words: str, share: str) -> None:
    assert f"unknown of 100 words of the page: {share}" in noted(f"{ENGLISH} {words}.", "sedimant")


@pytest.mark.parametrize(
    ("words", "often"),
    [
        ("sedimant", None),
        ("sedimant of it, and sedimant", "2+ times on the page"),
        ("sedimant of it, the sedimant, and sedimant", "3+ times on the page"),
        ("the sedimant of it, the sedimant of it", "2+ times on the page, in one context"),
    ],
)
def test_how_often_a_word_is_on_the_page(words: str, often: str | None) -> None:
    assert next((each for each in noted(f"{ENGLISH} {words}.", "sedimant") if "times on the page" in each), None) == often


def test_many_unknown_words_around() -> None:
    around = "zzaqx zzbqx zzcqx zzdqx"
    assert "many unknown words around" not in noted(f"{ENGLISH} {around} sedimant.", "sedimant")
    assert "many unknown words around" in noted(f"{ENGLISH} {around} zzeqx zzfqx zzgqx sedimant.", "sedimant")


def test_all_that_is_noted_of_lengths_and_frequencies_has_a_weight() -> None:
    slips = re.findall(r"(\w+)\|(\w+)", (Path(__file__).parent / "data" / "slips.txt").read_text(encoding="utf-8"))
    weighed = {line.partition(" ")[2] for table in WEIGHTS.values() for line in table.splitlines()}
    found = {
        feature for wrong, _ in slips for feature in features_of_word(wrong, "en") if feature[-1:] == "+" or feature.endswith("+ letters")
    }
    assert found <= weighed


@pytest.mark.parametrize(
    ("word", "language", "meant", "slip"),
    [
        ("trafégo", "pt", "tráfego", "accent wrong"),
        ("próposito", "pt", "propósito", "accent wrong"),
        ("logarítmo", "pt", "logaritmo", "accent wrong"),
        ("remplaçé", "fr", "remplace", None),  # two accents too many
        ("remplaçé", "fr", "remplacé", "accent wrong"),
    ],
)
def test_an_accent_on_another_letter_is_one_slip(word, language, meant, slip):
    assert {guess.word: guess.slip for guess in guesses(word, language)}.get(meant) == slip
