"""Files that no visitor gets to see: data that nothing shows, and pages to which nothing leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from posixpath import basename, dirname, splitext
from urllib.parse import unquote

from profilelint.core.endings import HTML, MARKDOWN
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.site.files import Site
from profilelint.site.generator import Generator
from profilelint.site.view import question

_PAGES = (*HTML, *MARKDOWN, ".txt")
_DATA = (".yml", ".yaml", ".json", ".csv", ".tsv")
#: What may name a file, or ask for data.
_PROGRAMS = (".js", ".mjs", ".ts", ".php", ".rb", ".py", ".r", ".sh")
_TEXTS = (*_PAGES, *_PROGRAMS, ".qmd", ".rmd", ".ipynb", ".liquid", ".njk", ".json", ".yml", ".yaml", ".toml", ".xml", ".tex")
_MOST_FILES, _MOST_CHARACTERS = 2_000, 20_000_000
#: Texts about the repository or its template, which name and quote what it may hold.
ABOUT = regex(r"(?:readme|contributing|customize|install|changelog|faq|quickstart|license)(?![a-z])", re.IGNORECASE)
#: What a folder is the address of; what hosts and search engines ask for by name; pages of which a browser may prefer the language.
_INDEX = regex(r"(?:index|default|readme)\.[a-z]+", re.IGNORECASE)
_FRONT = regex(r"(?:docs/)?(?:index|default)\.[a-z]+", re.IGNORECASE)
_BY_NAME = regex(r"404\.html?|(?:google|yandex_|bing|naver)[0-9a-f]{8,40}\.html|(?:robots|humans|security|ads|llms(?:-full)?)\.txt")
_OF_LANGUAGE = regex(r"(?:\A|/)[a-z]{2}/|[_.-][a-z]{2}(?:/|\.[a-z]+\Z)", re.IGNORECASE)
_NAME_ENDS = regex(r"\.(?:html?|md|markdown|mkd|txt|bib)(?![\w-])", re.IGNORECASE)
_PATH, _LONGEST = regex(r"(?<![\w~+./-])[\w~+./-]++\Z"), 200
_LAST = regex(r"(?<![\w~+.-])[\w~+.-]++\Z")
_PLAIN_NAME = regex(r"[\w~+.-]+")
#: The end of an address without an ending.
_ENDS = regex(r"[\"'(/=]([\w~+-][\w.~+-]{0,200}+)/?(?=[\"'#?)\s>])")
#: The bibliographies of LaTeX and jekyll-scholar, by their names.
_BIBLIOGRAPHIES = regex(r"(?:\\(?:bibliography|addbibresource)\{|(?:--file|-f|bibliography:)[ \t]{1,9}[\"'\[]?)([\w.,: +-]{1,200})")
#: What Liquid asks for: "" where the name is worked out.
_ASKS = regex(r"\bsite\.data(?:\.([\w-]+)|\[\s{0,5}[\"']([\w-]+)[\"']\s{0,5}\]|)")


class Use(Enum):
    SHOWN = "shown"  # or nobody knows
    READ = "read"  # by the generator, which shows nothing of it
    NONE = "none"


@question
def use_of(site: Site, path: str) -> str:
    """The value of a `Use`. `path`: of a page without front matter or of a data file, from the root."""
    use, is_shown = Use.NONE, True
    if path.startswith("_data/") and path.endswith(_DATA):
        use, is_shown = Use.READ, _is_asked_for(site, path)
    elif path.endswith(".bib"):
        is_shown = _is_bibliography(site, path)
    elif path.lower().endswith(_PAGES) and _is_raw(site, path, site.tree.read(path)):
        followed = site.remember(_follow, lambda: _follow(site))
        is_shown = followed is None or followed.leads_to(path)
    return str(Use.SHOWN.value if is_shown else use.value)


def _is_asked_for(site: Site, path: str) -> bool:
    """Whether a layout or a page of a Jekyll site asks for a data file. A theme from elsewhere, a plugin, and a name that is worked out may
    ask for any; where the layouts are empty, or nothing asks for data at all, it is not known what shows it."""
    if site.settings.generator is not Generator.JEKYLL or site.settings.themed:
        return True
    asked = site.remember(_is_asked_for, lambda: {match[1] or match[2] or "" for _, text in _texts(site) for match in _asks(text)})
    if not any(site.tree.read(f"_layouts/{name}").strip() for name in site.tree.entries("_layouts")):
        return True
    is_open = not asked or "" in asked or any(".data" in site.tree.read(f"_plugins/{name}") for name in site.tree.entries("_plugins"))
    return is_open or splitext(path.split("/")[1])[0] in asked


def _asks(text: str) -> Iterator[re.Match[str]]:
    return _ASKS.finditer(text) if "site.data" in text else iter(())


def _is_bibliography(site: Site, path: str) -> bool:
    """Whether something uses a .bib file. One beside a page of Hugo is the page's; jekyll-scholar has a usual one."""
    name = basename(path)
    if path.startswith("content/") or name == "references.bib":
        return True
    named = site.remember(_bibliographies, lambda: {stem for path, text in _texts(site) for stem in _bibliographies(path, text)})
    is_known = bool(named) or (_has_front(site) and not path.startswith("_bibliography/"))
    return not is_known or name.removesuffix(".bib") in named or "*" in named


