"""Tags of HTML as they are written, each with its attributes."""

from __future__ import annotations

from enum import Enum

from profilelint.core.record import record
from profilelint.core.source import Span


@record
class Attribute:
    name: str  # lower case
    name_span: Span
    value: str  # decoded; "" where there is none
    value_span: Span | None  # without quotes
    quote: str  # '"', "'", or ""
    computed: bool


class TagKind(Enum):
    OPEN = "open"
    CLOSE = "close"
    VOID = "void"  # <br>, <img …>, and <x/> of an element that is written so


@record
class Tag:
    name: str  # lower case
    kind: TagKind
    span: Span
    attributes: tuple[Attribute, ...]
    hidden: bool
    block: int = -1  # the innermost block around it

    def attribute(self, name: str) -> Attribute | None:
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        return None
