"""Words of the site's own, and the evidence about a word."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib

import pytest

from profilelint.settings.wordlist import with_words

pytestmark = pytest.mark.public

PAGE = "We look at the worst cenario of the three that the board has named.\n"


def test_words_of_the_configuration_are_right(run, write):
    write("page.md", PAGE)
    assert "cenario" in run("page.md").out
    write(".profilelint.toml", 'words = ["Cenario"]\n')
    assert run("page.md").code == 0


def test_words_are_added(run, write):
    write("page.md", PAGE)
    assert run("words", "add", "cenario", "Peppr").code == 0
    assert run("page.md").code == 0
    assert run("words", "list").out.split() == ["cenario", "Peppr"]
    assert "Already in the list" in run("words", "add", "CENARIO").out
    assert run("words", "add").code == run("words", "add", "two words").code == run("words", "learn").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("answers", "words"),
    [("y\ny\n", ["cenario", "recieve"]), ("n\nyes\n", ["recieve"]), ("y\nq\n", ["cenario"]), ("\x04", []), ("n\nn\n", [])],
)
def test_words_are_learned_from_a_person(run, write, site, answers, words):
    """Asked about each word in turn, at a terminal."""
    import pty

    write("page.md", PAGE + "\nWe recieve it, and they recieve it.\n")
    mine, theirs = pty.openpty()
    os.write(mine, answers.encode())
    command = [sys.executable, "-m", "profilelint", "words", "learn"]
    done = subprocess.run(command, cwd=site, stdin=theirs, capture_output=True, text=True, check=True)
    os.close(mine)
    os.close(theirs)
    assert 'Add "cenario" to the words of this site?' in done.stdout
    assert ("page.md:3:4 (and 1 more): " in done.stdout) is ("\n" in answers)
    assert run("words", "list").out.split() == words


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (".profilelint.toml", "", 'words = ["é"]\n'),
        (".profilelint.toml", '# mine\nwords = [\n  "a", # one\n]\n', '# mine\nwords = [\n  "a", "é", # one\n]\n'),
        (".profilelint.toml", "#:schema x\n# mine\n", '#:schema x\nwords = ["é"]\n# mine\n'),
        (".profilelint.toml", "#:schema x", '#:schema x\nwords = ["é"]\n'),
        (".profilelint.toml", "words = []", 'words = ["é"]'),
        (".profilelint.toml", '[rules."date/stale"]\nseverity = "note"\n', 'words = ["é"]\n[rules."date/stale"]\nseverity = "note"\n'),
        ("pyproject.toml", "[tool.profilelint]", '[tool.profilelint]\nwords = ["é"]\n'),
        ("pyproject.toml", '[project]\nname = "x"', '[project]\nname = "x"\n\n[tool.profilelint]\nwords = ["é"]\n'),
        ("pyproject.toml", '[tool.profilelint]\nwords = ["b"]\n[tool.x]\n', '[tool.profilelint]\nwords = ["b", "é"]\n[tool.x]\n'),
    ],
)
def test_all_else_stays_as_it_was(name: str, before: str, after: str) -> None:
    assert with_words(before, ["é"], name) == after
    tomllib.loads(after)


def test_the_evidence_is_printed(run, write):
    write("page.md", PAGE)
    said = run("explain", "--why", "page.md:1:24")
    assert said.code == 0
    assert "scenario" in said.out
    assert "Reported: " in said.out
    assert "English dictionary" in run("explain", "--why", "page.md:1:5").out
    write("name.md", PAGE + "\nWe thank Prof. Reserach.\n")
    assert "after a title" in run("explain", "--why", "name.md:3:16").out
    for wrong in ("page.md", "page.md:9:1", "none.md:1:1", "page.md:1:999"):
        assert run("explain", "--why", wrong).code == 2
    assert run("explain").code == 2


@pytest.mark.parametrize(
    ("name", "text", "word", "said"),
    [
        ("a.md", "The flow of it is discretised in space.", "discretised", "Not reported: it is written so in Britain."),
        ("a.md", "The flow of it is discretixed in space.", "discretixed", "likely a slip"),
        ("a.html", "<p>The sum over the re<sub>serach</sub> is one.</p>", "serach", "Not reported: it has an index."),
        ("a.html", "<p>The sum over the re<em>serach</em> is one.</p>", "serach", "likely a slip"),
        ("a.json", '[{"firstName": "Reserach the Third"}]', "Reserach", "not judged"),
        ("a.json", '[{"last-name": "Reserach the Third"}]', "Reserach", "not judged"),
        ("a.json", '[{"firstTitle": "Reserach the Third and the sea"}]', "Reserach", "likely a slip"),
    ],
)
def test_why_a_word_is_excused(run, write, name, text, word, said):
    write(name, text)
    assert said in run("explain", "--why", f"{name}:1:{text.index(word) + 1}").out


@pytest.mark.parametrize(
    ("line", "word", "said"),
    [
        (
            "It is a close source project of two firms.",
            "close",
            'real-word: "close" is reported; it is hardly ever meant in "close',
        ),
        ("The code of it is on Github for all.", "Github", 'spelling/brand-case: "Github" is reported; the rule'),
        (
            "I am a undergraduate at the school.",
            "a und",
            'article: "a undergraduate" is reported; "undergraduate" begins',
        ),
        ("This is what the the board has said.", "the the", 'spelling/repeated-word: "the the" is reported; English does not say it twice'),
        ("I studied at Shanhai Jiao Tong University.", "Shanhai", 'spelling/name-variant: "Shanhai" is reported; an institution'),
        ("[Ramesh Govidan](https://govindan.usc.edu/) is here.", "Govidan", 'spelling/name-variant: "Govidan" is reported; the address'),
        (
            "Wir arbeiten in der Stadt und untrsuchen, wie sich das Wasser auf die Ernte auswirkt.",
            "untrsuchen",
            "untersuchen: +",
        ),
        (
            "Wir arbeiten in der Stadt und untersuchen, wie sich das Wasser auf die Ernte auswirkt.",
            "untersuchen",
            '"untersuchen" is not judged by spelling/misspelling: it is a word of another language (de)',
        ),
    ],
)
def test_the_evidence_of_each_rule_is_printed(run, write, line: str, word: str, said: str):
    write("page.md", f"# A page about the sea\n\nThis is about the work of the group and of those who are with us.\n\n{line}\n")
    assert said in run("explain", "--why", f"page.md:5:{line.index(word) + 1}").out


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("It is a close source project of two firms.", "close"),
        ("The code of it is on Github for all.", "Github"),
        ("I am a undergraduate at the school.", "undergraduate"),
        ("This is what the the board has said.", "the"),
        ("I studied at Shanhai Jiao Tong University.", "Shanhai"),
        ("Wir arbeiten in der Stadt und untrsuchen, wie sich das Wasser auf die Ernte auswirkt.", "untrsuchen"),
    ],
)
def test_words_of_the_configuration_are_right_for_each_rule(run, write, line: str, word: str):
    write("page.md", f"# A page about the sea\n\nThis is about the work of the group and of those who are with us.\n\n{line}\n")
    assert run("page.md", "--select", "spelling", "--fail-on", "note").code == 1
    write(".profilelint.toml", f'words = ["{word}"]\n')
    assert run("page.md", "--select", "spelling", "--fail-on", "note").out.startswith("1 file checked")


def test_words_are_added_however_their_letters_are_written(run, write, site):
    """Some systems write é as two characters, and some keyboards the apostrophe as a quote."""
    assert run("words", "add", "cafe\u0301", "O’Brien", "naïve", "co-author").code == 0
    assert (site / ".profilelint.toml").read_text() == 'words = ["café", "O’Brien", "naïve", "co-author"]\n'
    assert run("words", "add", "café").out == "Already in the list.\n"
    for wrong in ("a b", "\u0301", "’", "x2"):
        assert run("words", "add", wrong).err == f'profilelint: "{wrong}" is not one word\n'
