"""Each option and argument of each command × what is given for it, from the parsers themselves: a result or a sentence, never nothing."""

from __future__ import annotations

import io
import shutil
import subprocess
from argparse import Action
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from offline import GUARDED
from webserver import Server, page, running

from profilelint import cli
from profilelint.links import options

pytestmark = pytest.mark.public

#: What makes a command do something, and the code that it then ends with: the page has findings.
BASE: dict[str, tuple[list[str], int]] = {
    "baseline": (["write"], 0),
    "completion": (["bash"], 0),
    "check": (["page.md"], 1),
    "dates": (["page.md"], 0),
    "explain": (["date/stale"], 0),
    "facts": (["."], 0),
    "init": (["--yes"], 0),
    "leftovers": (["."], 0),
    "links": (["page.md", "--allow-private", "ALLOWED"], 1),
    "report": (["page.md", "--output", "out.html"], 1),
    "rules": (["list"], 0),
    "server": ([], 0),
    "words": (["list"], 0),
}
#: Something right, by what the help calls it.
RIGHT = {
    "ADDRESS": "*/nowhere/*",
    "ADDRESS[:PORT]": "127.0.0.1",
    "FILE": "right.toml",
    "FILE:LINE:COL": "page.md:4:14",
    "FOLDER": "built",
    "FORMAT": "json",
    "FORMAT=PATH": "json=out.json",
    "HTML": "new.html",
    "PATH": "page.md",
    "PATTERN": "drafts/",
    "REV": "HEAD",
    "RULE": "date",
    "SECONDS": "1",
    "URL": "SITE",
    "WORD": "tide",
    "YYYY-MM-DD": "2026-01-31",
}
VALUES = {"empty": "", "wrong": "no-such-thing", "dash": "-", "folder": "folder", "page": "page.md"}
#: How these are written where a value of one kind is all that they name.
SHAPES = {"FORMAT=PATH": "json={}", "FILE:LINE:COL": "{}:4:14"}
GIVEN = ("nothing", "twice", *VALUES)

#: What ends otherwise than its command does with something right, and with 2 with anything else: by command and option; without a command,
#: of all that have the option.
OTHERWISE: dict[tuple[str, str], dict[str, int]] = {
    # what is given to the command itself
    ("check", "PATH"): {"nothing": 1, "dash": 1, "folder": 0, "page": 1},
    ("links", "PATH"): {"nothing": 1, "folder": 0, "page": 1},
    ("report", "PATH"): {"nothing": 1, "dash": 1, "folder": 0, "page": 1},
    ("report", "-o"): {"wrong": 1},
    ("dates", "FILE"): {"folder": 0, "page": 0},
    ("facts", "PATH"): {"nothing": 0, "folder": 0, "page": 0},
    ("leftovers", "PATH"): {"nothing": 0, "twice": 2, "folder": 0, "page": 0},
    ("explain", "RULE"): {"twice": 2},
    ("rules", "RULE"): {"nothing": 0},
    ("rules", "action"): {"nothing": 0, "twice": 2},
    ("baseline", "action"): {"twice": 2},
    ("completion", "shell"): {"twice": 2},
    ("words", "action"): {"twice": 2},
    ("words", "WORD"): {"nothing": 0, "twice": 2},
    # any text is a pattern, and any name one of a file that is new
    ("", "--exclude"): {"wrong": 1, "dash": 1, "folder": 1, "page": 1},
    ("links", "--skip"): {"wrong": 1, "dash": 1, "folder": 1, "page": 1},
    ("baseline", "--file"): {"wrong": 0, "twice": 2},  # what is right there is a file that is read elsewhere
    # what makes a run end with 0
    ("", "--exit-zero"): {"nothing": 0, "twice": 0},
    ("", "--show-settings"): {"nothing": 0, "twice": 0},
    ("check", "--fix"): {"nothing": 0, "twice": 0},
    ("check", "--fix-only"): {"nothing": 0, "twice": 0},
    ("links", "--fix-only"): {"nothing": 0, "twice": 0},
    ("links", "--diff"): {"nothing": 0, "twice": 0},
    ("links", "--select"): {"twice": 0},  # of none of its rules; what the web answered is said all the same
    # what needs others beside it, a terminal, or another file
    ("", "--unsafe-fixes"): {"nothing": 2, "twice": 2},
    ("", "--exit-non-zero-on-fix"): {"nothing": 2, "twice": 2},
    ("", "--interactive"): {"nothing": 2, "twice": 2},
    ("", "--output-file"): {"wrong": 1, "twice": 2},  # "json=no-such-thing" is a file that is new
    ("", "--stdin-filename"): {"twice": 2},
    ("explain", "--why"): {"page": 0},
    **{
        (command, option): {"nothing": 2, "twice": 2}
        for command in ("check", "report")
        for option in ("--fragments", "--refresh", "--skip", "--budget", "--timeout", "--delay", "--allow-private", "--on-forks")
    },
}
#: What changes the page; nothing else may.
FIXES = ("--fix", "--fix-only")


