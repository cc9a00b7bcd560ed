"""Whether what a link leads to is among the files of the site, and what it leads to."""

from __future__ import annotations

from enum import Enum
from pathlib import PurePosixPath
from posixpath import basename, dirname, splitext

from profilelint.core.endings import HTML, MARKDOWN, SOURCES
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.site.doubts import doubt_of, is_bare, lacks_base
from profilelint.site.files import Site
from profilelint.site.generator import IN_PLACE, Generator
from profilelint.site.nearest import in_other_case, nearest, written_from
from profilelint.site.pages import folders_of
from profilelint.site.targets import ASSETS, Local, joined, local_target, named_source
from profilelint.site.tree import EntryKind, Index, find, find_first
from profilelint.site.view import AnySite, question

_INDEXES = ("index.html", "index.htm", "index.md", "index.qmd", "index.Rmd", "README.md")
_COMPILED = {".css": (".scss", ".sass", ".less"), ".js": (".ts", ".coffee"), ".html": SOURCES, ".htm": SOURCES}
#: Where Hugo takes files from.
_HUGO_ROOTS = ("static", "content", "assets", "assets/media", "public", "")
_MOST_POINTS = 6  # in a name, as of a language
_UPWARD = regex(r"(?:\.{1,2}/)+")


class Existence(Enum):
    EXISTS = "exists"
    MISSING = "missing"
    CANNOT_TELL = "cannot tell"


@record
class Resolution:
    """`nearest`: a similar path, if there is one. `differs_in_case`: it differs only in case; `lacks_base`: it begins with the base path of
    the site. `reason`: why the result is uncertain, or why the target is missing although something is there. `cause`: what is wrong with
    other links, too, that are missing for the same reason: a folder that is not there, or one that the links of moved pages lack."""

    verdict: Existence
    nearest: str | None = None
    differs_in_case: bool = False
    lacks_base: bool = False
    reason: str = ""
    cause: str = ""


_EXISTS = Resolution(Existence.EXISTS)


def _cannot_tell(reason: str) -> Resolution:
    return Resolution(Existence.CANNOT_TELL, reason=reason)


def resolve(site: AnySite, target: str, page_path: str, folder_known: bool = True) -> Resolution:
    """Whether what a target leads to is there. `folder_known`: False where a layout may put a folder before it."""
    page = site.place(page_path)
    return _cannot_tell("the page is outside of the site") if page is None else resolve_from(site, page, target, folder_known)


def resolve_from(site: AnySite, page: str, target: str, folder_known: bool = True) -> Resolution:
    """The same for a page of the site, by its path from the root."""
    if named := named_source(target):
        return _resolve_source(site, *named, page)
    local = local_target(target, site.settings)
    if local is None:
        return _cannot_tell("it leads to another site, or is computed")
    if not local.path.strip("./"):
        return _EXISTS
    return _resolve_local(site, local.path, local.written, local.absolute, local.based, local.whole, page, folder_known)


@question
def _resolve_local(
    site: Site, path: str, written: str, absolute: bool, based: bool, whole: bool, page: str, folder_known: bool
) -> Resolution:
    local = Local(path, written, absolute, based, whole)
    paths, leaves = _candidates(site, local, page, folder_known)
    bare = ""
    for candidate in paths:
        found = _look(site, candidate)
        if found is EntryKind.FOLDER and folder_known and is_bare(site, candidate):
            bare = bare or candidate
        elif found is EntryKind.FILE or found is EntryKind.FOLDER:
            if candidate == paths[0] and folder_known and lacks_base(site, local) and _is_served(site, candidate):
                return Resolution(Existence.MISSING, f"/{site.settings.baseurl}/{local.written.lstrip('/')}", lacks_base=True)
            return _EXISTS
        leaves = leaves or found is EntryKind.ELSEWHERE
    if leaves:
        return _cannot_tell("it leads out of the repository")
    if bare:
        return Resolution(Existence.MISSING, reason="the folder has no index page")
    if site.addresses is not None and paths and (label := paths[0].partition("/")[0]) in site.addresses.unwritten:
        return Resolution(Existence.MISSING, reason=f'the configuration does not give the collection "{label}" output: true')
    earlier = _resolve_local(site.before, path, written, absolute, based, whole, page, folder_known) if site.before else None
    was_there = earlier is not None and earlier.verdict is Existence.EXISTS
    if reason := doubt_of(site, local, page, paths, folder_known, was_there):
        return _cannot_tell(reason)
    return _missing(site, local, page, paths, folder_known)


