"""The small changes of meaning: what they are, and which a sample takes."""

from __future__ import annotations

import ast
import random
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("checks", "language", "site", "templates", "fix", "baseline", "cache", "run", "settings", "links")
KINDS = ("boundary", "number", "condition", "statement", "arguments")
_BOUNDARIES = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
_STATEMENTS = ast.Continue | ast.AugAssign | ast.Raise


class Mutant(NamedTuple):
    """`start` and `end` are offsets in the bytes of the file, `before`. `new` spans as many lines as what it replaces."""

    path: str
    line: int
    kind: str
    start: int
    end: int
    new: str
    before: bytes

    def source(self) -> bytes:
        """The file with the change."""
        return self.before[: self.start] + self.new.encode() + self.before[self.end :]

    def old(self) -> str:
        return self.before[self.start : self.end].decode()

    def __str__(self) -> str:
        old, new = (" ".join(text.split()) for text in (self.old(), self.new))
        return f"{self.path}:{self.line}: {self.kind}: {old[:120]} -> {new[:120]}"


class _File:
    def __init__(self, path: Path) -> None:
        self.name = str(path.relative_to(ROOT))
        self.source = path.read_bytes()
        self.starts = [0]
        for line in self.source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def place(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[end_line - 1] + end_column

    def text(self, node: ast.expr) -> str:
        start, end = self.place(node)
        return self.source[start:end].decode()

    def mutant(self, node: ast.expr | ast.stmt, kind: str, new: str) -> Mutant:
        start, end = self.place(node)
        lines = self.source[start:end].count(b"\n") - new.count("\n")
        return Mutant(self.name, node.lineno, kind, start, end, new + "\\\n" * lines if kind == "statement" else new, self.source)


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a file."""
    file = _File(path)
    tree = ast.parse(file.source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    sizes = {id(part) for call in calls for keyword in _sizes(call) for part in ast.walk(keyword)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _BOUNDARIES:
            yield _boundary(file, node, node.ops[0])
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float) and id(node) not in sizes:
            yield file.mutant(node, "number", repr(node.value * 2 if node.value else 1))
        elif isinstance(node, ast.Call) and len(node.args) > 1 and not any(isinstance(each, ast.Starred) for each in node.args[:2]):
            yield from _exchanged(file, node)
        for test in _conditions(node):
            yield file.mutant(test, "condition", f"(not ({file.text(test)}))")
        for statement in _statements(node):
            yield file.mutant(statement, "statement", "pass")


def _sizes(call: ast.Call) -> Iterator[ast.keyword]:
    """How much a cache holds: nothing that it says."""
    return (keyword for keyword in call.keywords if keyword.arg == "maxsize")


def _boundary(file: _File, node: ast.Compare, operator: ast.cmpop) -> Mutant:
    (_, start), (end, _) = file.place(node.left), file.place(node.comparators[0])
    before, new = file.source[start:end].decode(), _BOUNDARIES[type(operator)]
    return Mutant(file.name, node.lineno, "boundary", start, end, re.sub("[<>]=?", new, before, count=1), file.source)


def _exchanged(file: _File, node: ast.Call) -> Iterator[Mutant]:
    (first, end), (start, last) = file.place(node.args[0]), file.place(node.args[1])
    old, new = file.text(node.args[0]), file.text(node.args[1])
    if old != new:
        yield Mutant(file.name, node.lineno, "arguments", first, last, new + file.source[end:start].decode() + old, file.source)


def _conditions(node: ast.AST) -> Sequence[ast.expr]:
    """What is asked, as a whole, and each part of an `and` or `or` by itself."""
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.BoolOp):
        return [node.test]
    if isinstance(node, ast.comprehension):
        return [test for test in node.ifs if not isinstance(test, ast.BoolOp)]
    # "x or 0" is no question.
    return (
        [part for part in node.values if not isinstance(part, ast.Constant | ast.Tuple | ast.List)] if isinstance(node, ast.BoolOp) else ()
    )


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """What can be left out, and leaves a program: an effect, or the way out of a function before its end."""
    for body in (getattr(node, "body", ()), getattr(node, "orelse", ())):
        for each in body if isinstance(body, list) else ():
            if (
                isinstance(each, _STATEMENTS)
                or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Call | ast.Yield | ast.YieldFrom))
                or (isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Attribute | ast.Subscript))
                or (isinstance(each, ast.Return) and isinstance(node, ast.If))
            ):
                yield each


def chosen(count: int, seed: int, since: str = "", rooms: Sequence[str] = ROOMS) -> list[Mutant]:
    """A sample, of each kind about as many; of what has changed since a commit, where one is named."""
    changed = _changed(since) if since else None
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for path in sorted(path for room in rooms for path in _files(ROOT / "profilelint" / room)):
        for mutant in mutants(path):
            if changed is None or mutant.line in changed.get(mutant.path, ()):
                by_kind[mutant.kind].append(mutant)
    chance = random.Random(seed)
    for each in by_kind.values():
        chance.shuffle(each)
    return [by_kind[kind][number] for number in range(count) for kind in KINDS if number < len(by_kind[kind])][:count]


def _files(room: Path) -> Iterator[Path]:
    return iter([room]) if room.suffix else room.rglob("*.py")


def _changed(since: str) -> dict[str, set[int]]:
    command = ["git", "diff", "-U0", "--merge-base", since, "--", "profilelint"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: dict[str, set[int]] = defaultdict(set)
    path = ""
    for line in said.splitlines():
        if line.startswith("+++ "):
            path = line.removeprefix("+++ b/")
        elif match := re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@", line):
            first, many = int(match[1]), int(match[2] or 1)
            found[path].update(range(first, first + many))
    return found