def _bibliographies(path: str, text: str) -> Iterator[str]:
    """The names of .bib files, without the ending; "*" where a program looks for all."""
    if "*.bib" in text and path.lower().endswith(_PROGRAMS):
        yield "*"
    for match in _NAME_ENDS.finditer(text) if ".bib" in text else ():
        if match[0] == ".bib" and (found := _PATH.search(text, max(match.start() - _LONGEST, 0), match.start())):
            yield basename(found[0])
    for match in _BIBLIOGRAPHIES.finditer(text):
        yield from (name.removesuffix(".bib") for name in _PLAIN_NAME.findall(match[1]))


def _texts(site: Site) -> Iterator[tuple[str, str]]:
    """The texts of a site with their paths."""
    return ((path, site.tree.read(path)) for path in _paths_of_texts(site))


def _paths_of_texts(site: Site) -> list[str]:
    by_name = site.index.by_name.items()
    return [path for name, paths in by_name if name.endswith(_TEXTS) and not ABOUT.match(name) for path in paths]


@record
class _Followed:
    """What texts lead to. `names`: the ends of paths, and whole ones after a slash; `ends`: of addresses without an ending."""

    names: set[str]
    ends: set[str]

    def add(self, path: str, text: str, is_served: bool) -> None:
        decoded = unquote(text) if "%" in text else text
        # On a page that is served as it is, a name alone is that of a file in the same folder.
        here = f"/{dirname(path)}/".replace("//", "/") if is_served and path.endswith(HTML) else ""
        self.names.update(name.lower() for name in _paths(decoded, here))
        self.ends.update(map(str.lower, _ENDS.findall(decoded)))

    def leads_to(self, path: str) -> bool:
        *folders, name = steps = path.lower().split("/")
        is_index = _INDEX.fullmatch(name) is not None
        if (folders[-1:] if is_index else [splitext(name)[0]])[0] in self.ends:
            return True
        if (last := _LAST.search(name)) and last[0] != name:  # behind a blank
            return any(each.rpartition("/")[2] == last[0] for each in self.names)
        ends = range(len(folders) + (not is_index))  # every folder may have an index
        return f"/{'/'.join(steps)}" in self.names or any("/".join(steps[at:]) in self.names for at in ends)


def _paths(text: str, here: str) -> Iterator[str]:
    """What looks like the path of a page, or its end, without what leads up, and also without a host or the first folder from the root,
    which may be that of the whole site."""
    for match in _NAME_ENDS.finditer(text):
        if not (found := _PATH.search(text, max(match.start() - _LONGEST, 0), match.end())):
            continue
        path = found[0].replace("../", "").removeprefix("./")
        if path.startswith("//"):
            yield path.rpartition("/")[2]
            yield path[2:].partition("/")[2]
        elif path.startswith("/"):
            yield path[1:].partition("/")[2]
            yield path[1:]
        else:
            yield path if "/" in found[0] else f"{here}{path}"


def _is_raw(site: Site, path: str, text: str) -> bool:
    """Whether a page is served as it is, so that nothing lists it by itself."""
    generator, folder, name = site.settings.generator, dirname(path), basename(path)
    if _BY_NAME.fullmatch(name) or _OF_LANGUAGE.search(path) or (_INDEX.fullmatch(name) and folder in ("", "docs")):
        return False
    if generator is Generator.HUGO:
        return path.startswith("static/")
    if generator is Generator.OTHER or (generator is Generator.QUARTO and name.endswith(MARKDOWN)):
        return False
    is_source = generator is Generator.JEKYLL and any(each.startswith("_") for each in folder.split("/"))
    return not is_source and not text.startswith("---")


def _has_front(site: Site) -> bool:
    """Whether the site has the page from which all others are reached; Hugo makes one. Without it, the rest may be elsewhere."""
    return site.settings.generator is Generator.HUGO or any(map(_FRONT.fullmatch, _paths_of_texts(site)))


def _follow(site: Site) -> _Followed | None:
    """All that the front page and the sources of pages lead to, directly or not; None where there are too many texts to read, or no front
    page."""
    paths = _paths_of_texts(site)
    if not _has_front(site) or not site.index.complete or len(paths) > _MOST_FILES:
        return None
    followed, waiting, read = _Followed(set(), set()), dict.fromkeys(paths, ""), 0
    for path in paths:
        text = site.tree.read(path)
        read += len(text)
        if path.lower().endswith(_PAGES) and _is_raw(site, path, text):
            waiting[path] = text
        else:
            del waiting[path]
            followed.add(path, text, site.settings.generator is Generator.PLAIN)
        if read > _MOST_CHARACTERS:
            return None
    while reached := [path for path in waiting if followed.leads_to(path)]:
        for path in reached:
            followed.add(path, waiting.pop(path), True)
    return followed
