"""Whether a page is still the same page after it was fixed. Knows nothing of rules, and no switch turns it off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from profilelint.core.diagnostic import Edit
from profilelint.document.kinds import Kind
from profilelint.document.model import Document


def refusal(before: Document, after: Document, edits: Iterable[Edit], structural: bool) -> str:
    """Why `after` is not `before` with just these edits, in words for its owner; "" where it is. `structural`: the edits may change
    what the page is made of, but nothing outside them."""
    if not _same_outside(before.source.text, after.source.text, edits):
        return "text outside the fix would change"
    if structural:
        return ""
    for what, view in _VIEWS.items():
        if view(before) != view(after):
            return f"{what} of the page would change"
    return ""


def _same_outside(old: str, new: str, edits: Iterable[Edit]) -> bool:
    """Whether the texts are alike but for the edits, each of which has put its content in the place of its span."""
    at_old = at_new = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        kept = old[at_old : edit.span.start]
        if not new.startswith(kept + edit.content, at_new):
            return False
        at_old, at_new = edit.span.end, at_new + len(kept) + len(edit.content)
    return old[at_old:] == new[at_new:]


def _skeleton(document: Document) -> list[tuple[Kind, bool]]:
    """The kinds of segments in order. Blanks are left out, since prose may gain and lose them at its ends; what they parted of
    one kind is one."""
    kinds = ((segment.kind, segment.hidden) for segment in document.segments if segment.kind is not Kind.BLANK)
    return [kind for kind, _ in groupby(kinds)]


_VIEWS: dict[str, Callable[[Document], object]] = {
    "the markup": _skeleton,
    "the blocks": lambda document: [(block.kind, block.level, block.parent, block.hidden) for block in document.blocks],
    "the tags": lambda document: [(tag.name, tag.kind, len(tag.attributes)) for tag in document.tags],
    "the links": lambda document: [(link.kind, link.is_image, link.hidden) for link in document.links],
    "the fields": lambda document: [(field.path, type(field.value)) for field in document.fields],
    "what can be read": lambda document: [problem.kind for problem in document.problems],
}
