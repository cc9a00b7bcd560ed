"""Which template a site is built from, with the evidence, and whether it is the template's own site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from profilelint.core.regex import regex
from profilelint.rulepages.packs import ENOUGH, Pack, Packs, folded
from profilelint.site.files import Site
from profilelint.site.generator import setting
from profilelint.site.tree import EntryKind, Tree, find
from profilelint.site.view import AnySite, question

_MOST_FILES = 2_000  # that are read to see what a site says
_CONFIGURATIONS = (
    "_config.yml", "_config.yaml", "config.toml", "config.yaml", "config.yml", "hugo.toml", "hugo.yaml", "Gemfile", "go.mod",
    *(f"config/_default/{name}.{ending}" for name in ("config", "hugo", "params", "module") for ending in ("toml", "yaml")),
)  # fmt: skip
_OWNER = ("title", "name", "first_name", "last_name", "url", "email", "github_username")
_AUTHOR = regex(r"^[ \t]+(?:name|email|github|uri)[ \t]*:([^#\n]*)", re.MULTILINE)
_TITLE = regex(r"<title>([^<]{0,200})", re.IGNORECASE)
_REMOTE = regex(r"^[ \t]*url[ \t]*=[ \t]*(\S+)", re.MULTILINE)


def recognised(site: AnySite | None, packs: Packs) -> Mapping[Pack, tuple[str, ...]]:
    """The packs of the templates that a site is built from, each with what shows it."""
    found = _evidence(site, tuple((pack.files, pack.settings) for pack in packs.packs)) if site else ()
    return {pack: evidence for pack, evidence in zip(packs.packs, found, strict=bool(site)) if len(evidence) >= ENOUGH}


@question
def _evidence(site: Site, packs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]) -> tuple[tuple[str, ...], ...]:
    """What of the files and the settings of each pack the site has."""
    settings = _settings(site.tree)
    return tuple(
        (*(name for name in files if find(site.tree, name) in (EntryKind.FILE, EntryKind.FOLDER)), *_said(phrases, settings))
        for files, phrases in packs
    )


def _said(phrases: tuple[str, ...], settings: Mapping[str, str]) -> Iterator[str]:
    for phrase in phrases:
        yield from [f'"{phrase}" in {name}' for name, text in settings.items() if phrase in text][:1]


def _settings(tree: Tree) -> Mapping[str, str]:
    """The folded text of the site's configuration, file by file."""
    return {name: folded(text) for name in _CONFIGURATIONS if (text := tree.read(name))}


def is_home(site: AnySite | None, pack: Pack) -> bool:
    """Whether this is the template's own repository: its samples are right there. Only git says so: a copy that was downloaded, with
    nothing changed, names the template as well."""
    return site is not None and bool(pack.home) and _is_home(site, pack.home)


@question
def _is_home(site: Site, home: tuple[str, ...]) -> bool:
    remotes = _REMOTE.findall(site.tree.read(".git/config"))
    return any(_names(home, remote.lower().removesuffix(".git")) for remote in remotes)


def _names(home: tuple[str, ...], address: str) -> bool:
    return any(address == name or address.endswith((f"/{name}", f":{name}")) for name in home)


@question
def says(site: Site, files: str, has: tuple[str, ...], without: tuple[str, ...]) -> bool:
    """Whether one of the files, by a pattern of their paths, has one of the phrases, and none of those that it must be without."""
    is_one = re.compile(files).match
    paths = islice((path for paths in site.index.by_name.values() for path in paths if is_one(path)), _MOST_FILES)
    texts = (folded(site.tree.read(path)) for path in paths)
    return any(any(phrase in text for phrase in has) and not any(phrase in text for phrase in without) for text in texts)


def owner(site: AnySite | None) -> str:
    """What the site's settings say about who it belongs to, folded."""
    return _owner(site) if site else ""


@question
def _owner(site: Site) -> str:
    tree = site.tree
    config = tree.read("_config.yml")
    names = [setting(config, key) for key in _OWNER] + _AUTHOR.findall(config) + _TITLE.findall(tree.read("index.html"))[:1]
    return folded(" | ".join((*names, tree.read("CNAME"))))
