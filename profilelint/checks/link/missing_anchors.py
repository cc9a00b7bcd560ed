"""Links to a place on a page of the site that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from posixpath import dirname
from urllib.parse import unquote

from profilelint.checks.context import Context, Options
from profilelint.checks.shared.saved_copies import is_saved_copy
from profilelint.core.budget import Budget
from profilelint.core.diagnostic import Finding
from profilelint.core.endings import WITH_CODE
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.core.similar import most_similar
from profilelint.core.source import Source
from profilelint.document import read
from profilelint.document.fieldkinds import words
from profilelint.document.kinds import Kind
from profilelint.document.model import OBJECT, Document, Heading, Link, LinkKind
from profilelint.document.tags import Attribute, Tag
from profilelint.site.anchors import heading_ids, is_heading_id
from profilelint.site.files import Site
from profilelint.site.generator import IN_PLACE, Generator
from profilelint.site.quarto import is_made
from profilelint.site.resolution import source_of
from profilelint.site.targets import joined
from profilelint.site.tree import MAX_READ
from profilelint.site.view import AnySite, question
from profilelint.site.view import read as read_of

_CHECKED = frozenset((LinkKind.INLINE, LinkKind.REFERENCE, LinkKind.ANCHOR))
#: Fragments that are not ids on the page: the top, text fragments, routes of scripts, footnotes, tables of contents.
_NOT_AN_ID = regex(
    r"(?:top|_|(?:ref|fig|tbl|eq|lst|thm|quarto|cb\d)-.*|:~:.*|[/!?].*|fn(?:ref)?[:\d].*|markdown-toc.*|_(?:ENREF|Toc|ftn|edn|Ref)\w*|.*[=&{}<>].*|\W*)",
    re.DOTALL,
)
#: Ids that the layouts of many themes give to parts of the page around the content.
_OF_LAYOUTS = words("""
    main content main-content page-content site-content wrapper page page-top pagetop back-to-top navigation nav navbar site-nav menu
    sidebar header masthead page-title banner footer site-footer comments disqus_thread search toc table-of-contents
