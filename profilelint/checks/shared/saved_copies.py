"""Pages that a program saved from elsewhere: what is wrong on them is not the owner's, who keeps them as they were."""

from __future__ import annotations

from profilelint.core.regex import regex
from profilelint.document.model import Document

_HEAD = 5_000
#: What browsers, SingleFile and HTTrack write at the beginning of a page that they save.
_SAVED = regex(r"saved from url=\(|Page saved with SingleFile|Mirrored from [^\n]{1,300} by HTTrack")


def is_saved_copy(document: Document) -> bool:
    return document.format == "html" and _SAVED.search(document.text[:_HEAD]) is not None
