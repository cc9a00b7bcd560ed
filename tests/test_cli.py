from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import profilelint
from profilelint import cli

pytestmark = pytest.mark.public

# One finding each, of the severity that the name says; nothing else is wrong with them.
ERROR = "See the [slides]() of the talk.\n"
WARNING = "TBD\n"
NOTE = "<!-- See the [slides]() of the talk. -->\n\nHello.\n"
CLEAN = "A page with nothing wrong.\n"


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (CLEAN, [], 0),
        (NOTE, [], 0),
        (NOTE, ["--fail-on", "note"], 1),
        (WARNING, [], 1),
        (WARNING, ["--fail-on", "error"], 0),
        (WARNING, ["--exit-zero"], 0),
        (ERROR, ["--fail-on", "error"], 1),
        (ERROR, ["--ignore", "link"], 0),
    ],
)
def test_exit_code(run, write, text, arguments, code):
    write("page.md", text)
    assert run("page.md", *arguments).code == code


def test_check_need_not_be_written(run, write):
    write("page.md", ERROR)
    assert run("page.md").lines == run("check", "page.md").lines


def test_without_a_path_the_site_around_is_checked(run, write, monkeypatch):
    write("_config.yml", "title: Ada\n")
    write("_pages/about.md", WARNING)
    (write("_data/x.yml").parent).joinpath("deep").mkdir()
    monkeypatch.chdir("_data/deep")
    said = run("--output-format", "concise")
    assert "_pages/about.md:1:1: warning" in said.out
    assert "3 files checked: 1 warning." in said.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.md"], "nowhere.md: no such file or folder"),
        (["nowhere.md\0"], "no such file or folder"),
        (["empty"], "empty: no pages found in this folder"),
        (["photo.png"], "photo.png: unsupported file type; profilelint reads"),
        (["--select", "link/emty-target", "page.md"], 'unknown rule or family "link/emty-target"; did you mean "link/empty-target"?'),
        (["--ignore", "lnk", "page.md"], 'unknown rule or family "lnk"; did you mean "link"?'),
        (["--today", "yesterday", "page.md"], '"yesterday" is not a date; write it as 2026-01-31'),
        (["--selct", "link"], 'unrecognized arguments: --selct; did you mean "--select"?'),
        (["--sel", "link", "page.md"], "unrecognized arguments: --sel"),
        (["--output-format", "xml"], '--output-format: unknown value "xml"; use one of text, concise'),
        (["--config", "none.toml", "page.md"], "none.toml:1: cannot be read: No such file or directory"),
        (["explain", "link/emptytarget"], 'unknown rule "link/emptytarget"; did you mean "link/empty-target"?'),
        (["explain", "misspelling"], 'unknown rule "misspelling"; did you mean "spelling/misspelling"?'),
        (["rules", "test", "nosuch/rule"], 'unknown rule or family "nosuch/rule"; profilelint rules list shows all rules'),
        (["rules", "tset"], 'action: unknown value "tset"; did you mean "test"?'),
        (["--output-format", "jsno"], '--output-format: unknown value "jsno"; did you mean "json"?'),
        (["rules", "new"], "which rule? Usage"),
        (["rules", "new", "Wrong Name"], '"Wrong Name" cannot be the id of a rule'),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run, write, site, arguments, sentence):
    write("page.md", CLEAN)
    write("photo.png")
    (site / "empty").mkdir()
    said = run(*arguments)
    assert said.code == 2
    assert said.err.startswith("profilelint: ")
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert "checked:" not in said.out


def test_a_broken_rule_page_is_said_with_file_and_line(run, write):
    write("page.md", CLEAN)
    write(".profilelint.toml", 'rule-paths = ["own"]\n')
    write("own/mine/rule.md", "---\ntitle: Mine\nmessage: Mine\nseverity: eror\n---\n")
    said = run("page.md")
    assert said.code == 2
    assert "own/mine/rule.md:" in said.err
    assert said.err.count("\n") == 1


