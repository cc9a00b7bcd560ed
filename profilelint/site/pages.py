"""Where a page is served, as far as its source says so."""

from __future__ import annotations

import re
from itertools import islice
from posixpath import basename, dirname, splitext

from profilelint.site.generator import Generator
from profilelint.site.tree import Index, Tree

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_PERMALINK = re.compile(r"^permalink[ \t]*:[ \t]*[\"']?([^\"'#\n]*)", re.MULTILINE)
_PAGE_ENDINGS = (".md", ".markdown", ".html", ".htm")
_POST_DATE = re.compile(r"^\d{4}-\d\d?-\d\d?-")
_ADDRESS = re.compile(r"^[ \t-]*(?:permalink|redirect_from|aliases|slug|url)?[ \t]*:?[ \t-]*[\"'\[]*([^\s\"',\]]+)", re.MULTILINE)
#: So many pages are looked at and no more.
_MANY = 5_000


def permalink(text: str) -> str:
    """The permalink in the front matter of a page; "" where there is none that is plain."""
    front = _FRONT_MATTER.match(text)
    found = _PERMALINK.search(front[1]) if front else None
    link = found[1].strip() if found else ""
    return link if ":" not in link and "{" not in link else ""


def page_folder(page: str, tree: Tree) -> str | None:
    """The folder from which the browser sees a Jekyll page's relative links; None where that cannot be told."""
    if link := permalink(tree.read(page)):
        return link.strip("/") if link.endswith("/") else dirname(link.strip("/"))
    is_gathered = any(folder.startswith("_") for folder in page.split("/"))
    return None if is_gathered or splitext(page)[1] in (".yml", ".yaml", ".json", ".bib") else dirname(page)


def served_names(tree: Tree, index: Index) -> frozenset[str]:
    """The last names, without endings, of all addresses at which pages of a Jekyll site may be served."""
    names = set()
    pages = (path for name, paths in index.by_name.items() if name.endswith(_PAGE_ENDINGS) for path in paths)
    for path in islice(pages, _MANY):
        stem = splitext(basename(path))[0].lower()
        names |= {stem, _POST_DATE.sub("", stem)}
        if front := _FRONT_MATTER.match(tree.read(path)):
            names.update(splitext(basename(address.rstrip("/")))[0].lower() for address in _ADDRESS.findall(front[1]))
    return frozenset(names)


def folders_of(page: str, tree: Tree, generator: Generator) -> list[str]:
    """The folders that a relative target may be meant from, likeliest first."""
    beside = dirname(page)
    if generator in (Generator.PLAIN, Generator.OTHER):
        return [beside]
    if generator is Generator.HUGO:
        served = re.sub(r"^content/", "", splitext(page)[0]).removesuffix("/index").removesuffix("/_index")
        return [beside, *(f"{root}/{served}" for root in ("static", "content"))]
    link = page_folder(page, tree)
    stem = splitext(page)[0]
    return [*([link] if link is not None else []), beside, "", stem]
