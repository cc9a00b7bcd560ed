"""What Hugo makes of a site's sources: which pages there are, and where they are served."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from posixpath import basename, dirname, normpath, splitext
from typing import Any

from profilelint.core.budget import substituted
from profilelint.core.endings import HTML
from profilelint.core.record import field, state
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.site.addresses import MAX_ADDRESS, Addresses, Collector, front_matter, strings
from profilelint.site.hugoconfig import Config, Language, config_of, lowered, mapping_of, path_of
from profilelint.site.tree import Tree

_CONTENT = words(".md .markdown .mdown .html .htm .org .rst .adoc .asciidoc .ad .pdc .pandoc .mmark")
_KEYS = frozenset(("url", "slug", "aliases", "draft", "headless", "title", "date", "publishdate", "expirydate", "_build", "build", "type"))
_TOKEN = regex(r":([a-z]+)")
_DATE = regex(r"(\d{4})-(\d\d)-(\d\d)")


@state
class _Folder:
    files: list[str] = field(default_factory=list)
    folders: dict[str, None] = field(default_factory=dict)


def addresses_of(tree: Tree) -> Addresses:
    return _Reader(tree, config_of(tree)).read()


class _Reader:
    def __init__(self, tree: Tree, config: Config) -> None:
        self.tree, self.config, self.found = tree, config, Collector()
        self.languages = {language.name for language in config.languages}
        self.default_content = {language.content for language in config.languages if language.is_default}

    def read(self) -> Addresses:
        for folder in self.config.statics:
            for inner in self.found.files_below(self.tree, folder):
                self.found.add(inner, f"{folder}/{inner}")
        for language in self.config.languages:
            self._read_language(language)
        return self.found.addresses(self.config.open_ended)

    def _read_language(self, language: Language) -> None:
        tree: dict[str, _Folder] = defaultdict(_Folder)
        tree[""]
        for inner in self.found.files_below(self.tree, language.content):
            if not basename(inner).startswith(".") and not basename(inner).endswith("~"):
                self._place(tree, inner)
        self._list(language, "", None)
        self._read_folders(language, tree)
        if language.is_default and len(self.config.languages) > 1:
            self.found.add("index.html" if language.prefix else f"{language.name}/index.html", "")
        for many in self.config.taxonomies.values():
            pattern = self.config.permalinks.get(many.lower(), "").partition(":")[0].strip("/")
            for folder in {path_of(many, self.config), pattern} - {""}:
                self.found.add(f"{language.prefix}{folder}/", "", "pages name the terms")
        if "taxonomy" not in self.config.disabled:
            for many in self.config.taxonomies.values():
                self.found.add(language.prefix + (f"{many}.html" if self.config.ugly else f"{many}/index.html"), "")

    @staticmethod
    def _place(tree: dict[str, _Folder], inner: str) -> None:
        folder = dirname(inner)
        tree[folder].files.append(basename(inner))
        while folder:
            above = dirname(folder)
            if folder in tree[above].folders:
                return
            tree[above].folders[folder] = None
            folder = above

    def _read_folders(self, language: Language, tree: dict[str, _Folder]) -> None:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            if self._read_folder(language, tree, folder):
                waiting += reversed(tree[folder].folders)

    def _read_folder(self, language: Language, tree: dict[str, _Folder], folder: str) -> bool:
        """Whether the folders in it are sections of their own, and no part of a page."""
        here = tree[folder]
        names = {name: self._stem(name, language) for name in here.files if splitext(name)[1].lower() in _CONTENT}
        names = {name: stem for name, stem in names.items() if stem is not None}
        leaf = next((name for name, stem in names.items() if stem == "index"), None)
        if leaf is not None:
            self._read_bundle(language, tree, folder, leaf)
            return False
        branch = next((name for name, stem in names.items() if stem == "_index"), None)
        if branch is not None or (folder and "/" not in folder):
            self._list(language, folder, branch)
        for name in here.files:
            path = f"{folder}/{name}".lstrip("/")
            if name in names and name != branch:
                self._page(language, path, names[name] or "")
            elif name not in names and splitext(name)[1].lower() not in _CONTENT:
                self.found.add(self._resource(language, folder, name), f"{language.content}/{path}")
        return True

    def _stem(self, name: str, language: Language) -> str | None:
        """A page's name without extension and language; None where it is of another language."""
        stem = splitext(name)[0]
        base, _, suffix = stem.rpartition(".")
        if base and suffix.lower() in self.languages:
            return base if suffix.lower() == language.name else None
        return stem if language.is_default or language.content not in self.default_content else None

    def _resource(self, language: Language, folder: str, name: str) -> str:
        return language.prefix + self._joined(path_of(folder, self.config), name)

    @staticmethod
    def _joined(*parts: str) -> str:
        return "/".join(part.strip("/") for part in parts if part.strip("/"))

    def _data(self, path: str) -> dict[str, Any]:
        return lowered(front_matter(self.tree.read(path), _KEYS) or {})

    def _is_shown(self, data: Mapping[str, Any]) -> bool:
        build = mapping_of(data.get("_build") or data.get("build"))
        if data.get("headless") is True or build.get("render") in (False, "never", "link"):
            return False
        return data.get("draft") is not True or self.config.drafts

    def _list(self, language: Language, folder: str, branch: str | None) -> None:
        """The page of a section, and its feed."""
        source = f"{language.content}/{folder}/{branch}".replace("//", "/") if branch else ""
        data = self._data(source) if branch else {}
        if not self._is_shown(data) or ("section" if folder else "home") in self.config.disabled:
            return
        served = self._url(language, data, self._joined(path_of(folder, self.config)))
        ending = f"{served}.html" if self.config.ugly and folder and not data.get("url") else f"{served}/index.html"
        self.found.add(self._joined(language.prefix, ending), source)
        self._aliases(language, data, source, dirname(path_of(folder, self.config)))

    def _url(self, language: Language, data: Mapping[str, Any], path: str) -> str:
        return str(data["url"]) if data.get("url") else path

    def _page(self, language: Language, path: str, stem: str) -> None:
        source = f"{language.content}/{path}"
        data = self._data(source)
        if self._is_shown(data) and (served := self._served(data, dirname(path), stem)) is not None:
            self._add_page(language, source, data, served)

    def _read_bundle(self, language: Language, tree: dict[str, _Folder], folder: str, leaf: str) -> None:
        """A page in its own folder; the files next to and below it are part of it."""
        source = f"{language.content}/{folder}/{leaf}"
        data = self._data(source)
        if not self._is_shown(data):
            return
        served = self._served(data, dirname(folder), basename(folder))
        if served is None:
            return
        self._add_page(language, source, data, served)
        folders = [folder]
        while folders:
            here = folders.pop()
            folders += tree[here].folders
            for name in tree[here].files:
                if splitext(name)[1].lower() not in _CONTENT:
                    inner = f"{here}/{name}"[len(folder) + 1 :]
                    home = language.prefix + self._joined(served.removesuffix(".html"), inner)
                    self.found.add(home, f"{language.content}/{here}/{name}")

    def _served(self, data: Mapping[str, Any], folder: str, stem: str) -> str | None:
        """The path of a page, from its address, its section's pattern, its slug or its name; None where it depends on more."""
        if data.get("url"):
            return str(data["url"]).strip()
        section = folder.split("/")[0]
        if pattern := self.config.permalinks.get(section.lower()):
            return self._filled(pattern, data, folder, stem)
        name = str(data["slug"]) if data.get("slug") else stem
        return self._joined(path_of(folder, self.config), path_of(name, self.config))

    def _filled(self, pattern: str, data: Mapping[str, Any], folder: str, stem: str) -> str | None:
        parts = folder.split("/")
        moment = _moment(str(data.get("date", "")))
        values = {"section": parts[0], "sections": folder, "title": str(data.get("title") or ""), "filename": stem}
        values["slug"] = str(data.get("slug") or data.get("title") or "")
        values["slugorfilename"] = str(data.get("slug") or stem)
        values = {name: path_of(value, self.config) for name, value in values.items()}
        if moment:
            values |= {"year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}", "monthname": f"{moment:%B}"}
            values |= {"weekday": f"{moment:%w}", "weekdayname": f"{moment:%A}", "yearday": str(int(f"{moment:%j}"))}
        return substituted(_TOKEN, pattern, values.get, MAX_ADDRESS)

    def _add_page(self, language: Language, source: str, data: Mapping[str, Any], served: str) -> None:
        path = served.strip("/")
        extension = splitext(path)[1] if data.get("url") and not served.endswith("/") else ""
        if not extension:
            path = f"{path}.html" if self.config.ugly and not data.get("url") else self._joined(path, "index.html")
        self.found.add(language.prefix + path, source)
        self._aliases(language, data, source, dirname(served.strip("/")))

    def _aliases(self, language: Language, data: Mapping[str, Any], source: str, folder: str) -> None:
        for alias in strings(data.get("aliases") or []):
            path = alias.strip() if alias.startswith("/") else f"{language.prefix}{folder}/{alias.strip()}"
            path = normpath(path.lstrip("/"))
            self.found.add_redirection(path if path.endswith(HTML) else self._joined(path, "index.html"), source)


def _moment(written: str) -> datetime | None:
    match = _DATE.match(written)
    try:
        return datetime(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:  # a day that no calendar has
        return None