def test_what_can_be_read_is_checked_beside_what_cannot(run, write):
    write("page.md", WARNING)
    said = run("nowhere.md", "page.md")
    assert said.code == 2
    assert "page.md:1:1: warning" in said.out
    assert "1 file checked: 1 warning." in said.out


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that even root cannot read")
def test_a_file_that_cannot_be_read(run, site):
    (site / "page.md").symlink_to("/proc/self/mem")
    said = run("page.md")
    assert (said.code, said.err) == (2, "profilelint: page.md: cannot be read: Input/output error\n")


def test_the_summary_counts_files_and_findings(run, write):
    write("a.md", ERROR + "\n" + WARNING)
    write("b.md", NOTE)
    assert "2 files checked: 1 error, 1 warning, 1 note." in run(".").lines
    assert run("--ignore", "all", ".").lines == ["2 files checked: no problems found."]
    assert not run("b.md", "--quiet", "--ignore", "all").out


def test_nothing_read_is_said_even_where_nobody_asks(run, write):
    said = run("--quiet", ".")
    assert said.out == "0 files checked.\n"
    assert said.code == 2
    assert (run().code, run().out) == (0, "0 files checked.\n")


def test_standard_input(run, write):
    assert run("-", stdin=ERROR.encode()).lines[0].startswith("-:1:")
    said = run("--stdin-filename", "_data/cv.yml", "--output-format", "concise", stdin=b"a: 1\na: 2\n")
    assert said.err == run("-", "--stdin-filename", "_data/cv.yml", "--output-format", "concise", stdin=b"a: 1\na: 2\n").err
    assert "1 file checked" in said.err


def test_standard_input_of_an_excluded_file(run):
    said = run("-", "--stdin-filename", "_layouts/page.html", "--force-exclude", stdin=b'<a href="">x</a>')
    assert (said.code, said.out) == (0, "0 files checked (1 excluded).\n")


def test_statistics(run, write):
    write("a.md", f"{WARNING}\n{ERROR}\n{WARNING}")
    lines = run("a.md", "--statistics").lines
    assert lines[:2] == ["    2  warning  placeholder/filler-text", "    1  error    link/empty-target"]


def test_a_page_that_breaks_a_check_is_said_and_the_others_are_checked(run, write, monkeypatch):
    write("a.md", "boom\n")
    write("b.md", WARNING)
    from profilelint.run import engine

    def read(source, format):
        if "boom" in source.text:
            raise IndexError("list index out of range")
        return honest(source, format)

    honest = engine.read
    monkeypatch.setattr(engine, "read", read)
    said = run(".")
    assert said.code == 2
    assert said.err == "profilelint: a.md: profilelint failed on this page (IndexError); please report it, with the page\n"
    assert "b.md:1:1" in said.out
    monkeypatch.setenv("PROFILELINT_DEBUG", "1")
    with pytest.raises(IndexError):
        run(".")


def test_a_failure_outside_of_pages_is_one_sentence_too(run, monkeypatch):
    def broken(argv):
        raise RuntimeError("this\nand that")

    monkeypatch.setattr(cli, "_run", broken)
    said = run()
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "please report it" in said.err


