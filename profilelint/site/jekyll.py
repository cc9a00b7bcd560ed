"""What Jekyll makes of a site's sources: which files it reads, and where they are served."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from posixpath import basename, dirname, splitext
from typing import Any

from profilelint.core.globs import Beginnings, Globs
from profilelint.core.regex import regex
from profilelint.site.addresses import Addresses, Collector, front_matter, strings
from profilelint.site.jekyllconfig import Config, read_config
from profilelint.site.jekyllurls import (
    DATE_PLACEHOLDERS,
    Facts,
    built_path,
    filled,
    output_extension,
    placeholders,
    post_template,
    with_suffix,
)
from profilelint.site.tree import EntryKind, Tree

_KEYS = frozenset(("permalink", "slug", "date", "published", "category", "categories", "redirect_from"))
_DATED = regex(r"(?:[^/]+/)*?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^.]+)")
_DATE = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d\d)(?::(\d\d))?)?(.*)", re.DOTALL)
#: A year so far ahead is given to hide a post.
_NEVER = 2100
_HEADER = regex(r"---\s*\r?\n")
#: What holds no front matter, and is not opened to see.
_BINARY = regex(
    r".*\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|pdf|docx?|pptx?|xlsx?|od[tp]|key|zip|gz|tgz|rar|7z|mp[34]|webm|mov|avi|wav"
    r"|woff2?|[ot]tf|eot|ipynb|ps)",
    re.IGNORECASE,
)


def addresses_of(tree: Tree, config: str) -> Addresses:
    return _Reader(tree, read_config(config, tree)).read()


class _Reader:
    def __init__(self, tree: Tree, config: Config) -> None:
        self.tree, self.config, self.found = tree, config, Collector()
        self.include, self.exclude = _Filter(config.include), _Filter(config.exclude)

    def read(self) -> Addresses:
        self._read_folder("")
        unwritten = []
        for label, metadata in self.config.collections.items():
            if label not in ("posts", "data") and metadata.get("output"):
                self._read_collection(label, metadata)
            elif label not in ("posts", "data"):
                unwritten.append(label)
        for folder in self.config.archives:
            self.found.add(folder, "", "jekyll-archives may make it")
        open_ended = self.config.open_ended or ("jekyll-archives may make it" if "" in self.config.archives else "")
        return self.found.addresses(open_ended, unwritten)

    def _read_folder(self, folder: str) -> None:
        folders = [folder]
        while folders:
            folder = folders.pop()
            self._read_posts(folder, "_posts")
            if self.config.drafts:
                self._read_posts(folder, "_drafts")
            for name, kind in self.tree.entries(folder).items():
                path = f"{folder}/{name}" if folder else name
                if not self._is_read(name, path, kind is EntryKind.FOLDER) or name == "_site":
                    continue
                if kind is EntryKind.FOLDER:
                    folders.append(path)
                elif kind is EntryKind.FILE:
                    self._read_file(path)

    def _is_read(self, name: str, path: str, is_folder: bool) -> bool:
        """Jekyll's EntryFilter: `name` is relative to the folder that is read, `path` to the root."""
        if name.endswith("."):
            return False
        if any(self.include.match(form, is_folder) for form in (name, basename(name))):
            return True
        if self.exclude.match(path, is_folder):
            return False
        return not name.startswith((".", "_", "#", "~")) and not basename(name).startswith((".", "_", "#", "~")) and name[-1] != "~"

    def _read_file(self, path: str) -> None:
        head = "" if _BINARY.fullmatch(path) else self.tree.read(path)
        if not _HEADER.match(head):
            self.found.add(path, path)
            return
        data = front_matter(head, _KEYS) or {}
        if data.get("published", True) is False and not self.config.unpublished:
            return
        own = data.get("permalink", self.config.defaults.value(path, "pages", "permalink"))
        permalink = None if own in (None, False) else str(own)
        extension = output_extension(path, permalink)
        stem = splitext(basename(path))[0].rstrip(".")
        url = filled(
            permalink if permalink is not None else self._page_template(stem, extension),
            {"path": dirname(path), "basename": stem, "output_ext": extension},
        )
        self._add(path, url, extension, data)

    def _page_template(self, stem: str, extension: str) -> str:
        if extension not in (".html", ".xhtml", ".htm"):
            return "/:path/:basename:output_ext"
        return "/:path/" if stem == "index" else with_suffix("/:path/:basename", self.config.style)

    def _add(self, source: str, url: str | None, extension: str, data: Mapping[str, Any]) -> None:
        if url is not None:
            self.found.add(built_path(url, extension), source)
        for other in strings(data.get("redirect_from") or []):
            path = "/" + other.lstrip("/")
            doubt = "" if self.config.redirects else "jekyll-redirect-from may make it"
            self.found.add_redirection(built_path(path, splitext(path)[1] or ".html"), source, doubt)

    def _read_posts(self, folder: str, magic: str) -> None:
        base = f"{folder}/{magic}" if folder else magic
        if self.config.collections_dir and not f"{base}/".startswith(f"{self.config.collections_dir}/"):
            return
        metadata = self.config.collections.get("posts", {})
        template = str(metadata.get("permalink") or post_template(self.config.style))
        if metadata.get("output", True) is False:
            return
        for inner in self.found.files_below(self.tree, base):
            path = f"{base}/{inner}"
            if self._is_read(inner, path, False) and (magic == "_drafts" or _DATED.fullmatch(inner)):
                self._read_document(path, "posts", template, "" if folder == self.config.collections_dir else folder)

    def _read_collection(self, label: str, metadata: Mapping[str, Any]) -> None:
        base = f"{self.config.collections_dir}/_{label}".lstrip("/")
        template = str(metadata.get("permalink") or with_suffix("/:collection/:path", self.config.style))
        for inner in self.found.files_below(self.tree, base):
            path = f"{base}/{inner}"
            if not self._is_read(inner, f"_{label}/{inner}", False):
                continue
            if not _BINARY.fullmatch(path) and _HEADER.match(self.tree.read(path)):
                self._read_document(path, label, template, "")
            else:
                stem, extension = splitext(f"/{inner}")
                values = {"collection": label, "path": stem.rstrip("."), "output_ext": "", "name": basename(stem), "title": ""}
                if (url := filled(template, values)) is not None:
                    self.found.add(url.removesuffix("/").lstrip("/") + extension, path)

    def _read_document(self, path: str, label: str, template: str, above: str) -> None:
        """`above`: the folders over `_posts`, which are categories."""
        relative = path.removeprefix(f"{self.config.collections_dir}/") if self.config.collections_dir else path
        own = front_matter(self.tree.read(path), _KEYS) or {}
        data = {key: self.config.defaults.value(relative, label, key) for key in _KEYS} | own
        if data.get("published") is False and not self.config.unpublished:
            return
        dated = _DATED.fullmatch(relative)
        named = basename(relative)
        stem, extension = splitext(named)[0], output_extension(named, _permalink(data))
        written = str(data["date"]) if data.get("date") else dated[1] if dated else ""
        moments, doubt = _moments(written, self.config.zone)
        if label == "posts" and moments and moments[0].year >= _NEVER and not self.config.future:
            return
        slug = str(data.get("slug") or (dated[2] if dated else stem)).rstrip(".")
        inside = splitext(relative)[0].rstrip(".").replace(f"_{label}", "", 1)
        facts = Facts(label, inside, stem, slug, _categories(data, above), moments[0] if moments else None, extension)
        permalink = _permalink(data)
        used = template if permalink is None else permalink
        self._add(path, filled(used, placeholders(facts)), extension, data)
        if not DATE_PLACEHOLDERS.isdisjoint(re.findall(r":([a-z_]+)", used)):
            for moment in moments[1:]:
                values = placeholders(Facts(label, inside, stem, slug, facts.categories, moment, extension))
                if (url := filled(used, values)) is not None:
                    self.found.add(built_path(url, extension), path, doubt)


