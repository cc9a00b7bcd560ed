"""Which tests reach a line, the narrowest first. Measured once, with a context of coverage for each test, and stored in build/reach."""

from __future__ import annotations

import ast
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from scripts.mutants.changes import ROOT, Mutant

FOLDER = ROOT / "build" / "reach"
#: A line that so few tests reach is perhaps stored for all later ones, as a table is: those count that reach what asks for it.
_FEW = 3
#: How often "asks for it" is followed.
_MOST_STEPS = 4


def measure() -> None:
    """Run all tests but the slow ones, each in a context of its own."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    shutil.copytree(ROOT / "profilelint", FOLDER / "measured" / "profilelint", ignore=shutil.ignore_patterns("data", "__pycache__"))
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "-m", "not slow", "-p", "scripts.mutants.measuring"]
    subprocess.run([*command, "-p", "no:cacheprovider"], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    subprocess.run([sys.executable, "-m", "coverage", "combine", "-q", "--data-file", FOLDER / "data", FOLDER], cwd=ROOT, check=True)


class Reach:
    """The table. `seconds`: how long each test took."""

    def __init__(self) -> None:
        if not (FOLDER / "data").is_file():
            measure()
        self.seconds: dict[str, float] = {}
        for path in FOLDER.glob("times-*.json"):
            self.seconds |= json.loads(path.read_text())
        self._rows: dict[str, list[tuple[int, int]]] = {}
        with sqlite3.connect(FOLDER / "data") as data:
            # Measured in another checkout, perhaps.
            files = data.execute("select id, path from file")
            self._files = {path[path.rindex("/profilelint/") + 1 :].replace(os.sep, "/"): id for id, path in files}
            self._contexts = dict(data.execute("select id, context from context"))
            self._width: dict[int, int] = defaultdict(int)
            for context, bits in data.execute("select context_id, numbits from line_bits"):
                self._width[context] += int.from_bytes(bits, "little").bit_count()
        self._data = data

    def _bits(self, path: str) -> list[tuple[int, int]]:
        """What each context reached of a file: a bit a line."""
        if path not in self._rows:
            rows = self._data.execute("select context_id, numbits from line_bits where file_id = ?", [self._files.get(path)])
            self._rows[path] = [(context, int.from_bytes(bits, "little")) for context, bits in rows]
        return self._rows[path]

    def _at(self, path: str, line: int) -> set[int]:
        return {context for context, bits in self._bits(path) if bits >> line & 1 and self._contexts[context]}

    def is_early(self, mutant: Mutant) -> bool:
        """Whether the line runs when modules are imported, or tests gathered."""
        line = _lines_then(mutant.path).get(mutant.line, 0)
        at_import = any(bits >> line & 1 for context, bits in self._bits(mutant.path) if not self._contexts[context])
        return at_import or _function(mutant.path, mutant.line) is None

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that reach the line of a mutant, or what is made of it, the narrowest first."""
        found: set[int] = set()
        steps = [(mutant.path, mutant.line)]
        seen = set(steps)
        for _ in range(_MOST_STEPS):
            following = []
            for path, line in steps:
                function = _function(path, line)
                reached = self._reached(path, line, function)
                found |= reached
                if function is None or len(reached) < _FEW:
                    following += [place for name in _names(path, line, function) for place in _uses(path, name)]
            steps = [place for place in dict.fromkeys(following) if place not in seen]
            seen.update(steps)
            if not steps:
                break
        return [self._contexts[context] for context in sorted(found, key=lambda each: (self._width[each], each))]

    def _reached(self, path: str, line: int, function: ast.FunctionDef | None) -> set[int]:
        """The contexts of a line, or of the statements that it is part of; of a new one, those of its function as it was."""
        if function is None:
            return set()
        then = _lines_then(path)
        for each in (line, *_statements(path, line)):
            if found := self._at(path, then.get(each, 0)):
                return found
        return set().union(*(self._at(path, each) for each in _function_then(path, function.name))) if line not in then else set()


def _then(path: str) -> str:
    """A file as it was measured."""
    file = FOLDER / "measured" / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""


@cache
def _lines_then(path: str) -> dict[int, int]:
    """The numbers of lines, and those that they had when they were measured."""
    now = (ROOT / path).read_text(encoding="utf-8")
    blocks = SequenceMatcher(None, now.split("\n"), _then(path).split("\n"), autojunk=False).get_matching_blocks()
    return {block.a + at + 1: block.b + at + 1 for block in blocks for at in range(block.size)}


def _function_then(path: str, name: str) -> range:
    found = [each for each in ast.walk(ast.parse(_then(path))) if isinstance(each, ast.FunctionDef) and each.name == name]
    return range(found[0].body[0].lineno, (found[0].end_lineno or 0) + 1) if found else range(0)


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_bytes())


def _functions(path: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _function(path: str, line: int) -> ast.FunctionDef | None:
    """The innermost function whose body has the line."""
    inside = [each for each in _functions(path) if each.body[0].lineno <= line <= (each.end_lineno or 0)]
    return max(inside, key=lambda each: each.lineno, default=None)


def _statements(path: str, line: int) -> list[int]:
    """The first lines of the statements that a line belongs to, the innermost first: Python leaves out what only jumps."""
    starts = [node.lineno for node in ast.walk(_tree(path)) if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)]
    return sorted(starts, reverse=True)


def _names(path: str, line: int, function: ast.FunctionDef | None) -> list[str]:
    """What the statement at a line gives a name, seen from outside."""
    if function is not None:
        return [function.name]
    for node in _tree(path).body:
        first = min((each.lineno for each in getattr(node, "decorator_list", ())), default=node.lineno)
        if first <= line <= (node.end_lineno or 0):
            if isinstance(node, ast.ClassDef):
                return [node.name]
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                return [node.name]
            return [each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
    return []


@cache
def _mentions() -> dict[str, dict[str, list[int]]]:
    """By name, the lines of each file that mention it."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((ROOT / "profilelint").rglob("*.py")):
        name = str(path.relative_to(ROOT))
        for node in ast.walk(_tree(name)):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found[node.id][name].append(node.lineno)
            elif isinstance(node, ast.Attribute):
                found[node.attr][name].append(node.lineno)
            elif isinstance(node, ast.ImportFrom):
                for each in node.names:
                    found[each.name][name].append(node.lineno)
    return found


def _uses(path: str, name: str) -> Sequence[tuple[str, int]]:
    """Where a name of a module is used: in it, and in those that import the name, or the module."""
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    places = []
    for other, lines in _mentions()[name].items():
        text = (ROOT / other).read_text(encoding="utf-8")
        if other == path or module in text or (module.rpartition(".")[2] in text and module.rpartition(".")[0] in text):
            places += [(other, line) for line in lines]
    return places
