"""The files of a site by their paths from its root: what is there, letter by letter, whatever the file system thinks of case."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

from profilelint.core.files import list_folder, read_file
from profilelint.core.record import field, frozen, record

#: A tree with more files than this is not searched through.
MAX_FILES = 60_000
MAX_READ = 200_000
#: Limits for files with the same name, and for folders that differ only in case.
_MANY = 1_000
_SKIPPED = frozenset((".git", "node_modules", "_site", ".jekyll-cache", ".sass-cache", ".bundle", "__pycache__", ".venv", "venv"))


class EntryKind(Enum):
    FILE = "file"
    FOLDER = "folder"
    ELSEWHERE = "elsewhere"  # a symbolic link, which is not followed; a pipe or a device


class Folder(dict[str, EntryKind]):
    """The entries of a folder, by name."""

    @cached_property
    def in_other_forms(self) -> frozenset[str]:
        """The names that are not plain ASCII, in the form that most programs write."""
        return frozenset(unicodedata.normalize("NFC", name) for name in self if not name.isascii())

    @cached_property
    def by_small_letters(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name in self:
            found[name.casefold()].append(name)
        return {name: tuple(names) for name, names in found.items()}


class Tree(Protocol):
    def entries(self, folder: str) -> Folder:
        """The entries of a folder ("" is the root); empty if there is no such folder, or the path has symlinks or ".."."""
        ...

    def read(self, path: str, most: int = MAX_READ) -> str:
        """The beginning of a file's text; "" where it cannot be read."""
        ...


@frozen(slots=False)
class DiskTree:
    root: Path
    _seen: dict[str, Folder] = field(default_factory=dict, repr=False, compare=False)

    def entries(self, folder: str) -> Folder:
        if folder not in self._seen:
            self._seen[folder] = self._scan(folder)
        return self._seen[folder]

    def _scan(self, folder: str) -> Folder:
        above, _, name = folder.rpartition("/")
        if folder and self.entries(above).get(name) is not EntryKind.FOLDER:
            return Folder()
        try:
            return Folder({name: EntryKind(kind) for name, kind in list_folder(self.root / folder)})
        except (OSError, ValueError):
            return Folder()

    def read(self, path: str, most: int = MAX_READ) -> str:
        if find(self, path) is not EntryKind.FILE:
            return ""
        try:
            return read_file(self.root / path, most).decode("utf-8-sig", "replace")
        except OSError:
            return ""


class TextTree:
    """A tree in memory: path -> text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {str(PurePosixPath(path)): text for path, text in texts.items()}
        self._folders: dict[str, Folder] = defaultdict(Folder)
        for path in self._texts:
            parts = path.split("/")
            for depth, name in enumerate(parts):
                kind = EntryKind.FILE if depth == len(parts) - 1 else EntryKind.FOLDER
                self._folders["/".join(parts[:depth])][name] = kind

    def entries(self, folder: str) -> Folder:
        return self._folders.get(folder, Folder())

    def read(self, path: str, most: int = MAX_READ) -> str:
        return self._texts.get(path, "")[:most]


def find(tree: Tree, path: str) -> EntryKind | None:
    """The kind of entry at a path, or None. Targets of symlinks, and folders that are not checked out, are elsewhere."""
    folder, found = "", EntryKind.FOLDER
    for name in path.split("/") if path else ():
        here = _named(tree, folder, name)
        if here is None or here is EntryKind.ELSEWHERE:
            return here
        if found is EntryKind.FILE:
            return None
        found, folder = here, f"{folder}/{name}" if folder else name
    return found


def find_first(tree: Tree, folder: str, names: Iterable[str]) -> EntryKind | None:
    """The entry with the first of these names that the folder has."""
    if find(tree, folder) is not EntryKind.FOLDER:
        return None
    return next((found for name in names if (found := _named(tree, folder, name))), None)


def _named(tree: Tree, folder: str, name: str) -> EntryKind | None:
    entries = tree.entries(folder)
    if (here := entries.get(name)) is not None:
        return here
    is_empty = not entries and bool(folder)
    return EntryKind.ELSEWHERE if is_empty or _is_other_form(name, entries) else None


def _is_other_form(name: str, entries: Folder) -> bool:
    """Whether the folder has the name in another Unicode form, as macOS writes it: some servers find it, some do not."""
    return not name.isascii() and unicodedata.normalize("NFC", name) in entries.in_other_forms


def find_other_case(tree: Tree, path: str) -> str | None:
    """The only path that differs from this one only in case."""
    folders = [""]
    for name in path.split("/"):
        wanted = name.casefold()
        folders = [f"{folder}/{entry}".lstrip("/") for folder in folders for entry in tree.entries(folder).by_small_letters.get(wanted, ())]
        if len(folders) > _MANY:
            return None
    return folders[0] if len(folders) == 1 and folders[0] != path else None


@record
class Index:
    """All files of a tree: paths by their name in small letters. `complete`: the tree was not too large for it."""

    by_name: Mapping[str, tuple[str, ...]]
    complete: bool

    def ending_with(self, path: str) -> Iterator[str]:
        """The files whose path ends with this one, ignoring case; for a very frequent name, only some are searched."""
        wanted = path.lower()
        for found in self.by_name.get(wanted.rpartition("/")[2], ())[:_MANY]:
            if f"/{found.lower()}".endswith(f"/{wanted}"):
                yield found


def index_of(tree: Tree) -> Index:
    by_name: dict[str, list[str]] = defaultdict(list)
    folders, count = [""], 0
    while folders and count < MAX_FILES:
        folder = folders.pop()
        for name, kind in tree.entries(folder).items():
            path = f"{folder}/{name}" if folder else name
            if kind is EntryKind.FOLDER:
                if name not in _SKIPPED:
                    folders.append(path)
            else:
                count += 1
                by_name[name.lower()].append(path)
    return Index({name: tuple(sorted(paths)) for name, paths in by_name.items()}, not folders)