def _permalink(data: Mapping[str, Any]) -> str | None:
    value = data.get("permalink")
    return None if value in (None, False) else str(value)


class _Filter:
    """Jekyll's patterns: each is that of a whole path, or how one begins."""

    def __init__(self, patterns: Iterable[str]) -> None:
        patterns = [pattern.removeprefix("./").lstrip("/") for pattern in patterns]
        self._globs, self._beginnings = Globs(patterns), Beginnings(patterns)

    def match(self, path: str, is_folder: bool) -> bool:
        return self._globs.match(path) or self._beginnings.of(f"{path}/" if is_folder else path)


def _categories(data: Mapping[str, Any], above: str) -> tuple[str, ...]:
    """Of the folders above, and of the front matter; the singular wins over the plural."""
    plural, singular = data.get("categories"), data.get("category")
    listed = plural.split() if isinstance(plural, str) else strings(plural) if plural is not None else []
    single = strings(singular) if singular is not None else []
    return tuple(dict.fromkeys([*(part for part in above.split("/") if part), *listed, *single]))


def _moments(written: str, zoned: bool) -> tuple[list[datetime], str]:
    """The moment of a date as it is written, with those that it may be where the clock of the build differs."""
    match = _DATE.fullmatch(written.strip())
    if match is None:
        return [], ""
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        moment = datetime(year, month, day, hour, minute, second)
    except (ValueError, OverflowError):
        return [], ""
    if match[4] is None or not (zoned or match[7].strip()):
        return [moment], ""
    day_long = timedelta(days=1)
    return [moment, moment - day_long, moment + day_long], "its day depends on the time zone of the build"