""")
_LINK_ATTRIBUTES = words("href class title style target rel hreflang itemprop")
_MAKES_IDS = regex(r"innerHTML|insertAdjacent|createElement|document\.write|setAttribute|\.id\s*=|\.attr\(|\.load\(|\.append\(|fetch\(")
_HARMLESS = regex(
    r"\{%-?\s*(?:include\s+(?:base_path|toc|analytics|fontawesome)\b|assign|(?:end)?(?:capture|comment|if|unless|raw|for|case)\b"
    r"|elsif|else|when|cycle|break|continue|link|post_url)"
)
_LIQUID = regex(r"\{[{%]")
#: Outputs of whole texts, which may have headings of their own.
_WHOLE_TEXT = regex(r"\{\{-?[^{}|]*(?<![^\W_])(?:contents?|output|body|html|text)(?![^\W_])")
_HARMLESS_SHORTCODE = regex(
    r"\{\{[<%]\s*+/?\s*+(?:figure|icon|youtube|vimeo|video|audio|gist|tweet|math|cite|ref|relref|staticref|hl|cta|callout|alert|toc)\b"
)
_COMPUTED_ID = regex(r"\bid\s*=\s*[\"']?[^\s\"'>]{0,200}\{\{")
#: Quarto and R Markdown code that puts headings of other pages, or of data, on a page.
_ANYTHING = regex(r"^listing:|\basis\b|htmltools|widget|child\s?=|tagList", re.MULTILINE)
#: Names in attributes of Pandoc's, and of what code puts out.
_PANDOC_IDENTIFIER = regex(r"\{[^{}\n#]{0,200}#([\w:.-]+)|(?:#\|[ \t]*label:[ \t]*|\{[a-z]{1,10}[ ,]+(?:label[ ]?=[ ]?)?[\"']?)([\w-]+)")
#: So many layouts, or scripts of a page, are read and no more.
_MANY = 200
_MOST_SCRIPT = 3_000_000
_IDENTIFIER = regex(r"\bid\s*=\s*[\"']?([^\s\"'>{}]+)")


@record
class _Names:
    """The anchors of a page: ids and names as written, those of headings, those of layouts, and its scripts."""

    written: frozenset[str]
    of_headings: frozenset[str]
    of_layouts: frozenset[str]
    scripts: tuple[str, ...]

    def have(self, name: str) -> bool:
        forms = {name, unquote(name)}
        if any(form in self.written or form in self.of_layouts or is_heading_id(form, self.of_headings) for form in forms):
            return True
        return any(name in script for script in self.scripts)

    def nearest(self, name: str) -> str | None:
        known = _in_small_letters(self.written, self.of_headings)
        if other := known.get(name.lower()):
            return other
        return most_similar(name, known.values(), 0.8) if len(known) < _MANY else None


@lru_cache(maxsize=8)
def _in_small_letters(*names: frozenset[str]) -> Mapping[str, str]:
    """The names in order, by how they are written in small letters."""
    return {name.lower(): name for name in sorted(frozenset().union(*names), reverse=True)}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    """`#name` where the page, or another page of the site, has nothing of that name, and neither a layout nor a script could make it."""
    site = context.site
    if site is None or is_saved_copy(document):
        return
    links = [link for link in document.links if "#" in link.target and len(link.target_span) and _is_checked(link, document)]
    tags = {tag.span.start: tag for tag in document.tags} if links else {}
    known: dict[str, _Names | None] = {}
    budget = Budget(_MANY)
    for link in links:
        target, _, name = link.target.partition("#")
        if _NOT_AN_ID.fullmatch(name) or _is_scripted(link, tags) or (not target and link.computed):
            continue
        if target not in known and len(known) > _MANY:
            continue
        if target not in known:
            known[target] = _names_on(target, document, site) if target else _names_of(site, document)
        names = known[target]
        if names is not None and not names.have(name):
            near = names.nearest(name) if budget.allows(1) else None
            hint = f"; did you mean #{near}?" if near else ""
            values = {"hint": hint, "name": name, "page": (source_of(site, target, document.source.path) or "") if target else "this page"}
            yield Finding(link.target_span, values, suggestions=(f"{target}#{near}",) if near else ())


def _is_checked(link: Link, document: Document) -> bool:
    """Whether it is on a page, or in a menu with the page's address: in data, a fragment alone belongs to the page that shows it."""
    if link.kind is LinkKind.FIELD:
        return link.target.startswith("/")
    return link.kind in _CHECKED and document.format in ("markdown", "html")


def _names_on(target: str, document: Document, site: AnySite) -> _Names | None:
    """The names on the page of the site that a target leads to; None where it leads elsewhere, or nobody can tell."""
    source = source_of(site, target, document.source.path)
    return _read_names(site, source) if source is not None else None


@question
def _read_names(site: Site, source: str) -> _Names | None:
    text = read_of(site, source)
    if len(text) >= MAX_READ or not text:
        return None
    path = str(site.root / source) if site.root else source
    return _names_of(site, read(Source.from_bytes(text.encode("utf-8", "replace"), path)))


def _names_of(site: AnySite, document: Document) -> _Names | None:
    if _is_unsure(document, site):
        return None
    written = frozenset({anchor.name for anchor in document.anchors if not anchor.hidden} | _attribute_names(document))
    shown = (heading for heading in document.headings if not heading.hidden)
    of_headings = heading_ids(_texts(document, heading) for heading in shown)
    scripts = tuple(_scripts(document, site))
    if sum(map(len, scripts)) > _MOST_SCRIPT:
        return None  # each place is looked for in all of them
    return _Names(written, of_headings, _ids_of_layouts(site), scripts)


def _is_unsure(document: Document, site: AnySite) -> bool:
    """Whether something other than the page's own text may give it ids."""
    page = site.place(document.source.path)
    if page is None or page.startswith(("_includes/", "_layouts/", "layouts/", "themes/", "_sass/")):
        return True
    if site.settings.generator is Generator.OTHER or _is_part(document) or _is_landing_page(document, site, page):
        return True
    if site.settings.generator is Generator.QUARTO and (_ANYTHING.search(document.text) or not is_made(site, page)):
        return True
    if layout := document.field_at("layout"):
        written = read_of(site, f"_layouts/{layout.value}.html")
        if _COMPUTED_ID.search(written) or not (written or document.headings):
            return True  # a theme's layout may put all of the page together: the posts by their years
    if any(attribute.name == "id" and attribute.computed for tag in document.tags for attribute in tag.attributes):
        return True
    is_kramdown = site.settings.generator is Generator.JEKYLL and document.format == "markdown"
    headings = (document.text[heading.span.start : heading.span.end] for heading in document.headings)
    if any("{{" in heading and not (is_kramdown and heading.startswith("<")) for heading in headings):
        return True  # kramdown gives no ids to headings in HTML
    segments = document.segments_of(Kind.LIQUID, Kind.CODE)
    return any(_may_make_ids(document, segment.span.start, segment.span.end, segment.kind) for segment in segments)


