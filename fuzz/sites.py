"""Sites that grow in two things at once: the lines of something that a repository supplies, and the files that are held against them.

Where each line is held against each file, twice as much of both takes four times as long. `bench/hostile.py` and the tests ask whether it
takes twice as long.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields

from profilelint.baseline.marks import Mark

PAGE = "---\ntitle: A page\n---\n\nWe measure tides. Research intern, Febrary 2025.\n"
CONFIG = "theme: minima\nurl: https://tides.example.edu\n"
RULE = "---\ntitle: A\nmessage: '{found}'\nseverity: note\ncheck: phrases\nfix: none\nsince: '0.1'\noptions:\n  phrases: [%s]\n---\nB\n"


@dataclass(frozen=True)
class SiteFamily:
    """`files(number)`: what is in a site of so many pages and so many lines, by paths. `argv`: of the run."""

    name: str
    files: Callable[[int], Mapping[str, str]]
    argv: Sequence[str] = (".",)


def pages(number: int, text: str = PAGE, folder: str = "") -> dict[str, str]:
    return {f"{folder}page-{each}.md": text.replace("{}", str(each)) for each in range(number)}


def _with(name: str, line: str, head: str = "", tail: str = "", page: str = PAGE) -> Callable[[int], Mapping[str, str]]:
    """A file of lines, each with its number, beside as many pages."""
    return lambda number: {"_config.yml": CONFIG, **pages(number, page), name: head + "".join(
        line.replace("{}", str(each)) for each in range(number)
    ) + tail}  # fmt: skip


def _baseline(number: int) -> str:
    mark = {field.name: "a" for field in fields(Mark)}
    return json.dumps({"version": 1, "pages": {f"gone-{each}.md": [mark] for each in range(number)}})


def _nested(number: int) -> Mapping[str, str]:
    folders = ["/".join(["a"] * depth) for depth in range(1, min(number, 150) + 1)]
    ignored = "".join(f"*x{each}*y\n" for each in range(9))
    return {f"{folder}/{name}": text for folder in folders for name, text in ((".gitignore", ignored), ("page.md", PAGE))}


def _links(target: str, *others: str) -> Callable[[int], Mapping[str, str]]:
    """A page of as many links as there are pictures."""
    return lambda number: {
        "_config.yml": CONFIG,
        "index.md": "---\ntitle: A\n---\n\n" + "".join(f"[a {each}]({target.replace('{}', str(each))})\n" for each in range(number)),
        **{other.replace("{}", str(each)): "" for other in others for each in range(number)},
    }


def _hugo(config: str) -> Callable[[int], Mapping[str, str]]:
    """A site of Hugo with as many lines in its configuration as it has pages."""

    def files(number: int) -> Mapping[str, str]:
        before, line, after = (*config.split("|"), "", "")[:3]
        written = before + "".join(line.replace("{}", str(each)) for each in range(number)) + after
        link = "---\ntitle: A\n---\n\n[a](/page-9999/)\n"
        return {"hugo.toml": f"baseURL = 'https://tides.example.edu/'\n{written}", **pages(number, link, "content/post/")}

    return files


SITES = (
    SiteFamily("names in .gitignore", _with(".gitignore", "name-{}\n")),
    SiteFamily("stars in .gitignore", _with(".gitignore", "*a{}*b*c\n")),
    SiteFamily("folders of any depth in .gitignore", _with(".gitignore", "**/a{}/**/b\n")),
    SiteFamily(".gitignore in each of many folders", _nested),
    SiteFamily(
        ".gitignore in each of many folders, files named",
        _nested,
        ("--force-exclude", *(f"{'a/' * depth}page.md" for depth in range(1, 60, 6))),
    ),
    SiteFamily("exclusions of the settings", _with(".profilelint.toml", "'name-{}', ", "extend-exclude = [", "]\n")),
    SiteFamily("overrides", _with(".profilelint.toml", "'x{}*', ", "[[overrides]]\nignore = ['date']\npaths = [", "]\n")),
    SiteFamily("words of the site", _with(".profilelint.toml", "'quux{}', ", "words = [", "]\n")),
    SiteFamily("exclusions of Jekyll", _with("_config.yml", "- name-{}\n", CONFIG + "exclude:\n")),
    SiteFamily("exclusions of Jekyll with stars", _with("_config.yml", "- '*a{}*b'\n", CONFIG + "exclude:\n")),
    SiteFamily(
        "defaults of Jekyll",
        _with(
            "_config.yml", "- {scope: {path: page-{}}, values: {permalink: /a/{}/}}\n", CONFIG + "defaults:\n", page=PAGE + "[a](/a/1/)\n"
        ),
    ),
    SiteFamily(
        "defaults of Jekyll with stars",
        _with("_config.yml", "- {scope: {path: 'p*{}'}, values: {slug: a{}}}\n", CONFIG + "defaults:\n", page=PAGE + "[a](/a/1/)\n"),
    ),
    SiteFamily(
        "collections of Jekyll", _with("_config.yml", "  c{}: {output: true}\n", CONFIG + "collections:\n", page=PAGE + "[a](/a/1/)\n")
    ),
    SiteFamily(
        "pages at one address", lambda number: {"_config.yml": CONFIG, **pages(number, "---\ntitle: A\npermalink: /a/\n---\nTides.\n")}
    ),
    SiteFamily(
        "pages that lead to one",
        lambda number: {"_config.yml": CONFIG, **pages(number, "---\ntitle: A\nredirect_from: /a/\n---\n[a](/a/)\n")},
    ),
    SiteFamily("files to ignore of Hugo", _hugo("ignoreFiles = [|'a{}$', |]\n")),
    SiteFamily("languages of Hugo", _hugo("|[languages.a{}]\nweight = 1\n")),
    SiteFamily("folders of Hugo", _hugo("staticDir = [|'a{}', |]\n")),
    SiteFamily("a permalink of Hugo", _hugo("[permalinks]\npost = '|/:title|'\n")),
    SiteFamily(
        "folders in a folder of Hugo",
        lambda number: {
            "hugo.toml": "baseURL = 'https://tides.example.edu/'\n",
            "content/_index.md": "---\ntitle: A\n---\n[a](/b/)\n",
            **{f"content/post/a{each}/page.md": PAGE for each in range(number)},
        },
    ),
    SiteFamily("pages that are gone in a baseline", lambda number: {**pages(number), ".profilelint-baseline.json": _baseline(number)}),
    SiteFamily("missing pictures that are like others", _links("/images/picture-{}x.png", "images/picture-{}.png")),
    SiteFamily("missing pictures of other letters", _links("/images/PICTURE-{}.png", "images/picture-{}.png")),
    SiteFamily("missing pictures of one length", _links("/images/xicture-{}.png", "images/picture-{}.png")),
    SiteFamily("pictures of one name", _links("img-{}/a.png", "b{}/a.png")),
    SiteFamily("links that no one answers", _links("/nowhere/{}/", "page-{}.html")),
    SiteFamily("posts that are named", _links("{% post_url 2020-01-01-a{} %}", "_posts/2020-02-02-a{}.md")),
    SiteFamily("letters that are written in two ways", _links("/e\u0301{}.png", "\u00e9x{}.png")),
    SiteFamily("places on other pages", _links("/page/#a{}", "page-{}.html")),
    SiteFamily(
        "places on the page",
        lambda number: {
            "_config.yml": CONFIG,
            "a.md": "---\ntitle: A\n---\n" + "".join(f"## Part a{each}\n\n[b](#part-b{each})\n" for each in range(number)),
        },
    ),
    SiteFamily(
        "recipes",
        lambda number: {
            **_links("/files/a{}.zip")(number),
            "Makefile": "".join(f"b{each}.zip: c\n" for each in range(number)),
            **{f"_plugins/a{each}.rb": "a.zip\n" * 9 for each in range(number)},
        },
    ),
    SiteFamily(
        "rules",
        lambda number: {
            **pages(number),
            ".profilelint.toml": "rule-paths = ['own']\n",
            "own/x/y.md": RULE % ", ".join(f"a{each} b" for each in range(number)),
        },
    ),
    SiteFamily(
        "layouts",
        lambda number: {
            "_config.yml": CONFIG,
            **pages(number, PAGE + "[a](#b)\n"),
            **{f"_layouts/a{each}.html": "<title>{{ page.title }}</title>" for each in range(number)},
        },
    ),
)
