"""Which tags of a page belong together: one reading of the whole page, for the rules about misnested, unclosed and stray tags.

Markdown opens a `<div>` in one block and closes it in another, so blocks do not count. What Liquid may or may not write is left alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from profilelint.checks.shared.cover import cover
from profilelint.core.record import field, record, state
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.document.kinds import Kind
from profilelint.document.model import Document, Tag, TagKind

_HEADINGS = words("h1 h2 h3 h4 h5 h6")
#: Elements that outlive the end of the element around them, as browsers read it.
_FORMATTING = words("a b big em font i nobr s small strike strong tt u")
_PHRASES = _FORMATTING | words("abbr bdi bdo cite code del dfn ins kbd label mark q samp span sub sup var")
_BLOCKS = _HEADINGS | words("""
    address article aside blockquote button center details dialog div dl fieldset figcaption figure
    footer form header hgroup iframe legend main menu nav noscript ol picture pre script section select
    style summary svg table textarea title ul video
""")
#: Elements whose end tag must be written.
_CLOSED = _PHRASES | _BLOCKS
#: Elements in which other tags are examples, drawings or text.
_OPAQUE = words("code math pre script style svg textarea title xmp")
_READ = _CLOSED | _OPAQUE
#: How many open elements are looked at around one that closes; keeps hostile pages linear.
_REACH = 64
#: Files that hold parts of pages: an element opened in one may be closed in another.
_PARTIAL = regex(r"(?:^|[/\\])(?:_includes|_layouts|includes|layouts|partials?|_partials|templates|_templates)[/\\]")
_CONTROL = regex(
    r"\{%-?\s*(?P<end>end)?(?P<name>if|unless|case|for|tablerow|capture|block|with|else|elsif|elif|when)\b"
    r"|\{\{-?\s*(?:(?P<hugo>if|range|with|block|define|else)\b|(?P<hugoend>end)\s*-?\}\})"
)
#: An end tag over two lines, which is text to the reader of Markdown.
_SPLIT_END = regex(r"</([A-Za-z][A-Za-z0-9]*)[ \t]*\n\s*>")
_BRANCHES = words("else elsif elif when")


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
class Balance:
    misnested: tuple[Misnested, ...] = ()
    unclosed: tuple[Tag, ...] = ()
    stray: tuple[Stray, ...] = ()


@state(eq=False)
class _Element:
    tag: Tag
    sure: bool  # False for `<a/>`, which XHTML closes and HTML opens
    open: bool = True
    cut: Tag | None = None  # the tag that closed an element around it


@state(slots=False)
class _Reader:
    stack: list[_Element] = field(default_factory=list)
    by_name: defaultdict[str, list[_Element]] = field(default_factory=lambda: defaultdict(list))
    misnested: list[Misnested] = field(default_factory=list)
    unclosed: list[Tag] = field(default_factory=list)
    stray: list[Stray] = field(default_factory=list)
    cut_off: list[_Element] = field(default_factory=list)  # blocks that the last tag closed over

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
            if tag.name in _BLOCKS and inner.tag.name not in _FORMATTING:
                self.end(inner, lost=False)
                if inner.sure:
                    self.cut_off.append(inner)
        self.end(element, lost=False)

    def close_nothing(self, tag: Tag) -> None:
        """`<h2>…</h3>` is one slip, not two, and `<h2>…</h3></h2>` is, too."""
        last = self.stray[-1] if self.stray else None
        headings = [opened[-1] for name in _HEADINGS if (opened := self.by_name[name])] if tag.name in _HEADINGS else []
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
        """What was cut off and does not close right behind is never closed."""
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


def balance(document: Document) -> Balance:
    """The tags of a page that do not fit. A view: `document.view(balance)`."""
    if document.format not in ("markdown", "html"):
        return Balance()
    tags = list(_tags(document))
    if _all_fit(tags):
        return Balance()
    unsure = _conditional(document, tags)
    reader = _Reader()
    for tag in tags:
        if tag.name not in unsure:
            reader.read(tag)
    if is_part(document):
        return Balance(_sorted(reader.misnested))
    reader.finish()
    split = {match[1].lower() for match in _SPLIT_END.finditer(document.text)} if reader.unclosed else ()
    reader.unclosed = [tag for tag in reader.unclosed if tag.name not in split]
    return Balance(
        _sorted(reader.misnested),
        tuple(sorted(reader.unclosed, key=lambda tag: tag.span.start)),
        tuple(reader.stray),
    )


def _sorted(misnested: Iterable[Misnested]) -> tuple[Misnested, ...]:
    return tuple(sorted(misnested, key=lambda item: item.end.span.start))


def _all_fit(tags: Iterable[Tag]) -> bool:
    """Whether each end is that of the element opened last, and no link stands in a link: then all fit, and they do without those of any
    name, too."""
    opened: list[str] = []
    in_link = False
    for tag in tags:
        if tag.kind is TagKind.OPEN:
            if tag.name == "a":
                if in_link:
                    return False
                in_link = True
            opened.append(tag.name)
        elif tag.kind is TagKind.VOID or not opened or opened.pop() != tag.name:
            return False
        elif tag.name == "a":
            in_link = False
    return not opened


def is_part(document: Document) -> bool:
    """Whether this is a part of pages: by its folder, or HTML that begins no document and has no layout around it."""
    if _PARTIAL.search(document.source.path):
        return True
    if document.format != "html" or document.front_matter:
        return False
    names = {tag.name for tag in document.tags[:50]}
    return bool(document.tags) and not names & {"html", "head", "body", "title"} and "<!doctype" not in document.text[:1_000].lower()


def _tags(document: Document) -> Iterator[Tag]:
    """The visible tags whose end must be written, without those that are examples."""
    start = document.front_matter.span.end if document.front_matter else 0
    text = document.text
    is_marked = "`" in text
    last_ends: dict[str, int] = {tag.name: tag.span.start for tag in document.tags if tag.kind is TagKind.CLOSE and not tag.hidden}
    opaque, depth = "", 0
    for tag in document.tags:
        if tag.name not in _READ or tag.hidden or tag.span.start < start:
            continue
        if opaque:
            if tag.name != opaque:
                continue
            if opaque == "svg":  # a drawing holds drawings
                depth += {TagKind.OPEN: 1, TagKind.CLOSE: -1}.get(tag.kind, 0)
            if tag.kind is TagKind.CLOSE and not depth:
                opaque = ""
        elif tag.name in _OPAQUE and tag.kind is TagKind.OPEN and last_ends.get(tag.name, -1) > tag.span.start:
            opaque, depth = tag.name, int(tag.name == "svg")
        if tag.name in _CLOSED and not (is_marked and _touches_mark(text, tag)):
            yield tag


def _touches_mark(text: str, tag: Tag) -> bool:
    return "`" in (text[max(0, tag.span.start - 1) : tag.span.start], text[tag.span.end : tag.span.end + 1])


def _conditional(document: Document, tags: list[Tag]) -> set[str]:
    """The elements that some branch of Liquid, or of Hugo's templates, opens without closing or closes without opening."""
    if "{%" not in document.text and "{{" not in document.text:
        return set()
    starts, depths = _branches(document)
    if not starts:
        return set()
    names: set[str] = set()
    opened: Counter[str] = Counter()
    branch = -1
    for tag in [*tags, None]:
        here = bisect_right(starts, tag.span.start) - 1 if tag else len(starts)
        if here != branch:
            names.update(name for name, count in opened.items() if count)
            opened, branch = Counter(), here
        if tag is None or here < 0 or not depths[here]:
            continue
        if tag.kind is TagKind.OPEN:
            opened[tag.name] += 1
        elif tag.kind is TagKind.CLOSE and opened[tag.name]:
            opened[tag.name] -= 1
        elif tag.kind is TagKind.CLOSE:
            names.add(tag.name)
    return names


def _branches(document: Document) -> tuple[list[int], list[int]]:
    """Where each branch starts, and how deep in conditions and loops it stands."""
    commented = cover(comment.body for comment in document.comments if comment.markup == "liquid")
    starts, depths, depth = [], [], 0
    for segment in document.segments_of(Kind.LIQUID):
        if segment.span.start in commented:
            continue
        for match in _CONTROL.finditer(document.text, segment.span.start, segment.span.end):
            name = match["name"] or match["hugo"]
            if match["end"] or match["hugoend"]:
                depth = max(0, depth - 1)
            elif name not in _BRANCHES:
                depth += 1
            starts.append(match.start())
            depths.append(depth)
    return starts, depths