def test_ctrl_c(run, monkeypatch):
    def stopped(argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", stopped)
    said = run()
    assert (said.code, said.out, said.err) == (130, "", "")


def test_explain_prints_the_page(run):
    said = run("explain", "link/empty-target")
    assert said.code == 0
    assert said.lines[0].startswith("link/empty-target: ")
    assert "Reports" in said.lines
    assert "```" not in said.out
    assert "\x1b" not in said.out


def test_explain_lists_a_family(run):
    assert all(line.startswith("link/") for line in run("explain", "link").lines)


def test_rules_are_listed(run):
    ids = [line.split()[0] for line in run("rules").lines]
    assert ids == sorted(ids)
    assert "link/empty-target" in ids
    assert run("rules", "list").lines == run("rules").lines


def test_a_new_rule_is_ready_to_be_tested(run, write, site):
    write(".profilelint.toml", 'rule-paths = ["own"]\n')
    said = run("rules", "new", "mine/first")
    assert said.out == f"{Path('own/mine/first.md')} created; fill it in\n"
    assert run("rules", "test", "mine/first").code == 0
    write("page.md", "the words to report\n")
    assert "mine/first" in run("page.md").out
    assert "own/mine" not in run(".").out
    assert "own/mine/first.md already exists" in run("rules", "new", "mine/first").err


@pytest.mark.parametrize(
    ("files", "without"),
    [
        (("turbohtml.py", "yaml/__init__.py", "yaml/_yaml.py"), ""),
        (("yaml/__init__.py", "yaml/_yaml.py"), " (without turbohtml)"),
        (("turbohtml.py", "yaml/__init__.py"), " (without libyaml)"),
        (("yaml/__init__.py",), " (without turbohtml and libyaml)"),
    ],
)
def test_the_version_and_what_it_does_without(run, write, site, monkeypatch, files, without):
    monkeypatch.setattr("sys.path", [str(site / "installed")])
    for name in files:
        write(f"installed/{name}")
    said = run("--version")
    assert (said.code, said.out) == (0, f"profilelint {profilelint.__version__}{without}\n")


def test_the_version_as_an_option_of_check(run, capsys):
    with pytest.raises(SystemExit, match="0"):
        run("check", "--version")
    assert capsys.readouterr().out == run("--version").out


# As a program of its own


def _profilelint(*argv: str, **options):
    return subprocess.run([sys.executable, "-m", "profilelint", *argv], capture_output=True, timeout=300, check=False, **options)


def test_as_a_program(write, site):
    write("page.md", ERROR)
    done = _profilelint("page.md", "--output-format", "json", cwd=site)
    assert done.returncode == 1
    assert [report["code"] for report in json.loads(done.stdout)] == ["link/empty-target"]
    assert done.stderr == b"1 file checked: 1 error.\n"


def test_standard_output_that_is_not_utf8_survives(write, site):
    write("page.md", "École “wins” ŒUVRE 東京: see the [slides]()\n")
    done = _profilelint("page.md", cwd=site, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (1, b"")
    assert rb"\xc9cole" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="there is no such pipe on Windows")
def test_a_broken_pipe_is_no_error(write, site):
    write("page.md", ERROR * 5000)
    with subprocess.Popen(
        [sys.executable, "-m", "profilelint", "page.md", "--output-format", "concise"],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        error = process.stderr.read()
    assert (process.returncode, error) == (1, b"")


def test_timing_says_where_the_time_went(run, write):
    write("page.md", "# Page\n\nThe the tide.\n")
    plain, timed = run("page.md"), run("page.md", "--timing")
    assert (timed.code, timed.out) == (plain.code, plain.out)
    names = [line.rpartition(" ms  ")[2] for line in timed.err.splitlines()]
    assert {"reading", "spelling/repeated-word"} <= set(names)
    seconds = [float(line.partition(" ms")[0]) for line in timed.err.splitlines()]
    assert seconds == sorted(seconds, reverse=True)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("chekc", 'no such file, folder or command: "chekc"; did you mean "profilelint check"?'),
        ("link", 'no such file, folder or command: "link"; did you mean "profilelint links"?'),
        ("lint", 'no such file, folder or command: "lint"; did you mean "profilelint"?'),
        ("fix", 'no such file, folder or command: "fix"; did you mean "profilelint --fix"?'),
        ("Help", 'no such file, folder or command: "Help"; did you mean "profilelint --help"?'),
        ("pages", "pages: no such file or folder"),
        ("fixed", "fixed: no such file or folder"),
        ("chekc.md", "chekc.md: no such file or folder"),
    ],
)
def test_a_word_that_is_no_path_may_be_meant_as_a_command(run, name, says):
    done = run(name)
    assert (done.code, done.err.splitlines()[0]) == (2, f"profilelint: {says}")


def test_the_command_line_to_type_has_the_paths_that_were_given(run):
    done = run("fix", "_pages", "my cv.md")
    assert done.err == 'profilelint: no such file, folder or command: "fix"; did you mean "profilelint --fix _pages \'my cv.md\'"?\n'
    assert 'did you mean "profilelint cv.md"?' in run("lint", "cv.md").err
    assert 'did you mean "profilelint words add Peppr"?' in run("ignore", "Peppr").err


