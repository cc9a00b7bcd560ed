"""The addresses of a site that a generator makes, told from its sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from profilelint.core.plainyaml import load_yaml
from profilelint.core.record import field, frozen
from profilelint.core.regex import regex
from profilelint.site.tree import EntryKind, Tree, find

_YAML = regex(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TOML = regex(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_NUMBERED = regex(r"(?:^|/)page[-/]?\d+(?:/|\.|$)")
_KEY = regex(r"[\"']?([\w-]+)[\"']?[ \t]*:", re.MULTILINE)
#: No file system has longer paths.
MAX_ADDRESS = 4_096


@frozen(slots=False)
class Addresses:
    """`files`: path in the built site -> the sources it is made of, redirections among them. `served`: source -> where its own page is.
    `unsure`: paths that may be there, and why that is not certain; a path that ends with a slash stands for all below it. `open_ended`: why
    there may be others; "" where there are none. `unwritten`: collections of which no pages are made."""

    files: Mapping[str, tuple[str, ...]]
    served: Mapping[str, str]
    unsure: Mapping[str, str] = field(default_factory=dict)
    open_ended: str = ""
    unwritten: frozenset[str] = frozenset()

    def answering(self, path: str) -> tuple[str, ...] | None:
        """The sources of what a server gives for a path; None where it has nothing."""
        path = path.strip("/")
        forms = (path, f"{path}/index.html" if path else "index.html", f"{path}.html", f"{path}/index.htm")
        return next((self.files[form] for form in forms if form in self.files), None)

    def doubt(self, path: str) -> str:
        """Why a path that nothing answers may be there all the same; "" where it cannot."""
        path = path.strip("/")
        parts = path.split("/")
        above = ("/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1))
        forms = (path, f"{path}/index.html", f"{path}.html", *above)
        if doubt := next((self.unsure[form] for form in forms if form in self.unsure), ""):
            return doubt
        return "pages of a long list are numbered by a plugin" if _NUMBERED.search(path) else self.open_ended

    @cached_property
    def in_small_letters(self) -> Mapping[str, str]:
        return {path.lower(): path for path in self.files}

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders at the root of the built site."""
        return frozenset(path.partition("/")[0] for path in self.files if "/" in path)


class Collector:
    """Gathers what `Addresses` holds."""

    def __init__(self) -> None:
        self.files: dict[str, dict[str, None]] = defaultdict(dict)
        self.served: dict[str, str] = {}
        self.unsure: dict[str, str] = {}
        self.open_ended = ""

    def add(self, path: str, source: str, doubt: str = "") -> None:
        if not doubt:
            self.served.setdefault(source, path)
        self.add_redirection(path, source, doubt)

    def add_redirection(self, path: str, source: str, doubt: str = "") -> None:
        if doubt:
            self.unsure.setdefault(path, doubt)
        else:
            self.files[path][source] = None

    def files_below(self, tree: Tree, base: str) -> Iterator[str]:
        """The files in a folder and the folders in it, by their paths from there."""
        if find(tree, base) is EntryKind.ELSEWHERE:
            self.open_ended = "a link leads out of the repository"
        folders = [""]
        while folders:
            folder = folders.pop()
            for name, kind in tree.entries(f"{base}/{folder}".strip("/")).items():
                inner = f"{folder}/{name}".lstrip("/")
                if kind is EntryKind.FOLDER:
                    folders.append(inner)
                elif kind is EntryKind.FILE:
                    yield inner

    def addresses(self, open_ended: str, unwritten: Iterable[str] = ()) -> Addresses:
        files = {path: tuple(sources) for path, sources in self.files.items()}
        return Addresses(files, self.served, self.unsure, open_ended or self.open_ended, frozenset(unwritten))


_LONG_NUMBER = regex(r"\b0[xob]\w{1000}")  # more digits than Python would print


def load_mapping(text: str) -> dict[str, Any]:
    """What a YAML text says by its keys; nothing where it cannot be read."""
    try:
        value = load_yaml(text)
    except Exception:  # PyYAML raises what Python does where a value cannot be what its tag says
        return {}
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}


def front_matter(text: str, keys: frozenset[str]) -> dict[str, Any] | None:
    """The given keys of a page's front matter; None where it has none. Only their lines are parsed: of a large site every page is read."""
    if match := _YAML.match(text):
        return load_mapping("".join(_lines_of(match[1], keys)))
    if match := _TOML.match(text):
        return load_toml(match[1])
    return None


def _lines_of(block: str, keys: frozenset[str]) -> Iterable[str]:
    wanted = False
    for line in block.splitlines(keepends=True):
        if line[0] not in " \t-#\r\n":
            key = _KEY.match(line)
            wanted = key is not None and key[1].lower() in keys
        if wanted:
            yield line


def load_toml(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return {} if _LONG_NUMBER.search(text) else tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def strings(value: object) -> list[str]:
    """The texts of a value that may be one of them or a list."""
    values = value if isinstance(value, list) else [value]
    return [str(item) for item in values if isinstance(item, str | int | float) and not isinstance(item, bool)]
