"""The files of the site that a page stands in, and whether what a link leads to is among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import dirname, relpath, splitext
from typing import Any, TypeVar, cast

from profilelint.document.fieldkinds import words
from profilelint.site.builds import is_built
from profilelint.site.generator import Generator, Settings, find_root, settings_of
from profilelint.site.pages import folders_of, page_folder, served_names
from profilelint.site.targets import Local, joined, local_target
from profilelint.site.tree import DiskTree, Entry, Index, TextTree, Tree, find, find_other_case, index_of

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
_UPWARD = re.compile(r"(?:\.{1,2}/)+")
_CLOSE = 0.85


class Verdict(Enum):
    EXISTS = "exists"
    MISSING = "missing"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Resolution:
    """`nearest`: what may be written instead, where something is near. `differs_in_case`: it differs in letter case only."""

    verdict: Verdict
    nearest: str | None = None
    differs_in_case: bool = False


_EXISTS, _CANNOT_TELL = Resolution(Verdict.EXISTS), Resolution(Verdict.CANNOT_TELL)


@dataclass(frozen=True)
class Site:
    """`root` is None for a site in memory."""

    tree: Tree
    settings: Settings
    root: Path | None = None
    _views: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[Site], T]) -> T:
        """`make(self)`, worked out once for this key however many pages ask for it."""
        if key not in self._views:
            self._views[key] = make(self)
        return cast(T, self._views[key])

    @classmethod
    def around(cls, path: str | Path, known: dict[Path, Site] | None = None) -> Site | None:
        """The site that a file stands in, None where its root is not known. `known`: the sites of this run, to look at each once."""
        root = find_root(Path(path))
        if root is None:
            return None
        known = {} if known is None else known
        if root not in known:
            tree = DiskTree(root)
            known[root] = cls(tree, settings_of(tree), root)
        return known[root]

    @classmethod
    def from_texts(cls, texts: Mapping[str, str]) -> Site:
        """A site in memory: path -> text."""
        tree = TextTree(texts)
        return cls(tree, settings_of(tree))

    @cached_property
    def index(self) -> Index:
        return index_of(self.tree)

    @cached_property
    def _served(self) -> frozenset[str]:
        return served_names(self.tree, self.index)

    def place(self, path: str) -> str | None:
        """A page's path from the root; None where it stands elsewhere."""
        if self.root is None:
            return str(PurePosixPath(path))
        try:
            return Path(path).absolute().relative_to(self.root).as_posix()
        except ValueError:
            return None

    def has_folder(self, path: str) -> bool:
        return find(self.tree, path) is Entry.FOLDER

    def resolve(self, target: str, page_path: str, folder_known: bool = True) -> Resolution:
        """Whether what a target leads to is there. `folder_known`: False where a layout may put a folder before it."""
        page = self.place(page_path)
        local = local_target(target, self.settings)
        if page is None or local is None:
            return _CANNOT_TELL
        if not local.path.strip("./"):
            return _EXISTS
        paths, leaves = self._candidates(local, page, folder_known)
        found = {self._look(path) for path in paths}
        if Entry.FILE in found or Entry.FOLDER in found:
            return _EXISTS
        if Entry.ELSEWHERE in found or leaves or not self._can_be_missing(local, page, folder_known):
            return _CANNOT_TELL
        return self._missing(local, page, paths, folder_known)

    def _candidates(self, local: Local, page: str, folder_known: bool) -> tuple[list[str], bool]:
        """The paths that may answer a target, likeliest first, and whether it leads out of the site."""
        generator = self.settings.generator
        if generator is Generator.HUGO:
            folders = [*([] if local.absolute else folders_of(page, self.tree, generator)), *_HUGO_ROOTS]
        elif local.absolute:
            folders = ["", *_above(page)] if generator is Generator.PLAIN else [""]
        else:
            folders = folders_of(page, self.tree, generator)
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
        """What answers a path: the file or folder itself, or a source of it."""
        if found := find(self.tree, path):
            return found
        stem, extension = splitext(path)
        if extension in _COMPILED:
            return next((found for source in _COMPILED[extension] if (found := find(self.tree, stem + source))), None)
        if extension not in ASSETS:
            return next((found for source in _SOURCES if (found := find(self.tree, path + source))), None)
        return None

    def _can_be_missing(self, local: Local, page: str, folder_known: bool) -> bool:
        """Whether a file that was not found could not come from anywhere else."""
        generator, (stem, extension) = self.settings.generator, splitext(local.path.lower())
        if generator is Generator.OTHER or is_built(local.path, self.tree, self.settings):
            return False
        if not self.index.complete or (local.absolute and not self._is_own(local.path)):
            return False
        same_name = [] if local.absolute and folder_known else self._ending_with(local)
        if generator is Generator.PLAIN:
            is_plain_page = extension in _PAGES or extension == ".md"
            return (extension in ASSETS or is_plain_page) and (folder_known or not same_name)
        if generator is Generator.HUGO:
            return extension in (ASSETS - {".css", ".js", ".ico", ".svg"} if folder_known else _DOCUMENTS) and not same_name
        if extension in _PAGES or extension == ".md":
            return folder_known and PurePosixPath(stem).name not in self._served
        sure = local.absolute or page_folder(page, self.tree) is not None
        return extension in ASSETS and ((sure and folder_known) or not same_name)

    def _is_own(self, path: str) -> bool:
        """Whether a path from the server's root is this site's to answer, and not another repository's or the university's."""
        first, _, rest = path.partition("/")
        if not rest:
            return self.settings.generator is not Generator.PLAIN or bool(self.settings.hosts) or ".nojekyll" in self.tree.entries("")
        return first.lower() in _USUAL_FOLDERS or first in self.tree.entries("") or self.settings.generator is Generator.HUGO

    def _missing(self, local: Local, page: str, paths: list[str], folder_known: bool) -> Resolution:
        tail = _UPWARD.sub("", local.path).strip("/")
        others = self._in_other_case(local, paths, not folder_known)
        if not others:
            return Resolution(Verdict.MISSING, self._nearest(local, page))
        if self.settings.generator is Generator.HUGO:
            return _CANNOT_TELL
        other = others[0]
        if local.written.endswith(tail) and other.lower().endswith(tail.lower()):
            return Resolution(Verdict.MISSING, local.written.removesuffix(tail) + other[len(other) - len(tail) :], True)
        return Resolution(Verdict.MISSING, self._written_from(local, page, other), True)

    def _ending_with(self, local: Local) -> list[str]:
        """The files that the target would name if it stood in some other folder; to Hugo letter case is all one."""
        path = joined("", local.path)[0]
        found = self.index.ending_with(path)
        return [other for other in found if self.settings.generator is Generator.HUGO or f"/{other}".endswith(f"/{path}")]

    def _in_other_case(self, local: Local, paths: list[str], anywhere: bool) -> list[str]:
        """The files that the target names but for letter case."""
        found = [other for path in paths if (other := find_other_case(self.tree, path))]
        return found or (list(self.index.ending_with(joined("", local.path)[0]))[:2] if anywhere else [])

    def _nearest(self, local: Local, page: str) -> str | None:
        """A file of the same name elsewhere, or one of nearly the same name and the same kind."""
        name = PurePosixPath(local.path).name
        same = [path for path in self.index.by_name.get(name.lower(), ()) if not path.startswith(("_", "."))]
        if not same:
            extension = splitext(name)[1].lower()
            alike = [other for other in self.index.by_name if splitext(other)[1] == extension]
            near = get_close_matches(name.lower(), alike, n=1, cutoff=_CLOSE) if len(alike) < 2_000 else []
            same = [path for path in self.index.by_name[near[0]] if not path.startswith(("_", "."))] if near else []
        return self._written_from(local, page, same[0]) if len(same) == 1 else None

    def _written_from(self, local: Local, page: str, path: str) -> str:
        """How a link on the page is written that leads to a file."""
        path = path.removeprefix("static/") if self.settings.generator is Generator.HUGO else path
        if local.absolute or self.settings.generator is not Generator.PLAIN:
            prefix = f"/{self.settings.baseurl}" if self.settings.baseurl else ""
            return f"{prefix}/{path}"
        return relpath(path, dirname(page) or ".")


def _above(page: str) -> list[str]:
    """The folders between a page and the root."""
    return [str(folder) for folder in PurePosixPath(page).parents if str(folder) != "."]
