"""Which files are read: every file here holds a finding, so that the reports name the files that were read."""

from __future__ import annotations

import os
import sys

import pytest

BAD = "TBD\n"
HTML, YAML = "<p>TBD</p>\n", "text: TBD\n"
IN = {
    ".md": BAD, ".markdown": BAD, ".mkd": BAD, ".qmd": BAD, ".Rmd": BAD, ".Rmarkdown": BAD, ".txt": BAD,
    ".html": HTML, ".htm": HTML, ".yml": YAML, ".yaml": YAML,
    ".tex": "\\documentclass{moderncv}\n\\begin{document}\nTBD\n\\end{document}\n",
    ".json": '{"text": "TBD"}\n', ".toml": 'text = "TBD"\n', ".bib": "@misc{a,\n  title = {TBD}\n}\n",
}  # fmt: skip


@pytest.fixture
def read(run, write, site):
    """The files that are read in a site of these files."""

    def read(*paths: str, given: tuple[str, ...] = (".",), files: dict[str, str] | None = None) -> list[str]:
        for path in paths:
            write(path, IN.get(os.path.splitext(path)[1], "x"))
        for path, text in (files or {}).items():
            write(path, text)
        said = run(*given, "--output-format", "concise", "--select", "placeholder/filler-text")
        return list(dict.fromkeys(line.partition(":")[0].replace(os.sep, "/") for line in said.lines))

    return read


def test_pages_of_every_format_by_name(read):
    pages = ["a.htm", "a.html", "a.markdown", "a.md", "a.mkd", "b.Rmarkdown", "c.Rmd", "d.qmd", "refs.bib", "z/a.md"]
    assert read(*reversed(pages), "photo.png", "main.py") == pages


def test_what_r_markdown_and_quarto_make_of_a_page_is_left_out(read):
    assert read("a.Rmd", "a.html", "a.md", "b.qmd", "b.html", "c.html", "cv.Rmd", "cv.yml") == [
        "a.Rmd",
        "b.qmd",
        "c.html",
        "cv.Rmd",
        "cv.yml",
    ]
    assert read(given=("a.html",)) == ["a.html"]
    assert read(given=("a.html", "c.html", "--force-exclude")) == ["c.html"]


def test_of_latex_only_cvs_are_read(read):
    classes = {
        "a.tex": "moderncv", "b.tex": "awesome-cv", "c.tex": "res", "d.tex": "yaac-another-awesome-cv", "e.tex": "resume",
        "lindqvist_cv.tex": "article", "CV2025.tex": "article", "AcademicCV.tex": "scrartcl", "résumé.tex": "article",
        "vita.tex": "article",
    }  # fmt: skip
    papers = {"paper.tex": "article", "thesis.tex": "book", "camera.tex": "iccv", "recv.tex": "article", "results.tex": "article"}
    files = {
        name: f"% A comment\n\\documentclass[11pt,\n  a4paper]{{{of}}}\n\\begin{{document}}\nTBD\n"
        for name, of in (classes | papers).items()
    }
    parts = {
        "cv/work.tex": "\\cvsection{Work}\n\\begin{cventries}\nTBD\n", "cv/chapter.tex": "\\section{Work}\nTBD\n",
        "cv/macros.tex": "\\newcommand{\\cventry}[6]{TBD}\n", "a.sty": "TBD", "b.cls": "TBD",
    }  # fmt: skip
    assert sorted(read(files=files | parts)) == sorted([*classes, "cv/work.tex"])
    assert read(given=("paper.tex", "a.tex", "--force-exclude")) == ["a.tex"]
    assert read(given=("paper.tex",)) == ["paper.tex"]


def test_pages_in_formats_that_are_not_read_are_counted(run, write, site):
    for path in ("index.md", "cv.typ", "a/cover.typ", "notes.org", "README.rst", "_site/cv.typ", "data.csv"):
        write(path, "Some text.\n")
    assert run(".").lines == ["1 file checked (1 .org file not read, 2 .typ files not read): no problems found."]
    assert "not read" not in run("index.md").lines[-1]
    assert "not read" not in run(".", "--exclude", "*.typ", "--exclude", "notes.org").lines[-1]


def test_data_that_holds_content(read):
    content = ["_config.yml", "_data/a/b.json", "_data/cv.yml", "assets/json/resume.json", "cv.yml"]
    others = [
        ".github/workflows/x.yml",
        ".travis.yml",
        "docker-compose.yml",
        "Gemfile.toml",
        "package.json",
        "data/x.json",
        "_data/package.json",
    ]
    assert read(*content, *others) == content


