"""`profilelint links` and `check --online`: pages, the web of tests/webserver.py, and what is remembered."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from offline import GUARDED
from webserver import Server, page, running

from profilelint.commands.web import is_for_fork
from profilelint.links import options
from profilelint.links.answers import Answer, Question, Verdict
from profilelint.links.memory import HOLDS, Memory

QUICK = ("--delay", "0", "--timeout", "5")


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def asked(run, server, tmp_path, monkeypatch):
    """Run a command that asks the web, with a memory of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    usual = options.Limits
    monkeypatch.setattr(options, "Limits", lambda **given: usual(**given, backoff=0.0, again=0.0))

    def asked(*arguments: str, command: str = "links") -> SimpleNamespace:
        return run(command, *arguments, "--allow-private", f"127.0.0.1:{server.port}", *QUICK)

    return asked


def test_pages_and_what_the_web_says(asked, server, write):
    write("a.md", f"[Gone]({server.url('/404')}), [there]({server.url('/fine')}) and [moved]({server.url('/to/301/fine')})\n")
    write("b.md", f"[Wall]({server.url('/403')}) TBD\n")
    said = asked(".", "--output-format", "concise")
    assert said.code == 1
    assert [line.partition(": ")[2] for line in said.lines] == [
        f"error link/dead Dead link {server.url('/404')}: the host answers 404 Not Found",
        f"note link/moved {server.url('/to/301/fine')} has moved to {server.url('/fine')}",
        f"note link/unverified Could not check {server.url('/403')}: the host answers 403 Forbidden",
    ]
    assert said.out.startswith("a.md:1:8: error")
    assert "4 external links: 1 ok, 1 moved, 1 dead, 1 blocked." in said.err


def test_only_what_is_dead_fails_a_run(asked, server, write):
    paths = ("/403", "/503", "/to/301/fine", "/hung-up")
    write("a.md", "\n".join(f"- [a link]({server.url(path)})" for path in paths))
    assert asked(".").code == 0
    assert asked(".", "--fail-on", "note").code == 1


def test_check_says_the_rest_too(asked, server, write):
    write("a.md", f"TBD\n\n[Gone]({server.url('/404')})\n")
    # The server's address is one of this machine, which is a finding of its own.
    said = asked("a.md", "--online", "--output-format", "concise", "--ignore", "placeholder/placeholder-link", command="check")
    assert [line.split()[2] for line in said.lines] == ["placeholder/filler-text", "link/dead"]


def test_without_online_nobody_is_asked(run, server, write):
    write("a.md", f"[Gone]({server.url('/404')}) <!-- profilelint-disable-line link/dead -->\n")
    said = run("a.md", "--ignore", "placeholder/placeholder-link")  # the server's address is one of this machine
    assert (said.code, server.asked) == (0, [])


def test_comments_switch_it_off(asked, server, write):
    write("a.md", f"[Gone]({server.url('/404')}) <!-- profilelint-disable-line link/dead -->\n")
    assert asked("a.md").code == 0
    write("a.md", f"[Fine]({server.url('/fine')}) <!-- profilelint-disable-line link/dead -->\n")
    assert "suppression/unused" in asked("a.md", "--online", command="check").out


def test_the_new_address_of_what_moved_is_written_on_request(asked, server, write):
    path = write("a.md", f"[Cores]({server.url('/to/301/fine')}#deep)\n")
    asked("a.md", "--fix", "--unsafe-fixes")
    assert path.read_text() == f"[Cores]({server.url('/fine')}#deep)\n"


def test_an_address_is_asked_once(asked, server, write):
    for name in "abc":
        write(f"{name}.md", f"[x]({server.url('/fine')}) [y]({server.url('/fine')}#z)\n")
    asked(".")
    assert server.asked == [("GET", "/fine")]


def test_the_delay_holds_from_the_first_request_on(run, server, write):
    write("a.md", "\n".join(f"- [a link]({server.url(f'/fine/{n}')})" for n in range(5)))
    run("links", "a.md", "--no-cache", "--allow-private", f"127.0.0.1:{server.port}", "--delay", "0.3")
    assert (len(server.asked), server.most) == (5, 1)
    assert min(server.pauses) >= 0.29


def test_what_is_not_asked(asked, server, write):
    write("_config.yml", f"url: http://127.0.0.1:{server.port}\n")
    write("files/cores.pdf")
    write(
        "a.md",
        f"""<!-- [hidden]({server.url("/hidden")}) -->
[own]({server.url("/files/cores.pdf")}) [computed]({server.url("/")}{{{{ page.x }}}}) [skipped]({server.url("/skip/this")})
[two]({server.url("/a](b")}) [nobody](https://www.example.com/x) [machine](http://localhost:4000/) [mail](mailto:ada@glacier.org)
<link rel="preconnect" href="{server.url("/fonts")}">
""",
    )
    asked(".", "--skip", "*/skip/*")
    assert server.asked == []


