"""The cache of results: what it knows of a page is what a new check would say, to the byte; pages that a change concerns are checked."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from package import checkout
from rows import branch

from profilelint import cli
from profilelint.authoring.grammar import parse_examples
from profilelint.cache import code
from profilelint.checks.context import Context
from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Fix, Related, Severity
from profilelint.core.results import Result
from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.rulepages.rules import load_rules
from profilelint.run import cache, engine, runner
from profilelint.run.discovery import Found
from profilelint.run.engine import Engine, lint
from profilelint.run.selection import ready_rules

Said = Callable[..., tuple[int, str, str]]

PAGES = {
    "_config.yml": "title: Tides\nurl: https://tides.example.edu\ntheme: minima\ninclude: [_pages]\n",
    "_pages/about.md": "---\ntitle: About\npermalink: /about/\n---\n\n# The lab\n\nWe recieve letters. See [the model](/model/#speed).\n",
    "_pages/cv.md": "---\ntitle: CV\npermalink: /cv/\n---\n\nIntern, Febrary 2025 – present. [Notes](/files/notes.pdf), "
    "![a buoy](/images/buoy.png)\n",
    "_pages/model.md": "---\ntitle: Model\npermalink: /model/\n---\n\n# Depth\n\nFrom July 2027 on we stay abroad. [Top](#depth)\n",
    "_pages/talks.md": "---\ntitle: Talks\n---\n\nI will join the Lake Institute in November 2026. See [slides](/files/Slides.pdf).\n",
    "_pages/plain.html": "<html><head><title>T</title></head><body><p id='a'>The the tide.</p><a href='#b'>b</a></body></html>\n",
    "_posts/2020-01-01-news.md": "---\ntitle: News\n---\n\nA [page]({% link _pages/cv.md %}), [a post]({% post_url 2020-02-02-old %}).\n",
    "_pages/waves.md": "---\ntitle: Waves\n---\n\nSee [all](https://waves.example.edu/files/none.pdf) of it.\n",
    "_data/people.yml": "- name: Ada\n  note: She recieved it.\n",
    "files/slides.pdf": "%PDF",
}


def write(site: Path, name: str, text: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text)


@pytest.fixture
def pages(site: Path) -> Path:
    for name, text in PAGES.items():
        write(site, name, text)
    return site


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Run profilelint as its own program does."""

    def said(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments)
        return (code, *capsys.readouterr())

    return said


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were checked, and not known."""
    paths: list[str] = []

    def check_data(linter: Engine, data: bytes, found: Found, *rest: object, check: Callable[..., Result] = runner.check_data) -> Result:
        paths.append(found.path)
        return check(linter, data, found, *rest)

    monkeypatch.setattr(runner, "check_data", check_data)
    return paths


def kept() -> list[Path]:
    return sorted(Path(os.environ["XDG_CACHE_HOME"], "profilelint", "pages").glob("*"))


OWN_RULES = 'rule-paths = ["rules"]\n'
OWN_RULE = """\
---
title: Not a word of ours
message: '"{found}" is not a word of ours'
severity: warning
check: phrases
fix: none
since: "0.1"
options:
  phrases: {file: words.yaml}
