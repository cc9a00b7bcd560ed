"""The word lists of other spelling checkers: what the people of a site have already said is right.

Sources: cspell (https://cspell.org/docs/Configuration), as its extension for VS Code has it, too; typos
(https://github.com/crate-ci/typos/blob/master/docs/reference.md); codespell (https://github.com/codespell-project/codespell#readme);
Vale (https://vale.sh/docs/keys/vocab).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from configparser import Error as IniError
from os.path import isfile, join
from pathlib import Path
from typing import Any
from unicodedata import normalize

from profilelint.core.files import read_file, real_path
from profilelint.core.plainyaml import load_yaml
from profilelint.core.regex import regex
from profilelint.settings.complaints import MAX_BYTES
from profilelint.settings.config import parsed
from profilelint.settings.wordlist import is_word

#: The text of a file of the site, by its path there; "" where there is none.
Read = Callable[[str], str]

#: What these files have and JSON has not: comments, and a comma before an end. Strings (1) may hold the same, and stay.
_COMMENT = r"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)"
_LOOSE_JSON = regex(rf'("(?:[^"\\]|\\.)*+(?:"|\Z))|{_COMMENT}|,(?=(?:\s|{_COMMENT})*+[\]}}])')
_ANY_CASE = "(?i)"


def word_lists(folder: Path) -> dict[str, list[str]]:
    """The words of each file, by its path in the folder. Entries that are not words, such as patterns, are skipped, and so are files that
    cannot be read or are elsewhere."""
    from yaml import YAMLError

    root = real_path(folder)

    def read(name: str) -> str:
        path = join(root, name)
        if not isfile(path) or not Path(real_path(path)).is_relative_to(root):
            return ""
        return read_file(path, MAX_BYTES).decode("utf-8-sig")

    found: dict[str, list[str]] = {}
    for name, words_of in _READERS.items():
        try:
            words = [normalize("NFC", word).strip() for word in words_of(read, name)] if isfile(join(root, name)) else []
        except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError, IniError, YAMLError):
            continue
        if words := [word for word in words if is_word(word)]:
            found[name] = words
    return found


def _cspell(values: Any, read: Read, folder: str = "") -> Iterator[str]:
    yield from values.get("words", ())
    for dictionary in values.get("dictionaryDefinitions", ()):
        if "path" in dictionary:
            yield from (line.split("#")[0] for line in read(join(folder, dictionary["path"])).splitlines())


def _cspell_json(read: Read, name: str) -> Iterator[str]:
    return _cspell(_json(read(name)), read)


def _cspell_yaml(read: Read, name: str) -> Iterator[str]:
    return _cspell(load_yaml(read(name)), read)


def _package(read: Read, name: str) -> Iterator[str]:
    return _cspell(_json(read(name)).get("cspell", {}), read)


def _code(read: Read, name: str) -> Iterator[str]:
    values = _json(read(name))
    return iter((*values.get("cSpell.words", ()), *values.get("cSpell.userWords", ())))


def _typos(read: Read, name: str) -> Iterator[str]:
    return _typos_of(parsed(read(name)))


def _typos_of(values: Any) -> Iterator[str]:
    default = values.get("default", {})
    for key in ("extend-words", "extend-identifiers"):  # each with what to write instead: itself where it is right
        yield from (word for word, instead in default.get(key, {}).items() if word == instead)


def _project(read: Read, name: str) -> Iterator[str]:
    tools = parsed(read(name)).get("tool", {})
    yield from _typos_of(tools.get("typos", {}))
    yield from _codespell_of(tools.get("codespell", {}), read)


def _codespell(read: Read, name: str) -> Iterator[str]:
    values = _ini(read(name))
    return _codespell_of(values["codespell"], read) if values.has_section("codespell") else iter(())


def _codespell_of(values: Any, read: Read) -> Iterator[str]:
    words = values.get("ignore-words-list", "")
    yield from words.split(",") if isinstance(words, str) else words
    if file := values.get("ignore-words", ""):
        yield from read(file).splitlines()


def _vale(read: Read, name: str) -> Iterator[str]:
    values = _ini(f"[vale]\n{read(name)}")["vale"]
    styles = values.get("stylespath", "styles")
    for vocabulary in values.get("vocab", "").split(","):
        for place in ("config/vocabularies", "Vocab"):
            for line in read(join(styles, place, vocabulary.strip(), "accept.txt")).splitlines():
                yield line.strip().removeprefix(_ANY_CASE)


def _ini(text: str) -> ConfigParser:
    values = ConfigParser(delimiters=("=",), strict=False, interpolation=None, allow_no_value=True)
    values.read_string(text)
    return values


def _json(text: str) -> Any:
    return json.loads(_LOOSE_JSON.sub(lambda match: match[1] or "", text))


#: The files in the order of the tools, as their documentation names them.
_READERS: dict[str, Callable[[Read, str], Iterator[str]]] = {
    **dict.fromkeys(
        [f"{dot}{name}.json" for name in ("cspell", "cSpell", "cspell.config") for dot in ("", ".")] + [".vscode/cspell.json"], _cspell_json
    ),
    **dict.fromkeys([f"{dot}cspell{config}.y{a}ml" for config in (".config", "") for dot in ("", ".") for a in ("a", "")], _cspell_yaml),
    "package.json": _package,
    ".vscode/settings.json": _code,
    "typos.toml": _typos,
    "_typos.toml": _typos,
    ".typos.toml": _typos,
    "pyproject.toml": _project,
    ".codespellrc": _codespell,
    "setup.cfg": _codespell,
    ".vale.ini": _vale,
    "_vale.ini": _vale,
}
