"""The built-in rules as plain data, so that a run need not parse and check the YAML of a hundred files.

The data is in one file of the package: it is part of the wheel, and a checkout rewrites it when it is out of date, as Python does with
bytecode. It begins with a digest of its sources; if that differs, the pages are read.
"""

from __future__ import annotations

import marshal
import os
import sys
from _blake2 import blake2b
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from os.path import join, relpath
from pathlib import Path
from typing import Any

from profilelint.core.diagnostic import Applicability, Severity
from profilelint.core.files import list_folder
from profilelint.core.record import fields, record
from profilelint.rulepages.packs import Fingerprint, Pack, Packs, Sure, load_pack
from profilelint.rulepages.rules import PACKAGE, Rule, packaged_rules

FILE = Path(__file__).with_name("rules.compiled")
_ENDINGS = (".md", ".yaml", ".yml")
#: The code that decides what the pages become.
_CODE = ("checks", "templates", "rulepages", "core/diagnostic.py")
#: Of marshal: later ones write what occurs twice as it happens to lie in memory, so that two builds would differ.
_VERSION = 2
_LENGTH = 4  # bytes of a number

Rules = tuple[Rule, ...]


@record
class TemplateFacts:
    """What the packs that are shipped say of their templates, for those who know no rule: see `Pack`."""

    demo: frozenset[str]
    dates: frozenset[str]
    tools: frozenset[str]


def compiled_rules(make: Callable[[], Rules]) -> Rules:
    """What `make` makes of the packaged pages."""
    folder = packaged_rules()
    if stored := _stored(folder):
        return _rules(marshal.loads(stored[_behind_facts(stored) :]), folder)
    rules = make()
    if folder.parent != PACKAGE and not sys.dont_write_bytecode:
        write(rules)
    return rules


@cache
def template_facts() -> TemplateFacts:
    folder = packaged_rules()
    if stored := _stored(folder):
        return TemplateFacts(*map(frozenset, marshal.loads(stored[_LENGTH : _behind_facts(stored)])))
    return _facts(map(load_pack, folder.glob("*/packs/*.yaml")))


def _facts(packs: Iterable[Pack]) -> TemplateFacts:
    packs = tuple(packs)
    return TemplateFacts(*(frozenset(value for pack in packs for value in getattr(pack, field.name)) for field in fields(TemplateFacts)))


@lru_cache(maxsize=1)
def _stored(folder: Path) -> bytes:
    """The stored data, if it was made from the present sources: the length of the facts about templates, these, and the rules."""
    try:
        data = FILE.read_bytes()
    except OSError:
        return b""
    digest = _digest(folder)
    return data[len(digest) :] if data.startswith(digest) else b""


def _behind_facts(stored: bytes) -> int:
    return _LENGTH + int.from_bytes(stored[:_LENGTH], "big")


def write(rules: Rules) -> None:
    """Store the rules; where that is impossible, the pages are read each time."""
    folder = packaged_rules()
    beside = FILE.with_name(f"{FILE.name}.{os.getpid()}")
    try:
        facts, data = (marshal.dumps(each, _VERSION) for each in (_facts_data(rules), _data(rules, folder)))
        beside.write_bytes(_digest(folder) + len(facts).to_bytes(_LENGTH, "big") + facts + data)
        beside.replace(FILE)
        _stored.cache_clear()
    except OSError:
        beside.unlink(missing_ok=True)


def _digest(folder: Path) -> bytes:
    """Of all that the rules are made from."""
    digest = blake2b(digest_size=20)
    data = [path for family, kind in list_folder(folder) if kind == "folder" for path in _files(os.path.join(folder, family), _ENDINGS)]
    for path in (*data, *(path for name in _CODE for path in _files(os.path.join(PACKAGE, name), (".py",)))):
        with open(path, "rb", 0) as file:
            digest.update(f"\0{os.path.basename(path)}\0".encode() + (file.read() or b""))
    return digest.digest()


def _files(path: str, endings: tuple[str, ...]) -> Iterator[str]:
    """A file, or those in a folder."""
    if path.endswith(endings):
        yield path
    elif os.path.isdir(path):
        for name in sorted(os.listdir(path)):
            yield from _files(os.path.join(path, name), endings)


def _data(rules: Rules, folder: Path) -> Any:
    """Each rule as the values of its fields, with packs by their numbers: rules share them."""
    numbers: dict[int, int] = {}
    packs: dict[int, Any] = {}
    rows = []
    for rule in rules:
        values = {field.name: getattr(rule, field.name) for field in fields(rule)}
        values["severity"], values["fix"] = int(rule.severity), None if rule.fix is None else int(rule.fix)
        values["path"] = os.path.relpath(rule.path, folder)
        shared = {name: value for name, value in rule.options.items() if isinstance(value, Packs)}
        for value in shared.values():
            if id(value) not in numbers:
                numbers[id(value)] = len(numbers)
                packs[numbers[id(value)]] = packs_data(value, folder)
        values["options"] = {name: value for name, value in rule.options.items() if name not in shared}
        rows.append((values, {name: numbers[id(value)] for name, value in shared.items()}))
    return rows, packs


def _facts_data(rules: Rules) -> tuple[list[str], ...]:
    facts = _facts({pack for rule in rules for value in rule.options.values() if isinstance(value, Packs) for pack in value.packs})
    return tuple(sorted(getattr(facts, field.name)) for field in fields(TemplateFacts))


def _rules(data: Any, folder: Path) -> Rules:
    rows, stored = data
    packs = {number: packs_from(of, folder) for number, of in stored.items()}
    rules = []
    for values, shared in rows:
        values["severity"] = Severity(values["severity"])
        values["fix"] = None if values["fix"] is None else Applicability(values["fix"])
        values["path"] = os.path.join(folder, values["path"])
        values["options"] |= {name: packs[number] for name, number in shared.items()}
        rules.append(Rule(**values))
    return tuple(rules)


def packs_data(packs: Packs, folder: Path) -> Any:
    """Packs and their phrases as plain data. Their files lie in the folder."""
    found = []
    for pack in packs.packs:
        values = {field.name: getattr(pack, field.name) for field in fields(Pack)}
        fingerprints = [
            {field.name: getattr(fingerprint, field.name) for field in fields(Fingerprint)} | {"sure": int(fingerprint.sure)}
            for fingerprint in pack.fingerprints
        ]
        found.append(values | {"path": relpath(pack.path, folder), "fingerprints": fingerprints})
    return found, packs.phrases


def packs_from(data: Any, folder: Path) -> Packs:
    """What `packs_data` was made of."""
    found, phrases = data
    made = []
    for pack in found:
        fingerprints = tuple(Fingerprint(**fingerprint | {"sure": Sure(fingerprint["sure"])}) for fingerprint in pack["fingerprints"])
        made.append(Pack(**pack | {"path": join(folder, pack["path"]), "fingerprints": fingerprints}))
    return Packs(tuple(made), phrases)
