"""What `profilelint init` writes, on sites of five kinds and on files that it had better leave alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

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
    assert load_config(str(site / ".pre-commit-config.yaml"))["repos"][-1]["hooks"][0]["id"] == "profilelint"
    assert yaml.safe_load((site / ".github/workflows/profilelint.yml").read_text())["jobs"].keys() == {"pages", "links"}
    checked = run(".")
    assert (checked.code, checked.out) == (0, before), "what was written is no page, and changes nothing"
    written = tree(site)
    assert {path: text for path, text in written.items() if path in SITES[kind] and path != ".pre-commit-config.yaml"} == {
        path: text.encode() for path, text in SITES[kind].items() if path != ".pre-commit-config.yaml"
    }
    assert run("init", "--yes").out.endswith("Nothing is left to write.\n")
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
        assert "is written in a way that init leaves alone" in done.out


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
    assert "1 finding set aside" in run("init", "--yes", "--baseline").out
    assert run(".").code == 0
    assert run("init", "--yes", "--baseline").out.endswith("Nothing is left to write.\n")


def test_nothing_is_written_outside(run, write, site, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    write("index.md", ABOUT)
    os.symlink(outside, site / ".github")
    assert run("init", "--yes").code == 2
    assert tree(outside) == {}
