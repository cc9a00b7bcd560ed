"""What is noticed when a page is not the same page any more."""

from __future__ import annotations

import pytest

from profilelint.core.diagnostic import Edit
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.fix.verification import refusal


def judged(old: str, new: str, *edits: Edit, structural: bool = False, path: str = "page.md") -> str:
    return refusal(read(Source(old, path)), read(Source(new, path)), edits, structural)


def test_an_edit_of_prose_is_no_harm() -> None:
    assert judged("Febrary 2025", "February 2025", Edit(Span(0, 7), "February")) == ""
    assert judged("a  b **c**", "a b **c**", Edit(Span(1, 3), " ")) == ""


def test_what_no_edit_says_is_harm() -> None:
    assert judged("Febrary 2025.", "February 2025", Edit(Span(0, 7), "February")) == "text outside the fix would change"
    assert judged("one two", "one  two") == "text outside the fix would change"
    assert judged("one", "one two", structural=True) == "text outside the fix would change"


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("a word", "a **word**", "page.md"),
        ("- item", "# item", "page.md"),
        ("a (b)", "a <b>", "page.md"),
        ("see x", "see https://x.org", "page.md"),
        ("a\nb", "a\n\nb", "page.md"),
        ("a -> b", "a --> <!-- b", "page.md"),
        ("<p>a</p>", "<p>a</b>", "page.html"),
        ('<a href="x">a</a>', '<a href="x" b>a</a>', "page.html"),
        ("title: one", "title: one: two", "cv.yml"),
        ("title: one", "title: 1", "cv.yml"),
        ("- a", "a", "cv.yml"),
        ('{"a": "b"}', '{"a": "b}', "resume.json"),
    ],
)
def test_what_changes_the_page_is_harm(old: str, new: str, path: str) -> None:
    edit = Edit(Span(0, len(old)), new)
    assert judged(old, new, edit, path=path)
    assert judged(old, new, edit, path=path, structural=True) == ""
