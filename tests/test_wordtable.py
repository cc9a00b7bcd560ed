"""Files of words: Python's own sets and dicts are the oracles."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from profilelint.language import languages, lexicon
from profilelint.language.wordtable import LexiconError, WordTable, write_words

BOUNDED = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.text(st.sampled_from("abz'é𝒳\x00 "), max_size=6)


@BOUNDED
@given(st.dictionaries(WORDS, st.integers(0, 255), min_size=1), st.lists(WORDS), st.booleans(), st.booleans(), st.booleans())
def test_a_table_has_what_was_written(
    tmp_path: Path, numbers: dict[str, int], others: list[str], numbered: bool, deflated: bool, filtered: bool
) -> None:
    write_words(tmp_path / "x.words", numbers, numbers if numbered else None, deflated, filtered)
    table = WordTable(tmp_path / "x.words")
    expected = numbers if numbered else dict.fromkeys(numbers, 0)
    asked = [*numbers, *others]
    assert {word: table.get(word) for word in asked} == {word: expected.get(word) for word in asked}
    assert table.among(asked) == expected
    assert [word in table for word in asked] == [word in numbers for word in asked]
    for prefix in ("", *others, *(word[:2] for word in numbers)):
        assert list(table.starting(prefix)) == sorted(word for word in numbers if word.startswith(prefix))


@pytest.mark.parametrize("deflated", [False, True])
def test_a_table_of_many_blocks(tmp_path: Path, deflated: bool) -> None:
    letters = random.Random(7)
    made = ["".join(letters.choices("abcdeé", k=letters.randint(1, 9))) for _ in range(30_000)]
    numbers = {word: len(word) * 7 for word in made[:20_000]}
    write_words(tmp_path / "x.words", numbers, numbers, deflated, filtered=True)
    table = WordTable(tmp_path / "x.words")
    assert table.among(made) == numbers
    assert [table.get(word) for word in made] == [numbers.get(word) for word in made]
    for prefix in ("", "a", "bé", "cab", "eee"):
        assert list(table.starting(prefix)) == sorted(word for word in numbers if word.startswith(prefix))


def test_the_same_words_make_the_same_file_in_any_order(tmp_path: Path) -> None:
    words = ["tide", "tides", "cliff"]
    write_words(tmp_path / "1.words", words, deflated=True)
    write_words(tmp_path / "2.words", words[::-1], deflated=True)
    assert (tmp_path / "1.words").read_bytes() == (tmp_path / "2.words").read_bytes()


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: data[:9]])
def test_what_is_no_such_file_is_said(tmp_path: Path, damage) -> None:
    write_words(tmp_path / "x.words", ["tide", "cliff"])
    (tmp_path / "y.words").write_bytes(damage((tmp_path / "x.words").read_bytes()))
    for path in (tmp_path / "y.words", tmp_path / "none.words"):
        with pytest.raises(LexiconError, match="is damaged; install profilelint again"):
            WordTable(path)


def test_a_block_that_is_damaged_is_said(tmp_path: Path) -> None:
    write_words(tmp_path / "x.words", string.ascii_letters, deflated=True)
    data = (tmp_path / "x.words").read_bytes()
    (tmp_path / "x.words").write_bytes(data[:-10] + b"\xff" * 10)
    with pytest.raises(LexiconError):
        WordTable(tmp_path / "x.words").get("tide")


@pytest.mark.parametrize(
    ("name", "count"),
    [(lexicon.ENGLISH, 496_125), (lexicon.COMMON, 42_353), (lexicon.FOREIGN, 721_890), (lexicon.SLIPS, 50_015), (languages.WORDS, 626_586)],
)
def test_words_of_the_lexicons_are_found(name: str, count: int) -> None:
    table = lexicon.table(name)
    words = list(table.starting(""))
    assert len(words) == count
    assert words == sorted(words)
    for word in random.Random(3).sample(words, 3_000):
        assert table.get(word) is not None
        assert f"{word}\x01" not in table
