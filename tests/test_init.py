"""What `profilelint init` writes, on sites of five kinds and on files that it had better leave alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from patience import within

pytestmark = pytest.mark.public

ABOUT = "---\ntitle: About\n---\nI measure the tides of rivers.\n"
OWN_HOOKS = """\
# Our hooks
default_stages: [pre-commit]
repos:
- repo: https://github.com/pre-commit/pre-commit-hooks
  rev: v4.0.0
  hooks:
  - id: trailing-whitespace
    args: [--markdown-linebreak-ext=md]   # why

# the end
ci:
  skip: [prettier]
"""
INDENTED_HOOKS = "repos:\n  - repo: local\n    hooks:\n      - {id: x, name: x, language: system, entry: 'true'}\n"
SITES = {
    "academicpages": {"_config.yml": "title: Ada\nauthor:\n  name: Ada\n", "_pages/about.md": ABOUT},
    "al-folio": {
        "_config.yml": "title: Ada\nbibliography: papers.bib\n",
        "_pages/about.md": ABOUT,
        ".github/workflows/deploy.yml": "name: Deploy\non: push\njobs: {}\n",
        ".pre-commit-config.yaml": INDENTED_HOOKS,
    },
    "hugoblox": {"config/_default/hugo.yaml": "title: Ada\n", "content/authors/admin/_index.md": ABOUT},
    "plain": {"index.html": "<!doctype html><html><head><title>Ada</title></head><body><p>I measure tides.</p></body></html>\n"},
    "own hooks": {"index.md": ABOUT, ".pre-commit-config.yaml": OWN_HOOKS, "CNAME": "ada.site.test\n"},
}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("kind", SITES)
def test_a_site_is_set_up_once(run, write, site, kind):
    from pre_commit.clientlib import load_config

    for path, text in SITES[kind].items():
        write(path, text)
    before = run(".").out
    done = run("init", "--yes")
    assert (done.code, done.err) == (0, "")
    (hook,) = load_config(str(site / ".pre-commit-config.yaml"))["repos"][-1]["hooks"]
    assert hook["id"] == ("profilelint-site" if "bibliography" in SITES[kind].get("_config.yml", "") else "profilelint")
    jobs = {"links"} if "\nci:" in SITES[kind].get(".pre-commit-config.yaml", "") else {"pages", "links"}
    assert yaml.safe_load((site / ".github/workflows/profilelint.yml").read_text())["jobs"].keys() == jobs
    checked = run(".")
    assert (checked.code, checked.out) == (0, before), "what was written is no page, and changes nothing"
    written = tree(site)
    assert {path: text for path, text in written.items() if path in SITES[kind] and path != ".pre-commit-config.yaml"} == {
        path: text.encode() for path, text in SITES[kind].items() if path != ".pre-commit-config.yaml"
    }
    assert run("init", "--yes").out.endswith("Nothing to do: everything is already set up.\n")
    assert tree(site) == written


def test_other_hooks_stay_as_they_are_written(run, write, site):
    write(".pre-commit-config.yaml", OWN_HOOKS.replace("\n", "\r\n"))
    run("init", "--yes")
    text = (site / ".pre-commit-config.yaml").read_bytes().decode()
    start = text.index("- repo: https://github.com/profilelint")
    end = text.index("    - id: profilelint\r\n") + len("    - id: profilelint\r\n")
    assert text[:start] + text[end:] == OWN_HOOKS.replace("\n", "\r\n")
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize(
    "hooks",
    [
        "repos: []\n",
        "repos: [{repo: local, hooks: []}]\n",
        "x: 1\n",
        "repos:\n\t- x\n",
        "- a\n",
        "",
        b"\xff",
        "repos: &a\n- *a\n",
        "repos:\n- |\n  x\n",
        "repos:\n- &a\n  repo: local\n  hooks: []\n- *a\n",
    ],
)
def test_what_is_written_otherwise_is_left_alone(run, write, site, hooks):
    write("index.md", ABOUT)
    file = write(".pre-commit-config.yaml", hooks)
    before = file.read_bytes()
    done = run("init", "--yes")
    assert done.code == 0
    after = file.read_bytes()
    assert after == before or yaml.safe_load(after)["repos"][:-1] == yaml.safe_load(before)["repos"]
    if after == before:
        assert "init cannot edit" in done.out


def test_a_pattern_is_no_alias(run, write, site):
    hooks = INDENTED_HOOKS.replace("'true'}", "'true', files: '^_posts/.*[.]md$', types_or: [markdown]}  # R&D")
    write(".pre-commit-config.yaml", hooks)
    run("init", "--yes")
    assert (site / ".pre-commit-config.yaml").read_text().startswith(hooks + "  - repo: https://github.com/profilelint/")


def test_nothing_is_written_without_being_asked(run, write, site):
    write("index.md", ABOUT)
    before = tree(site)
    done = run("init")
    assert (done.code, "--yes" in done.err) == (2, True)
    assert ".profilelint.toml" in done.out
    assert tree(site) == before


def test_with_a_baseline_the_site_begins_clean(run, write, site):
    write("index.md", "---\ntitle: Ada\n---\nI measured the the tide.\n")
    assert run(".").code == 1
    assert "Recorded 1 finding" in run("init", "--yes", "--baseline").out
    assert run(".").code == 0
    assert run("init", "--yes", "--baseline").out.endswith("Nothing to do: everything is already set up.\n")


def test_nothing_is_written_outside(run, write, site, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    write("index.md", ABOUT)
    os.symlink(outside, site / ".github")
    assert run("init", "--yes").code == 2
    assert tree(outside) == {}


@pytest.mark.parametrize(
    ("path", "text", "hook"),
    [
        ("index.md", "[Talks](talks.md)\n", "profilelint-site"),
        ("index.md", "[Talks](/talks/#today)\n", "profilelint-site"),
        ("index.md", "[Talks]({% link talks.md %})\n", "profilelint-site"),
        ("index.html", '<title>Ada</title><a href="cv.pdf">CV</a>', "profilelint-site"),
        ("_data/menu.yml", "- title: Talks\n  url: /talks/\n", "profilelint-site"),
        ("index.md", "[Top](#top), [home](/), [Ada](https://a.example/talks), [mail](mailto:a@a.example), ![](tide.png)\n", "profilelint"),
        ("notes.txt", "[Talks](talks.md)\n", "profilelint"),
    ],
)  # fmt: skip
def test_the_hook_is_for_the_whole_site_where_its_pages_link_to_one_another(run, write, site, path, text, hook):
    write("_config.yml", "title: Ada\n")
    write(path, text)
    said = run("init", "--yes").out
    assert yaml.safe_load((site / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"] == [{"id": hook}]
    assert ("The hook checks the whole site" in said) is (hook == "profilelint-site")


def test_what_pre_commit_ci_checks_is_not_checked_twice(run, write, site):
    write("index.md", ABOUT)
    write(".pre-commit-config.yaml", INDENTED_HOOKS + "ci: {autoupdate_schedule: quarterly}\n")
    assert "pre-commit.ci runs the hook on each pull request" in run("init", "--yes").out
    workflow = yaml.safe_load((site / ".github/workflows/profilelint.yml").read_text())
    assert workflow["jobs"].keys() == {"links"}
    assert workflow[True].keys() == {"schedule", "workflow_dispatch"}


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"cspell.json": '{"words": ["Peppr", "cosets"]}'}, ["Peppr", "cosets"]),
        ({".cspell.json": '{\n// our own, not "all"\n"words": ["Peppr", /* , ] */ "a//b",],\n}'}, ["Peppr"]),
        ({"cspell.yaml": "words:\n- Peppr\n- '!cosets'\n"}, ["Peppr"]),
        (
            {"cspell.json": '{"dictionaryDefinitions": [{"name": "own", "path": "./own.txt"}]}', "own.txt": "Peppr # a tool\n\n# cosets\n"},
            ["Peppr"],
        ),
        ({"package.json": '{"name": "site", "cspell": {"words": ["Peppr"]}}'}, ["Peppr"]),
        ({".vscode/settings.json": '{"editor.tabSize": 2, "cSpell.words": ["Peppr"],}'}, ["Peppr"]),
        ({"typos.toml": '[default.extend-words]\npeppr = "peppr"\nteh = "the"\nfoo = ""\n'}, ["peppr"]),
        ({"pyproject.toml": '[tool.typos.default.extend-identifiers]\nPeppr = "Peppr"\npep_pr = "pep_pr"\n'}, ["Peppr"]),
        ({".codespellrc": "[codespell]\nskip = *.svg\nignore-words-list = peppr, cosets\n"}, ["peppr", "cosets"]),
        ({"setup.cfg": "[codespell]\nignore-words = own.txt\n", "own.txt": "peppr\n"}, ["peppr"]),
        ({"pyproject.toml": "[tool.codespell]\nignore-words-list = ['peppr']\n"}, ["peppr"]),
        (
            {
                ".vale.ini": "StylesPath = styles\nVocab = Own, More\n[*.md]\nBasedOnStyles = Vale\n",
                "styles/config/vocabularies/Own/accept.txt": "Peppr\n(?i)cosets\n[Rr]iemann.*\n",
                "styles/Vocab/More/accept.txt": "Ålesund\npeppr\n",
            },
            ["Peppr", "cosets", "Ålesund"],
        ),
    ],
)  # fmt: skip
def test_words_of_other_tools_are_taken_over(run, write, site, files, words):
    write("index.md", ABOUT)
    for path, text in files.items():
        write(path, text)
    assert f'"{words[0]}"' in run("init", "--yes").out
    assert run("words", "list").lines == words
    assert run("init", "--yes").out.endswith("Nothing to do: everything is already set up.\n")


def test_words_join_those_that_the_configuration_has(run, write, site):
    write("index.md", ABOUT)
    file = write(".profilelint.toml", '# mine\nwords = ["peppr"] # own\n')
    write("cspell.json", '{"words": ["Peppr", "cosets"]}')
    assert "The configuration gets the 1 word that cspell.json has.\n" in run("init", "--yes").out
    assert file.read_text() == '# mine\nwords = ["peppr", "cosets"] # own\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cspell.json", "{"),
        ("cspell.json", "[]"),
        ("cspell.json", '{"words": 1}'),
        ("cspell.json", '{"words": [["a"]]}'),
        ("cspell.json", b"\xff"),
        ("cspell.json", "[" * 100_000),
        ("cspell.json", '{"dictionaryDefinitions": [{"path": "../outside.txt"}, {"path": "/etc/hostname"}]}'),
        ("cspell.yaml", "words: [\n"),
        ("typos.toml", "default = 1\n"),
        ("typos.toml", "=\n"),
        (".codespellrc", "ignore-words-list = a\n"),
        (".codespellrc", "[codespell]\nignore-words = ../outside.txt\n"),
        (".vale.ini", "Vocab = ../../..\n"),
        ("setup.cfg", "[metadata]\nname = site\n"),
    ],
)
def test_lists_that_cannot_be_read_have_no_words(run, write, site, name, text):
    write("index.md", ABOUT)
    write(name, text)
    (site.parent / "outside.txt").write_text("Peppr\n")
    assert run("init", "--yes").code == 0
    assert "words" not in (site / ".profilelint.toml").read_text()


def test_lists_that_take_long_are_read_in_time(run, write, site):
    write("index.md", ABOUT)
    write("cspell.json", "/*" * 100_000)
    write(".cspell.json", '\\"' * 100_000)
    write("cSpell.json", ",/**/" * 50_000)
    with within(10):
        assert run("init", "--yes").code == 0


def git(*argv: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@site.test")
    subprocess.run(["git", *identity, *argv], check=True, capture_output=True)


def remote(*branches: str, default: str = "") -> None:
    """As a clone has it that was made when the server had these branches."""
    git("commit", "--allow-empty", "-m", "Begin")
    for branch in branches:
        git("update-ref", f"refs/remotes/origin/{branch}", "HEAD")
    if default:
        git("symbolic-ref", "refs/remotes/origin/HEAD", f"refs/remotes/origin/{default}")


@pytest.mark.parametrize(
    ("here", "branches", "default", "expected"),
    [
        ("source", (), "", ["source"]),
        ("main", ("main",), "main", ["main"]),
        ("add-a-linter", ("main",), "main", ["main"]),
        ("source", ("source", "gh-pages"), "", ["source"]),
        ("source", ("source", "master"), "master", ["master", "source"]),
        ("2024", (), "", ["2024"]),
        ("c++/site", (), "", ["c\\+\\+/site"]),
    ],
)
def test_the_workflow_runs_for_the_branch_that_the_site_is_on(run, write, site, here, branches, default, expected):
    git("init", "-b", here)
    if branches:
        remote(*branches, default=default)
    write("index.md", ABOUT)
    run("init", "--yes")
    assert yaml.safe_load((site / ".github/workflows/profilelint.yml").read_text())[True]["push"]["branches"] == expected


def test_on_no_branch_the_usual_ones_are_named(run, write, site):
    git("init", "-b", "source")
    remote()
    git("checkout", "--detach")
    write("index.md", ABOUT)
    run("init", "--yes")
    assert "    branches: [main, master]\n" in (site / ".github/workflows/profilelint.yml").read_text()


def test_without_git_nothing_is_to_be_committed(run, write, site):
    (site / ".git").rmdir()
    write("index.html", "<title>Ada</title>\n")
    said = run("init", "--yes", "--baseline").out
    assert "3 files written. This is not a git repository, so the hook and the workflow do nothing yet.\n" in said
    assert "commit" not in said.replace("pre-commit-config", "").split("3 files written")[1]


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        (("_config.yml",), "A Jekyll site"),
        (("hugo.toml",), "A Hugo site"),
        (("index.html",), "A site of plain pages"),
        (("_quarto.yml", "index.qmd"), "A Quarto site"),
        (("astro.config.mjs", "index.md"), "An Astro site"),
        ((".eleventy.js", "index.md"), "An Eleventy site"),
        (("mkdocs.yml",), "A MkDocs site"),
        (("cv.md",), "No site generator recognised"),
    ],
)
def test_what_makes_the_site_is_called_by_its_name(run, write, site, files, kind):
    for path in files:
        write(path)
    assert run("init", "--yes").lines[0] == f"{kind} in {site}."
