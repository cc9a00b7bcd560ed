"""Matching of tags in one pass: the open elements, and the mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from profilelint.checks.markup.elements import BLOCKS, FORMATTING, HEADINGS, KNOWN
from profilelint.core.record import field, record, state
from profilelint.document.tags import Tag, TagKind

#: How many open elements are looked at around one that closes; keeps hostile pages linear.
_REACH = 64
#: How much a name in an end tag may have in common with the one that was meant.
_NEARLY = 0.5


@record
class Misnested:
    """`end` closes an element while `inner`, opened in it, is still open; `inner_end` closes that one."""

    end: Tag
    inner: Tag
    inner_end: Tag


@record
class Stray:
    """`end` closes nothing; `heading` is the one that it was written for, where that is of another level. `ended`: its own end follows."""

    end: Tag
    heading: Tag | None = None
    ended: bool = False


@record
class Misspelt:
    """`end` has a name that no element has, and was written for that of `tag`."""

    end: Tag
    tag: Tag


@record
class Balance:
    """`cuts`: where an element around one that is still open ends, by the start of its tag. `pairs`: the tags of blocks that fit."""

    misnested: tuple[Misnested, ...] = ()
    unclosed: tuple[Tag, ...] = ()
    stray: tuple[Stray, ...] = ()
    misspelt: tuple[Misspelt, ...] = ()
    cuts: Mapping[int, int] = field(default_factory=dict)
    pairs: tuple[tuple[Tag, Tag], ...] = ()


@state(eq=False)
class _Element:
    tag: Tag
    sure: bool  # False for `<a/>`, which XHTML closes and HTML opens
    open: bool = True
    cut: Tag | None = None  # the tag that closed an element around it


@state(slots=False)
class TagReader:
    stack: list[_Element] = field(default_factory=list)
    by_name: defaultdict[str, list[_Element]] = field(default_factory=lambda: defaultdict(list))
    misnested: list[Misnested] = field(default_factory=list)
    unclosed: list[Tag] = field(default_factory=list)
    stray: list[Stray] = field(default_factory=list)
    misspelt: list[Misspelt] = field(default_factory=list)
    owed: list[str] = field(default_factory=list)  # ends that were misspelt, and may be written once more
    cut_off: list[_Element] = field(default_factory=list)  # blocks that the last tag closed over
    cuts: dict[int, int] = field(default_factory=dict)
    pairs: list[tuple[Tag, Tag]] = field(default_factory=list)

    def read(self, tag: Tag) -> None:
        if tag.kind is TagKind.CLOSE:
            self.close(tag)
        else:
            self.settle()
            if tag.name == "a" and (links := self.by_name["a"]):
                self.end(links[-1], lost=links[-1].sure)
            element = _Element(tag, tag.kind is TagKind.OPEN)
            self.stack.append(element)
            self.by_name[tag.name].append(element)

    def close(self, tag: Tag) -> None:
        if tag.name not in KNOWN:
            self.close_misspelt(tag)
            return
        if any(element.tag.name == tag.name for element in self.cut_off):
            element = next(element for element in self.cut_off if element.tag.name == tag.name)
            self.cut_off.remove(element)
            if element.cut:
                self.misnested.append(Misnested(element.cut, element.tag, tag))
            return
        self.settle()
        if not self.by_name[tag.name]:
            self.close_nothing(tag)
            return
        element = self.by_name[tag.name][-1]
        if element.cut:
            self.misnested.append(Misnested(element.cut, element.tag, tag))
        for inner in list(self.inside(element)):
            if inner.sure and inner.cut is None:
                inner.cut = tag
                self.cuts[inner.tag.span.start] = tag.span.start
            if tag.name in BLOCKS and inner.tag.name not in FORMATTING:
                self.end(inner, lost=False)
                if inner.sure:
                    self.cut_off.append(inner)
        self.end(element, lost=False)
        if tag.name in BLOCKS:
            self.pairs.append((element.tag, tag))

    def close_misspelt(self, tag: Tag) -> None:
        """`</h1z>`, and `</a<br>`: the end of the innermost element that has nearly that name."""
        opened = (element for element in reversed(self.stack[-_REACH:]) if element.open and element.sure)
        element = next((element for element in opened if _is_near(tag.name, element.tag.name)), None)
        if element is not None:
            self.misspelt.append(Misspelt(tag, element.tag))
            self.owed.append(element.tag.name)
            self.end(element, lost=False)

    def close_nothing(self, tag: Tag) -> None:
        """`<h2>…</h3>` is one slip, not two, and `<h2>…</h3></h2>` is, too."""
        if tag.name in self.owed:
            self.owed.remove(tag.name)
            return
        last = self.stray[-1] if self.stray else None
        headings = [opened[-1] for name in HEADINGS if (opened := self.by_name[name])] if tag.name in HEADINGS else []
        if headings:
            for element in headings:
                self.end(element, lost=False)
            self.stray.append(Stray(tag, max((element.tag for element in headings), key=lambda heading: heading.span.start)))
        elif last and last.heading and last.heading.name == tag.name and not last.ended:
            self.stray[-1] = Stray(last.end, last.heading, ended=True)
        else:
            self.stray.append(Stray(tag))

    def inside(self, element: _Element) -> Iterator[_Element]:
        while self.stack and not self.stack[-1].open:
            self.stack.pop()
        for inner in reversed(self.stack[-_REACH:]):
            if inner is element:
                return
            if inner.open:
                yield inner

    def end(self, element: _Element, lost: bool) -> None:
        element.open = False
        opened = self.by_name[element.tag.name]
        while opened and not opened[-1].open:
            opened.pop()
        if lost:
            self.unclosed.append(element.tag)

    def settle(self) -> None:
        """A tag that was cut off and does not close directly after is unclosed."""
        self.unclosed += [element.tag for element in self.cut_off]
        self.cut_off.clear()

    def finish(self) -> None:
        """What is still open is never closed. In `<div><section><div></section></div>` that is the inner one: one slip, not two."""
        self.settle()
        late: defaultdict[str, list[Misnested]] = defaultdict(list)
        left = [element.tag for element in self.stack if element.open and element.sure]
        found = [(item.inner, item) for item in self.misnested] + [(tag, None) for tag in left]
        for tag, item in sorted(found, key=lambda pair: -pair[0].span.start):
            if item is not None:
                late[tag.name].append(item)
            else:
                self.unclosed.append(late[tag.name].pop().inner if late[tag.name] else tag)
        self.misnested = [item for items in late.values() for item in items]


def _is_near(name: str, meant: str) -> bool:
    from difflib import SequenceMatcher

    rest = name.removeprefix(meant)
    return (rest != name and not rest.isalpha()) or SequenceMatcher(None, name, meant).ratio() >= _NEARLY