def test_settings_of_quarto(read):
    content = ["_quarto-en.yml", "index.qmd"]
    assert read(*content, "other.yml", files={"_quarto.yml": "website:\n  title: TBD\n"}) == ["_quarto-en.yml", "_quarto.yml", "index.qmd"]


def test_data_of_hugo(read):
    content = ["config/_default/params.yaml", "content/a/_index.md", "content/a/data.json", "data/x.toml"]
    others = ["public/index.html", "resources/_gen/x.html", "themes/t/x.md", "layouts/x.html", "archetypes/default.md", "other/x.toml"]
    assert read(*content, *others, files={"hugo.toml": 'baseURL = "x"\ntext = "TBD"\n'}) == [*content, "hugo.toml"]


def test_a_plain_site_may_stand_in_public(read):
    assert read("public/index.html") == ["public/index.html"]


def test_what_no_person_wrote_for_a_page_is_left_out(read):
    theme = ["_layouts/a.html", "_includes/a.md", "_sass/a.html", "layouts/a.html", "themes/a/b.md"]
    tools = ["node_modules/a/b.md", "vendor/a.md", "_site/a.html", ".git/a.md", ".venv/a.md", "google0123456789abcdef.html", "a.min.html"]
    about = ["LICENSE.md", "CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "FAQ.md", "robots.txt", "requirements.txt"]
    assert read(*theme, *tools, *about, "index.md", "README.md") == ["index.md"]


def test_what_tools_squeezed_into_a_line_is_left_out(read):
    squeezed = "<p>TBD</p>" * 500
    assert read("index.md", files={"a.html": squeezed, "_data/b.json": f'{{"a": "{squeezed}"}}'}) == ["index.md"]
    assert read(given=("a.html",)) == ["a.html"]


def test_a_page_with_one_long_line_is_no_tools_output(read):
    assert read(files={"a.html": "<p>TBD</p>\n" * 5 + f'<img src="data:{"A" * 9000}">\n'}) == ["a.html"]


@pytest.mark.parametrize("config", [[], ["_config.yml"]])
def test_readme_is_a_page_where_nothing_else_is_the_front_page(read, config):
    assert read("README.md", "docs/README.md", *config) == ["README.md", *config]


def test_front_matter_makes_a_page_of_anything(read):
    page = f"---\ntitle: x\n---\n{BAD}"
    pages = ["README.md", "faq/LICENSE.md", "notes.txt"]
    assert read("index.md", files=dict.fromkeys(pages, page)) == ["README.md", "faq/LICENSE.md", "index.md", "notes.txt"]


def test_what_is_named_is_read(read):
    names = ("_layouts/a.html", "README.md", "robots.txt", "docker-compose.yml", "node_modules/a.md")
    assert read(*names, "index.md", given=names) == list(names)
    assert read(given=("_layouts",)) == ["_layouts/a.html"]


def test_each_file_once(read):
    assert read("a.md", given=("a.md", ".", "./a.md", os.path.abspath("a.md"))) == ["a.md"]


# .gitignore


def test_gitignore(read):
    files = {".gitignore": "/out\n*.htm\n!keep.htm\nbuild/\n", "sub/.gitignore": "x.md\n!keep.md\n", "sub/deep/.gitignore": "!x.md\n"}
    kept = ["keep.htm", "sub/deep/x.md", "sub/keep.md", "sub/out/a.md"]
    assert read(*kept, "out/a.md", "b.htm", "build/a.md", "sub/x.md", files=files) == kept


def test_gitignore_above_what_is_given(read, monkeypatch):
    assert read("sub/a.md", "sub/b.md", files={".gitignore": "sub/a.md\n"}, given=("sub",)) == ["sub/b.md"]
    monkeypatch.chdir("sub")
    assert read(given=(".",)) == ["b.md"]


def test_gitignore_outside_of_the_repository_is_not_ours(read, site):
    (site / "sub" / ".git").mkdir(parents=True)
    assert read("sub/a.md", files={".gitignore": "*.md\n"}, given=("sub",)) == ["sub/a.md"]


# The generator's own exclusions


def test_exclude_of_jekyll(read):
    config = "exclude: [drafts, 'notes/*.md', /top.md, '**/deep.md', README.md, 3]\ntext: TBD\n"
    kept = ["_config.yml", "sub/drafts/a.md", "sub/top.md"]
    assert read("drafts/a.md", "notes/x/a.md", "top.md", "sub/deep.md", *kept[1:], files={"_config.yml": config}) == kept


def test_exclude_of_jekyll_holds_for_its_own_site(read):
    assert read("site/a.md", "site/b.md", "a.md", files={"site/_config.yml": "exclude: a.md\n"}) == ["a.md", "site/b.md"]


@pytest.mark.parametrize(
    ("name", "text"), [("hugo.toml", 'ignoreFiles = ["\\\\.bak\\\\.md$", "("]\n'), ("hugo.yaml", "ignoreFiles: ['\\.bak\\.md$']\n")]
)
def test_ignored_files_of_hugo(read, name, text):
    assert read("content/a.bak.md", "content/a.md", files={name: text}) == ["content/a.md"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config/_default/config.toml", "publishDir = 'docs'\n"),
        ("_config.yml", "destination: ./docs/\n"),
        ("_quarto.yml", "project:\n  output-dir: docs\n"),
        ("_site.yml", "output_dir: docs\n"),
    ],
)
def test_the_folder_that_the_site_is_written_to(read, name, text):
    assert read("docs/a.html", "docs/a/b.html", "content/docs/a.md", files={name: text}) == ["content/docs/a.md"]


