"""How Jekyll makes the address of a page of a template of placeholders."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from posixpath import splitext

from profilelint.core.budget import substituted
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.site.addresses import MAX_ADDRESS

_STYLES = {
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}
_PLACEHOLDER = regex(r":([a-z_]+)")
_PRETTY = frozenset("._~!$&'()+,;=@")
_MARKDOWN = frozenset((".markdown", ".mkdown", ".mkdn", ".mkd", ".md"))
_DATES = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S", "short_month": "%b", "long_month": "%B",
    "short_year": "%y", "w_year": "%G", "week": "%V", "w_day": "%u", "short_day": "%a", "long_day": "%A", "y_day": "%j",
}  # fmt: skip
_PLAIN_DATES = {"i_day": "%d", "i_month": "%m"}
DATE_PLACEHOLDERS = frozenset(_DATES) | _PLAIN_DATES.keys()


@record
class Facts:
    """What placeholders of a document stand for. `path`, with its leading slash, is without the extension."""

    collection: str
    path: str
    name: str
    slug: str
    categories: tuple[str, ...]
    date: datetime | None
    output_ext: str


def output_extension(name: str, permalink: str | None = None) -> str:
    if permalink and not permalink.endswith("/") and (extension := splitext(permalink)[1]):
        return extension
    extension = splitext(name)[1]
    if extension.lower() in _MARKDOWN:
        return ".html"
    return ".css" if extension in (".scss", ".sass") else extension


def post_template(style: str) -> str:
    return _STYLES.get(style, style)


def with_suffix(template: str, style: str) -> str:
    """The template of pages and collections under a site's permalink style."""
    if style == "pretty":
        return template + "/"
    if style in ("date", "ordinal", "none"):
        return template + ":output_ext"
    return template + ("/" if style.endswith("/") else "") + (":output_ext" if style.endswith(":output_ext") else "")


def slugify(text: str, pretty: bool = False) -> str:
    """`pretty` preserves punctuation that is allowed in addresses, and the case."""
    kept = "".join(c if _is_kept(c) or (pretty and c in _PRETTY) else "-" for c in text)
    slug = re.sub(r"-+", "-", kept).removeprefix("-").removesuffix("-")
    return slug if pretty else slug.lower()


def _is_kept(character: str) -> bool:
    if character.isascii():
        return character.isalnum()
    category = unicodedata.category(character)
    return category[0] in "ML" or category == "Nd"


def filled(template: str, values: Mapping[str, str | None]) -> str | None:
    """The address that a template gives; None where it has a placeholder that is not known, and where no file could be called so."""

    def value_of(placeholder: str) -> str | None:
        name = placeholder if placeholder in values else placeholder.removesuffix("_")
        value = values.get(name)
        return None if value is None else value + placeholder[len(name) :]

    url = substituted(_PLACEHOLDER, template, value_of, MAX_ADDRESS)
    return None if url is None else re.sub(r"/{2,}", "/", f"/{url}".replace("..", "/").replace("./", ""))


def placeholders(facts: Facts) -> dict[str, str | None]:
    """Dates are None if the document has none: then Jekyll uses the day of the build."""
    values: dict[str, str | None] = {
        "collection": facts.collection,
        "path": facts.path,
        "name": slugify(facts.name),
        "title": slugify(facts.slug, pretty=True) or slugify(facts.name, pretty=True),
        "slug": slugify(facts.slug) or slugify(facts.name),
        "categories": "/".join(dict.fromkeys(category.lower() for category in facts.categories)),
        "slugified_categories": "/".join(dict.fromkeys(slugify(category) for category in facts.categories)),
        "output_ext": facts.output_ext,
    }
    values |= {name: facts.date.strftime(form) if facts.date else None for name, form in _DATES.items()}
    return values | {name: str(int(facts.date.strftime(form))) if facts.date else None for name, form in _PLAIN_DATES.items()}


def built_path(url: str, extension: str) -> str:
    """The file in the built site that answers an address."""
    path = url.lstrip("/")
    if url.endswith("/"):
        return f"{path}index.html" if extension in ("", ".html") else f"{path}index{extension}"
    return path if path.endswith(extension) else path + extension
