"""The house style: nothing that users read has an old habit, and a habit that is put back is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from profilelint.authoring.examples import main as run_examples
from profilelint.rulepages.packs import load_pack

ROOT = Path(__file__).parent.parent
RULES = ROOT / "tests" / "style"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def style():
    if not (ROOT / "profilelint").is_dir():
        pytest.skip("the sources are not here, only the installed package")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        from scripts import style

        yield style


@pytest.fixture(scope="module")
def linter(style):
    return style.linter()


@pytest.fixture(scope="module")
def sentences(style) -> list[tuple[str, str]]:
    return list(style.sentences())


def test_the_rules_of_the_house_have_examples_that_hold(capsys):
    assert run_examples(["house"], [RULES]) == 0, capsys.readouterr().out


def test_nothing_that_users_read_has_an_old_habit(style, linter, sentences):
    assert list(style.findings(linter, sentences)) == []


def test_every_text_is_looked_at(sentences):
    where = {name.partition(",")[0].partition(":")[0] for name, _ in sentences}
    assert {"profilelint check --help", "profilelint words --help", "date/stale", "link/dead", "profilelint/cli.py"} <= where
    assert any(name.startswith("rules/placeholder/packs/al-folio.yaml") for name, _ in sentences)
    texts = [text for _, text in sentences]
    assert any("Misspelt month" in text for text in texts)
    assert any("changed on disk" in text or "no such file or folder" in text for text in texts)


@pytest.mark.parametrize(
    "text",
    [
        "Read are Markdown and HTML",
        '"soon" is no number of seconds',
        "the words that stand in the configuration are right",
        "the colon behind the name is missing",
        "What git ignores is left out",
        "a summary of what is found",
        "stationary spoke 48 times",
        "profilelint asks the web about each link",
        "it is mended without asking",
        "--fix changes what is certain",
        "the site is built anew",
    ],
)
def test_a_habit_that_is_put_back_is_found(style, linter, text):
    assert list(style.against_style(linter, text))
    assert list(style.against_style(linter, f"Prints all pages.\n\nexamples:\n  {text}"))


@pytest.mark.parametrize(
    "text",
    [
        "There is no such file; an asterisk stands for any text",
        "What is sent anywhere? Nothing.",
        "The text that the template left behind is reported, with what to do about it",
        "init asks before it writes",
    ],
)
def test_plain_english_is_left_alone(style, linter, text):
    assert list(style.against_style(linter, text)) == []


def test_a_habit_in_a_page_is_found(linter, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A rule\n\nThe word stands here twice.\n", encoding="utf-8")
    (found,) = linter.lint_paths([page])
    assert [each.rule for each in found.diagnostics] == ["house/stands"]


def test_the_hook_is_run(style):
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    }
    assert hooks["style"]["entry"] == "python -m scripts.style"
    assert "\npython -m scripts.style\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def _printed(begins: str) -> str:
    """An example in CONTRIBUTING.md, without its indent."""
    indent, text = re.search(rf"^( +){re.escape(begins)}\n(?:(?:\1.*)?\n)*", CONTRIBUTING, re.M), ""
    assert indent
    for line in indent.group().splitlines():
        text += line.removeprefix(indent[1]) + "\n"
    return text.rstrip() + "\n"


def test_the_rule_in_contributing_works_as_printed(tmp_path, capsys):
    page = tmp_path / "place" / "city.md"
    page.parent.mkdir()
    page.write_text(_printed("---"), encoding="utf-8")
    assert run_examples(["place/city"], [tmp_path]) == 0, capsys.readouterr().out


def test_the_pack_in_contributing_works_as_printed(tmp_path):
    path = tmp_path / "mossy.yaml"
    path.write_text(_printed("template: Mossy                          # the name used in reports"), encoding="utf-8")
    pack = load_pack(path)
    assert pack.template == "Mossy"
    assert {each.what for each in pack.fingerprints} == {"its sample talks", "the template's account"}
