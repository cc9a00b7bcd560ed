"""Packs: the sample content of site templates, read strictly from YAML next to the rules that use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from profilelint.core.globs import NoPatternError, translated
from profilelint.core.plainyaml import line_of_keys
from profilelint.core.record import field, frozen
from profilelint.core.regex import regex
from profilelint.rulepages.renamed import RENAMED, warn_of, with_new_keys
from profilelint.rulepages.rules import RuleError, did_you_mean, parse_yaml, shown, text_of

#: The places of a fingerprint: in any text; as a whole text; in a title; in a field's value or as all of it; in a link target; as a whole
#: alt text.
PLACES = ("text", "whole", "title", "value", "whole-value", "link", "alt")

PACK_KEYS = ("template", "home", "demo", "files", "settings", "samples", "disposable", "dates", "tools", "images", "fingerprints")
FINGERPRINT_KEYS = (
    "certain",
    "high",
    "medium",
    "low",
    "in",
    "key",
    "files",
    "needs",
    "unless",
    "site-needs",
    "site-unless",
    "what",
    "consequence",
    "instead",
    "foreign",
)
#: By the name that a key of a pack has today.
_OLD: Mapping[str | int, str] = {new: old.removeprefix("pack.") for old, new in RENAMED.items() if old.startswith("pack.")}
_LEAST, _MOST = 3, 250  # characters of a fingerprint
#: So many of the files and settings of a pack must a site have to be recognised.
ENOUGH = 2
#: Words as `str.isalnum` has them: if one continues before or after a phrase, it is another phrase.
WORD = regex(r"[^\W_]++")
#: The phrases of packs by the longest word of each: a phrase, its other words, the numbers of the packs and the fingerprints that have it.
Phrases = Mapping[str, Sequence[tuple[str, Sequence[str], Sequence[tuple[int, int]]]]]
_CONDITION_KEYS = ("files", "has", "without")

#: What files of the site say, all of it: a pattern of their paths, phrases of which one of them has one, and phrases that it must lack.
SiteSays = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


class Sure(IntEnum):
    LOW = 0  # supports another fingerprint, and says nothing alone
    MEDIUM = 1  # real words: reported next to another fingerprint of the template
    HIGH = 2  # real once in thousands of sites: says something in a site of the template
    CERTAIN = 3  # fictional, nonsense or the template's own


@frozen(eq=False)
class Fingerprint:
    """Phrases that a template ships, folded. `what` they are, their `consequence`, what to do `instead`. `needs`: one of these phrases
    must be on the page, too; `unless`: none of these may be on the page or in the owner's name. Visitors see it only if `site_needs`
    holds and `site_unless` does not. `foreign`: an id of someone else."""

    find: tuple[str, ...]
    sure: Sure
    place: str
    keys: tuple[tuple[str, ...], ...]
    files: str  # a pattern of the paths of the files that may contain it; "" for any
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    what: str
    consequence: str
    instead: str
    foreign: bool = False
    site_needs: SiteSays = ()
    site_unless: SiteSays = ()


@frozen(eq=False)
class Pack:
    """`home`: repositories of the template itself; `demo`: the hosts that show it off; `files` and `settings`: what a site has that is
    built from it; `samples`: patterns of the paths of its sample files; `disposable`: one of those that a site does well without; `dates`:
    of its sample pages, as 2026-01-31; `tools`: folders of its programs, and files that these make; `images`: path -> git's ids of each."""

    path: str
    template: str
    home: tuple[str, ...]
    demo: tuple[str, ...]
    files: tuple[str, ...]
    settings: tuple[str, ...]
    samples: tuple[str, ...]
    disposable: str
    dates: tuple[str, ...]
    tools: tuple[str, ...]
    fingerprints: tuple[Fingerprint, ...]
    images: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@frozen(eq=False)
class Packs:
    packs: tuple[Pack, ...]
    phrases: Phrases


def packs_of(value: object) -> Packs | None:
    """The packs of an option: `{folder: NAME}` has become the files in the folder; None for anything else."""
    if isinstance(value, Packs):
        return value
    is_folder = isinstance(value, tuple) and bool(value) and all(isinstance(path, Path) for path in value)
    return _loaded(value) if is_folder else None


