"""Why a file that was not found may be there all the same."""

from __future__ import annotations

from pathlib import PurePosixPath
from posixpath import basename, splitext

from profilelint.core.endings import HTML, MARKDOWN, SOURCES
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.site.builds import Builds, builds_of
from profilelint.site.files import Site
from profilelint.site.generator import IN_PLACE, Generator, is_user_site
from profilelint.site.nearest import in_other_case
from profilelint.site.pages import page_folder
from profilelint.site.targets import ASSETS, Local, joined
from profilelint.site.tree import find

#: What a theme does not bring along, and a person does.
_DOCUMENTS = words(".pdf .doc .docx .ppt .pptx .xls .xlsx .odt .odp .bib .ps .tex .zip .ipynb")
#: Folders of a site that no other repository under the same name would be called.
_USUAL_FOLDERS = words("""
    assets files file images image img imgs pics pic figures photos pdf pdfs papers paper docs doc css js static uploads media slides data
""")
#: What serves a site at the top of a host, whatever its configuration says.
_ELSEWHERE = frozenset(("CNAME", "netlify.toml", "vercel.json"))
_REWRITES = regex(r"\{\{-?\s*content\s*\|[^{}]{0,200}\breplace")
#: What a server gives as it is, and no program of its own makes.
_FEEDS = words(".xml .rss .atom .json .txt .ics .vcf")
#: What says that a server answers addresses by rules or programs.
_RULES = words(".htaccess _redirects netlify.toml vercel.json web.config firebase.json nginx.conf app.yaml")
#: How scripts of pages put other pages into them: $("#menu").load("menu.html"), fetch("menu.html"), <div w3-include-html="menu.html">.
_LOADS = regex(r"""(?:\.load\(|\bfetch\(|\b(?:w3-|data-)?include(?:-html)?=)\s{0,5}["'`](?:\./|/)?(?P<name>[^"'`\s?#]{1,200})""")
_MOST_LOADING = 20
#: Pages that profile sites have, and that nobody would call a repository.
_USUAL_PAGES = words("about publications research teaching people news contact team members")


def doubt_of(site: Site, local: Local, page: str, paths: list[str], folder_known: bool, was_there: bool) -> str:
    """Why a file that was not found may be there all the same; "" where it cannot. `was_there`: it was, in the commit that the site is
    compared with."""
    generator, extension = site.settings.generator, splitext(local.path.lower())[1]
    in_other_letters = folder_known and extension in ASSETS and bool(in_other_case(site.tree, paths))
    if generator is Generator.OTHER and not (in_other_letters or was_there):
        return "it is not known what makes the site"
    builds: Builds = site.remember("builds", lambda: builds_of(site.tree))
    if any(builds.may_make(path, site.settings) for path in {joined("", local.path)[0], *paths[:1]}) or _is_feed(site, paths):
        return "the build makes files of this name"
    if not site.index.complete:
        return "the site has too many files"
    if was_there:
        return _doubt_of_removal(site, paths)
    if extension not in ASSETS and site.addresses is not None:
        return _doubt_of_page(site, local, page, paths, folder_known)
    if (local.absolute or generator in IN_PLACE) and not _is_own(site, local, paths):
        return "another site may stand under the same name"
    if generator in IN_PLACE and extension not in ASSETS and not _serves(site, local, extension):
        return "the server may have it"
    same_name = bool([] if local.absolute and folder_known else ending_with(site, local))
    unsure = "a layout may put a folder before it"
    if generator is Generator.OTHER:  # none writes the letters of its files otherwise
        return unsure if ending_with(site, local) else ""
    if generator in IN_PLACE:
        if extension and not local.absolute and _is_loaded(site, local, page):
            return "another page loads this one, from its own folder"
        return unsure if not folder_known and same_name else ""
    if generator is Generator.HUGO:
        brought = ASSETS - _DOCUMENTS if not folder_known else words(".css .js .ico .svg")
        return "the theme may bring it" if extension in brought else unsure if same_name else ""
    assert site.addresses is not None
    sure = local.absolute or page_folder(page, site.addresses) is not None
    return "" if (sure and folder_known) or not same_name else unsure


def _is_loaded(site: Site, local: Local, page: str) -> bool:
    """Whether a page further up has a script that puts this one into it, and the target is there for that page."""
    if splitext(page)[1].lower() not in HTML:
        return False
    for folder in map(str, PurePosixPath(page).parents[1:]):
        above = folder.removeprefix(".")
        if find(site.tree, joined(above, local.path)[0]) is None:
            continue
        named = page[len(above) :].lstrip("/")
        names = [name for name in site.tree.entries(above) if splitext(name)[1].lower() in HTML][:_MOST_LOADING]
        if any(_loads(site.tree.read(f"{above}/{name}".lstrip("/")), named) for name in names):
            return True
    return False


def _loads(text: str, name: str) -> bool:
    return any(match["name"] == name for match in _LOADS.finditer(text))


def _doubt_of_removal(site: Site, paths: list[str]) -> str:
    """Why what is removed may have come back in another way."""
    for path in paths:
        folder, _, name = path.rpartition("/")
        stem = splitext(name)[0].lower()
        if any(splitext(entry)[0].lower() == stem for entry in site.tree.entries(folder)):
            return "something of the same name is there instead"
    return next((doubt for path in paths if (doubt := site.addresses.doubt(path))), "") if site.addresses else ""