def test_a_folder_may_be_called_nearly_as_a_command(run, write):
    write("link/page.md", "---\ntitle: Ada\n---\nHello.\n")
    assert run("link").code == 0
    write("fix/page.md", "---\ntitle: Ada\n---\nHello.\n")
    assert run("fix").code == 0


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (("a.md", "--diff-base", ""), "argument --diff-base: must not be empty"),
        (("a.md", "--select", ""), "argument --select: no rule given"),
        (("a.md", "--ignore", " , "), "argument --ignore: no rule given"),
        (("a.md", "--exclude", ""), "argument --exclude: must not be empty"),
        (("a.md", "--exclude", "#x"), 'argument --exclude: "#x" is not a valid .gitignore pattern'),
        (("a.md", "--config", ""), "argument --config: must not be empty"),
        (("links", "a.md", "--skip", ""), "argument --skip: must not be empty"),
        (("links", "a.md", "--site", ""), "argument --site: must not be empty"),
        (("links", "a.md", "--built", ""), "argument --built: must not be empty"),
        (("explain", "--why", ""), "argument --why: must not be empty"),
        (("leftovers", ""), "argument PATH: must not be empty"),
        (("baseline", "write", "--file", ""), "argument --file: must not be empty"),
    ],
)
def test_an_empty_value_is_refused(run, write, argv, says):
    """In CI it is a variable that nobody has set, and what was asked for would not be done."""
    write("a.md", "TBD\n")
    said = run(*argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"profilelint: {says}")


def test_dash_is_standard_input_alone(run, write):
    write("a.md", "TBD\n")
    assert run("-", "--output-format", "concise", stdin=b"TBD\n").lines[0].startswith("-:1:1: ")
    for argv in (("a.md", "-"), ("-", "-"), ("links", "a.md", "-")):
        said = run(*argv, stdin=b"TBD\n")
        assert (said.code, said.out) == (2, "")
        assert said.err == "profilelint: -: no such file or folder; - means standard input only when it is the only path\n"
    assert run("--stdin-filename", "", "--output-format", "concise", stdin=b"TBD\n").lines[0].startswith("-:1:1: ")
    said = run("a.md", "--stdin-filename", "b.md")
    assert (said.code, said.err) == (2, "profilelint: --stdin-filename is for standard input; give - as the only path, or no path\n")


def test_rules_that_there_are_not(run):
    for action in ("list", "test"):
        said = run("rules", action, "date/nope")
        assert (said.code, said.out) == (2, "")
        assert said.err.startswith('profilelint: unknown rule or family "date/nope"; did you mean "date/')
        assert run("rules", action, "dat").err == 'profilelint: unknown rule or family "dat"; did you mean "date"?\n'


def test_rules_are_listed_by_name(run):
    assert [line.split()[0] for line in run("rules", "list", "suppression", "date/stale").lines] == [
        "date/stale",
        "suppression/unknown-rule",
        "suppression/unused",
    ]
    assert run("rules", "list", "all").out == run("rules").out


@pytest.mark.skipif(sys.platform == "win32", reason="asks a shell")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("profilelint a.md | head -0", 1),
        ("profilelint --no-cache . | head -1", 1),
        ("profilelint --output-format json . | head -1", 1),
        ("profilelint --exit-zero . | head -1", 0),
        ("profilelint --fail-on error --select typography . | head -1", 0),
        ("profilelint leftovers | head -0", 0),
        ("profilelint explain date/stale | head -1", 0),
        ("profilelint . >/dev/full", 2),
        ("profilelint . >/dev/full 2>/dev/full", 2),
        ("profilelint a.md 2>/dev/full", 1),
        ("profilelint nowhere.md 2>/dev/full", 2),
        ("profilelint --output-format github . >/dev/full 2>&1", 2),
    ],
)
def test_who_does_not_read_to_the_end_changes_no_exit_code(site, write, command, code):
    """Of a pipe whose reader has seen enough: nothing is said of it, and what was found so far counts."""
    for number in range(300):
        write(f"{number}.md", "Research intern, Febrary 2025. We recieve it.\n" * 9)
    write("a.md", "Febrary 2025\n")
    quoted = command.replace("profilelint ", f"{sys.executable} -P -m profilelint ", 1)
    script = f"set -o pipefail; {quoted}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], cwd=site, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert "head" not in command or "profilelint:" not in done.stderr
