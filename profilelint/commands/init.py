"""`profilelint init`: set up configuration, hook and workflow of a site. Existing files are never overwritten."""

from __future__ import annotations

import json
import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from os.path import isfile, islink
from pathlib import Path
from typing import TYPE_CHECKING

from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser
from profilelint.core.errors import UsageError
from profilelint.core.files import read_file
from profilelint.core.record import record
from profilelint.core.results import shown_path
from profilelint.settings import hookfile
from profilelint.settings.config import SCHEMA
from profilelint.settings.hookfile import HOME
from profilelint.version import __version__

if TYPE_CHECKING:
    from profilelint.site.tree import Tree

_MAX_BYTES = 1_000_000  # of a file of hooks, or a workflow
WORKFLOWS = ".github/workflows"

CONFIGURATION = f"""\
#:schema {SCHEMA}
# Settings for profilelint, all of them optional: {HOME}#configuration
"""

#: Where nothing says which branch the site is on.
_BRANCHES = "[main, master]"

_CHANGES = f"""\
  pull_request:
  push:
    branches: {_BRANCHES}
"""
_STEPS = """\
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
"""
_PAGES = f"""\
  pages:
    if: github.event_name == 'pull_request' || github.event_name == 'push'
{_STEPS}      - uses: profilelint/profilelint@v{__version__}
"""
WORKFLOW = f"""\
name: profilelint
on:
{_CHANGES}  schedule:
    - cron: "17 5 * * 1" # the links, on Mondays
  workflow_dispatch:
permissions:
  contents: read
jobs:
{_PAGES}  links: # writes a summary in Markdown
    if: github.event_name == 'schedule' || github.event_name == 'workflow_dispatch'
{_STEPS}      - run: pipx run --spec "profilelint[links]=={__version__}" profilelint links
"""


@record
class Step:
    """A file to write. `before`: its content, None if it is new; `added`: the part to show."""

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
    yield from _configuration(site, top, notes)
    hooks = top / hookfile.NAME
    text = _text_of(hooks) if os.path.lexists(hooks) else ""
    if "profilelint" not in text:
        yield from _hook(site, hooks, text, notes)
    workflows = top / WORKFLOWS
    texts = (read_file(path, _MAX_BYTES) for path in sorted(workflows.glob("*.y*ml")) if isfile(path) and not islink(path))
    if not os.path.lexists(workflows / "profilelint.yml") and not any(b"profilelint" in text for text in texts):
        workflow = WORKFLOW
        if hookfile.is_for_pre_commit_ci(text):
            workflow = workflow.replace(_CHANGES, "").replace(_PAGES, "")
            notes.append("pre-commit.ci runs the hook on each pull request, so the workflow only checks external links.")
        yield _new(workflows / "profilelint.yml", workflow.replace(_BRANCHES, _branches(top)))


def _configuration(site: Path, top: Path, notes: list[str]) -> Iterator[Step]:
    """The configuration, with the word lists of other tools."""
    from profilelint.settings.config import find_settings
    from profilelint.settings.otherlists import word_lists
    from profilelint.settings.wordlist import with_words

    settings = find_settings(site)
    known = {word.lower() for word in settings.words}
    words: dict[str, str] = {}
    for name, listed in word_lists(top).items():
        before = len(words)
        for word in listed:
            if word.lower() not in known:
                words.setdefault(word.lower(), word)
        if count := len(words) - before:
            notes.append(f"The configuration gets the {count} word{'' if count == 1 else 's'} that {name} has.")
    new = list(words.values())
    added = f"words = {json.dumps(new, ensure_ascii=False)}\n" if new else ""
    if settings.file is None or not settings.file.is_relative_to(top):
        yield _new(site / ".profilelint.toml", CONFIGURATION + added)
    elif new:
        text = _text_of(settings.file)
        yield Step(settings.file, text.encode(), with_words(text, new, settings.file.name).encode(), added)


def _hook(site: Path, path: Path, text: str, notes: list[str]) -> Iterator[Step]:
    """The hook for all of the site where its pages link to one another: a page that gets another name breaks links of others."""
    hook = "profilelint-site" if _has_inner_links(site) else "profilelint"
    if not os.path.lexists(path):
        yield _new(path, hookfile.new_file(hook))
    elif written := hookfile.with_hook(text, hook):
        yield Step(path, text.encode(), written[0].encode(), written[1])
    else:
        notes += [f"init cannot edit {hookfile.NAME} safely; add this to its list of repos:", *hookfile.entry(hook).splitlines()]
    if hook == "profilelint-site":
        notes.append(
            "The hook checks the whole site, since a renamed file breaks links elsewhere; to check only what changes, use id: profilelint."
        )


def _has_inner_links(site: Path) -> bool:
    """Whether a page of the site links to another of its files."""
    from profilelint.core.source import Source
    from profilelint.document import read
    from profilelint.run.discovery import Found, find_files
    from profilelint.run.runner import MAX_BYTES, patterns_of
    from profilelint.settings.config import find_settings
    from profilelint.site.generator import settings_of
    from profilelint.site.targets import local_target, named_source
    from profilelint.site.tree import DiskTree

    settings = settings_of(DiskTree(site))
    for found in find_files([str(site)], patterns_of(find_settings(site))):
        with suppress(OSError):
            links = read(Source.from_bytes(read_file(found.path, MAX_BYTES), found.path)).links if isinstance(found, Found) else ()
            targets = (link.target for link in links if not link.is_image)
            if any(((local := local_target(each, settings)) and local.path.strip("/")) or named_source(each) for each in targets):
                return True
    return False


def _text_of(path: Path) -> str:
    """`UsageError` where it cannot be read."""
    try:
        return read_file(path, _MAX_BYTES).decode("utf-8", "surrogateescape")
    except OSError as error:
        raise UsageError(f"{shown_path(path)}: cannot be read: {error.strerror}") from None


def _branches(top: Path) -> str:
    """The branches whose pushes are checked, as a list of YAML: the one that the server calls its default, and the one that the site is on
    where the server has it or names none."""
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
    # GitHub reads them as patterns, in which these are special.
    return json.dumps([re.sub(r"[+!]", r"\\\g<0>", name) for name in names], ensure_ascii=False) if names else _BRANCHES


def _new(path: Path, text: str) -> Step:
    return Step(path, None, text.encode(), text)


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
