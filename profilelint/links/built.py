"""A site that has been built into a folder: what its pages link to, and whether it is there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from profilelint.core.endings import HTML
from profilelint.core.files import read_file
from profilelint.core.record import field, frozen
from profilelint.links.answers import Answer, Verdict
from profilelint.links.served import Served

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_MAX_BYTES = 10_000_000
#: What links, by element.
_LINKS = (("a", "href"), ("area", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"))
_HINTS = frozenset(("preconnect", "dns-prefetch"))


@frozen(slots=False)
class Built:
    """`base`: the path that the site is served under; `hosts`: the names that it is served at."""

    folder: Path
    base: str = ""
    hosts: Collection[str] = ()
    _anchors: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            Path(folder, name).relative_to(self.folder).as_posix() for folder, _, names in os.walk(self.folder) for name in names
        )

    def links(self) -> Iterator[Served]:
        """The links of all pages: those that lead out of the site without an answer, those within it that lead to nothing with one."""
        for path in sorted(self.files):
            if not path.endswith(HTML):
                continue
            text = self._text(path)
            lines = text.split("\n")
            for element, written in _targets(_soup(text)):
                answer = self._judge(path, written)
                if answer is None or answer.verdict is Verdict.DEAD or answer.fragments:
                    line, column = _place(element, written, lines)
                    yield Served(str(self.folder / path), line, column, written, _label(element), answer)

    def _judge(self, page: str, written: str) -> Answer | None:
        """None where the web is to be asked. OK where there is nothing to say."""
        try:
            parts = urlsplit(written.strip())
            host = (parts.hostname or "").lower()
        except ValueError:
            return Answer(Verdict.OK)
        if parts.scheme not in ("", "http", "https"):
            return Answer(Verdict.OK)
        if host and host not in self.hosts:
            return None
        path = unquote(parts.path)
        if host or path.startswith("/"):
            if not f"{path}/".startswith(f"{self.base}/"):
                return Answer(Verdict.OK)  # another site at the same host
            path = path[len(self.base) :]
        elif path:
            path = join("/", dirname(page), path)
        file = self._file(path) if path else page
        if file is None:
            return Answer(Verdict.DEAD, "the built site has no such file")
        fragment = unquote(parts.fragment)
        if not fragment or fragment == "top" or not file.endswith(HTML) or fragment in self._anchors_of(file):
            return Answer(Verdict.OK)
        return Answer(Verdict.OK, fragments={fragment: False})

    def _file(self, path: str) -> str | None:
        """The file that a server gives for a path."""
        name = normpath(path).lstrip("/").removeprefix(".")
        inside = f"{name}/index.html".lstrip("/")
        choices = (inside, f"{inside[:-5]}.htm") if path.endswith("/") or not name else (name, f"{name}.html", inside)
        return next((choice for choice in choices if choice in self.files), None)

    def _anchors_of(self, path: str) -> frozenset[str]:
        if path not in self._anchors:
            elements = _soup(self._text(path)).find_all(lambda element: element.has_attr("id") or element.has_attr("name"))
            self._anchors[path] = frozenset(str(element.get(name)) for element in elements for name in ("id", "name") if element.get(name))
        return self._anchors[path]

    def _text(self, path: str) -> str:
        """What a page holds: nothing where it is a link, a pipe or a device."""
        page = self.folder / path
        try:
            data = b"" if page.is_symlink() else read_file(page, _MAX_BYTES)
        except OSError:
            data = b""
        return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _soup(text: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(text, "html.parser")


def _targets(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for element in soup.find_all([name for name, _ in _LINKS]):
        written = element.get(dict(_LINKS)[element.name])
        if isinstance(written, str) and written.strip() and _HINTS.isdisjoint(element.get_attribute_list("rel")):
            yield element, written


def _place(element: Tag, written: str, lines: list[str]) -> tuple[int, int]:
    """The line and the column of a target: its first place behind the beginning of its tag."""
    line, column = element.sourceline or 1, (element.sourcepos or 0) + 1
    for number, text in enumerate(lines[line - 1 : line + 9]):
        at = text.find(written, column - 1 if not number else 0)
        if at >= 0:
            return line + number, at + 1
    return line, column


def _label(element: Tag) -> str:
    return " ".join(element.get_text().split()) or str(element.get("alt") or "")
