"""Patterns that a repository supplies match what they match elsewhere, and never take long: made from their grammars."""

from __future__ import annotations

import random
import re
import subprocess
import warnings
from pathlib import Path
from time import process_time

import pytest

from profilelint.core.automaton import Automaton
from profilelint.core.globs import Globs, IgnoreList
from profilelint.core.patterns import PatternError, pattern_problem

_ATOMS = ("a", "b", ".", "[ab]", "[^a]", r"\w", r"\d", r"\b", "/", r"\.", "-", r"\B", "[a-c]", r"\W")
_REPEATS = ("*", "+", "?", "{0,2}", "{2}", "{1,3}", "*?", "+?", "{2,}")
_BOUNDED = ("?", "{0,20}", "{5}", "{1,40}", "{2,9}?", "{0,30}+", "{60000}", "{0,3}")
_PIECES = ("a", "b", "ab", "*", "**", "?", "/", "/", "[ab]", "[!a]", r"\*", "[a-b]", "!", r"\ ", "[[:alpha:]]", "[^b]", "-", "[]a]")
_NAMES = ("a", "b", "ab", "aab", "ba", "abb", "c", "*", "a b", "-", "A")
_SECONDS = 1.0  # of the processor; what is exponential takes hours


def expression(dice: random.Random, depth: int, repeats: tuple[str, ...]) -> str:
    inner = (lambda: expression(dice, depth - 1, repeats)) if depth else (lambda: dice.choice(_ATOMS))
    match dice.randrange(12) if depth else 0:
        case 0 | 1 | 2 | 3:
            return dice.choice(_ATOMS)
        case 4:
            return f"(?:{inner()}|{inner()})"
        case 5:
            return f"({inner()})"
        case 6 | 7 | 8:
            return f"(?:{inner()}){dice.choice(repeats)}"
        case 9:
            return f"{dice.choice(('^', ''))}{inner()}"
    return inner() + inner()


def compiled(pattern: str) -> re.Pattern[str] | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return re.compile(pattern)
        except re.error:
            return None


@pytest.mark.parametrize("seed", range(20))
def test_an_automaton_finds_what_a_search_finds(seed: int) -> None:
    dice = random.Random(seed)
    tried = 0
    for _ in range(60):
        pattern = dice.choice(("", "(?i)")) + expression(dice, 4, _REPEATS)
        automaton, wanted = Automaton(), compiled(pattern)
        try:
            automaton.add(pattern)
        except PatternError:
            continue
        for _ in range(10):
            text = "".join(dice.choice("aAbBc/.-1_ ") for _ in range(dice.randrange(1, 9)))  # Python before 3.14 finds no \\B in ""
            assert wanted is not None
            assert automaton.search(text) is (wanted.search(text) is not None), (pattern, text)
            tried += 1
    assert tried > 100


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a|b|ab)*bc", "a?" * 100 + "a" * 100, ".*" * 50 + "b", "(?:a{1,20}){1,20}b"])
def test_an_automaton_takes_its_time_from_the_text(pattern: str) -> None:
    automaton = Automaton()
    try:
        automaton.add(pattern)
    except PatternError:
        return
    start = process_time()
    automaton.search("a" * 20_000)
    assert process_time() - start < _SECONDS


@pytest.mark.parametrize("pattern", ["(" * 3000 + ")" * 3000, "a{99999999999}", "a{60000}", "(?:a{900}){900}", "(a)\\1", "(?=a)b"])
def test_what_an_automaton_refuses_is_refused_at_once(pattern: str) -> None:
    start = process_time()
    with pytest.raises(PatternError):
        Automaton().add(pattern)
    assert process_time() - start < _SECONDS


@pytest.mark.parametrize("seed", range(10))
def test_what_a_rule_may_use_never_takes_long(seed: int) -> None:
    """And to judge it does not either, however deep it nests."""
    dice = random.Random(seed)
    allowed = 0
    for _ in range(40):
        pattern = expression(dice, dice.randrange(9), _BOUNDED)
        start = process_time()
        problem = pattern_problem(pattern)
        assert process_time() - start < _SECONDS, pattern
        found = None if problem else compiled(pattern)
        if found is None:
            continue
        allowed += 1
        for piece in ("a", "ab", "a-", "1a", "b/"):
            text = piece * (200 // len(piece)) + "\n"
            start = process_time()
            found.search(text)
            assert process_time() - start < _SECONDS, (pattern, piece)
    assert allowed > 10


@pytest.mark.parametrize("depth", [20, 200, 2000])
@pytest.mark.parametrize("around", ["(?:%s)", "(?:%s){1}", "(?:%s)?", "(?:%s|b)", "(?=%s)", "(?>%s)"])
def test_to_judge_a_pattern_takes_its_time_from_the_pattern(around: str, depth: int) -> None:
    before, after = around.split("%s")
    start = process_time()
    pattern_problem(before * depth + "a" + after * depth)
    assert process_time() - start < _SECONDS


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder


@pytest.mark.parametrize("seed", range(40))
def test_an_ignore_list_says_what_git_says(repository: Path, seed: int) -> None:
    dice = random.Random(seed)
    lines = ["".join(dice.choice(_PIECES) for _ in range(dice.randrange(1, 7))) for _ in range(dice.randrange(1, 4))]
    paths = sorted({"/".join(dice.choice(_NAMES) for _ in range(dice.randrange(1, 5))) for _ in range(60)})
    (repository / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = "".join(f"{path}\0" for path in paths).encode()
    command = ["git", "check-ignore", "--no-index", "-v", "-n", "--stdin", "-z"]
    words = subprocess.run(command, cwd=repository, input=asked, capture_output=True, check=False).stdout.decode().split("\0")
    git = {path: bool(pattern) and not pattern.startswith("!") for pattern, path in zip(words[2::4], words[3::4], strict=True)}
    ignored = IgnoreList(lines)
    assert {path: bool(ignored.says(path, False)) for path in paths} == git, lines


@pytest.mark.parametrize("pattern", ["*a" * 2000 + "b", "**/" * 1000 + "b", "?" * 4000, "[a]" * 1300, "a*" * 2000, "*" * 4000 + "b"])
@pytest.mark.parametrize("path", ["a" * 4000, "a/" * 2000 + "c", "b" * 4000])
def test_a_glob_takes_its_time_from_the_path(pattern: str, path: str) -> None:
    start = process_time()
    IgnoreList([pattern]).says(path, False)
    Globs([pattern]).match(path)
    assert process_time() - start < _SECONDS


def test_many_globs_take_no_longer_the_more_paths_there_are() -> None:
    lines = [f"*a{number}*a*b" for number in range(3000)]
    ignored = IgnoreList(lines)
    assert ignored.too_many == 1001
    start = process_time()
    for number in range(100):
        assert ignored.says(f"{'a' * 200}{number}", False) is None
    assert process_time() - start < 10 * _SECONDS