def test_what_was_answered_lately_is_not_asked_again(asked, server, write):
    write("a.md", f"[Gone]({server.url('/404')}) [there]({server.url('/fine')}) [busy]({server.url('/hung-up')})\n")
    first = asked("a.md")
    assert "remembered" not in first.out
    before = len(server.asked)
    second = asked("a.md")
    assert {path for _, path in server.asked[before:]} == {"/hung-up"}  # what nobody knows is asked each time
    assert "2 from the cache" in second.out
    assert (first.code, second.code) == (1, 1)
    before = len(server.asked)
    asked("a.md", "--refresh")
    assert "/fine" in {path for _, path in server.asked[before:]}


def test_fragments(asked, server, write):
    server.paths["/people"] = (200, {}, page("People", more="<a name=weber>Ada</a>"))
    write("a.md", f"[Ada]({server.url('/people')}#weber) [Li]({server.url('/people')}#li)\n")
    assert asked("a.md").code == 0
    said = asked("a.md", "--fragments", "--output-format", "concise")
    assert [line.partition(": ")[2] for line in said.lines] == ['warning link/missing-fragment The page exists, but has no anchor "li"']


def _no_such_host(host):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_titles_of_papers(asked, server, write, monkeypatch):
    entry = "<entry><id>http://arxiv.org/abs/{}v2</id><title>{}</title></entry>"
    atom = entry.format("2310.00001", "Compiler Fuzzing with\n  Grammars &amp; Crash Reports")
    atom += entry.format("2310.00002", "Alpine Forecasts")
    server.paths["/query?id_list=2310.00001,2310.00002&max_results=2"] = (200, {}, f"<feed>{atom}</feed>".encode())
    csl = {"title": "Folding of Proteins in Heavy Water"}
    server.paths["/doi/10.5194/tc-15-1"] = (200, {}, json.dumps(csl).encode())
    monkeypatch.setattr("profilelint.links.net.look_up", _no_such_host)
    monkeypatch.setenv("PROFILELINT_ARXIV", server.url("/query"))
    monkeypatch.setenv("PROFILELINT_DOI", server.url("/doi/"))
    write(
        "a.md",
        """- **Elastic Forecasts for Glaciers.** Ada Weber, 2024. [PDF](https://arxiv.org/abs/2310.00001)
- **Elastic Alpine Forecasts Revisited.** Ada Weber, 2024. [PDF](https://arxiv.org/pdf/2310.00002v3)
- **Elastic Alpine Forecasts Revisited.** Ada Weber, 2024. [DOI](https://doi.org/10.5194/tc-15-1)
""",
    )
    said = asked("a.md", "--select", "link/wrong-target", "--output-format", "concise")
    assert [line.partition("link/wrong-target ")[2] for line in said.lines] == [
        "Probably the wrong link: its number is that of "
        '"Compiler Fuzzing with Grammars & Crash Reports", not of "Elastic Forecasts for Glaciers"',
        'Probably the wrong link: its number is that of "Folding of Proteins in Heavy Water", not of "Elastic Alpine Forecasts Revisited"',
    ]
    assert server.headers["/doi/10.5194/tc-15-1"]["accept"] == "application/vnd.citationstyles.csl+json"


def test_pull_requests_from_forks_ask_nothing(asked, server, write, monkeypatch, tmp_path):
    event = {"pull_request": {"head": {"repo": {"full_name": "eve/site"}}, "base": {"repo": {"full_name": "ada/site"}}}}
    (tmp_path / "event.json").write_text(json.dumps(event))
    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request_target")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
    write("a.md", f"[Gone]({server.url('/404')})\n")
    said = asked("a.md")
    assert (said.code, server.asked) == (0, [])
    assert "were not checked" in said.out
    assert asked("a.md", "--on-forks").code == 1