def lacks_base(site: Site, local: Local) -> bool:
    """Whether a path of an existing file leads out of the site, because the site is served under a base path and the path lacks it.
    Jekyll does not add it to links on pages; a build may use another one than the configuration."""
    if local.based or site.settings.generator is not Generator.JEKYLL:
        return False
    return site.remember("base is sure", lambda: _is_base_sure(site))


def _is_base_sure(site: Site) -> bool:
    builds: Builds = site.remember("builds", lambda: builds_of(site.tree))
    top = site.tree.entries("")
    if not _ELSEWHERE.isdisjoint(top) or builds.sets_base or "baseurl" in site.tree.read(".gitlab-ci.yml"):
        return False
    layouts = (site.tree.read(f"{folder}/{name}") for folder in ("_layouts", "_includes") for name in site.tree.entries(folder))
    return not any(_REWRITES.search(text) for text in layouts)


def _is_feed(site: Site, paths: list[str]) -> bool:
    """Whether Quarto makes a file next to a list of pages, as its feed."""
    if site.settings.generator is not Generator.QUARTO:
        return False
    return any(path.endswith(".xml") and find(site.tree, path.removesuffix(".xml") + ".qmd") for path in paths)


def is_bare(site: Site, path: str) -> bool:
    """Whether a server has nothing to show for a folder: no page of it, and hosts of repositories list no files."""
    names = site.tree.entries(path)
    if any(name.lower().startswith(("index.", "readme.")) for name in names):
        return False
    if site.settings.generator is Generator.JEKYLL and site.addresses is not None:
        return site.addresses.answering(path) is None and not site.addresses.doubt(path) and not path.startswith("_")
    is_hosted = bool(site.settings.hosts) or ".nojekyll" in site.tree.entries("")
    return site.settings.generator in IN_PLACE and is_hosted and _RULES.isdisjoint(site.tree.entries(""))


def _serves(site: Site, local: Local, extension: str) -> bool:
    """Whether a site whose files are served as they are would have what a target names as one of its files."""
    if extension in (*HTML, *_FEEDS) or splitext(local.path)[1] in SOURCES:
        return True
    is_page = not extension and not local.absolute and site.settings.generator is Generator.PLAIN
    return is_page and not local.path.endswith("/") and bool(site.settings.hosts) and _RULES.isdisjoint(site.tree.entries(""))


def _doubt_of_page(site: Site, local: Local, page: str, paths: list[str], folder_known: bool) -> str:
    """The same for a page that Jekyll or Hugo would make."""
    assert site.addresses is not None
    extension = splitext(local.path.lower())[1]
    if not folder_known:
        return "a layout may put a folder before it"
    if not local.absolute and (site.settings.generator is Generator.HUGO or page_folder(page, site.addresses) is None):
        return "the page may be shown in several places"
    if not local.based:
        return "another site may stand under the same name"
    first, _, rest = (local.path if local.absolute else paths[0]).strip("/").partition("/")
    is_own = first in site.addresses.folders if rest else extension in (*HTML, ".md") or first in _USUAL_PAGES
    if local.absolute and not is_own:
        return "another site may stand under the same name"
    name = splitext(basename(local.path.rstrip("/")))[0].lower()
    names: frozenset[str] = site.remember("page names", lambda: _page_names(site))
    if name in names and (extension == ".md" or site.settings.generator is Generator.HUGO or not extension):
        return "the server may lead there"
    return next((doubt for path in paths if (doubt := site.addresses.doubt(path))), "")


def _page_names(site: Site) -> frozenset[str]:
    """The last names of all pages, without endings."""
    assert site.addresses is not None
    served = (path.removesuffix("/index.html") for path in site.addresses.files)
    sources = (name for name in site.index.by_name if splitext(name)[1] in (*HTML, *MARKDOWN))
    return frozenset(splitext(basename(path))[0].lower() for path in (*served, *sources))


def _is_own(site: Site, local: Local, paths: list[str]) -> bool:
    """Whether a path from the root is this site's to answer, and not another repository's or the university's."""
    first, _, rest = (local.path if local.absolute or not paths else paths[0]).strip("/").partition("/")
    names = site.tree.entries("")
    if not local.absolute:  # an entrance of another repository has no name of its own, and no blank in the names before it
        is_entrance = splitext(local.path)[1] == "" or basename(local.path).startswith("index.")
        return not is_entrance or " " in local.path or first in names or not is_user_site(site.settings)
    if not rest:
        is_sure = is_user_site(site.settings) or not {"CNAME", ".nojekyll"}.isdisjoint(names)
        return site.settings.generator not in IN_PLACE or is_sure
    if first in names or (first.lower() in _USUAL_FOLDERS and not (local.whole and is_user_site(site.settings))):
        return True
    made = site.addresses.folders if site.addresses is not None else frozenset()
    return first in made or (site.settings.generator is Generator.HUGO and _has_folder(site, first))


def _has_folder(site: Site, name: str) -> bool:
    """Whether the content has a folder of this name anywhere: then the path to it is wrong."""
    return any(f"/{name}/" in path for paths in site.index.by_name.values() for path in paths if path.startswith("content/"))


def ending_with(site: Site, local: Local) -> list[str]:
    """The files that the target would name from another folder; Hugo may write folders in lower case."""
    path = joined("", local.path)[0]
    kept = basename(path) if site.settings.generator is Generator.HUGO else path
    return [other for other in site.index.ending_with(path) if f"/{other}".endswith(f"/{kept}")]
