"""Which values of front matter and data are read, and as what."""

from __future__ import annotations

import pytest
from patience import within
from reading import check, read_text

from profilelint.document.fieldkinds import Role, role_of

TEXT, LINK, OPAQUE = Role.TEXT, Role.LINK, Role.OPAQUE


@pytest.mark.parametrize(
    ("role", "key", "value"),
    [
        (TEXT, "title", "Publications"),
        (TEXT, "title", "about"),
        (TEXT, "title", "PhD"),
        (TEXT, "name", "LinkedIn"),
        (TEXT, "blog_description", "notes for everybody"),
        (TEXT, "contactNote", "Write to me"),
        (TEXT, "jobTitle", "Research engineer"),
        (TEXT, "year", "Aug 2021 – Present"),
        (TEXT, "year", "1917-1933"),
        (TEXT, "year", "2015-now"),
        (TEXT, "unknown", "this is plainly a sentence"),
        (TEXT, "unknown", "<a href='/x'>a link</a>"),
        (TEXT, "unknown", "这是我的个人主页"),
        (TEXT, "Expected graduation", "May 2025"),
        (TEXT, "links", "[ORCID](https://orcid.org/0000-0002-1825-0097)"),
        (LINK, "url", "[ORCID](https://orcid.org/0000-0002-1825-0097)"),
        (LINK, "link", "https://a.org/b](https://a.org/c)"),
        (TEXT, "interests", "Machine Learning"),
        (LINK, "anything", "https://a.org/b"),
        (LINK, "anything", "www.a.org"),
        (LINK, "link", "mailto:a@b.org"),
        (LINK, "link", "a@b.org"),
        (LINK, "anything", "papers.qmd"),
        (LINK, "link", "#"),
        (LINK, "image", "photo of me.png"),
        (LINK, "url", "/publications/"),
        (LINK, "cv_pdf", "cv.pdf"),
        (LINK, "paperurl", "files/paper.pdf"),
        (LINK, "logo_path_unknown", "images/logo.svg"),
        (OPAQUE, "html", "Details"),
        (OPAQUE, "layout", "single page"),
        (OPAQUE, "permalink", "/about/"),
        (OPAQUE, "icon", "fas fa fa-envelope"),
        (OPAQUE, "date", "2020-01-02 10:00:00 +0000"),
        (OPAQUE, "date", "2020-01"),
        (OPAQUE, "date_format", "%B %d, %Y"),
        (OPAQUE, "email", "a@b.org"),
        (OPAQUE, "name", "admin"),
        (OPAQUE, "author", "ann_bee"),
        (OPAQUE, "title", "2020"),
        (OPAQUE, "unknown", "word"),
        (OPAQUE, "unknown", "two words"),
        (OPAQUE, "include", "files that are not read here"),
        (OPAQUE, "github_username", "ann bee"),
        (OPAQUE, "title", " "),
    ],
)
def test_roles(role: Role, key: str, value: str) -> None:
    assert role_of(key, value) is role


def test_many_values_with_markup_are_read_in_time() -> None:
    with within(15):
        text = "".join(f"- 'see <a href=\"/{i}\">this page</a> and https://a.org/{i}'\n" for i in range(3_000))
        assert len(check(read_text(text, "data.yml")).links) == 6_000
        check(read_text("title: '" + "<a " * 20_000 + "'\n# note: " + "<a [b](c " * 20_000 + "\n", "data.yml"))
