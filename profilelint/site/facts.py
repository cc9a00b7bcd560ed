"""What a site says about itself, whoever makes it: the names of its people, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING

from profilelint.core.endings import HTML, MARKDOWN, WITH_CODE
from profilelint.core.regex import regex
from profilelint.site.tree import EntryKind
from profilelint.site.view import question

if TYPE_CHECKING:
    from profilelint.site.files import Site

_CONFIGURATIONS = ("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml")
_HUGO_FOLDER = "config/_default"
_AUTHORS = ("content/authors", "content/en/authors", "data/authors")
#: Pages and data files that are about people.
_PEOPLE = regex(
    r"(?:people|team|members?|group|lab|labs|students|alumni|staff|authors|coauthors|collaborators)\.(?:md|markdown|html|ya?ml)"
)
_NAMED = regex(
    r"^[ \t-]*[\"']?(?:authors?|(?:first_?|last_?|sur|display_|user)?name|title|given|family)[\"']?[ \t]*[:=][ \t]*(\S.*)$",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = regex(r"^#{1,6}[ \t]+(\S.*)$|<h[1-6][^>]{0,200}>([^<]{1,200})<", re.MULTILINE)
_BIB_NAMES = regex(r"\b(?:author|editor)s?\s{0,20}=\s{0,20}(?:\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}|\"([^\"]*)\")", re.IGNORECASE)
_LATEX = regex(r"\\[a-zA-Z]+ ?|[\\{}\"'`^~]")
_NAME = regex(r"[^\W\d_]{4,}")
_LANGUAGE = regex(
    r"^[\"']?(?:languageCode|defaultContentLanguage|locale|lang)[\"']?[ \t]*[:=][ \t]*[\"']?([A-Za-z]{2})(?![A-Za-z])",
    re.MULTILINE | re.IGNORECASE,
)
_PAGES = regex(
    r"^[ \t]*url[ \t]*=.{0,80}github\.com[:/][\w.-]{1,40}/[\w.-]{1,60}\.github\.io(?:\.git)?[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_PAGE_ENDINGS = (*map(str.lower, WITH_CODE), *MARKDOWN, *HTML)
_MOST_FILES = 60
_TEXTS, _MOST_TEXTS = (".md", ".markdown", ".qmd", ".rmd", ".html", ".htm", ".bib", ".yml", ".yaml"), 300


@question
def names(site: Site) -> frozenset[str]:
    """The words of names, in small letters: of authors in the configuration, of .bib files, of pages about people."""
    return frozenset(word.lower() for text in _names(site) for word in _NAME.findall(text) if word[0].isupper())


@question
def other_texts_with(site: Site, word: str, page: str) -> int:
    """How many other pages and data files have a word in small letters; two are as good as more."""
    bounded = re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])")
    has = (path for path, text in site.remember(_texts, lambda: _texts(site)) if path != page and word in text and bounded.search(text))
    return sum(1 for _ in islice(has, 2))


def _texts(site: Site) -> tuple[tuple[str, str], ...]:
    """Pages and data files in small letters, those of the shortest paths first."""
    paths = (path for name, found in site.index.by_name.items() if name.endswith(_TEXTS) for path in found)
    return tuple((path, site.tree.read(path).lower()) for path in sorted(paths, key=lambda path: (path.count("/"), path))[:_MOST_TEXTS])


@question
def language(site: Site) -> str:
    """The language that the configuration names, by two letters; "" where it names none."""
    return next((match[1].lower() for text in _settings(site) if (match := _LANGUAGE.search(text))), "")


@question
def is_on_github_pages(site: Site) -> bool:
    """Whether GitHub serves the site: its repository, or the address in its settings, is called so."""
    return any(host.endswith(".github.io") for host in site.settings.hosts) or bool(_PAGES.search(site.tree.read(".git/config")))


def _settings(site: Site) -> Iterator[str]:
    entries = site.tree.entries("")
    yield from (site.tree.read(name) for name in _CONFIGURATIONS if name in entries)
    inside = site.tree.entries(_HUGO_FOLDER)
    yield from (site.tree.read(f"{_HUGO_FOLDER}/{name}") for name in inside if splitext(name)[1] in (".toml", ".yaml", ".yml"))


def _names(site: Site) -> Iterator[str]:
    for text in _settings(site):
        yield from _NAMED.findall(text)
    for folder in _AUTHORS:
        yield from (re.sub(r"[-_.]", " ", name).title() for name, kind in site.tree.entries(folder).items() if kind is EntryKind.FOLDER)
    paths = [path for found in site.index.by_name.values() for path in found]
    about_people = [path for path in paths if _PEOPLE.fullmatch(basename(path).lower())]
    for path in sorted(about_people)[:_MOST_FILES]:
        text = site.tree.read(path)
        yield from _NAMED.findall(text)
        yield from ("".join(heading) for heading in _HEADING.findall(text))
    for path in sorted(path for path in paths if path.endswith(".bib"))[:_MOST_FILES]:
        yield from (_LATEX.sub("", "".join(found)) for found in _BIB_NAMES.findall(site.tree.read(path)))


@question
def is_alone(site: Site, page: str) -> bool:
    """Whether the other files in a page's folder are not pages: its pictures, its slides."""
    others = {name: kind for name, kind in site.tree.entries(dirname(page)).items() if name != basename(page)}
    return all(kind is EntryKind.FILE and not name.lower().endswith(_PAGE_ENDINGS) for name, kind in others.items())
