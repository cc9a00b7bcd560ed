"""What the answers about an open page are made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pygls.uris import from_fs_path

from profilelint.core.files import read_file
from profilelint.core.record import record
from profilelint.core.results import Page
from profilelint.core.source import Source
from profilelint.document import format_of, read
from profilelint.document.model import Document
from profilelint.run.engine import Engine
from profilelint.run.runner import MAX_BYTES
from profilelint.settings.config import Settings


@record
class Open:
    """A page that is open in the editor, and how it counts positions. `text_of`: the text of another open file, None for one that is not
    open; `operations`: what the editor can do with files: "create", "delete"."""

    uri: str
    version: int | None
    page: Page
    engine: Engine
    settings: Settings
    encoding: str
    text_of: Callable[[str], str | None]
    operations: frozenset[str]


def is_open(opened: Open, path: Path) -> bool:
    """Whether a file of the site is open in the editor, too."""
    return opened.text_of(from_fs_path(str(path)) or "") is not None


def document_at(opened: Open, path: Path) -> Document | None:
    """A file of the site: as it is in the editor, else on disk; None where it cannot be read."""
    if format_of(str(path)) is None:
        return None
    text = opened.text_of(from_fs_path(str(path)) or "")
    try:
        return read(Source(text, str(path)) if text is not None else Source.from_bytes(read_file(path, MAX_BYTES), str(path)))
    except OSError:
        return None