def cells() -> Iterator[tuple[str, Action, str]]:
    for command in cli.COMMANDS:
        for action in import_module(f"profilelint.commands.{command}").parser()._actions:
            if action.dest not in ("help", "version"):
                yield from ((command, action, given) for given in GIVEN)


def name(action: Action) -> str:
    return action.option_strings[0] if action.option_strings else str(action.metavar or action.dest)


def arguments(command: str, action: Action, given: str) -> list[str]:
    right = str(action.choices[0]) if action.choices else RIGHT[str(action.metavar)] if action.nargs != 0 else ""
    base, option, value = BASE[command][0], name(action), SHAPES.get(str(action.metavar), "{}").format(VALUES.get(given))
    if not action.option_strings:
        before = ["list"] if action.dest == "names" else []
        return [*before, *{"nothing": [], "twice": [right, right]}.get(given, [value]), *base[1:]]
    base = [] if option == "--why" else base  # it stands for the rule
    if action.nargs == 0:
        return [*base, *{"nothing": [option], "twice": [option, option]}.get(given, [f"{option}={value}"])]
    return [*base, *{"nothing": [option], "twice": [option, right, option, right]}.get(given, [option, value])]


def expected(command: str, action: Action, given: str) -> int:
    option = name(action)
    otherwise = OTHERWISE.get((command, option), OTHERWISE.get(("", option), {}))
    if given in otherwise:
        return otherwise[given]
    is_right = given == "twice" or (given == "nothing" and action.nargs == 0)
    return BASE[command][1] if is_right else 2


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as server:
        server.paths["/site/"] = (200, {}, page("Home"))
        yield server


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> Path:
    """With one commit; copied for each test, which takes a tenth of the time of making it."""
    folder = tmp_path_factory.mktemp("repository")
    for command in (
        ["init", "-q", "--template="],
        ["-c", "user.name=Ada", "-c", "user.email=ada@site.test", "commit", "-q", "--allow-empty", "-m", "Begin"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.fixture
def laid_out(write, site, server, monkeypatch, repository) -> Path:
    """A page with findings beside what options may name."""
    monkeypatch.setenv("PYTHONPATH", GUARDED["PYTHONPATH"])
    usual = options.Limits
    monkeypatch.setattr(options, "Limits", lambda **given: usual(**given, backoff=0.0, again=0.0))
    monkeypatch.setattr("watchfiles.watch", lambda *_, **__: iter([set()]))  # nothing changes, and then somebody presses Ctrl-C
    shutil.copytree(repository, site, dirs_exist_ok=True)
    write("folder/other.md", "---\ntitle: Eve\n---\nHello.\n")
    write("built/index.html", "<p>Hello</p>\n")
    write("right.toml", 'words = ["tide"]\n')
    return write("page.md", f"---\ntitle: Ada\n---\nI measured the the tide in Febrary 2025, and [more]({server.url('/404')}).\n")


@pytest.mark.parametrize(
    ("command", "action", "given"), [pytest.param(*cell, id=f"{cell[0]} {name(cell[1])} {cell[2]}") for cell in cells()]
)
def test_a_result_or_a_sentence(run, laid_out, server, monkeypatch, command, action, given):
    before = laid_out.read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"TBD\n")))
    places = {"SITE": server.url("/site/"), "ALLOWED": f"127.0.0.1:{server.port}"}
    said = run(command, *(places.get(word, word) for word in arguments(command, action, given)))
    assert said.code == expected(command, action, given), said
    if said.code == 2:
        assert said.err.startswith("profilelint: ")
        assert "please report it" not in said.err
    else:
        assert said.out.strip() or said.err.strip()
    assert (laid_out.read_bytes() != before) == (command == "check" and name(action) in FIXES and given in ("nothing", "twice"))
    assert sorted(path.name for path in laid_out.parent.iterdir() if path.name in ("-", "page.md")) == ["page.md"]


def test_every_command_is_in_the_table():
    assert set(BASE) == set(cli.COMMANDS)
    shown = {name(action) for _, action, _ in cells()}
    assert {option for _, option in OTHERWISE} <= shown, "what is in the table and is no option any more"
