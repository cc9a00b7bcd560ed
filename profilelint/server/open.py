"""What the answers about an open page are made of."""

from __future__ import annotations

from collections.abc import Callable

from profilelint.core.record import record
from profilelint.core.results import Page
from profilelint.run.engine import Engine
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