def source_of(site: AnySite, target: str, page_path: str) -> str | None:
    """The source of the page that a target leads to; None if it is not a page of the site, or has several sources."""
    page = site.place(page_path)
    local = local_target(target, site.settings)
    return None if page is None or local is None else _source_of(site, local.path, local.written, local.absolute, local.based, page)


def file_of(site: Site, target: str, page_path: str) -> str | None:
    """The file of the site that a target leads to: the source of a page, or a file that is served as it is; None if nobody can tell."""
    if named := named_source(target):
        path = named[1].strip("/")
        paths = [path] if named[0] == "link" else [*site.index.by_name.get(f"{basename(path).lower()}.md", ())]
        return paths[0] if len(paths) == 1 and find(site.tree, paths[0]) is EntryKind.FILE else None
    if source := source_of(site, target, page_path):
        return source
    page, local = site.place(page_path), local_target(target, site.settings)
    if page is None or local is None or not local.path.strip("./"):
        return None
    return next((path for path in _candidates(site, local, page, True)[0] if find(site.tree, path) is EntryKind.FILE), None)


@question
def _source_of(site: Site, path: str, written: str, absolute: bool, based: bool, page: str) -> str | None:
    if not site.index.complete:
        return None
    local = Local(path, written, absolute, based)
    if not path and not absolute:
        return page  # a query alone
    for path in _candidates(site, local, page, False)[0] if local.path.strip("./") else [""]:
        if site.addresses is not None:
            sources = site.addresses.answering(path) or ()
        else:
            forms = (path, *(f"{path.strip('/')}/{name}".lstrip("/") for name in _INDEXES))
            sources = tuple(form for form in forms if find(site.tree, form) is EntryKind.FILE)[:1]
        if sources:
            return sources[0] if len(sources) == 1 and splitext(sources[0])[1] in (*HTML, *MARKDOWN) else None
    return None


@question
def _resolve_source(site: Site, tag: str, name: str, page: str) -> Resolution:
    """What `{% link %}`, `{% post_url %}` and `{{< ref >}}` look up; the generator stops where it is not there."""
    if site.addresses is None or not site.index.complete or not name:
        return _cannot_tell("it is not known what makes the site")
    path = name.strip("/")
    if tag == "link":
        found = find(site.tree, path)
        return _EXISTS if found is not None else Resolution(Existence.MISSING, nearest(site, path, ""))
    if tag == "post_url":
        known = basename(path).lower() in site.remember(_stems, lambda: _stems(site.index))
        return _EXISTS if known else Resolution(Existence.MISSING)
    last = splitext(basename(path))[0].lower() if path.endswith(".md") else basename(path).lower()
    is_known = not last or last in site.remember(_sections, lambda: _sections(site.index))
    return _EXISTS if is_known else Resolution(Existence.MISSING)


def _stems(index: Index) -> frozenset[str]:
    return frozenset(splitext(name)[0] for name in index.by_name)


def _sections(index: Index) -> frozenset[str]:
    """The names that `ref` may look a page up by: of files, without what a few points may part from them, and of folders."""
    found = set(_stems(index))
    for parts in [stem.split(".") for stem in found]:
        found.update(".".join(parts[:length]) for length in range(1, min(len(parts), _MOST_POINTS)))
    folders = (basename(dirname(path)).lower() for paths in index.by_name.values() for path in paths)
    return frozenset((*found, *folders))