---
Why.
"""

#: What is edited, and the pages that are checked again for it.
CONCERNED = {
    "one page": ("_pages/cv.md", PAGES["_pages/cv.md"] + "\nThe the end.\n", ["_pages/cv.md"]),
    "a page that others name a place on": (
        "_pages/model.md", PAGES["_pages/model.md"] + "\n## Speed\n", ["_pages/about.md", "_pages/model.md"]
    ),
    "text on such a page": ("_pages/model.md", PAGES["_pages/model.md"] + "\nTides.\n", ["_pages/model.md"]),
    "a file that a page links to": ("files/notes.pdf", "%PDF", ["_pages/cv.md"]),
    "a file in the other letter case": ("files/Slides.pdf", "%PDF", ["_pages/talks.md"]),
    "a file that no page links to": ("files/other.zip", "", []),
    "a new page": ("_pages/new.md", "---\ntitle: New\n---\n\nThe the tide.\n", ["_pages/new.md"]),
    "a page at the address of another": (
        "_pages/also.md", "---\ntitle: Also\npermalink: /cv/\n---\n\nTides.\n", ["_pages/also.md", "_pages/cv.md"]
    ),
    "the post that another one links to": ("_posts/2020-02-02-old.md", "---\ntitle: Old\n---\n\nTides.\n",
                                           ["_posts/2020-01-01-news.md", "_posts/2020-02-02-old.md"]),
    "a setting that no page asks for": ("_config.yml", PAGES["_config.yml"] + "timezone: UTC\n", ["_config.yml"]),
    "nothing but a comment of git": (".gitignore", "# nothing\n", []),
}  # fmt: skip


@pytest.mark.parametrize("what", CONCERNED)
def test_only_what_an_edit_concerns_is_checked_again(pages: Path, said: Said, checked: list[str], what: str) -> None:
    name, text, concerned = CONCERNED[what]
    said()
    assert len(checked) == len(PAGES) - 1
    checked.clear()
    write(pages, name, text)
    found = said()
    assert sorted(checked) == concerned
    assert found == said("--no-cache")


EVERYTHING = {
    "the address of the site": ("_config.yml", "title: Tides\nbaseurl: /lab\n"),
    "a rule": (".profilelint.toml", f'{OWN_RULES}ignore = ["spelling"]\n'),
    "a severity": (".profilelint.toml", f'{OWN_RULES}[rules.date]\nseverity = "note"\n'),
    "a word": (".profilelint.toml", f'{OWN_RULES}words = ["recieve"]\n'),
    "what makes the site": ("hugo.toml", "baseURL = 'x'\n"),
    "the names of people": ("_pages/people.md", "---\ntitle: People\n---\n\n# Ada Recieve\n"),
    "the template": ("_includes/fetch_google_scholar_stats.html", ""),
    "a rule of one's own": ("rules/own/buoy.md", OWN_RULE.replace("tide", "buoy")),
    "the data of one": ("rules/own/words.yaml", "[stay, abroad]\n"),
}


@pytest.mark.parametrize("what", EVERYTHING)
def test_what_decides_on_all_pages_is_seen(pages: Path, said: Said, what: str) -> None:
    write(pages, ".profilelint.toml", OWN_RULES)
    write(pages, "rules/own/ours.md", OWN_RULE)
    write(pages, "rules/own/words.yaml", "[letters]\n")
    said()
    write(pages, *EVERYTHING[what])
    assert said() == said("--no-cache")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_config.yml", PAGES["_config.yml"].replace("tides.example", "waves.example")),  # a full address is the site's own now
        ("_config.yml", PAGES["_config.yml"] + "baseurl: /files\n"),
        ("demo/_config.yml", PAGES["_config.yml"]),  # the folder is a site of its own now, which tries a theme
    ],
    ids=["its host", "its settings", "its root"],
)
def test_a_page_of_another_site_is_checked_again(pages: Path, said: Said, name: str, text: str) -> None:
    """Though what it asks of its site may be answered as before."""
    write(pages, "_pages/near.md", "---\ntitle: Near\n---\n\nSee [the data](/files/tides.csv) and [more](/_pages/cv.md).\n")
    write(pages, "files/tides.csv", "")
    write(pages, "tides.gemspec", "")
    write(pages, "demo/index.md", "---\ntitle: Demo\n---\n\nLorem ipsum dolor sit amet, consectetur adipiscing elit.\n")
    rules = "link,placeholder/lorem-ipsum"
    first = said("--select", rules)
    write(pages, name, text)
    again = said("--select", rules)
    assert again == said("--select", rules, "--no-cache")
    assert again != first


def test_a_page_is_recalled_whatever_is_asked_about_it(pages: Path, said: Said, checked: list[str]) -> None:
    """The hook asks for one page, the person for all, a program for JSON."""
    said()
    checked.clear()
    for arguments in (("_pages",), ("--output-format", "json"), ("--statistics",), ("--fail-on", "error")):
        assert said(*arguments) == said(*arguments, "--no-cache")
    assert len(checked) == 4 * len(PAGES) - 4 - 3  # all of them for --no-cache; but _pages has fewer
    checked.clear()
    said("_pages/cv.md")  # named itself, it is read whatever it looks like
    write(pages, "_pages/model.md", "---\ntitle: Model\n---\n\nTides.\n")
    said("_pages/cv.md", "_pages/model.md")
    assert checked == ["_pages/cv.md", "_pages/model.md"]


def test_another_day_checks_the_pages_again_that_look_at_the_day(pages: Path, said: Said, checked: list[str]) -> None:
    said("--today", "2026-11-01")
    checked.clear()
    said("--today", "2026-11-02")
    assert checked == []
    assert said("--today", "2027-02-01") == said("--today", "2027-02-01", "--no-cache")
    assert checked[:1] == ["_pages/talks.md"]


@pytest.mark.parametrize(("first", "then"), [("2027-01-31", "2027-02-01"), ("2027-02-01", "2027-01-31")])
def test_an_answer_is_stored_up_to_the_day_on_which_it_changes_and_no_longer(pages: Path, said: Said, first: str, then: str) -> None:
    write(pages, "_pages/talks.md", "---\ntitle: Talks\n---\n\nI am expected to graduate in January 2027.\n")
    before = said("--today", first)
    assert said("--today", then) == said("--today", then, "--no-cache") != before


def _edits(site: Path) -> Iterator[tuple[str, str | None]]:
    """Names, and what a file of that name may become; None where it goes."""
    for name, text, _ in CONCERNED.values():
        yield name, text
        yield name, None
    for name, text in (*EVERYTHING.values(), *PAGES.items()):
        yield name, text
        yield name, None
    yield "_pages/about.md", "---\ntitle: About\n---\n\n[A](../files/notes.pdf), [b](notes.pdf), [c](/model/#depth), [d](plain.html#a)\n"
    yield "_layouts/default.html", "<div id='b'>{{ content }}</div>"
    yield "index.html", "<title>Jane</title>"
    yield ".git/config", '[remote "origin"]\n\turl = git@github.com:RayeRen/acad-homepage.github.io.git\n'
    yield "Makefile", "notes.pdf: notes.tex\n"
    yield "images/Buoy.png", ""
    yield "_pages/broken.md", "---\ntitle: [\n---\n\nText\n"
    yield "_pages/cv.md", "\0\0"
    for name in ("letters", "tide"):
        yield "rules/own/words.yaml", f"[{name}]\n"
    yield "rules/own/ours.md", OWN_RULE
    yield ".profilelint.toml", 'rule-paths = ["rules"]\n'
    yield ".profilelint.toml", 'rule-paths = ["rules"]\n[rules.date]\nseverity = "note"\n'
    yield ".profilelint.toml", '[[overrides]]\npaths = ["_pages"]\nignore = ["spelling"]\n'
    yield "_pages/made.html", "<p>The the tide.</p>" * 300


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("processes", [1, 2])
def test_whatever_is_edited_what_is_said_is_what_a_new_check_says(
    pages: Path, said: Said, checked: list[str], seed: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "cores", lambda: processes)
    monkeypatch.setattr(runner, "_WORTH_PROCESSES", 100)
    dice = random.Random(f"{seed} {processes}")
    edits = list(_edits(pages))
    for _ in range(12 if processes == 1 else 4):
        for _ in range(dice.randint(1, 2)):
            name, text = dice.choice(edits)
            if text is None:
                (pages / name).unlink(missing_ok=True)
            else:
                write(pages, name, text)
        day = (date(2026, 11, 1) + timedelta(days=dice.choice((0, 0, 1, 400)))).isoformat()
        paths = dice.choice(([], [], ["_pages"], ["_posts", "_data"], ["_pages/made.html", "_pages/cv.md"]))
        options = dice.choice(([], [], ["--select", "spelling"], ["--ignore", "date"]))
        call = [*(path for path in paths if (pages / path).exists()), "--output-format", "json", "--today", day, *options]
        assert said(*call) == said(*call, "--no-cache"), f"after {name}"


def _spoil(dice: random.Random) -> None:
    """One thing that somebody does to what is kept, of all that may happen to files."""
    files = [path for path in Path(os.environ["XDG_CACHE_HOME"]).rglob("*") if path.is_file()]
    with contextlib.suppress(OSError):  # it went meanwhile
        match dice.choice(("cut", "damage", "delete", "empty", "forget", "swap")):
            case "forget":
                shutil.rmtree(os.environ["XDG_CACHE_HOME"])
            case "swap":
                one, other = dice.sample(files, 2)
                one.write_bytes(other.read_bytes())
            case how:
                file = dice.choice(files)
                data = file.read_bytes()
                if how == "delete":
                    file.unlink()
                else:
                    at = dice.randrange(len(data) or 1)
                    file.write_bytes({"cut": data[:at], "damage": data[:at] + b"\0" + data[at + 1 :], "empty": b""}[how])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="starts processes that branch off")
@pytest.mark.parametrize("seed", range(2))
def test_processes_that_share_what_is_kept_say_what_is_right(pages: Path, said: Said, seed: int) -> None:
    """Whatever happens to it while they read and write it."""
    dice = random.Random(seed)
    expected = {call: said(*call, "--no-cache") for call in ((), ("_pages",), ("--output-format", "json"))}
    for _ in range(5):
        with contextlib.ExitStack() as open_files, open(os.devnull) as nothing:
            started = {}
            for call in [*expected, ()]:
                out, err = (open_files.enter_context(TemporaryFile()) for _ in range(2))
                started[branch(call, pages, os.environ, [nothing.fileno(), out.fileno(), err.fileno()])] = call, out, err
            while started:
                with contextlib.suppress(IndexError, ValueError):  # nothing is kept yet
                    _spoil(dice)
                for number, status in [os.waitpid(number, os.WNOHANG) for number in started]:
                    if number:
                        call, *files = started.pop(number)
                        for file in files:
                            file.seek(0)
                        assert (os.waitstatus_to_exitcode(status), *(file.read().decode() for file in files)) == expected[call]


def _elsewhere(file: Path) -> Path:
    return Path(shutil.move(file, os.environ["XDG_CACHE_HOME"]))


#: What makes that a file that is kept is not believed.
DOUBTS: dict[str, Callable[[Path], object]] = {
    "damaged": lambda file: file.write_bytes(file.read_bytes().replace(b"recieve", b"receive")),
    "others may write it": lambda file: file.chmod(0o666),
    "others may write where it is": lambda file: file.parent.chmod(0o777),
    "others may write above": lambda file: file.parent.parent.chmod(0o777),
    "a link": lambda file: file.symlink_to(_elsewhere(file)),
    "in a link": lambda file: file.parent.symlink_to(_elsewhere(file.parent)),
    "a pipe": lambda file: (file.unlink(), os.mkfifo(file)),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.skipif(sys.platform == "win32", reason="asks for owners, pipes and links as Unix has them")
@pytest.mark.parametrize("what", DOUBTS)
def test_what_cannot_be_believed_is_checked_again(pages: Path, said: Said, checked: list[str], what: str) -> None:
    expected = said("--no-cache", "--statistics")
    said()
    (file,) = kept()
    DOUBTS[what](file)
    checked.clear()
    assert said("--statistics") == expected
    assert len(checked) == len(PAGES) - 1


@pytest.mark.skipif(sys.platform == "win32", reason="asks for modes as Unix has them")
def test_what_is_kept_is_for_nobody_else(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.path.join(os.environ["XDG_CACHE_HOME"], "not", "there"))
    before = os.umask(0)
    try:
        said()
    finally:
        os.umask(before)
    (file,) = kept()
    assert file.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in list(file.parents)[:4]} == {0o700}


def test_a_folder_that_is_not_absolute_is_not_the_users(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the XDG base directory specification says; in the working directory it would be a stranger's."""
    home = pages.parent / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    said()
    assert not (pages / "cache").exists()
    assert [*home.rglob("*")] if sys.platform != "win32" else True
    monkeypatch.setenv("HOME", "home")
    monkeypatch.setenv("LOCALAPPDATA", "")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert said() == said("--no-cache")
    assert not (pages / "home").exists()


