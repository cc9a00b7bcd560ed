"""A site that has been built into a folder: what its pages link to, and whether it is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

from profilelint.core.endings import HTML
from profilelint.core.errors import UsageError
from profilelint.core.files import read_file
from profilelint.core.record import frozen
from profilelint.links.answers import Answer, Verdict
from profilelint.links.htmlpage import HtmlPage, html_page
from profilelint.links.served import Home, Served, is_below, outside, served

_MAX_BYTES = 10_000_000
#: Elements that layouts write, and pages hardly do.
_OF_LAYOUTS = frozenset(("link", "script"))
#: Where the pages are taken to be while their links are followed.
_HOST = "built.invalid"


@frozen(slots=False)
class Built:
    folder: Path
    home: Home

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            Path(folder, name).relative_to(self.folder).as_posix() for folder, _, names in os.walk(self.folder) for name in names
        )

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        return {path: html_page(self._text(path)) for path in sorted(self.files) if path.endswith(HTML)}

    @cached_property
    def base(self) -> str:
        """The path that the site was built for: none, whatever its configuration says, where layouts write addresses without it."""
        written = [
            link.written
            for page in self.pages.values()
            for link in page.links
            if link.element in _OF_LAYOUTS and link.written.startswith("/")
        ]
        is_based = any(is_below(path, self.home.base) for path in written)
        return "" if not is_based and any(self._file(unquote(path)) for path in written) else self.home.base

    def links(self) -> Iterator[Served]:
        """The links of all pages: those that lead to other hosts without an answer, the others with one. `UsageError` where there is no
        page."""
        if not self.pages:
            raise UsageError(f"{self.folder} holds no pages; build the site into it first")
        for path, page in self.pages.items():
            at = f"http://{_HOST}{self.base}/{quote(path)}"
            for link in page.links:
                with suppress(ValueError):  # it is not a URL
                    address = page.address(at, link.written)
                    yield served(str(self.folder / path), link, address, self._judge(address))

    def _judge(self, address: str) -> Answer | None:
        """None if the link must be requested. OK if there is nothing to report."""
        parts = urlsplit(address)
        path, host = unquote(parts.path) or "/", parts.hostname
        if parts.scheme not in ("http", "https"):
            return Answer(Verdict.OK)
        if host != _HOST and not (host in self.home.hosts and is_below(path, self.base)):
            return None
        if not is_below(path, self.base):
            is_there = path != "/" and self._file(path) is not None
            return outside(path, self.base, is_there, self._has_top(path) or self.home.lacks(path))
        file = self._file(path[len(self.base) :])
        if file is None:
            return Answer(Verdict.DEAD, "the built site has no such file")
        fragment = unquote(parts.fragment)
        if not fragment or fragment == "top" or file not in self.pages or fragment in self.pages[file].ids:
            return Answer(Verdict.OK)
        return Answer(Verdict.OK, fragments={fragment: False})

    def _has_top(self, path: str) -> bool:
        """Whether the site has a file or folder of the name that a path begins with."""
        return path.strip("/").partition("/")[0] in self._tops

    @cached_property
    def _tops(self) -> frozenset[str]:
        return frozenset(file.partition("/")[0] for file in self.files)

    def _file(self, path: str) -> str | None:
        """The file that a server gives for a path."""
        name = normpath(path).lstrip("/").removeprefix(".")
        inside = f"{name}/index.html".lstrip("/")
        choices = (inside, f"{inside[:-5]}.htm") if path.endswith("/") or not name else (name, f"{name}.html", inside)
        return next((choice for choice in choices if choice in self.files), None)

    def _text(self, path: str) -> str:
        """What a page holds: nothing where it is a link, a pipe or a device."""
        page = self.folder / path
        try:
            data = b"" if page.is_symlink() else read_file(page, _MAX_BYTES)
        except OSError:
            data = b""
        return data.decode("utf-8", "replace").replace("\r\n", "\n")
