"""The matching of tags on a page, for the rules about misnested, unclosed and stray tags.

Markdown opens a `<div>` in one block and closes it in another, so blocks do not count. Tags in conditional Liquid are not reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from profilelint.checks.markup.elements import CLOSED, KNOWN, NESTING, OPAQUE
from profilelint.checks.markup.tag_reader import Balance, Misnested, TagReader
from profilelint.checks.shared.cover import cover
from profilelint.core.regex import regex
from profilelint.document.fieldkinds import words
from profilelint.document.kinds import Kind
from profilelint.document.model import Document
from profilelint.document.tags import Tag, TagKind

_READ = CLOSED | OPAQUE
#: Files that hold parts of pages: an element opened in one may be closed in another.
_PARTIAL = regex(r"(?:^|[/\\])(?:_includes|_layouts|includes|layouts|partials?|_partials|templates|_templates)[/\\]")
_CONTROL = regex(
    r"\{%-?\s*(?P<end>end)?(?P<name>if|unless|case|for|tablerow|capture|block|with|else|elsif|elif|when)\b"
    r"|\{\{-?\s*(?:(?P<hugo>if|range|with|block|define|else)\b|(?P<hugoend>end)\s*-?\}\})"
)
#: An end tag over two lines, which is text to the reader of Markdown.
_SPLIT_END = regex(r"</([A-Za-z][A-Za-z0-9]*)[ \t]*\n\s*>")
_BRANCHES = words("else elsif elif when")


def balance(document: Document) -> Balance:
    """The tags of a page that do not fit. A view: `document.view(balance)`."""
    if document.format not in ("markdown", "html"):
        return Balance()
    tags = list(_tags(document))
    if _all_fit(tags):
        return Balance()
    unsure = _conditional(document, tags)
    reader = TagReader()
    for tag in tags:
        if tag.name not in unsure:
            reader.read(tag)
    if is_part(document):
        return Balance(_sorted(reader.misnested), misspelt=tuple(reader.misspelt))
    reader.finish()
    split = {match[1].lower() for match in _SPLIT_END.finditer(document.text)} if reader.unclosed else ()
    reader.unclosed = [tag for tag in reader.unclosed if tag.name not in split]
    return Balance(
        _sorted(reader.misnested),
        tuple(sorted(reader.unclosed, key=lambda tag: tag.span.start)),
        tuple(reader.stray),
        tuple(reader.misspelt),
        reader.cuts,
        tuple(reader.pairs),
    )


def _sorted(misnested: Iterable[Misnested]) -> tuple[Misnested, ...]:
    return tuple(sorted(misnested, key=lambda item: item.end.span.start))


def _all_fit(tags: Iterable[Tag]) -> bool:
    """Whether each end tag closes the element opened last, and no link is in a link: then all tags match, also without those of any one
    name."""
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
    strange = last_ends.keys() - KNOWN
    if strange:  # an element of the page's own is opened, too
        strange -= {tag.name for tag in document.tags if tag.kind is TagKind.OPEN}
    opaque, depth = "", 0
    for tag in document.tags:
        if (tag.name not in _READ and tag.name not in strange) or tag.hidden or tag.span.start < start:
            continue
        if opaque:
            if tag.name != opaque:
                continue
            if opaque in NESTING:
                depth += {TagKind.OPEN: 1, TagKind.CLOSE: -1}.get(tag.kind, 0)
            if tag.kind is TagKind.CLOSE and not depth:
                opaque = ""
        elif tag.name in OPAQUE and tag.kind is TagKind.OPEN and last_ends.get(tag.name, -1) > tag.span.start:
            opaque, depth = tag.name, int(tag.name in NESTING)
        if (tag.name in CLOSED or tag.name in strange) and not (is_marked and _touches_mark(text, tag)):
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
    """The start of each branch, and its depth in conditions and loops."""
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
