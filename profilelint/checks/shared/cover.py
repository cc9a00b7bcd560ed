"""Fast lookup of ranges on a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from operator import attrgetter

from profilelint.core.record import record
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.document.tags import Tag, TagKind


@record
class Cover:
    """Ranges in order, none overlapping."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.starts)

    def __contains__(self, offset: int) -> bool:
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]

    def overlaps(self, span: Span) -> bool:
        at = bisect_right(self.starts, span.end - 1) - 1
        return at >= 0 and span.start < self.ends[at] and span.start < span.end


def cover(spans: Iterable[Span]) -> Cover:
    starts: list[int] = []
    ends: list[int] = []
    for span in sorted(spans, key=attrgetter("start")):
        if ends and span.start <= ends[-1]:
            ends[-1] = max(ends[-1], span.end)
        else:
            starts.append(span.start)
            ends.append(span.end)
    return Cover(tuple(starts), tuple(ends))


def insides(document: Document, names: Collection[str]) -> list[Span]:
    """The elements of these names."""
    return insides_where(document, lambda tag: tag.name in names)


def insides_where(document: Document, is_wanted: Callable[[Tag], bool]) -> list[Span]:
    """The elements whose opening tags are wanted, up to the tags that close them; of nested ones of a name the outermost."""
    spans: list[Span] = []
    opened: dict[str, tuple[int, int]] = {}
    for tag in document.tags:
        if tag.kind is TagKind.VOID or (tag.name not in opened and (tag.kind is TagKind.CLOSE or not is_wanted(tag))):
            continue
        depth, start = opened.get(tag.name, (0, tag.span.start))
        depth += 1 if tag.kind is TagKind.OPEN else -1
        if depth > 0:
            opened[tag.name] = depth, start
        else:
            del opened[tag.name]
            spans.append(Span(start, tag.span.end))
    return spans
