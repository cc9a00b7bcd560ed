"""Print, as JSON, every regular expression that profilelint compiles: what is imported, and what its rules make. Each with its flags, and
what is done with it: "finditer" for all that looks anywhere in a text, "match", "fullmatch"."""

from __future__ import annotations

import ast
import json
import pkgutil
import re
import sys
from collections import defaultdict
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import profilelint
from profilelint.core.regex import _Later

_ANYWHERE = frozenset(("search", "sub", "subn", "split", "findall", "finditer"))
_AT_START = frozenset(("match", "fullmatch"))
#: Patterns without a name of their own, by the module that makes them: they look at no more than this.
_SHORT = {"profilelint.templates.fingerprints": "a path", "profilelint.language.datetokens": "24 characters"}
#: Pattern and flags -> how `re` was asked: "compile", "search", …
ASKED: dict[tuple[str, int], set[str]] = defaultdict(set)


def record() -> None:
    """From here on, note what profilelint's own code has compiled."""
    compile = re._compile

    def recording(pattern: object, flags: int) -> object:
        frame, how = sys._getframe(1), sys._getframe(1).f_code.co_name
        while frame.f_back is not None and frame.f_globals.get("__name__") in ("re", "functools", "profilelint.core.regex"):
            frame = frame.f_back
        module = str(frame.f_globals.get("__name__"))
        is_ours = isinstance(pattern, str) and module.startswith("profilelint.")
        if is_ours and (frame.f_code.co_name == "<module>" or module not in _SHORT):
            ASKED[str(pattern), int(flags)].add(how)
        return compile(pattern, flags)

    re._compile = recording


def modules() -> list[ModuleType]:
    found = (module.name for module in pkgutil.walk_packages(profilelint.__path__, "profilelint."))
    return [import_module(name) for name in found if "confined" not in name and not name.endswith("__main__")]


def use_rules() -> None:
    from profilelint.authoring.grammar import parse_examples
    from profilelint.checks.context import Context
    from profilelint.document import read
    from profilelint.run.engine import lint
    from profilelint.run.selection import ready_rules

    rules = ready_rules()
    for rule in rules:
        for example in parse_examples(rule):
            lint(read(example.page.source), rules, Context(date(2026, 1, 31), fragment=True))


def _compiled(value: re.Pattern[str] | _Later) -> re.Pattern[str]:
    return value if isinstance(value, re.Pattern) else re.compile(*value._written)


def uses(module: ModuleType) -> dict[re.Pattern[str], set[str]]:
    """What a module does with the patterns that have a name in it."""
    found: dict[re.Pattern[str], set[str]] = defaultdict(set)
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_bytes())):
        if isinstance(node, ast.Attribute) and node.attr in _ANYWHERE | _AT_START and isinstance(node.value, ast.Name):
            value = vars(module).get(node.value.id)
            if isinstance(value, re.Pattern | _Later):
                found[_compiled(value)].add(node.attr)
    return found


def main() -> None:
    record()
    known: dict[re.Pattern[str], set[str]] = defaultdict(set)
    for module in modules():
        for value in vars(module).values():
            if isinstance(value, _Later) and isinstance(value._written[0], str):
                ASKED[value._written[0], int(value._written[1])].add("compile")
        for pattern, how in uses(module).items():
            known[pattern] |= how
    use_rules()
    gathered = []
    for (pattern, flags), how in ASKED.items():
        named = known.get(re.compile(pattern, flags), set())
        used = (how - {"compile"}) | (named or how & {"compile"})  # what is compiled and has no name may be used in any way
        methods = {method if method in _AT_START else "finditer" for method in used}
        gathered.append((pattern, flags, sorted(methods)))
    print(json.dumps(gathered))


if __name__ == "__main__":
    main()
