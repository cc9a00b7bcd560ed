"""`profilelint init`: the configuration, the hook and the workflow that a site needs. What is there stays as it is."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from os.path import isfile, islink
from pathlib import Path
from typing import TYPE_CHECKING, Any

from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser
from profilelint.core.errors import UsageError
from profilelint.core.files import read_file
from profilelint.core.record import record
from profilelint.core.results import shown_path
from profilelint.settings.config import SCHEMA
from profilelint.version import __version__

if TYPE_CHECKING:
    from profilelint.site.tree import Tree

HOME = "https://github.com/profilelint/profilelint"
_MAX_BYTES = 1_000_000  # of a file of hooks, or a workflow
HOOKS, WORKFLOWS = ".pre-commit-config.yaml", ".github/workflows"

CONFIGURATION = f"""\
#:schema {SCHEMA}
# Settings for profilelint, all of them optional: {HOME}#configuration
"""

_HOOK = f"""\
- repo: {HOME}
  rev: v{__version__}
  hooks:
    - id: profilelint
"""

#: Where nothing says which branch the site is on.
_BRANCHES = "[main, master]"

WORKFLOW = f"""\
name: profilelint
on:
  pull_request:
  push:
    branches: {_BRANCHES}
  schedule:
    - cron: "17 5 * * 1" # the links, on Mondays
  workflow_dispatch:
permissions:
  contents: read
jobs:
  pages:
    if: github.event_name == 'pull_request' || github.event_name == 'push'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: profilelint/profilelint@v{__version__}
  links: # writes a summary in Markdown
    if: github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - run: pipx run --spec "profilelint[links]=={__version__}" profilelint links