@lru_cache(maxsize=8)
def _loaded(paths: tuple[Path, ...]) -> Packs:
    return load_packs(paths)


def load_packs(paths: Iterable[Path]) -> Packs:
    packs = tuple(map(load_pack, paths))
    return Packs(packs, _phrases(packs))


def _phrases(packs: Iterable[Pack]) -> Phrases:
    owners: dict[str, list[tuple[int, int]]] = {}
    for number, pack in enumerate(packs):
        for place, fingerprint in enumerate(pack.fingerprints):
            for phrase in fingerprint.find:
                owners.setdefault(phrase, []).append((number, place))
    found: dict[str, list[tuple[str, Sequence[str], Sequence[tuple[int, int]]]]] = {}
    for phrase, of_it in owners.items():
        longest, *others = sorted(dict.fromkeys(WORD.findall(phrase)), key=len, reverse=True) or [""]
        found.setdefault(longest, []).append((phrase, others, of_it))
    return found


def load_pack(path: Path) -> Pack:
    return _Reader(path, text_of(path)).pack()


def samples_beside(path: Path) -> Path:
    """The file with the numbers of the sample texts of a pack."""
    return path.with_suffix(".copies")


def folded(phrase: str) -> str:
    return " ".join(phrase.lower().split())


class _Reader:
    """Reads one file; every complaint has its line."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text

    def refuse(self, message: str, *keys: str | int) -> NoReturn:
        raise RuleError(str(self.path), self.line(keys), message)

    def line(self, keys: tuple[str | int, ...]) -> int:
        """The line of keys, by their current or old names."""
        return line_of_keys(self.text, keys) or line_of_keys(self.text, tuple(_OLD.get(key, key) for key in keys)) or 1

    def pack(self) -> Pack:
        values = parse_yaml(self.path, self.text)
        if not isinstance(values, dict):
            self.refuse("a pack is a map: template, home, files, settings, fingerprints")
        values = self.renewed(values)
        self.known(values, PACK_KEYS)
        for key in ("template", "fingerprints"):
            if key not in values:
                self.refuse(f"the key {key} is missing")
        if not isinstance(values["fingerprints"], list):
            self.refuse("fingerprints must be a list of entries", "fingerprints")
        images = values.get("images") or {}
        if not isinstance(images, dict):
            self.refuse("images must be a map from paths to ids of git", "images")
        pack = Pack(
            path=str(self.path),
            template=self.string(values, "template"),
            home=self.phrases(values, "home"),
            demo=self.phrases(values, "demo"),
            files=self.strings(values, "files"),
            settings=self.phrases(values, "settings"),
            samples=self.strings(values, "samples"),
            disposable=self.paths(values, "disposable"),
            dates=self.strings(values, "dates"),
            tools=self.strings(values, "tools"),
            fingerprints=tuple(
                fingerprint for at, entry in enumerate(values["fingerprints"]) for fingerprint in self.fingerprints(entry, at)
            ),
            images={name: self.strings(images, name, "images") for name in images},
        )
        if silent := self.never_reports(pack):
            self.refuse(f"this pack can never report anything: {silent}", "fingerprints")
        return pack

    def never_reports(self, pack: Pack) -> str:
        """Why nothing of the pack can be reported, on any site; "" if something can."""
        sure = {each.sure for each in pack.fingerprints}
        if Sure.CERTAIN in sure:
            return ""
        if len(pack.files) + len(pack.settings) < ENOUGH:
            return f"no phrase is certain, and a site is recognised only by {ENOUGH} of its files and settings"
        if sure <= {Sure.LOW} and not pack.images and not samples_beside(self.path).exists():
            return "phrases under low only support others"
        return ""

    def fingerprints(self, entry: Any, at: int) -> list[Fingerprint]:
        where = ("fingerprints", at)
        if not isinstance(entry, dict):
            self.refuse(f"an entry is a map of {', '.join(FINGERPRINT_KEYS)}, not {shown(entry)}", *where)
        entry = self.renewed(entry, *where)
        self.known(entry, FINGERPRINT_KEYS, *where)
        found = {sure: self.phrases(entry, sure.name.lower(), *where) for sure in Sure}
        if not any(found.values()):
            self.refuse("an entry needs phrases under certain, high, medium or low", *where)
        for sure, phrases in found.items():
            for phrase in phrases:
                if not _LEAST <= len(phrase) <= _MOST:
                    size = "short to identify a template" if len(phrase) < _LEAST else "long"
                    self.refuse(f"{shown(phrase)} is too {size}", *where, sure.name.lower())
        place = self.string(entry, "in", *where) if "in" in entry else "text"
        if place not in PLACES:
            self.refuse(f'in must be one of {", ".join(PLACES)}, not "{place}"{did_you_mean(place, PLACES)}', *where, "in")
        for key in ("what", "instead"):
            if key not in entry:
                self.refuse(f"the key {key} is missing; it is shown to the owner", *where)
        if not isinstance(entry.get("foreign", False), bool):
            self.refuse("foreign must be true or false", *where, "foreign")
        files = self.paths(entry, "files", *where)
        return [
            Fingerprint(
                find=phrases,
                sure=sure,
                place=place,
                keys=tuple(tuple(key.lower().split(".")) for key in self.strings(entry, "key", *where)),
                files=files,
                needs=self.phrases(entry, "needs", *where),
                unless=self.phrases(entry, "unless", *where),
                what=self.string(entry, "what", *where),
                consequence=self.string(entry, "consequence", *where) if "consequence" in entry else "",
                instead=self.string(entry, "instead", *where),
                foreign=entry.get("foreign", False),
                site_needs=self.site_says(entry, "site-needs", *where),
                site_unless=self.site_says(entry, "site-unless", *where),
            )
            for sure, phrases in found.items()
            if phrases
        ]

    def paths(self, entry: Mapping[Any, Any], key: str, *where: str | int) -> str:
        """A pattern for the paths of the files that an entry names under a key."""
        try:
            patterns = [translated(glob) for glob in self.strings(entry, key, *where)]
        except NoPatternError as error:
            self.refuse(f"{key} has a pattern that matches nothing: {error}", *where, key)
        return rf"(?:.*/)?(?:{'|'.join(patterns)})\Z" if patterns else ""

    def site_says(self, entry: Mapping[Any, Any], key: str, *where: str | int) -> SiteSays:
        given = entry.get(key, [])
        return tuple(self.condition(values, key, *where) for values in (given if isinstance(given, list) else [given]))

    def condition(self, values: Any, key: str, *where: str | int) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        if not isinstance(values, dict) or not {"files", "has"} <= values.keys():
            self.refuse(f"{key} must be a map of files, has and, if need be, without; or a list of such maps", *where, key)
        self.known(values, _CONDITION_KEYS, *where, key)
        has, without = (self.phrases(values, name, *where, key) for name in ("has", "without"))
        return self.paths(values, "files", *where, key), has, without

    def renewed(self, values: dict[str, Any], *where: str | int) -> dict[str, Any]:
        """With the names that keys have today."""
        return with_new_keys(values, lambda keys, _, said: warn_of(self.path, self.line((*where, *keys)), said), prefix="pack.")

    def known(self, values: Mapping[Any, Any], keys: tuple[str, ...], *where: str | int) -> None:
        for key in values:
            if key not in keys:
                self.refuse(f'unknown key "{key}"{did_you_mean(str(key), keys)}', *where, str(key))

    def string(self, values: Mapping[Any, Any], key: str, *where: str | int) -> str:
        value = values[key]
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"{key} must be a text, not {shown(value)}", *where, key)
        return value.strip()

    def strings(self, values: Mapping[Any, Any], key: str, *where: str | int) -> tuple[str, ...]:
        value = values.get(key, [])
        items = value if isinstance(value, list) else [value]
        for item in items:
            if not isinstance(item, str) or not item.strip():
                hint = f'; put it in quotes: "{item}"' if isinstance(item, int | float) else ""
                self.refuse(f"{key} must be a string or a list of strings, not {shown(item)}{hint}", *where, key)
        return tuple(items)

    def phrases(self, values: Mapping[Any, Any], key: str, *where: str | int) -> tuple[str, ...]:
        return tuple(map(folded, self.strings(values, key, *where)))