@pytest.mark.parametrize("folder", [".", "./", "..", "../docs", "/docs", "~/docs", "''", "[docs", "3"])
def test_a_site_that_is_written_elsewhere(read, folder):
    assert read("docs/a.html", files={"_config.yml": f"destination: {folder}\n"}) == ["docs/a.html"]


@pytest.mark.parametrize("text", ["exclude: [\n", "- a\n", "exclude: {a: b}\n", "\0", "exclude: *x\n"])
def test_a_configuration_that_cannot_be_read_excludes_nothing(read, text):
    assert read("a.md", files={"_config.yml": text}) == ["a.md"]


# Links, loops, and what is no file


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_are_not_followed(read, site, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (outside / "b.md").write_text(BAD)
    (site / "loop").symlink_to(site)
    (site / "out").symlink_to(outside)
    (site / "c.md").symlink_to(outside / "b.md")
    assert read("a.md") == ["a.md"]
    assert read(given=("c.md",)) == ["c.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_a_pipe_in_a_folder_does_not_hang(read, site):
    os.mkfifo(site / "pipe.md")
    assert read("a.md") == ["a.md"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_name_that_is_not_unicode(run, site):
    with open(os.fsencode(site) + b"/\xff\x1b[31m.md", "w") as file:
        file.write(BAD)
    for output in ("text", "concise", "json"):
        said = run(".", "--output-format", output)
        assert said.code == 1
        assert "\x1b" not in said.out
        assert not any("\ud800" <= character <= "\udfff" for character in said.out)


# What was given and cannot be read, or is excluded


def test_excluded_paths(run, write):
    write("_includes/a.html", "<p>TBD</p>")
    write("robots.txt", BAD)
    write("data.csv", BAD)
    said = run("--force-exclude", "_includes/a.html", "robots.txt", "data.csv")
    assert (said.code, said.out) == (0, "0 files checked (3 excluded).\n")
    said = run("--force-exclude", "_includes/a.html", "nowhere.md")
    assert (said.code, said.out) == (2, "0 files checked (1 excluded).\n")


def test_a_folder_whose_pages_are_all_excluded(run, write):
    write("old/a.md", BAD)
    said = run("old", "--exclude", "*.md")
    assert (said.code, said.out, said.err) == (0, "0 files checked (1 excluded).\n", "")


def test_a_file_that_is_too_large(run, write):
    write("a.md", b"word \n" * 2_000_000)
    write("b.md", "Hello.\n")
    said = run("a.md")
    assert (said.code, said.err) == (2, "profilelint: a.md: larger than 10 MB, so it was skipped\n")
    said = run(".")
    assert (said.code, said.err) == (0, "profilelint: a.md: larger than 10 MB, so it was skipped\n")


def test_a_file_that_is_not_text(run, write):
    write("a.md", bytes(range(256)) * 100)
    assert run("a.md").err == "profilelint: a.md: does not look like text, so it was skipped\n"
    assert run("a.md").code == 2


def test_a_short_page_with_broken_bytes_is_text(run, write):
    write("a.md", b"\0\0")
    write("b.md", b"caf\xe9")
    said = run(".", "--output-format", "concise")
    assert (said.code, "2 files checked: " in said.err) == (1, True)
    assert {line.partition(":")[0] for line in said.lines} == {"a.md", "b.md"}


def test_exclude_may_begin_with_a_dot_and_a_slash(read):
    assert read("old/a.md", "a.md", given=(".", "--exclude", "./old")) == ["a.md"]
