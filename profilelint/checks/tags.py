"""HTML tags that do not fit: one closes too early, never, or without having been opened."""

from __future__ import annotations

from collections.abc import Iterator

from profilelint.checks.balance import Balance, balance
from profilelint.checks.context import Context, Option, Options
from profilelint.diagnostic import Finding, Related
from profilelint.document.model import Document, Tag, TagKind

OPTIONS = {"find": Option("string", required=True, choices=("misnested", "unclosed", "stray"))}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    if not document.tags:
        return
    tags = document.once(balance)
    if options["find"] == "misnested":
        yield from _misnested(tags)
    elif options["find"] == "unclosed":
        yield from _unclosed(document, tags)
    else:
        for tag in tags.stray:
            yield Finding(tag.span, {"name": tag.name})


def _misnested(tags: Balance) -> Iterator[Finding]:
    for item in tags.misnested:
        related = (Related(item.inner.span, f"<{item.inner.name}> is opened here"), Related(item.inner_end.span, "and closed here"))
        yield Finding(item.end.span, {"outer": item.end.name, "inner": item.inner.name}, related=related)


def _unclosed(document: Document, tags: Balance) -> Iterator[Finding]:
    last: Tag | None = None
    for tag in tags.unclosed:
        if last and last.name == tag.name and last.block == tag.block:
            continue  # <b>…<b> for <b>…</b>: one slip
        last = tag
        if not _is_harmless(document, tag):
            yield Finding(tag.span, {"name": tag.name})


def _is_harmless(document: Document, tag: Tag) -> bool:
    """An anchor of old style, which shows nothing; a name in angle brackets that happens to be one of an element."""
    if tag.name == "a" and tag.attribute("href") is None:
        return True
    glued = document.text[max(0, tag.span.start - 1) : tag.span.start].isalnum()
    return tag.kind is TagKind.OPEN and len(tag.name) == 1 and not tag.attributes and glued
