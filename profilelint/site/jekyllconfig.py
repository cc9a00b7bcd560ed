"""What the configuration of a Jekyll site says about where its pages are served."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from operator import itemgetter
from typing import Any

from profilelint.core.globs import MOST_WILDCARDS, NoPatternError, translated
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.site.addresses import load_mapping, strings
from profilelint.site.tree import Tree

_EXCLUDED = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
#: Plugins that make no pages, but for such as `_ALWAYS` of builds.py names.
_HARMLESS_PLUGINS = regex(
    r"jekyll-(?:feed|sitemap|seo-tag|gist|redirect-from|toc|include-cache|relative-links|optional-front-matter|readme-index|default-layout"
    r"|titles-from-headings|mentions|avatar|github-metadata|minifier|email-protect|link-attributes|twitter-plugin|imagemagick|diagrams"
    r"|jupyter-notebook|tabs|get-json|get|3rd-party-libraries|cache-bust|regex-replace|socials|terser|remote-theme|coffeescript|spaceship"
    r"|sass-converter|watch|figure|fontawesome-svg|target-blank|external-links|last-modified-at|analytics|admin|commonmark.*|katex|mermaid"
    r"|paginate|paginate-v2|archives|archives-v2|picture-tag|scholar|swfobject|multiple-languages-none)|jemoji|hawkins|github-pages|kramdown.*|liquid-.*|rouge|premonition"
    r"|webrick|classifier-reborn|unicode_utils|bibtex-ruby|faraday.*|html-proofer"
)


class Defaults:
    """What `defaults` give to pages whose front matter does not say it: the longest path wins, and among equals the one with a type, and of
    those the last."""

    def __init__(self, items: object, collections_dir: str) -> None:
        #: By key and path the values of each type; None is any.
        self._plain: dict[tuple[str, str], dict[str | None, tuple[int, Any]]] = {}
        self._globs: dict[str, list[tuple[int, re.Pattern[str], str | None, Any]]] = {}
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if not _is_default(item):
                continue
            scope = item.get("scope") or {}
            where, kind = str(scope.get("path") or "").strip("/"), str(scope["type"]) if "type" in scope else None
            if "*" in where:
                self._add_glob(where, kind, item["values"])
                continue
            where = where.removeprefix(f"{collections_dir}/") if collections_dir else where
            for key, value in item["values"].items():
                self._plain.setdefault((str(key), where), {})[kind] = number, value
        self._lengths = sorted({len(where) for _, where in self._plain}, reverse=True)

    def _add_glob(self, where: str, kind: str | None, values: Mapping[Any, Any]) -> None:
        with suppress(NoPatternError):
            pattern = re.compile(translated(f"{where}*"))
            for key, value in values.items():
                found = self._globs.setdefault(str(key), [])
                if len(found) < MOST_WILDCARDS:
                    found.append((len(where), pattern, kind, value))

    def value(self, path: str, kind: str, key: str) -> Any:
        """`kind`: the collection of a page, or "pages", which may be called "page"."""
        kinds = (kind, "page") if kind == "pages" else (kind,)
        best: tuple[int, bool] = -1, False
        value = None
        for length in self._lengths:
            if length <= len(path) and (found := self._plain.get((key, path[:length]))):
                typed = max((found[each] for each in kinds if each in found), key=itemgetter(0), default=None)
                if typed is not None or None in found:
                    best, value = (length, typed is not None), (typed or found[None])[1]
                    break
        for length, pattern, scoped, given in self._globs.get(key, ()):
            rank = length, scoped is not None
            if rank >= best and (scoped is None or scoped in kinds) and pattern.fullmatch(path):
                best, value = rank, given
        return value


@record
class Config:
    style: str
    collections: Mapping[str, Mapping[str, Any]]
    collections_dir: str
    defaults: Defaults
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    unpublished: bool
    drafts: bool
    redirects: bool
    future: bool
    zone: bool
    archives: tuple[str, ...]
    open_ended: str


def read_config(text: str, tree: Tree) -> Config:
    data = load_mapping(text)
    plugins = strings(data.get("plugins") or data.get("gems") or []) + strings(data.get("whitelist") or [])
    named = data.get("collections")
    collections = named if isinstance(named, dict) else {name: {} for name in strings(named)} if isinstance(named, list) else {}
    collections_dir = str(data.get("collections_dir") or "").strip("/")
    include = tuple(strings(data.get("include", [".htaccess"])))
    return Config(
        style=str(data.get("permalink") or "date"),
        collections={str(name): value if isinstance(value, dict) else {} for name, value in collections.items()},
        collections_dir=collections_dir,
        defaults=Defaults(data.get("defaults"), collections_dir),
        include=include,
        exclude=tuple(pattern for pattern in (*strings(data.get("exclude", [])), *_EXCLUDED) if pattern not in include),
        unpublished=bool(data.get("unpublished")),
        drafts=bool(data.get("show_drafts")),
        redirects="jekyll-redirect-from" in plugins,
        future=data.get("future") is True,
        zone=bool(data.get("timezone")),
        archives=tuple(_archive_folders(data.get("jekyll-archives"))) if "archives" in " ".join(plugins) else (),
        open_ended=_open_ended([plugin.replace("/", "-") for plugin in plugins], tree) or _autopages(data.get("autopages")),
    )


def _is_default(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("values"), dict) and isinstance(item.get("scope", {}), dict)


def _open_ended(plugins: list[str], tree: Tree) -> str:
    unknown = next((plugin for plugin in plugins if not _HARMLESS_PLUGINS.fullmatch(plugin)), None)
    if unknown:
        return f"the plugin {unknown} may make it"
    own = next(
        (name for name in tree.entries("_plugins") if name.endswith(".rb") and "generat" in tree.read(f"_plugins/{name}").lower()), None
    )
    return f"_plugins/{own} may make it" if own else ""


def _archive_folders(settings: object) -> Iterator[str]:
    """The folders under which jekyll-archives puts its pages."""
    patterns = [text for text in _texts_in(settings) if text.startswith("/")] or ["/year/", "/tag/", "/category/"]
    return (pattern.partition(":")[0].lstrip("/") for pattern in patterns)


def _texts_in(value: object, depth: int = 5) -> Iterator[str]:
    if isinstance(value, dict) and depth:
        for inner in value.values():
            yield from _texts_in(inner, depth - 1)
    elif isinstance(value, str):
        yield value


def _autopages(settings: object) -> str:
    return "jekyll-paginate-v2 may make it" if isinstance(settings, dict) and settings.get("enabled") else ""
