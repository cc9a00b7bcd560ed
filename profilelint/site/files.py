"""The files of the site that a page stands in, and whether what a link leads to is among them."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from posixpath import basename, dirname, splitext
from typing import Any, TypeVar, cast

from profilelint.disk import behind, digest, note_unasked
from profilelint.document.fieldkinds import words
from profilelint.record import record
from profilelint.regex import regex
from profilelint.site.addresses import Addresses
from profilelint.site.builds import Builds, builds_of
from profilelint.site.generator import Generator, Settings, find_root, is_root_inside, settings_of
from profilelint.site.nearest import in_other_case, nearest, written_from
from profilelint.site.pages import folders_of, page_folder
from profilelint.site.questions import question
from profilelint.site.targets import Local, joined, local_target, named_source
from profilelint.site.tree import DiskTree, Entry, Index, TextTree, Tree, find, find_first, index_of

T = TypeVar("T")

#: What is served as it is in the repository, whatever makes the site.
ASSETS = words("""
    .pdf .png .jpg .jpeg .gif .svg .webp .avif .ico .bmp .tif .tiff .css .js .doc .docx .ppt .pptx .xls .xlsx .odt .odp .rtf .key .csv .zip
    .tar .gz .tgz .rar .7z .bib .ps .eps .tex .mp3 .mp4 .webm .mov .avi .wav .ipynb .woff .woff2 .ttf
""")
#: What a theme does not bring along, and a person does.
_DOCUMENTS = words(".pdf .doc .docx .ppt .pptx .xls .xlsx .odt .odp .bib .ps .tex .zip .ipynb")
_PAGES = frozenset((".html", ".htm"))
_SOURCES = (".md", ".markdown", ".html", ".qmd", ".ipynb", ".jemdoc")
_INDEXES = ("index.html", "index.htm", "index.md", "README.md")
_COMPILED = {".css": (".scss", ".sass", ".less"), ".js": (".ts", ".coffee"), ".html": _SOURCES, ".htm": _SOURCES}
#: Where Hugo takes files from.
_HUGO_ROOTS = ("static", "content", "assets", "assets/media", "public", "")
#: Folders of a site that no other repository under the same name would be called.
_USUAL_FOLDERS = words("""
    assets files file images image img imgs pics pic figures photos pdf pdfs papers paper docs doc css js static uploads media slides data