def _is_part(document: Document) -> bool:
    """A piece of HTML that another page takes in."""
    whole = any(tag.name in ("html", "head", "body") for tag in document.tags)
    return document.format == "html" and document.front_matter is None and not whole


def _is_landing_page(document: Document, site: AnySite, page: str) -> bool:
    """A page that the generator puts together of others."""
    if site.settings.generator is not Generator.HUGO:
        return False
    is_list = page.rpartition("/")[2].startswith("_index.")
    return is_list or any(field.path[0] in ("sections", "type", "widget") for field in document.fields)


def _may_make_ids(document: Document, start: int, end: int, kind: Kind) -> bool:
    text = document.text
    if kind is Kind.LIQUID:  # several that touch are one segment
        return any(_makes_ids(text, match.start()) for match in _LIQUID.finditer(text, start, end))
    return text[start - 1 : start] == ">" and _MAKES_IDS.search(text, start, end) is not None


def _makes_ids(text: str, start: int) -> bool:
    if text.startswith(("{{<", "{{%"), start):
        return _HARMLESS_SHORTCODE.match(text, start) is None
    return _HARMLESS.match(text, start) is None if text.startswith("{%", start) else _WHOLE_TEXT.match(text, start) is not None


def _attribute_names(document: Document) -> set[str]:
    shown = (attribute for tag in document.tags if not tag.hidden for attribute in tag.attributes)
    names = {attribute.value for attribute in shown if attribute.name in ("id", "name")}
    for segment in document.segments_of(Kind.ATTRIBUTE_LIST):
        names.update(_IDENTIFIER.findall(document.text[segment.span.start : segment.span.end]))
    if document.source.path.endswith(WITH_CODE):
        names.update(first or second for first, second in _PANDOC_IDENTIFIER.findall(document.text))
    return names


def _texts(document: Document, heading: Heading) -> Iterator[str]:
    """The ways in which a generator may read a heading: as text, with its code, and as it is written."""
    written = document.text[heading.span.start : heading.span.end]
    yield re.sub(r"\s*\{[#:][^{}]*\}\s*$", "", written.partition("\n")[0].strip("# \t"))
    if heading.run:
        yield heading.run.text.replace(OBJECT, "")
        pieces = heading.run.pieces
        yield "".join(document.text[p.start : p.end].strip("`$") if p.text == OBJECT else p.text for p in pieces)


def _is_scripted(link: Link, tags: dict[int, Tag]) -> bool:
    """Whether a script does something when the link is clicked."""
    tag = tags.get(link.span.start)
    return tag is not None and any(_is_script(attribute) for attribute in tag.attributes)


def _is_script(attribute: Attribute) -> bool:
    return attribute.name not in _LINK_ATTRIBUTES and not (attribute.name == "id" and attribute.value_span is None)


def _scripts(document: Document, site: AnySite) -> list[str]:
    """The texts of the page's own scripts, which may make what they name."""
    folder = dirname(site.place(document.source.path) or "")
    sources = [link.target for link in document.links if link.kind is LinkKind.RESOURCE and link.target.endswith(".js")]
    paths = (joined("" if source.startswith("/") else folder, source)[0] for source in sources[:_MANY])
    return [text for path in paths if (text := read_of(site, path))]


@question
def _ids_of_layouts(site: Site) -> frozenset[str]:
    """The ids that the site's layouts write, and those that themes usually have."""
    if site.settings.generator in IN_PLACE:
        return frozenset(("title-block-header",)) if site.settings.generator is Generator.QUARTO else frozenset()
    layouts = (path for paths in site.index.by_name.values() for path in paths if path.startswith(("_layouts/", "_includes/")))
    return _OF_LAYOUTS.union(*(_IDENTIFIER.findall(read_of(site, path)) for path in islice(layouts, _MANY)))
