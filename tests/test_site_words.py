"""What the site around a page says about its words: names that are not slips, and the language."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.public

LINE = "The Reserach Papers\n\nThis is about the work of the group, and of those who are with us on the way to the sea.\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_config.yml", 'title: Home\nauthor:\n  name: "Jan Reserach"\n'),
        ("_config.yml", "title: The pages of Jan Reserach\n"),
        ("_config.yml", "first_name: Jan\nlast_name: Reserach\n"),
        ("hugo.toml", "baseURL = 'https://x.org/'\n[params]\nauthor = 'Jan Reserach'\n"),
        ("config/_default/params.yaml", "author: Jan Reserach\n"),
        ("content/authors/jan-reserach/_index.md", "---\nrole: Reader\n---\n"),
        ("_bibliography/papers.bib", '@book{a,\n  author = {Reserach, Jan and {\\"O}zil, Ada},\n  title = {A}\n}\n'),
        ("_bibliography/papers.bib", '@book{a, editor = "Jan Reserach", title = {A}}\n'),
        ("_pages/team.md", "# People\n\n### Jan Reserach\n\nHe is here.\n"),
        ("_data/coauthors.yml", "- first_name: Jan\n  last_name: Reserach\n"),
    ],
)
def test_names_of_the_site_are_no_slips(run, write, path: str, text: str):
    write("page.md", f"# {LINE}")
    write("index.md", "# Home\n")
    write("_config.yml" if "content" not in path and not path.startswith(("hugo", "config/")) else "hugo.toml", "baseURL: https://x.org/\n")
    assert "Reserach" in run("page.md", "--select", "spelling/misspelling").out
    write(path, text)
    assert "Reserach" not in run("page.md", "--select", "spelling/misspelling").out


def test_what_was_said_is_said_again_only_while_the_names_are_the_same(run, write):
    write("page.md", f"# {LINE}")
    write("_config.yml", "title: Home\n")
    write("papers.bib", "@book{a, author = {Jan Reserach}}\n")
    for _ in range(2):
        assert "Reserach" not in run("page.md", "--select", "spelling/misspelling").out
    write("papers.bib", "@book{a, author = {Jan Stone}}\n")
    assert "Reserach" in run("page.md", "--select", "spelling/misspelling").out


GERMAN = "Wir untrsuchen Wasser mit einem Netz."


@pytest.mark.parametrize(
    ("page", "config"),
    [
        (f"---\nlang: de\n---\n\n{GERMAN}\n", ""),
        (f"{GERMAN}\n", "lang: de\n"),
        (f"{GERMAN}\n", "locale: de-DE\n"),
        (f'<p lang="de">{GERMAN}</p>\n', "lang: en\n"),
        (f'<html lang="de"><body><p>{GERMAN}</p></body></html>\n', "lang: en\n"),
    ],
)
def test_a_language_that_is_said_needs_fewer_words(run, write, page: str, config: str):
    name = "page.html" if "<html" in page else "page.md"
    write(name, page)
    write("_config.yml", f"title: Home\n{config}")
    assert "untersuchen" in run(name, "--select", "spelling/misspelling").out
    write(name, f"{GERMAN}\n")
    write("_config.yml", "title: Home\n")
    assert "untersuchen" not in run(name, "--select", "spelling/misspelling").out


def test_what_is_said_to_be_in_another_language_must_be_english_by_itself(run, write):
    page = "This is about the work of the group, and of those who are with us on the way.\n\n"
    write("page.md", f"{page}Reserach Papers\n")
    assert "Reserach" in run("page.md", "--select", "spelling/misspelling").out
    write("page.md", f'{page}<p lang="pl">Reserach Papers</p>\n')
    assert "Reserach" not in run("page.md", "--select", "spelling/misspelling").out
