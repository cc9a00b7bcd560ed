"""HTML tags that do not fit: one closes too early, never, or without having been opened."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, takewhile

from profilelint.checks.context import Context, Option, Options
from profilelint.checks.markup.balance import balance, is_part
from profilelint.checks.markup.effects import (
    MOST,
    Contents,
    contents,
    is_in_markdown,
    is_kramdown,
    may_be_kramdown,
    nested_like,
    run_around,
    shown,
    shows_misnested,
    shows_stray,
    shows_unclosed,
)
from profilelint.checks.markup.elements import BLOCKS, CONTAINERS, FORMATTING
from profilelint.checks.markup.tag_reader import Balance, Stray
from profilelint.core.diagnostic import Applicability, Edit, Finding, Related, Severity
from profilelint.core.source import Span
from profilelint.document.model import Document
from profilelint.document.tags import Tag, TagKind

OPTIONS = {"find": Option("string", required=True, choices=("misnested", "unclosed", "stray"))}

_NEAR = 1_000
_INLINE = frozenset("a b i u s em strong font span sub sup small big mark ins del cite".split())


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not document.tags:
        return
    tags, is_strict = document.view(balance), is_kramdown(document, context.site)
    if options["find"] == "misnested":
        yield from _misnested(document, tags, is_strict)
    elif options["find"] == "unclosed":
        yield from _unclosed(document, tags, is_strict)
        yield from _unclosed_in_values(document)
    else:
        places = document.view(shown) if tags.stray else []
        for count, item in enumerate(tags.stray):
            shows = may_be_kramdown(document, context.site) or (count < MOST and shows_stray(document, tags, item, places))
            yield _stray(item, "; it shows as text" if is_strict else "", _severity(shows))
        yield from _doubled_ends(document, is_strict)


def _severity(shows: bool) -> Severity:
    """Mistakes that change nothing for visitors are notes."""
    return Severity.ERROR if shows else Severity.NOTE


def _misnested(document: Document, tags: Balance, is_strict: bool) -> Iterator[Finding]:
    found = contents(document, (item.inner for item in tags.misnested))
    places = document.view(shown) if tags.misnested else []
    for item in tags.misnested:
        related = (Related(item.inner.span, f"<{item.inner.name}> is opened here"), Related(item.inner_end.span, "and closed here"))
        severity = _severity(is_strict or shows_misnested(item, found, places))
        yield Finding(item.end.span, {"outer": item.end.name, "inner": item.inner.name}, related=related, severity=severity)


def _stray(item: Stray, but: str, severity: Severity) -> Finding:
    name, heading = item.end.name, item.heading
    if heading is None:
        return Finding(item.end.span, {"name": name, "but": but}, severity=severity)
    written = Span(item.end.span.start + 2, item.end.span.start + 2 + len(name))
    edits = () if item.ended else (Edit(written, heading.name),)
    related = (Related(heading.span, f"<{heading.name}> is opened here"),)
    values = {"name": name, "but": f", but <{heading.name}> is{but}"}
    return Finding(item.end.span, values, edits, Applicability.UNSAFE, (), related, True, severity=severity)


def _doubled_ends(document: Document, is_strict: bool) -> Iterator[Finding]:
    """`</p></p>`: there are no paragraphs in paragraphs, and browsers make an empty one of the second end."""
    for first, second in pairwise(document.tags):
        if not first.name == second.name == "p" or second.kind is not TagKind.CLOSE or first.kind is not TagKind.CLOSE or second.hidden:
            continue
        if not document.text[first.span.end : second.span.start].strip() and not is_part(document):
            yield Finding(second.span, {"name": "p", "but": ""}, severity=_severity(is_strict))


def _unclosed(document: Document, tags: Balance, is_strict: bool) -> Iterator[Finding]:
    found = contents(document, tags.unclosed)
    slips = _slips(tags)
    ends = {end.span.start for end in slips.values()}
    last: Tag | None = None
    for tag in tags.unclosed:
        if last and last.name == tag.name and last.block == tag.block and tag.span.start not in slips:
            continue  # <b>…<b> for <b>…</b>: one slip
        last = tag
        if tag.span.start in ends or _is_harmless(document, tag):
            continue
        if end := slips.get(tag.span.start):
            edit = Edit(Span(end.span.start + 1, end.span.start + 1), "/")
            why, severity = f'"</{end.name}>" seems to be meant', _severity(found.after(tag, end.span.end))
            yield Finding(end.span, {"why": why}, (edit,), Applicability.UNSAFE, structural=True, severity=severity)
            continue
        culprit = nested_like(document, tags, tag) if tag.name in CONTAINERS and found.knows(tag) else None
        shows = culprit is not None or _shows(document, tags, tag, found, is_strict)
        tag = culprit or tag
        values = {"why": f'"</{tag.name}>" is missing'}
        yield Finding(tag.span, values, _closing(document, tag), Applicability.UNSAFE, structural=True, severity=_severity(shows))


def _shows(document: Document, tags: Balance, tag: Tag, found: Contents, is_strict: bool) -> bool:
    if not is_strict:
        return shows_unclosed(document, tags, tag, found)
    if is_in_markdown(document, tag):
        return False  # kramdown closes it with the block
    if tag.name in FORMATTING and tag.span.start not in tags.cuts:
        return True  # it continues into the part of the layout after the page
    return tag.span.start in tags.cuts or shows_unclosed(document, tags, tag, found)


def _slips(tags: Balance) -> dict[int, Tag]:
    """`<ul>` that was typed for `</ul>`, by the start of the tag that it was to close: it has no attributes, and both are never closed."""
    slips: dict[int, Tag] = {}
    opened: dict[str, Tag] = {}
    for tag in tags.unclosed:
        before = opened.pop(tag.name, None)
        if before is not None and not tag.attributes and tag.name in BLOCKS:
            slips[before.span.start] = tag
        else:
            opened[tag.name] = tag
    return slips


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
                yield Finding(tag.span, {"why": f'"</{name}>" is missing'})


def _closing(document: Document, tag: Tag) -> tuple[Edit, ...]:
    """The expected end: of an inline element, after its text; no guess for others."""
    run = run_around(document, tag) if tag.name in _INLINE else None
    if run is None or run.block != tag.block or not run.pieces[-1].text.strip() or run.pieces[-1].end <= tag.span.end:
        return ()
    end = run.pieces[-1].end - len(run.pieces[-1].text) + len(run.pieces[-1].text.rstrip())
    return (Edit(Span(end, end), f"</{tag.name}>"),)


def _is_harmless(document: Document, tag: Tag) -> bool:
    """An anchor of old style, which shows nothing; a name in angle brackets that happens to be one of an element."""
    if tag.name == "a" and tag.attribute("href") is None:
        return True
    glued = document.text[max(0, tag.span.start - 1) : tag.span.start].isalnum()
    return tag.kind is TagKind.OPEN and len(tag.name) == 1 and not tag.attributes and glued