def test_where_a_run_is_for_a_fork(tmp_path):
    event = tmp_path / "event.json"
    github = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(event)}
    assert is_for_fork(github)
    own = {"repo": {"full_name": "ada/site"}}
    event.write_text(json.dumps({"pull_request": {"head": own, "base": own}}))
    assert not is_for_fork(github)
    event.write_text(json.dumps({"pull_request": {"head": {"repo": None}, "base": own}}))
    assert is_for_fork(github)
    assert not is_for_fork({"GITHUB_EVENT_NAME": "push"})
    assert not is_for_fork({})
    assert is_for_fork({"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "7", "CI_MERGE_REQUEST_PROJECT_ID": "8"})
    assert not is_for_fork({"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "8", "CI_MERGE_REQUEST_PROJECT_ID": "8"})


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--allow-private", "localhost"], '"localhost" is not an address such as 127.0.0.1:4000'),
        (["--budget", "soon"], '"soon" is not a number of seconds'),
        (["--timeout", "nan"], '"nan" is not a number of seconds'),
    ],
)
def test_what_cannot_be_asked_is_said(run, write, arguments, sentence):
    write("a.md", "Hello.\n")
    said = run("links", "a.md", *arguments)
    assert said.code == 2
    assert sentence in said.err


def test_the_extra_is_named_where_it_is_missing(run, write, monkeypatch):
    write("a.md", "Hello.\n")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    said = run("links", "a.md")
    assert (said.code, said.err) == (2, 'profilelint: checking links needs extra packages: pip install "profilelint[links]"\n')


def test_no_links_are_no_secret(asked, write):
    write("a.md", "Hello.\n")
    assert "0 external links." in asked("a.md").out


# Ctrl-C and kill


def _started(site: Path, server: Server, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, **GUARDED, "XDG_CACHE_HOME": str(_cache(site))}
    allowed = ("--allow-private", f"127.0.0.1:{server.port}", "--delay", "0", "--timeout", "60")
    command = [sys.executable, "-m", "profilelint", "links", *arguments, *allowed]
    return subprocess.Popen(command, cwd=site, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _cache(site: Path) -> Path:
    """Beside the site: a folder that comes into it would be a change of the site."""
    return site.with_name(f"{site.name}-cache")


def _wait_for(condition) -> None:
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")


def _remembered(site: Path) -> set[str]:
    path = _cache(site) / "profilelint" / "links.sqlite"
    if not path.exists():
        return set()
    rows = sqlite3.connect(path)
    try:
        return {address for (address,) in rows.execute("SELECT address FROM answers")}
    except sqlite3.OperationalError:
        return set()
    finally:
        rows.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGINT for one process")
def test_ctrl_c_prints_what_is_known_and_keeps_it(site, write):
    with running("127.0.0.1", "127.0.0.2") as server:
        fine = [server.url(f"/fine-{n}") for n in range(20)]
        write("a.md", "\n".join(f"- [a]({address})" for address in (*fine, server.url("/to/301/fine"))))
        write("b.md", f"- [b]({server.url('/to/301/fine')}) [c]({server.url('/silent', '127.0.0.2')})\n")
        with _started(site, server, "a.md", "b.md", "--output-format", "json", "--allow-private", "127.0.0.2") as process:
            _wait_for(lambda: len(_remembered(site)) == 21)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert [Path(report["filename"]).name for report in json.loads(out)] == ["a.md", "b.md"]
    assert "21 external links: 20 ok, 1 moved; 1 not checked, out of time." in err
    assert len(_remembered(site)) == 21


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGKILL")
def test_killed_it_loses_what_was_under_way_alone(site, write, server):
    fine = [server.url(f"/fine-{n}") for n in range(20)]
    write("a.md", "\n".join(f"- [a]({address})" for address in (*fine, server.url("/silent"))))
    with _started(site, server, "a.md") as process:
        _wait_for(lambda: len(_remembered(site)) == 20)
        process.kill()
        process.communicate(timeout=300)
    server.asked.clear()
    server.paths["/silent"] = (200, {}, page("Well"))
    with _started(site, server, "a.md") as process:
        out, _ = process.communicate(timeout=300)
    assert "21 external links: 21 ok (20 from the cache)." in out
    assert {path for _, path in server.asked} == {"/silent"}


# What is remembered


def test_how_long_answers_hold(tmp_path):
    now = [1_000_000_000.0]
    memory = Memory(tmp_path / "x" / "links.sqlite", lambda: now[0])
    questions = [Question(f"http://glacier.org/{verdict}") for verdict in Verdict]
    for question, verdict in zip(questions, Verdict, strict=True):
        memory.store(question, Answer(verdict, "why", "http://glacier.org/new", "Title", "About", {"a": True}))
    holding, dead = memory.lookup(questions)
    assert {address.rpartition("/")[2] for address in holding} == {*HOLDS}
    assert holding["http://glacier.org/ok"] == Answer(Verdict.OK, "why", "http://glacier.org/new", "Title", "About", {"a": True})
    now[0] += 2 * 86_400
    holding, dead = memory.lookup(questions)
    assert {address.rpartition("/")[2] for address in holding} == {"ok", "moved"}
    assert dead == {"http://glacier.org/dead"}
    now[0] += 6 * 86_400
    assert memory.lookup(questions)[0] == {}
    memory.close()


def test_an_answer_about_other_fragments_does_not_hold(tmp_path):
    memory = Memory(tmp_path / "links.sqlite")
    memory.store(Question("http://glacier.org/", ("a",)), Answer(Verdict.OK, fragments={"a": True}))
    assert memory.lookup([Question("http://glacier.org/", ("a",))])[0]
    assert memory.lookup([Question("http://glacier.org/")])[0]
    assert not memory.lookup([Question("http://glacier.org/", ("a", "b"))])[0]
    memory.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, None, "other version", "other rows"])
def test_a_memory_that_is_broken_is_made_anew(tmp_path, content):
    path = tmp_path / "links.sqlite"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        rows = sqlite3.connect(path)
        rows.execute("CREATE TABLE answers (address TEXT PRIMARY KEY, asked REAL, answer TEXT)")
        rows.execute("INSERT INTO answers VALUES ('http://glacier.org/', 9e9, '[1, 2')")
        rows.execute(f"PRAGMA user_version = {99 if content == 'other version' else 1}")
        rows.commit()
        rows.close()
    question = Question("http://glacier.org/")
    memory = Memory(path)
    assert memory.lookup([question]) == ({}, set())
    memory.store(question, Answer(Verdict.OK))
    assert memory.lookup([question])[0] == {question.address: Answer(Verdict.OK)}
    memory.close()


def _planted(path):
    """A memory as somebody else could have written it: an address has moved."""
    memory = Memory(path)
    memory.store(Question("http://glacier.org/"), Answer(Verdict.MOVED, target="http://evil.example/"))
    memory.close()


@pytest.mark.skipif(sys.platform == "win32", reason="asks for owners, pipes and links as Unix has them")
@pytest.mark.parametrize(
    "doubt",
    [
        lambda path: path.parent.chmod(0o777),
        lambda path: path.chmod(0o666),
        lambda path: path.rename(path.parent / "x") and path.symlink_to("x"),
        lambda path: (path.unlink(), os.mkfifo(path)),
        lambda path: os.mkfifo(path.with_name(f"{path.name}-wal")),
        lambda path: path.with_name(f"{path.name}-journal").symlink_to(path),
    ],
    ids=["others may write where it is", "others may write it", "a link", "a pipe", "a pipe beside it", "a link beside it"],
)
def test_a_memory_that_others_may_have_written_is_not_believed(tmp_path, doubt):
    path = tmp_path / "x" / "links.sqlite"
    _planted(path)
    doubt(path)
    there = {file.name: file.lstat().st_mtime_ns for file in path.parent.iterdir()}
    memory = Memory(path)
    assert memory.lookup([Question("http://glacier.org/")]) == ({}, set())
    memory.store(Question("http://glacier.org/a"), Answer(Verdict.OK))
    memory.close()
    assert {file.name: file.lstat().st_mtime_ns for file in path.parent.iterdir()} == there


@pytest.mark.skipif(sys.platform == "win32", reason="asks for modes as Unix has them")
def test_a_memory_is_for_nobody_else(tmp_path):
    before = os.umask(0)
    try:
        memory = Memory(tmp_path / "x" / "links.sqlite")
        memory.store(Question("http://glacier.org/"), Answer(Verdict.OK))
        modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "x").iterdir()}
        memory.close()
    finally:
        os.umask(before)
    assert (modes, (tmp_path / "x").stat().st_mode & 0o777) == ({0o600}, 0o700)


