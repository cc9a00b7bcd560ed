"""What the layouts of a site do with its pages."""

from __future__ import annotations

from profilelint.core.regex import regex
from profilelint.site.files import Site
from profilelint.site.tree import EntryKind
from profilelint.site.view import question

_FOLDERS = ("_layouts", "_includes")
_TITLE = regex(r"(?i:<title>)([^<]{0,400})")
_OF_SITE = regex(r"\{\{-?\s{0,9}site\.[^{}]{0,100}\}\}")


@question
def name_pages(site: Site) -> bool:
    """Whether tabs show the titles of pages: not where each `<title>` of the layouts holds the site's name and nothing else."""
    files = (f"{folder}/{name}" for folder in _FOLDERS for name, kind in site.tree.entries(folder).items() if kind is EntryKind.FILE)
    texts = [text for file in files if "<title>" in (text := site.tree.read(file)).lower()]
    return not texts or any("{" in _OF_SITE.sub("", title) for text in texts for title in _TITLE.findall(text))