def rewritten(path: Path, text: str, keeps_time: bool) -> None:
    """As long as before, or at the time of before."""
    times = path.stat()
    assert keeps_time or len(text) == times.st_size
    path.write_text(text)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns + (0 if keeps_time else 1)))


def test_another_program_believes_nothing(tmp_path: Path) -> None:
    """One with other code, data or rules, on another Python, or beside other versions of what is installed."""
    package, environ = checkout(tmp_path), {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    script = "from profilelint.cache.code import identity; import sys; sys.version = sys.argv[1]; print(identity(sys.argv[2]))"

    def identity(version: str = sys.version) -> str:
        command = [sys.executable, "-P", "-c", script, version, str(tmp_path / "rules")]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout

    known = {identity()}
    assert identity() in known
    for change in (
        lambda: (package / "checks" / "spelling" / "article.py").write_text("# nothing"),
        lambda: rewritten(package / "checks" / "spelling" / "article.py", "# changed", keeps_time=False),
        lambda: rewritten(package / "checks" / "spelling" / "article.py", "# longer than it was", keeps_time=True),
        lambda: next((package / "language" / "data").glob("*.words")).write_bytes(b"nothing"),
        lambda: (tmp_path / "rules" / "date" / "stale.md").unlink(),
        lambda: (tmp_path / "pyromark-99.0.dist-info").mkdir(),
    ):
        change()
        known.add(identity())
    known.add(identity("3.99"))
    assert len(known) == 8


def test_what_is_left_by_another_program_is_not_read(pages: Path, said: Said, checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said()
    checked.clear()
    monkeypatch.setattr(code, "identity", lambda *_: "another")
    said()
    assert len(checked) == len(PAGES) - 1


def test_what_is_left_of_the_template_is_asked_of_few_rules(pages: Path, said: Said) -> None:
    """`leftovers` keeps what it saw, too, and no other command takes that for all there is to say."""
    said("leftovers")
    assert said() == said("--no-cache")


def test_a_path_means_another_page_in_another_folder(site: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the text, the site and its configuration are the same."""
    write(site, ".profilelint.toml", "ignore = []\n")
    for name in ("index.html", "lab/index.html"):
        write(
            site,
            name,
            "<html><head><title>Home</title></head><body><a href='tides.csv'>the data</a> <a href='/lab/'>lab</a></body></html>\n",
        )
    write(site, "tides.csv", "")
    assert said("index.html")[0] == 0
    monkeypatch.chdir(site / "lab")
    assert said("index.html")[0] == 1


def test_without_a_place_to_keep_it_all_is_checked(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(pages / "_config.yml"))
    assert said() == said("--no-cache")


def test_what_is_kept_is_bounded(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MAX_PAGES", 3)
    monkeypatch.setattr(cache, "_MAX_SITES", 2)
    for rule in ("spelling", "date", "link"):
        said("--select", rule)
    assert len(kept()) == 2
    assert {len(json.loads(file.read_bytes().partition(b"\n")[2])[1]) for file in kept()} == {3}
    monkeypatch.setattr(cache, "_MAX_BYTES", 100)
    said("--select", "markup")
    assert len(kept()) == 2


@pytest.mark.parametrize("asked", [("--no-cache",), ("--diff",), ("--fix",), ("--timing",), ("--stdin-filename", "cv.md")])
def test_nothing_is_kept_of(pages: Path, said: Said, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"The the tide.")))
    said(*asked)
    assert kept() == []


def test_a_failure_on_a_page_is_not_kept(pages: Path, said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(engine, "read", fails)
        assert "more memory" in said()[2]
    assert said() == said("--no-cache")


def test_the_example_site_is_recalled_as_a_whole(site: Path, said: Said, checked: list[str]) -> None:
    shutil.copytree(Path(__file__).parent.parent / "examples", site, dirs_exist_ok=True)
    first = said("--output-format", "json")
    assert checked
    checked.clear()
    assert said("--output-format", "json", "--fail-on", "error")[1:] == first[1:]
    assert checked == []


def test_each_diagnostic_comes_back_as_it_was() -> None:
    rules, count = ready_rules(), 0
    diagnostics: list[tuple[Source, Diagnostic]] = []
    for rule in load_rules():
        for example in parse_examples(rule):
            document = read(example.page.source)
            found = lint(document, rules, Context(date(2026, 1, 31), fragment=True))
            diagnostics += [(document.source, diagnostic) for diagnostic in found]
    source, some = diagnostics[0]
    fix = Fix((Edit(some.span, "\ud800"),), Applicability.UNSAFE, True, True)
    related = (Related(Span(0, 1), "there"),)
    diagnostics.append((source, replace(some, severity=Severity.NOTE, hidden=True, fix=fix, suggestions=("a", "b"), related=related)))
    for source, diagnostic in diagnostics:
        written = json.loads(json.dumps(cache._written(diagnostic)))
        assert cache._diagnostic(source, written) == diagnostic
        count += 1
    assert count > 250
