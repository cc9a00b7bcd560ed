"""The configuration of a Hugo site, as far as it says where pages are served."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from posixpath import splitext
from typing import Any

from profilelint.core.record import record
from profilelint.site.addresses import load_mapping, load_toml, strings
from profilelint.site.tree import Tree

CONFIGURATIONS = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json")
_KEPT = frozenset("./\\_#+~-")
_MOST_LANGUAGES, _MOST_FOLDERS = 100, 20
_TAXONOMIES = {"category": "categories", "tag": "tags"}


@record
class Language:
    """`prefix`: the folder that its pages are served in, with a slash, or ""."""

    name: str
    content: str
    prefix: str
    is_default: bool


@record
class Config:
    languages: tuple[Language, ...]
    permalinks: Mapping[str, str]
    taxonomies: Mapping[str, str]
    statics: tuple[str, ...]
    ugly: bool
    drafts: bool
    lower: bool
    bare: bool
    base_url: str
    open_ended: str
    disabled: frozenset[str] = frozenset()


def config_of(tree: Tree) -> Config:
    data = _merged(tree)
    default = str(data.get("defaultcontentlanguage") or "en").lower()
    permalinks = mapping_of(data.get("permalinks"))
    permalinks = mapping_of(permalinks.get("page")) if isinstance(permalinks.get("page"), dict) else permalinks
    taxonomies = mapping_of(data.get("taxonomies")) if isinstance(data.get("taxonomies"), dict) else _TAXONOMIES
    module = mapping_of(data.get("module"))
    languages, statics = _languages(data, default), tuple(dict.fromkeys(strings(data.get("staticdir") or "static")))
    mounts = "the configuration mounts other folders" if module.get("mounts") else ""
    if len(languages) > _MOST_LANGUAGES or len(statics) > _MOST_FOLDERS:
        mounts = "the configuration names more languages or folders than are looked at"
    return Config(
        languages=languages[:_MOST_LANGUAGES],
        permalinks={name: pattern for name, pattern in permalinks.items() if isinstance(pattern, str)},
        taxonomies={str(one): str(many) for one, many in taxonomies.items()},
        statics=statics[:_MOST_FOLDERS],
        ugly=data.get("uglyurls") is True,
        drafts=data.get("builddrafts") is True,
        lower=data.get("disablepathtolower") is not True,
        bare=data.get("removepathaccents") is True,
        base_url=str(data.get("baseurl") or ""),
        open_ended=mounts,
        disabled=frozenset(kind.lower() for kind in strings(data.get("disablekinds") or [])),
    )


def _merged(tree: Tree) -> dict[str, Any]:
    """The configuration at the root, or that of config/_default, with the files of its sections."""
    names = tree.entries("")
    at_root = next((name for name in CONFIGURATIONS if name in names), None)
    data = _load(tree, at_root) if at_root else {}
    for name in tree.entries("config/_default"):
        stem, extension = splitext(name)
        if extension in (".toml", ".yaml", ".yml", ".json"):
            value = _load(tree, f"config/_default/{name}")
            data = {**data, **value} if stem in ("hugo", "config") else {**data, stem.lower(): value}
    return data


def _load(tree: Tree, path: str) -> dict[str, Any]:
    text = tree.read(path)
    return lowered(load_toml(text) if path.endswith(".toml") else load_mapping(text))  # JSON is YAML, too


def lowered(data: Mapping[str, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in data.items()}


def mapping_of(value: object) -> dict[str, Any]:
    return lowered(value) if isinstance(value, dict) else {}


def _languages(data: Mapping[str, Any], default: str) -> tuple[Language, ...]:
    named = {name: mapping_of(value) for name, value in mapping_of(data.get("languages")).items()}
    named = {name: value for name, value in named.items() if value.get("disabled") is not True} or {default: {}}
    if default not in named:
        default = next(iter(named))
    folder = str(data.get("contentdir") or "content").strip("/")
    in_folder = data.get("defaultcontentlanguageinsubdir") is True
    return tuple(
        Language(
            name,
            str(value.get("contentdir") or folder).strip("/"),
            "" if name == default and not in_folder else f"{name}/",
            name == default,
        )
        for name, value in named.items()
    )


def path_of(text: str, config: Config) -> str:
    """A path as Hugo writes it into an address."""
    text = unicodedata.normalize("NFC", text)
    if config.bare:
        text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    out: list[str] = []
    pending = False
    for character in text.strip():
        if character.isspace():
            pending = bool(out)
        elif character in _KEPT or unicodedata.category(character)[0] in "LM" or character.isdigit():
            if pending and character != "-" and out[-1] != "-":
                out.append("-")
            out.append(character)
            pending = False
    path = "".join(out)
    return path.lower() if config.lower else path