def _candidates(site: Site, local: Local, page: str, folder_known: bool) -> tuple[list[str], bool]:
    """The paths that may answer a target, likeliest first, and whether it leads out of the site."""
    generator = site.settings.generator
    if generator is Generator.HUGO:
        folders = [*([] if local.absolute else folders_of(page, site.addresses, generator)), *_HUGO_ROOTS]
    elif local.absolute:
        folders = ["", *_above(page)] if generator is Generator.PLAIN else [""]
    else:
        folders = folders_of(page, site.addresses, generator)
    if (output := site.settings.output) and folder_known:
        folders = [*folders, *(f"{output}/{folder}".rstrip("/") for folder in folders)]
    joins = [joined(folder, local.path) for folder in folders]
    if generator in (*IN_PLACE, Generator.OTHER) and folder_known and all(leaves for _, leaves in joins):
        return [], True
    paths = [path for path, _ in joins]
    if generator is Generator.JEKYLL and site.addresses is not None:
        paths += [f"_{path}" for path in paths if path.partition("/")[0] not in site.addresses.unwritten]
    if local.absolute and (rest := local.path.partition("/")[2]):
        paths.append(rest)  # https://user.github.io/repository/…
    # Above its base path, a site has neighbours.
    return list(dict.fromkeys(paths)), bool(site.settings.baseurl) and joins[0][1] and not in_other_case(site.tree, paths)


def _look(site: Site, path: str) -> EntryKind | None:
    """What answers a path: the file or folder itsite, a source of it, or a page that the generator puts there."""
    if found := find(site.tree, path):
        return found
    folder, _, name = path.rpartition("/")
    stem, extension = splitext(name)
    if extension in _COMPILED:
        found = find_first(site.tree, folder, [stem + source for source in _COMPILED[extension]])
    elif extension not in ASSETS:
        found = find_first(site.tree, folder, [name + source for source in SOURCES])
    if found or (extension in ASSETS and extension not in _COMPILED):
        return found
    return EntryKind.FILE if site.addresses is not None and site.addresses.answering(path) is not None else None


def _is_served(site: Site, path: str) -> bool:
    """Whether just this path is one of the built site: a page, or a file that is copied."""
    is_page = site.addresses is not None and site.addresses.answering(path) is not None
    return is_page or (splitext(path)[1] in ASSETS and find(site.tree, path) is EntryKind.FILE)


def _missing(site: Site, local: Local, page: str, paths: list[str], folder_known: bool) -> Resolution:
    tail = _UPWARD.sub("", local.path).strip("/")
    others = in_other_case(site.tree, paths) or ([] if folder_known else list(site.index.ending_with(joined("", local.path)[0]))[:2])
    if not others:
        near = nearest(site, local.path, page)
        written = near and written_from(site.settings, local.absolute, page, near)
        return Resolution(Existence.MISSING, written, cause=_cause(site, local, page, paths, written) if folder_known else "")
    if site.settings.generator is Generator.HUGO:
        others = [other for other in others if _is_kept(other, tail)]
        if not others:
            return _cannot_tell("the letter case of folders is not always kept")
    other = others[0]
    if local.written.endswith(tail) and other.lower().endswith(tail.lower()):
        return Resolution(Existence.MISSING, local.written.removesuffix(tail) + other[len(other) - len(tail) :], True)
    return Resolution(Existence.MISSING, written_from(site.settings, local.absolute, page, other), True)


def _cause(site: Site, local: Local, page: str, paths: list[str], nearest: str | None) -> str:
    """What all links share that are missing for the same reason as this one; "" where nothing tells."""
    if nearest is None:
        # Folders of pages may be made.
        is_written = splitext(local.path.lower())[1] in ASSETS and (local.absolute or site.settings.generator in IN_PLACE)
        missing = [folder for folder in _above(paths[0]) if find(site.tree, folder) is None] if paths and is_written else []
        return f"there is no folder {missing[-1]}" if missing else ""
    lacking = nearest.removesuffix(local.path)
    return f"links in {dirname(page)} lack {lacking}" if lacking != nearest and _UPWARD.fullmatch(lacking) else ""


def _is_kept(other: str, tail: str) -> bool:
    """Whether Hugo publishes a file with its own case: in `static` always, in `content` except for folders."""
    return other.startswith("static/") or (other.startswith("content/") and dirname(other).endswith(dirname(tail)))


def _above(path: str) -> list[str]:
    """The folders between a file and the root, the nearest first."""
    return [str(folder) for folder in PurePosixPath(path).parents if str(folder) != "."]