"""


@record
class Step:
    """A file to write. `before`: what it holds, None where it is new; `added`: what is shown of it."""

    path: Path
    before: bytes | None
    after: bytes
    added: str


def parser() -> Parser:
    parser = Parser(
        "profilelint init", "Set up profilelint for this site: configuration, hook and workflow. Shows each file before writing it."
    )
    parser.add_argument("--yes", action="store_true", help="do not ask before writing")
    parser.add_argument("--baseline", action="store_true", help="also record today's findings, so that only new ones are reported")
    return parser


def run(arguments: Namespace) -> int:
    from profilelint.baseline.marks import NAME
    from profilelint.commands import baseline
    from profilelint.report.style import escaped
    from profilelint.run.runner import site_around
    from profilelint.site.tree import DiskTree

    site = Path(os.path.abspath(site_around(Path.cwd())))
    repository = next((folder for folder in (site, *site.parents) if (folder / ".git").exists()), None)
    top = repository or site
    print(f"{_kind(DiskTree(site))} in {escaped(os.path.abspath(site))}.")
    notes: list[str] = []
    steps = list(_steps(site, top, notes))
    for step in steps:
        print(f"\n{escaped(shown_path(step.path))}{'' if step.before is None else ' gets'}:")
        print("".join(f"  | {escaped(line)}".rstrip() + "\n" for line in step.added.splitlines()), end="")
    for note in notes:
        print(escaped(note))
    wants_baseline = arguments.baseline and not (site / NAME).exists()
    if not steps and not wants_baseline:
        print("\nNothing to do: everything is already set up.")
        return CLEAN
    if not arguments.yes and not _agreed():
        print("\nNothing was written.")
        return CLEAN
    for step in steps:
        _write(step, top)
    if steps:
        written = f"{len(steps)} file{'' if len(steps) == 1 else 's'} written"
        if repository:
            print(f"\n{written}. Look at them and commit them.")
            print("To turn the hook on: pip install pre-commit && pre-commit install")
        else:
            print(f"\n{written}. This is not a git repository, so the hook and the workflow do nothing yet.")
        if not wants_baseline:
            print("To report only new findings from now on: profilelint baseline write")
    if wants_baseline:
        return baseline.run(baseline.parser().parse_args(["write", "--file", str(site / NAME)]))
    return CLEAN


def _kind(tree: Tree) -> str:
    from profilelint.site.generator import Generator, other_generator, settings_of

    generator = settings_of(tree).generator
    if generator is Generator.PLAIN:
        return "A site of plain pages"
    name = {Generator.JEKYLL: "Jekyll", Generator.HUGO: "Hugo"}.get(generator) or other_generator(tree)
    return f"{'An' if name[0] in 'AE' else 'A'} {name} site" if name else "No site generator recognised"


def _agreed() -> bool:
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("profilelint init asks before it writes, so it needs a terminal; use --yes to skip the question")
    try:
        return input("\nWrite this? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _steps(site: Path, top: Path, notes: list[str]) -> Iterator[Step]:
    from profilelint.settings.config import find_settings

    settings = find_settings(site)
    if settings.file is None or not settings.file.is_relative_to(top):
        yield _new(site / ".profilelint.toml", CONFIGURATION)
    hooks = top / HOOKS
    if not os.path.lexists(hooks):
        yield _new(hooks, "repos:\n" + _indented(_HOOK, 2))
    elif step := _with_hook(hooks, notes):
        yield step
    workflows = top / WORKFLOWS
    texts = (read_file(path, _MAX_BYTES) for path in sorted(workflows.glob("*.y*ml")) if isfile(path) and not islink(path))
    if not os.path.lexists(workflows / "profilelint.yml") and not any(b"profilelint" in text for text in texts):
        yield _new(workflows / "profilelint.yml", WORKFLOW.replace(_BRANCHES, _branches(top)))


def _branches(top: Path) -> str:
    """The branches whose pushes are checked, as a list of YAML: the one that the server calls its default, and the one that the site is on
    where the server has it or names none."""
    import json

    from profilelint.baseline.history import HistoryError, git

    def asked(*arguments: str) -> str:
        try:
            return git(top, *arguments).decode("utf-8", "replace").strip()
        except HistoryError:
            return ""

    default = asked("symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    here = asked("symbolic-ref", "--short", "HEAD")
    is_there = bool(here) and (not default or bool(asked("rev-parse", "--verify", "--quiet", f"refs/remotes/origin/{here}")))
    names = dict.fromkeys(name for name in (default, here if is_there else "") if name)
    # GitHub reads them as patterns, in which these are no letters.
    return json.dumps([re.sub(r"[+!]", r"\\\g<0>", name) for name in names], ensure_ascii=False) if names else _BRANCHES


def _new(path: Path, text: str) -> Step:
    return Step(path, None, text.encode(), text)


def _with_hook(path: Path, notes: list[str]) -> Step | None:
    """The hook behind those that are there, if that is what the file then says to a parser, and nothing else."""
    try:
        before = read_file(path, _MAX_BYTES)
    except OSError as error:
        raise UsageError(f"{shown_path(path)}: cannot be read: {error.strerror}") from None
    if b"profilelint" in before:
        return None
    try:
        text = before.decode()
        line, indent = _end_of_hooks(text)
        lines = text.splitlines(keepends=True)
        newline = "\r\n" if lines[line].endswith("\r\n") else "\n"
        added = _indented(_HOOK, indent)
        put = added.replace("\n", newline)
        head = "".join(lines[: line + 1])
        after = head + ("" if head.endswith("\n") else newline) + put + "".join(lines[line + 1 :])
        old, new = _parsed(text), _parsed(after)
        if {**new, "repos": new["repos"][:-1]} == old and new["repos"][-1:] == _parsed("repos:\n" + _HOOK)["repos"]:
            return Step(path, before, after.encode(), added)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    notes += [f"init cannot edit {HOOKS} safely; add this to its list of repos:", *_HOOK.splitlines()]
    return None


def _end_of_hooks(text: str) -> tuple[int, int]:
    """The line (from 0) of the last word of `repos`, and how far its entries are indented. `ValueError` where it is no block of its own."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("no YAML") from error
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "repos" and isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
            if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
                break  # what an alias stands for may lie anywhere
            last: Any = value
            while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
                last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
            return last.end_mark.line, value.start_mark.column
    raise ValueError("no list of hooks")


def _parsed(text: str) -> dict[str, Any]:
    import yaml

    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError("no YAML") from error
    if not isinstance(values, dict):
        raise ValueError("no mapping")
    return values


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}" for line in text.splitlines(keepends=True))


def _write(step: Step, top: Path) -> None:
    from profilelint.fix.writing import WriteError, write

    try:
        if step.before is None and not Path(os.path.realpath(step.path.parent)).is_relative_to(os.path.realpath(top)):
            raise UsageError(f"{shown_path(step.path)}: is outside this repository, so it was not written")
        step.path.parent.mkdir(parents=True, exist_ok=True)
        write(str(step.path), step.before, step.after)
    except OSError as error:
        raise UsageError(f"{shown_path(step.path)} cannot be written: {error.strerror}") from None
    except WriteError as error:
        raise UsageError(f"{shown_path(step.path)} {error}") from None
