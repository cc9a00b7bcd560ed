"""Which template a site is built from, with the evidence, and whether it is the template's own site."""

from __future__ import annotations

import re
from collections.abc import Mapping

from profilelint.site.files import Site
from profilelint.site.generator import setting
from profilelint.site.tree import Entry, Tree, find
from profilelint.templates.packs import Pack, Packs, folded

_ENOUGH = 2  # pieces of evidence
_CONFIGURATIONS = (
    "_config.yml", "_config.yaml", "config.toml", "config.yaml", "config.yml", "hugo.toml", "hugo.yaml", "Gemfile", "go.mod",
    *(f"config/_default/{name}.{ending}" for name in ("config", "hugo", "params", "module") for ending in ("toml", "yaml")),
)  # fmt: skip
_OWNER = ("title", "name", "first_name", "last_name", "url", "email", "github_username")
_AUTHOR = re.compile(r"^[ \t]+(?:name|email|github|uri)[ \t]*:([^#\n]*)", re.MULTILINE)
_TITLE = re.compile(r"<title>([^<]{0,200})", re.IGNORECASE)
_REMOTE = re.compile(r"^\s*url\s*=\s*(\S+)", re.MULTILINE)


def recognised(site: Site | None, packs: Packs) -> Mapping[Pack, tuple[str, ...]]:
    """The packs of the templates that a site is built from, each with what shows it."""
    return site.once((recognised, packs), lambda site: _recognised(site.tree, packs)) if site else {}


def _recognised(tree: Tree, packs: Packs) -> Mapping[Pack, tuple[str, ...]]:
    settings = _settings(tree)
    evidence = {pack: tuple(_evidence(pack, tree, settings)) for pack in packs.packs}
    return {pack: found for pack, found in evidence.items() if len(found) >= _ENOUGH}


def _settings(tree: Tree) -> Mapping[str, str]:
    """The folded text of the site's configuration, file by file."""
    return {name: folded(text) for name in _CONFIGURATIONS if (text := tree.read(name))}


def _evidence(pack: Pack, tree: Tree, settings: Mapping[str, str]) -> list[str]:
    evidence = [name for name in pack.files if find(tree, name) in (Entry.FILE, Entry.FOLDER)]
    for phrase in pack.settings:
        evidence += [f'"{phrase}" in {name}' for name, text in settings.items() if phrase in text][:1]
    return evidence


def is_home(site: Site | None, pack: Pack) -> bool:
    """Whether this is the template's own repository: its samples are right there. Where git does not say whose repository it is,
    the site has to name both the template as its own address and the samples' author."""
    return site is not None and bool(pack.home) and site.once((is_home, pack), lambda site: _is_home(site.tree, pack))


def _is_home(tree: Tree, pack: Pack) -> bool:
    remotes = _REMOTE.findall(tree.read(".git/config"))
    if remotes:
        return any(_names(pack.home, remote.lower().removesuffix(".git")) for remote in remotes)
    config = tree.read("_config.yml")
    addresses = (setting(config, "repository"), setting(config, "url"), tree.read("CNAME").strip())
    return _names(pack.home, *map(str.lower, addresses)) and any(author in _owner(tree) for author in pack.author)


def _names(home: tuple[str, ...], *addresses: str) -> bool:
    return any(address == name or address.endswith(f"/{name}") or address.endswith(f":{name}") for name in home for address in addresses)


def owner(site: Site | None) -> str:
    """What the site's settings say about who it belongs to, folded."""
    return site.once(owner, lambda site: _owner(site.tree)) if site else ""


def _owner(tree: Tree) -> str:
    config = tree.read("_config.yml")
    names = [setting(config, key) for key in _OWNER] + _AUTHOR.findall(config) + _TITLE.findall(tree.read("index.html"))[:1]
    return folded(" | ".join((*names, tree.read("CNAME"))))