def test_where_nothing_can_be_kept_all_is_asked(tmp_path):
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "links.sqlite")
    memory.store(Question("http://glacier.org/"), Answer(Verdict.OK))
    assert memory.lookup([Question("http://glacier.org/")]) == ({}, set())
    memory.close()


def test_another_run_that_makes_the_memory_is_waited_for(tmp_path):
    other = sqlite3.connect(tmp_path / "links.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE making (it)")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO making VALUES (1)")
    done = threading.Timer(0.2, other.execute, ("COMMIT",))
    done.start()
    memory = Memory(tmp_path / "links.sqlite")
    memory.store(Question("http://glacier.org/"), Answer(Verdict.OK))
    assert len(memory.lookup([Question("http://glacier.org/")])[0]) == 1
    memory.close()
    done.join()
    other.close()


def test_several_may_remember_at_the_same_time(tmp_path):
    code = """
import sys
from pathlib import Path
from profilelint.links.answers import Answer, Question, Verdict
from profilelint.links.memory import Memory
memory = Memory(Path(sys.argv[1]))
for number in range(200):
    memory.store(Question(f"http://glacier.org/{sys.argv[2]}/{number}"), Answer(Verdict.OK))
memory.close()
"""
    path = tmp_path / "links.sqlite"
    started = [subprocess.Popen([sys.executable, "-c", code, str(path), str(number)]) for number in range(3)]
    assert [process.wait(60) for process in started] == [0, 0, 0]
    questions = [Question(f"http://glacier.org/{one}/{number}") for one in range(3) for number in range(200)]
    memory = Memory(path)
    assert len(memory.lookup(questions)[0]) == 600
    memory.close()
