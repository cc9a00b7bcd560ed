"""What the layouts of a site do with its pages."""

from __future__ import annotations

from enum import Enum

from profilelint.core.regex import regex
from profilelint.site.files import Site
from profilelint.site.tree import EntryKind
from profilelint.site.view import question

_FOLDERS = ("_layouts", "_includes")
_TITLE = regex(r"(?i:<title>)([^<]{0,400})")
_OF_PAGE = regex(r"\{\{-?\s{0,9}page\.title\b(?![^{}]{0,200}\bdefault\b)[^{}]{0,200}\}\}")
_OF_SITE = regex(r"\{\{-?\s{0,9}site\.[^{}]{0,100}\}\}")


class Titles(Enum):
    """What tabs show of a page that has no title."""

    NEVER = "never"  # the name of the site, which they show of all pages
    NOTHING = "nothing"
    INSTEAD = "instead"  # something else that the layout puts there: most often the name of the site


@question
def titles(site: Site) -> str:
    """What the `<title>` of the layouts makes of pages, the value of one of `Titles`. Where the layouts are elsewhere, they are taken for
    careful ones."""
    files = (f"{folder}/{name}" for folder in _FOLDERS for name, kind in site.tree.entries(folder).items() if kind is EntryKind.FILE)
    found = [title for file in files if "<title>" in (text := site.tree.read(file)).lower() for title in _TITLE.findall(text)]
    of_pages = [title for title in found if "{" in _OF_SITE.sub("", title)]
    if found and not of_pages:
        return Titles.NEVER.value
    is_bare = bool(of_pages) and all("{%" not in title and _OF_PAGE.search(title) for title in of_pages)
    return Titles.NOTHING.value if is_bare else Titles.INSTEAD.value
