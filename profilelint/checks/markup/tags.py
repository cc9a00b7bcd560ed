"""HTML tags that do not fit: one closes too early, never, or without having been opened."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, takewhile

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.markup.balance import Balance, Stray, balance, is_part
from profilelint.core.diagnostic import Applicability, Edit, Finding, Related
from profilelint.core.source import Span
from profilelint.document.model import BlockKind, Document, Run, Tag, TagKind

OPTIONS = {"find": Option("string", required=True, choices=("misnested", "unclosed", "stray"))}

_NEAR = 1_000
_INLINE = frozenset("a b i u s em strong font span sub sup small big mark ins del cite".split())


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not document.tags:
        return
    tags = document.view(balance)
    if options["find"] == "misnested":
        yield from _misnested(tags)
    elif options["find"] == "unclosed":
        yield from _unclosed(document, tags)
        yield from _unclosed_in_values(document)
    else:
        yield from map(_stray, tags.stray)
        yield from _doubled_ends(document)


def _misnested(tags: Balance) -> Iterator[Finding]:
    for item in tags.misnested:
        related = (Related(item.inner.span, f"<{item.inner.name}> is opened here"), Related(item.inner_end.span, "and closed here"))
        yield Finding(item.end.span, {"outer": item.end.name, "inner": item.inner.name}, related=related)


def _stray(item: Stray) -> Finding:
    name, heading = item.end.name, item.heading
    if heading is None:
        return Finding(item.end.span, {"name": name, "but": ""})
    written = Span(item.end.span.start + 2, item.end.span.start + 2 + len(name))
    edits = () if item.ended else (Edit(written, heading.name),)
    related = (Related(heading.span, f"<{heading.name}> is opened here"),)
    return Finding(item.end.span, {"name": name, "but": f", but <{heading.name}> is"}, edits, Applicability.UNSAFE, (), related, True)


def _doubled_ends(document: Document) -> Iterator[Finding]:
    """`</p></p>`: there are no paragraphs in paragraphs, and browsers make an empty one of the second end."""
    for first, second in pairwise(document.tags):
        if not first.name == second.name == "p" or second.kind is not TagKind.CLOSE or first.kind is not TagKind.CLOSE or second.hidden:
            continue
        if not document.text[first.span.end : second.span.start].strip() and not is_part(document):
            yield Finding(second.span, {"name": "p", "but": ""})


def _unclosed(document: Document, tags: Balance) -> Iterator[Finding]:
    last: Tag | None = None
    for tag in tags.unclosed:
        if last and last.name == tag.name and last.block == tag.block:
            continue  # <b>…<b> for <b>…</b>: one slip
        last = tag
        if not _is_harmless(document, tag):
            edits = _closing(document, tag)
            yield Finding(tag.span, {"name": tag.name}, edits, Applicability.UNSAFE, structural=True)


def _unclosed_in_values(document: Document) -> Iterator[Finding]:
    """Elements for a part of a text that a value of front matter or data opens, and leaves open."""
    front = document.front_matter.span.end if document.front_matter else 0
    end = front if document.format in ("markdown", "html") else len(document.text)
    tags = [tag for tag in takewhile(lambda tag: tag.span.end <= end, document.tags) if tag.name in _INLINE and not tag.hidden]
    fields = sorted((field.span for field in document.fields), key=lambda span: span.start) if tags else []
    opened: dict[tuple[Span, str], list[Tag]] = defaultdict(list)
    for tag in tags:
        around = bisect_right(fields, tag.span.start, key=lambda span: span.start) - 1
        if around >= 0 and tag.span.end <= fields[around].end:
            same = opened[fields[around], tag.name]
            if tag.kind is TagKind.OPEN and not _is_harmless(document, tag):
                same.append(tag)
            elif tag.kind is TagKind.CLOSE and same:
                same.pop()
    for (field, name), left in opened.items():
        for tag in left:
            if document.text[tag.span.end : min(field.end, tag.span.end + _NEAR)].strip("\"' \n"):
                yield Finding(tag.span, {"name": name})


def _closing(document: Document, tag: Tag) -> tuple[Edit, ...]:
    """The end where a reader would expect it: of an element inside a text behind that text; no guess for others."""
    if tag.name not in _INLINE:
        return ()
    runs = document.view(_texts).get(tag.block, [])
    at = bisect_right(runs, tag.span.end, key=lambda run: run.pieces[0].start) - 1
    last = runs[at].pieces[-1] if at >= 0 else None
    if last is None or last.end <= tag.span.end or not last.text.strip():
        return ()
    end = last.end - (len(last.text) - len(last.text.rstrip()))
    return (Edit(Span(end, end), f"</{tag.name}>"),)


def _texts(document: Document) -> dict[int, list[Run]]:
    """The runs of each block, but for those of attributes, which stand inside of others."""
    found: dict[int, list[Run]] = defaultdict(list)
    for run in document.runs:
        if run.kind is not BlockKind.ATTRIBUTE:
            found[run.block].append(run)
    return found


def _is_harmless(document: Document, tag: Tag) -> bool:
    """An anchor of old style, which shows nothing; a name in angle brackets that happens to be one of an element."""
    if tag.name == "a" and tag.attribute("href") is None:
        return True
    glued = document.text[max(0, tag.span.start - 1) : tag.span.start].isalnum()
    return tag.kind is TagKind.OPEN and len(tag.name) == 1 and not tag.attributes and glued
