"""The site of a page: its files, and their addresses."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar, cast

from profilelint.core.files import digest, real_path
from profilelint.core.record import field, frozen, record, replace
from profilelint.site.addresses import Addresses
from profilelint.site.generator import Generator, SiteSettings, find_root, is_root_inside, settings_of
from profilelint.site.tree import DiskTree, Index, TextTree, Tree, index_of

T = TypeVar("T")


@frozen(slots=False)
class Site:
    """`root` is None for a site in memory. `before`: the site in the commit of the comparison, if there is one."""

    tree: Tree
    settings: SiteSettings
    root: Path | None = None
    before: Site | None = None
    _views: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, worked out once for this key."""
        if key not in self._views:
            self._views[key] = make()
        return cast(T, self._views[key])

    @classmethod
    def around(cls, path: str | Path, known: Known | None = None) -> Site | None:
        """The site of a file, None if its root is unknown. `known`: sites by folder."""
        written, known = os.path.dirname(path), {} if known is None else known
        if written not in known:
            folder = Path(path).absolute().parent
            if folder not in known:
                known[folder] = cls._around(folder, known)
            known[written] = known[folder]
        return known[written]

    @classmethod
    def _around(cls, folder: Path, known: Known) -> Site | None:
        """From the known roots of the folders above: a search for each folder would take too long in deep trees."""
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
        return self.remember("index", lambda: index_of(self.tree))

    @property
    def addresses(self) -> Addresses | None:
        """Where the generator puts the pages; None where files are served as they are, or nobody knows how."""
        return self.remember("addresses", self._addresses)

    def _addresses(self) -> Addresses | None:
        if self.settings.generator is Generator.JEKYLL:
            from profilelint.site import jekyll

            return jekyll.addresses_of(self.tree, self.tree.read("_config.yml") or self.tree.read("_config.yaml"))
        if self.settings.generator is Generator.HUGO:
            from profilelint.site import hugo

            return hugo.addresses_of(self.tree)
        return None

    def place(self, path: str) -> str | None:
        """A page's path from the root; None if it is elsewhere."""
        if self.root is None:
            return str(PurePosixPath(path))
        return _placed(path, self.root, os.getcwd())

    @cached_property
    def identity(self) -> str:
        """A digest of what it is, but for its files."""
        what = (str(self.root), replace(self.settings, hosts=frozenset()), sorted(self.settings.hosts))
        return digest(repr(what).encode("utf-8", "surrogateescape"))


@record
class Former:
    """The repository at `top` as it was in a commit, which is unpacked into `folder`. `known`: sites in it."""

    top: Path
    folder: Path
    known: Known = field(default_factory=dict)

    def beside(self, site: Site) -> Site:
        """The site, which knows as well how it was."""
        return site.remember("beside what it was", lambda: replace(site, before=self._before(site)))

    def _before(self, site: Site) -> Site | None:
        root = Path(real_path(site.root)) if site.root else None
        if root is None or not root.is_relative_to(self.top):
            return None
        return Site.around(self.folder / root.relative_to(self.top) / "page", self.known)


#: The sites of folders, by their paths, and as these are written from the working directory of a run.
Known = dict[Path | str, Site | None]


@lru_cache(maxsize=64)  # a page asks for each of its links
def _placed(path: str, root: Path, here: str) -> str | None:
    try:
        return Path(here, path).relative_to(root).as_posix()
    except ValueError:
        return None
