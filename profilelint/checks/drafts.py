"""Pages that are not published, as their front matter says: what is missing on them is still to be written."""

from __future__ import annotations

from profilelint.document.model import Document


def is_draft(document: Document) -> bool:
    """A view: `document.once(is_draft)`."""
    front = {field.path: field.value for field in document.fields} if document.front_matter else {}
    never = "never" in (front.get(("build", "render")), front.get(("_build", "render")))
    return False in (front.get(("published",)), front.get(("active",))) or front.get(("draft",)) is True or never