""")
_UPWARD = regex(r"(?:\.{1,2}/)+")
#: Pages that profile sites have, and that nobody would call a repository.
_USUAL_PAGES = words("about publications research teaching people news contact team members")


class Verdict(Enum):
    EXISTS = "exists"
    MISSING = "missing"
    CANNOT_TELL = "cannot tell"


@record
class Resolution:
    """`nearest`: what may be written instead, where something is near. `differs_in_case`: it differs in letter case only. `reason`: why it
    cannot be told."""

    verdict: Verdict
    nearest: str | None = None
    differs_in_case: bool = False
    reason: str = ""


_EXISTS = Resolution(Verdict.EXISTS)


def _cannot_tell(reason: str) -> Resolution:
    return Resolution(Verdict.CANNOT_TELL, reason=reason)


@dataclass(frozen=True)
class Site:
    """`root` is None for a site in memory."""

    tree: Tree
    settings: Settings
    root: Path | None = None
    _views: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, worked out once for this key; for what is behind a question, which pages ask."""
        note_unasked(str(key))
        return self.remembered(key, make)

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        if key not in self._views:
            self._views[key] = make()
        return cast(T, self._views[key])

    @classmethod
    def around(cls, path: str | Path, known: dict[Path, Site | None] | None = None) -> Site | None:
        """The site that a file stands in, None where its root is not known. `known`: by folder."""
        folder, known = Path(path).absolute().parent, {} if known is None else known
        if folder not in known:
            known[folder] = behind(lambda: cls._around(folder, known))
        return known[folder]

    @classmethod
    def _around(cls, folder: Path, known: dict[Path, Site | None]) -> Site | None:
        """From what is known of the folders around it: asked for each folder anew, many folders in one another would take for ever."""
        way = [folder]
        while (outer := way[-1].parent) != way[-1] and outer not in known:
            way.append(outer)
        if outer in known:
            site = known[outer]
            for each in reversed(way):
                known[each] = site = cls._at(each) if is_root_inside(each, site.root if site else None) else site
            return site
        root = find_root(folder / "page")
        site = cls._at(root) if root else None
        known.update(dict.fromkeys(way[: way.index(root) + 1] if root else way, site))
        return site

    @classmethod
    def _at(cls, root: Path) -> Site:
        tree = DiskTree(root)
        return cls(tree, settings_of(tree), root)

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Site:
        """A site in memory: path -> text."""
        tree = TextTree(texts)
        return cls(tree, settings_of(tree))

    @property
    def index(self) -> Index:
        return self.once("index", lambda: index_of(self.tree))

    @property
    def addresses(self) -> Addresses | None:
        """Where the generator puts the pages; None where files are served as they are, or nobody knows how."""
        return self.once("addresses", self._addresses)

    def _addresses(self) -> Addresses | None:
        if self.settings.generator is Generator.JEKYLL:
            from profilelint.site import jekyll

            return jekyll.addresses_of(self.tree, self.tree.read("_config.yml") or self.tree.read("_config.yaml"))
        if self.settings.generator is Generator.HUGO:
            from profilelint.site import hugo

            return hugo.addresses_of(self.tree)
        return None

    def place(self, path: str) -> str | None:
        """A page's path from the root; None where it stands elsewhere."""
        if self.root is None:
            return str(PurePosixPath(path))
        return _placed(path, self.root, os.getcwd())

    @cached_property
    def identity(self) -> str:
        """A digest of what it is, but for its files."""
        what = (str(self.root), replace(self.settings, hosts=frozenset()), sorted(self.settings.hosts))
        return digest(repr(what).encode("utf-8", "surrogateescape"))

    @question
    def read(self, path: str) -> str:
        """The beginning of a file's text; "" where it cannot be read."""
        return self.tree.read(path)

    @question
    def has_folder(self, path: str) -> bool:
        return find(self.tree, path) is Entry.FOLDER

    def resolve(self, target: str, page_path: str, folder_known: bool = True) -> Resolution:
        """Whether what a target leads to is there. `folder_known`: False where a layout may put a folder before it."""
        page = self.place(page_path)
        return _cannot_tell("the page stands outside of the site") if page is None else self.resolve_from(page, target, folder_known)

    def resolve_from(self, page: str, target: str, folder_known: bool = True) -> Resolution:
        """The same for a page of the site, by its path from the root."""
        if named := named_source(target):
            return self._resolve_source(*named, page)
        local = local_target(target, self.settings)
        if local is None:
            return _cannot_tell("it leads to another site, or is computed")
        if not local.path.strip("./"):
            return _EXISTS
        return self._resolve_local(local.path, local.written, local.absolute, local.based, page, folder_known)

    @question
    def _resolve_local(self, path: str, written: str, absolute: bool, based: bool, page: str, folder_known: bool) -> Resolution:
        local = Local(path, written, absolute, based)
        paths, leaves = self._candidates(local, page, folder_known)
        for path in paths:
            found = self._look(path)
            if found is Entry.FILE or found is Entry.FOLDER:
                return _EXISTS
            leaves = leaves or found is Entry.ELSEWHERE
        if leaves:
            return _cannot_tell("it leads out of what was checked out")
        if reason := self._doubt(local, page, paths, folder_known):
            return _cannot_tell(reason)
        return self._missing(local, page, paths, folder_known)

    def source_of(self, target: str, page_path: str) -> str | None:
        """The source of the page that a target leads to; None where that is no page of the site, or is made of several."""
        page = self.place(page_path)
        local = local_target(target, self.settings)
        return None if page is None or local is None else self._source_of(local.path, local.written, local.absolute, local.based, page)

    @question
    def _source_of(self, path: str, written: str, absolute: bool, based: bool, page: str) -> str | None:
        if not self.index.complete:
            return None
        local = Local(path, written, absolute, based)
        for path in self._candidates(local, page, True)[0] if local.path.strip("./") else [""]:
            if self.addresses is not None:
                sources = self.addresses.answering(path) or ()
            else:
                forms = (path, *(f"{path.strip('/')}/{name}".lstrip("/") for name in _INDEXES))
                sources = tuple(form for form in forms if find(self.tree, form) is Entry.FILE)[:1]
            if sources:
                return sources[0] if len(sources) == 1 and splitext(sources[0])[1] in (".html", ".htm", ".md", ".markdown") else None
        return None

    @question
    def others_at(self, page: str) -> tuple[str, ...]:
        """The sources of other pages that are served where a page of the site is."""
        if self.addresses is None or self.addresses.open_ended:
            return ()
        served = self.addresses.of_source.get(page)
        return tuple(source for source in self.addresses.files.get(served, ()) if source not in (page, "")) if served else ()

    @question
    def _resolve_source(self, tag: str, name: str, page: str) -> Resolution:
        """What `{% link %}`, `{% post_url %}` and `{{< ref >}}` look up; the generator stops where it is not there."""
        if self.addresses is None or not self.index.complete or not name:
            return _cannot_tell("it is not known what makes the site")
        path = name.strip("/")
        if tag == "link":
            found = find(self.tree, path)
            return _EXISTS if found is not None else Resolution(Verdict.MISSING, nearest(self.index, path, ""))
        if tag == "post_url":
            known = any(splitext(other)[0] == basename(path).lower() for other in self.index.by_name)
            return _EXISTS if known else Resolution(Verdict.MISSING)
        last = splitext(basename(path))[0].lower() if path.endswith(".md") else basename(path).lower()
        stems = {splitext(other)[0] for other in self.index.by_name}
        folders = {basename(dirname(other)).lower() for found in self.index.by_name.values() for other in found}
        is_known = not last or last in stems | folders or any(stem.startswith(f"{last}.") for stem in stems)
        return _EXISTS if is_known else Resolution(Verdict.MISSING)

    def _candidates(self, local: Local, page: str, folder_known: bool) -> tuple[list[str], bool]:
        """The paths that may answer a target, likeliest first, and whether it leads out of the site."""
        generator = self.settings.generator
        if generator is Generator.HUGO:
            folders = [*([] if local.absolute else folders_of(page, self.addresses, generator)), *_HUGO_ROOTS]
        elif local.absolute:
            folders = ["", *_above(page)] if generator is Generator.PLAIN else [""]
        else:
            folders = folders_of(page, self.addresses, generator)
        joins = [joined(folder, local.path) for folder in folders]
        if generator in (Generator.PLAIN, Generator.OTHER) and folder_known and all(leaves for _, leaves in joins):
            return [], True
        paths = [path for path, _ in joins]
        if generator is Generator.JEKYLL:
            paths += [f"_{path}" for path in paths]
        if local.absolute and (rest := local.path.partition("/")[2]):
            paths.append(rest)  # https://user.github.io/repository/…
        return list(dict.fromkeys(paths)), False

    def _look(self, path: str) -> Entry | None:
        """What answers a path: the file or folder itself, a source of it, or a page that the generator puts there."""
        if found := find(self.tree, path):
            return found
        folder, _, name = path.rpartition("/")
        stem, extension = splitext(name)
        if extension in _COMPILED:
            found = find_first(self.tree, folder, [stem + source for source in _COMPILED[extension]])
        elif extension not in ASSETS:
            found = find_first(self.tree, folder, [name + source for source in _SOURCES])
        if found or (extension in ASSETS and extension not in _COMPILED):
            return found
        return Entry.FILE if self.addresses is not None and self.addresses.answering(path) is not None else None

    def _doubt(self, local: Local, page: str, paths: list[str], folder_known: bool) -> str:
        """Why a file that was not found may be there all the same; "" where it cannot."""
        generator, extension = self.settings.generator, splitext(local.path.lower())[1]
        if generator is Generator.OTHER:
            return "it is not known what makes the site"
        builds: Builds = self.once("builds", lambda: builds_of(self.tree))
        if builds.may_make(local.path, self.settings.themed):
            return "the build makes files of this name"
        if not self.index.complete:
            return "the site has too many files"
        if extension not in ASSETS and self.addresses is not None:
            return self._doubt_of_page(local, page, paths, folder_known)
        if local.absolute and not self._is_own(local.path):
            return "another site may stand under the same name"
        same_name = bool([] if local.absolute and folder_known else self._ending_with(local))
        unsure = "a layout may put a folder before it"
        if generator is Generator.PLAIN:
            if extension not in ASSETS and extension not in _PAGES and extension != ".md":
                return "the server may have it"
            return unsure if not folder_known and same_name else ""
        if generator is Generator.HUGO:
            brought = ASSETS - _DOCUMENTS if not folder_known else words(".css .js .ico .svg")
            return "the theme may bring it" if extension in brought else unsure if same_name else ""
        assert self.addresses is not None
        sure = local.absolute or page_folder(page, self.addresses) is not None
        return "" if (sure and folder_known) or not same_name else unsure

    def _doubt_of_page(self, local: Local, page: str, paths: list[str], folder_known: bool) -> str:
        """The same for a page that Jekyll or Hugo would make."""
        assert self.addresses is not None
        extension = splitext(local.path.lower())[1]
        if not folder_known:
            return "a layout may put a folder before it"
        if not local.absolute and (self.settings.generator is Generator.HUGO or page_folder(page, self.addresses) is None):
            return "the page may be shown in several places"
        if not local.based:
            return "another site may stand under the same name"
        first, _, rest = (local.path if local.absolute else paths[0]).strip("/").partition("/")
        is_own = first in self.addresses.folders if rest else extension in (*_PAGES, ".md") or first in _USUAL_PAGES
        if local.absolute and not is_own:
            return "another site may stand under the same name"
        name = splitext(basename(local.path.rstrip("/")))[0].lower()
        if name in self._page_names and (extension == ".md" or self.settings.generator is Generator.HUGO or not extension):
            return "the server may lead there"
        return next((doubt for path in paths if (doubt := self.addresses.doubt(path))), "")

    @cached_property
    def _page_names(self) -> frozenset[str]:
        """The last names of all pages, without endings."""
        assert self.addresses is not None
        served = (path.removesuffix("/index.html") for path in self.addresses.files)
        sources = (name for name in self.index.by_name if splitext(name)[1] in (*_PAGES, ".md", ".markdown"))
        return frozenset(splitext(basename(path))[0].lower() for path in (*served, *sources))

    def _is_own(self, path: str) -> bool:
        """Whether a path from the server's root is this site's to answer, and not another repository's or the university's."""
        first, _, rest = path.partition("/")
        if not rest:
            return self.settings.generator is not Generator.PLAIN or bool(self.settings.hosts) or ".nojekyll" in self.tree.entries("")
        return first.lower() in _USUAL_FOLDERS or first in self.tree.entries("") or self.settings.generator is Generator.HUGO

    def _missing(self, local: Local, page: str, paths: list[str], folder_known: bool) -> Resolution:
        tail = _UPWARD.sub("", local.path).strip("/")
        others = in_other_case(self.tree, paths) or ([] if folder_known else list(self.index.ending_with(joined("", local.path)[0]))[:2])
        if not others:
            near = nearest(self.index, local.path, page)
            return Resolution(Verdict.MISSING, near and written_from(self.settings, local.absolute, page, near))
        if self.settings.generator is Generator.HUGO:
            return _cannot_tell("the letter case of files is not always kept")
        other = others[0]
        if local.written.endswith(tail) and other.lower().endswith(tail.lower()):
            return Resolution(Verdict.MISSING, local.written.removesuffix(tail) + other[len(other) - len(tail) :], True)
        return Resolution(Verdict.MISSING, written_from(self.settings, local.absolute, page, other), True)

    def _ending_with(self, local: Local) -> list[str]:
        """The files that the target would name if it stood in some other folder; to Hugo letter case is all one."""
        path = joined("", local.path)[0]
        found = self.index.ending_with(path)
        return [other for other in found if self.settings.generator is Generator.HUGO or f"/{other}".endswith(f"/{path}")]


@lru_cache(maxsize=64)  # a page asks for each of its links
def _placed(path: str, root: Path, here: str) -> str | None:
    try:
        return Path(here, path).relative_to(root).as_posix()
    except ValueError:
        return None


def _above(page: str) -> list[str]:
    """The folders between a page and the root."""
    return [str(folder) for folder in PurePosixPath(page).parents if str(folder) != "."]
