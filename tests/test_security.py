"""What a hostile repository cannot make profilelint do: SECURITY.md, line by line.

Python itself is the witness: an audit hook sees every file that is opened, every process and every connection, whoever asks for it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rows import SLIP

import profilelint

SECURITY = (Path(__file__).parent.parent / "SECURITY.md").read_text(encoding="utf-8")
SECRET = "the-launch-code-is-0000"
#: What the hook tells: processes, connections, code that is compiled, files that are opened and how.
WITNESS = """
import json, sys
said = []
def hook(event, arguments):
    if event in ("os.system", "os.exec", "os.posix_spawn", "os.fork", "subprocess.Popen", "ctypes.dlopen") or event.startswith("socket."):
        said.append([event, str(arguments)])
    elif event == "open" and not isinstance(arguments[0], int):
        said.append([event, str(arguments[0]), str(arguments[1]), arguments[2]])
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"):
        said.append(["write", *map(str, arguments)])
sys.addaudithook(hook)
from profilelint.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("WITNESS" + json.dumps([code, said]), file=sys.stderr)
"""
HOSTILE = {
    "_config.yml": 'title: !!python/object/apply:os.system ["touch ran"]\nexclude: !!python/name:os.system\nplugins: [evil]\n',
    "index.md": f"---\nlayout: !!python/object/apply:os.system ['touch ran']\n---\n[a](../secret.md#{SECRET}) "
    "[b](out/secret.md#x) Febrary 2025\n",
    "links.md": "![a](https://alpha.edu/x.png) [b](http://127.0.0.1:9/y) [c](file:///etc/passwd) <script>fetch('https://alpha.edu')</script>\n",
    "liquid.md": "{% include_relative ../secret.md %} {{ site.data | eval }} {% capture x %}$(touch ran)`touch ran`{% endcapture %}\n",
    "_data/cv.yml": "a: !!python/object/new:subprocess.Popen [[touch, ran]]\n",
    "yaml.py": "open('ran', 'w')\n",
    "ftfy.py": "open('ran', 'w')\n",
    "sitecustomize.py": "open('ran', 'w')\n",
    "profilelint_plugin.py": "open('ran', 'w')\n",
    "_plugins/evil.rb": "File.write('ran', '')\n",
    "pyproject.toml": '[tool.profilelint]\nrule-paths = ["own"]\n',
    "own/mine/rule.md": '---\ntitle: A\nmessage: "{found}"\nseverity: note\ncheck: phrases\nfix: none\nsince: "0.1"\n'
    "options:\n  phrases: [Febrary]\n---\nB\n",
    "$(touch ran).md": "Febrary 2025\n",
    "; touch ran;.md": "Febrary 2025\n",
}


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    """The repository of a stranger, with a secret beside it."""
    site = tmp_path / "site"
    for name, text in HOSTILE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    (site / ".git").mkdir()
    (tmp_path / "secret.md").write_text(f"# {SECRET}\n\nFebrary 2025\n")
    (site / "out").symlink_to(tmp_path)
    (site / "passwd.md").symlink_to(tmp_path / "secret.md")
    (site / ".gitignore").symlink_to(tmp_path / "secret.md")
    monkeypatch.chdir(site)
    return site


def witnessed(folder: Path, *argv: str) -> tuple[int, list[list[str]], str]:
    """The exit code, what the witness saw, and what was printed."""
    environ = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-P", "-c", WITNESS, *argv], cwd=folder, capture_output=True, env=environ, check=False)
    out, err = done.stdout.decode(), done.stderr.decode()
    said, _, seen = err.rpartition("WITNESS")
    assert seen, err
    code, events = json.loads(seen)
    return code, events, out + said


RUNS = (["."], ["--fix", "."], ["--diff", "--unsafe-fixes", "."], ["--output-format", "json", "."], ["--statistics", "."])


@pytest.mark.parametrize("argv", RUNS, ids=" ".join)
def test_it_runs_no_code_asks_no_network_and_stays_inside(hostile, argv):
    code, events, printed = witnessed(hostile, *argv)
    assert code in (0, 1), printed
    assert not (hostile / "ran").exists()
    assert any(event == "open" and path.endswith("index.md") for event, path, *_ in events)  # the witness is awake
    assert [event for event in events if event[0] not in ("open", "write")] == []
    tree, outside = str(hostile), str(hostile.parent)
    for event, path, *how in events:
        absolute = os.path.normpath(os.path.join(tree, path))
        assert not path.endswith("secret.md"), (event, path)
        if event == "open" and absolute.startswith(outside):
            assert absolute.startswith((tree + os.sep, os.path.join(outside, "cache"))), path
            assert os.path.realpath(absolute) != os.path.join(outside, "secret.md")
        writes = event == "write" or any(flag in how[0] for flag in "wax+") or (how[1] or 0) & (os.O_WRONLY | os.O_RDWR)
        if writes and path != os.devnull:
            assert absolute.startswith((tree + os.sep, os.path.join(outside, "cache"))), (event, path, how)
            assert "--fix" in argv or absolute.startswith(os.path.join(outside, "cache")), (event, path, how)
    assert SECRET not in printed.replace(f"#{SECRET}", "")
    assert (hostile.parent / "secret.md").read_text() == f"# {SECRET}\n\nFebrary 2025\n"


def test_modules_in_the_site_are_not_imported(hostile):
    subprocess.run([sys.executable, "-m", "profilelint", "."], cwd=hostile, capture_output=True, check=False)
    assert not (hostile / "ran").exists()


def test_a_fix_does_not_follow_a_link_out_of_the_site(hostile):
    code, _, printed = witnessed(hostile, "--fix", "passwd.md")
    assert code == 2
    assert "passwd.md: is a symlink to somewhere outside the site, so it was not changed" in printed
    assert (hostile / "passwd.md").is_symlink()


#: Each command that writes something else than pages: the file that it writes, and what may be in it before.
WRITES = {
    "--output-file": (["--output-file", "json=out.json", "page.md"], "out.json", "[]\n"),
    "words": (["words", "add", "cosets"], ".profilelint.toml", "words = ['peppr']\n"),
    "baseline": (["baseline", "write"], ".profilelint-baseline.json", '{"version": 1, "pages": {}}\n'),
    "init": (
        ["init", "--yes"],
        ".pre-commit-config.yaml",
        "repos:\n  - repo: https://lint.example/a\n    rev: v1\n    hooks:\n      - id: a\n",
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="asks for links as Unix has them")
@pytest.mark.parametrize("is_there", [True, False], ids=["a file", "nothing"])
@pytest.mark.parametrize("command", WRITES)
def test_nothing_is_written_through_a_link_out_of_the_site(tmp_path, command, is_there):
    argv, name, before = WRITES[command]
    site, outside = tmp_path / "site", tmp_path / "outside"
    (site / ".git").mkdir(parents=True)
    (site / "page.md").write_text("Febrary 2025\n")
    if is_there:
        outside.write_text(before)
    (site / name).symlink_to(outside)
    code, _, printed = witnessed(site, *argv)
    assert code == 2, printed
    assert (outside.read_text() if outside.exists() else None) == (before if is_there else None)
    assert (site / name).is_symlink()


@pytest.mark.parametrize("name", ["::error::x.md", " ::set-output name=a::b.md", "::add-mask::a.md"])
@pytest.mark.parametrize("form", ["text", "concise"])
def test_file_names_give_no_commands_to_runners(run, write, name, form):
    write(name, SLIP)
    said = run(".", "--output-format", form)
    assert said.code == 1
    assert not any(line.lstrip().startswith("::") for line in (said.out + said.err).splitlines())


@pytest.mark.parametrize(
    "argv", [["--diff"], ["--output-format", "text"], ["--output-format", "grouped"], ["--output-format", "text", "--fix"]]
)
def test_pages_give_no_commands_to_runners(run, write, monkeypatch, argv):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write("a.md", b"::set-output name=a::b\n" + SLIP + b"::error::c Febrary 2025\n  ::stop-commands::d\n")
    said = run("a.md", *argv)
    assert not any(line.lstrip().startswith("::") for line in (said.out + said.err).splitlines())


def test_a_diff_for_programs_is_exact(run, write):
    write("a.md", b"::x\n" + SLIP)
    assert " ::x\n" in run("a.md", "--diff").out


@pytest.mark.parametrize("form", ["text", "concise"])
def test_pages_cannot_move_the_cursor(run, write, form):
    write("a.md", "Febrary 2025 \x1b[2J\x1b]0;title\x07 \x9b31m \u202eevil\u202c \r\nFebrary \x08\x08 2025\n")
    said = run("a.md", "--output-format", form)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said.out)


@pytest.mark.parametrize("argv", [["--diff-base", "HEAD", "."], ["."]], ids=" ".join)
def test_git_runs_nothing_of_the_repository(tmp_path, argv):
    """Whatever its configuration names: filters, hooks, monitors, programs that compare, sign and fetch."""
    site, ran = tmp_path / "site", tmp_path / "ran"
    site.mkdir()

    def git(*arguments):
        environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.org", *arguments]
        subprocess.run(command, cwd=site, check=True, capture_output=True, env=environ)

    git("init", "-q")
    (site / ".gitattributes").write_text("*.md filter=x diff=x\n")
    (site / "index.md").write_text("---\ntitle: A\n---\nFebrary 2025\n")
    (site / ".profilelint-baseline.json").write_text('{"version": 1, "pages": {"gone.md": []}}')
    git("add", "-A")
    git("commit", "-q", "-m", "One")
    (site / "index.md").write_text("---\ntitle: A\n---\nFebrary 2025, Octobr 2024\n")
    evil = f"touch {ran}; cat"
    named = """filter.x.clean filter.x.smudge filter.x.process diff.external diff.x.command diff.x.textconv core.pager core.fsmonitor
        core.sshCommand core.editor gpg.program alias.diff uploadpack.packObjectsHook"""
    further = {"log.showSignature": "true", "remote.origin.promisor": "true", "protocol.ext.allow": "always", "core.hooksPath": str(site)}
    for name, value in {**dict.fromkeys(named.split(), evil), **further, "remote.origin.url": f"ext::touch {ran}"}.items():
        git("config", name, value)
    ran.unlink(missing_ok=True)
    environ = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-P", "-m", "profilelint", *argv]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, env=environ, check=False)
    assert done.returncode == 1, done.stderr
    assert "Octobr" in done.stdout
    assert not ran.exists()


def test_git_fetches_nothing_that_is_missing(tmp_path, monkeypatch):
    """A clone that is not whole says from where the rest comes, and by which program."""
    site, ran = tmp_path / "site", tmp_path / "ran"
    site.mkdir()
    monkeypatch.chdir(site)
    (site / "index.md").write_text("Febrary 2025\n")
    asked = {"remote.origin.promisor": "true", "remote.origin.url": f"ext::touch {ran}", "protocol.ext.allow": "always"}
    settings = [f"{name}={value}" for name, value in {"user.name": "a", "user.email": "a@b.org"}.items()]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "One"]):
        subprocess.run(["git", *(word for each in settings for word in ("-c", each)), *arguments], check=True)
    for name, value in {"core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", **asked}.items():
        subprocess.run(["git", "config", name, value], check=True)
    blob = subprocess.run(["git", "rev-parse", "HEAD:index.md"], check=True, capture_output=True, text=True).stdout.strip()
    (site / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    code, _, printed = witnessed(site, "--diff-base", "HEAD", ".")
    assert (code, "profilelint: --diff-base: " in printed, ran.exists()) == (2, True, False), printed


@pytest.mark.parametrize(
    "text", [f'token = "{SECRET}"\n', f"{SECRET}\n", f"root:{SECRET}:0:0\n", f'[a]\nb = ["{SECRET}\n', f"---\nx: {SECRET}\n---\n"]
)
@pytest.mark.parametrize("setting", ['extend = "../elsewhere/a/b.md"', 'rule-paths = ["../elsewhere"]'])
def test_what_a_configuration_names_elsewhere_is_not_shown(hostile, setting, text):
    (hostile / "pyproject.toml").unlink()
    (hostile / ".profilelint.toml").write_text(setting)
    (hostile.parent / "elsewhere" / "a").mkdir(parents=True)
    (hostile.parent / "elsewhere" / "a" / "b.md").write_text(text)
    code, _, printed = witnessed(hostile, "links.md")
    assert (code, SECRET in printed) == (2, False)


#: Each way in which a link may lead a configuration, or what it names, out of the site.
LED_OUT = {
    "the configuration": lambda site, outside: (site / ".profilelint.toml").symlink_to(outside / "a.toml"),
    "the configuration in pyproject.toml": lambda site, outside: (site / "pyproject.toml").symlink_to(outside / "pyproject.toml"),
    "a folder of rules": lambda site, outside: (
        (site / ".profilelint.toml").write_text("rule-paths = ['own']\n"),
        (site / "own").symlink_to(outside / "rules"),
    ),
    "a family of rules": lambda site, outside: (
        (site / ".profilelint.toml").write_text("rule-paths = ['own']\n"),
        (site / "own").mkdir(),
        (site / "own" / "family").symlink_to(outside / "rules" / SECRET),
    ),
    "a rule": lambda site, outside: (
        (site / ".profilelint.toml").write_text("rule-paths = ['own']\n"),
        (site / "own" / "family").mkdir(parents=True),
        (site / "own" / "family" / "rule.md").symlink_to(outside / "rules" / SECRET / "x.md"),
    ),
    "what is extended": lambda site, outside: (
        (site / ".profilelint.toml").write_text("extend = 'b.toml'\n"),
        (site / "b.toml").symlink_to(outside / "a.toml"),
    ),
    "a folder of what is extended": lambda site, outside: (
        (site / ".profilelint.toml").write_text("extend = 'shared/a.toml'\n"),
        (site / "shared").symlink_to(outside),
    ),
    "the baseline": lambda site, outside: (site / ".profilelint-baseline.json").symlink_to(outside / "baseline.json"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="asks for links as Unix has them")
@pytest.mark.parametrize("what", LED_OUT)
def test_links_lead_no_configuration_out_of_the_site(tmp_path, what):
    site, outside = tmp_path / "site", tmp_path / "outside"
    (outside / "rules" / SECRET).mkdir(parents=True)
    (site / ".git").mkdir(parents=True)
    (site / "page.md").write_text(f"Febrary 2025 {SECRET}\n")
    (outside / "a.toml").write_text(f"select = ['typography']\nwords = ['{SECRET}']\n")
    (outside / "pyproject.toml").write_text(f"[tool.profilelint]\nselect = ['typography']\nwords = ['{SECRET}']\n")
    (outside / "rules" / SECRET / "x.md").write_text(f"---\ntitle: {SECRET}\n---\n")
    (outside / "baseline.json").write_text(json.dumps({"version": 1, "pages": {SECRET: []}}))
    LED_OUT[what](site, outside)
    code, events, printed = witnessed(site, "--output-format", "concise", ".")
    opened = [
        path
        for event, path, *_ in events
        if event == "open" and os.path.realpath(os.path.join(site, path)).startswith(f"{outside}{os.sep}")
    ]
    assert opened == []
    assert SECRET not in printed
    assert code == 2 or "date/misspelled-month" in printed


@pytest.mark.skipif(sys.platform == "win32", reason="asks for links as Unix has them")
def test_a_shared_configuration_may_be_beside_the_site(tmp_path):
    """Named as it is, without links, and also where links lead to the site itself."""
    (tmp_path / "sites" / "mine" / ".git").mkdir(parents=True)
    (tmp_path / "shared.toml").write_text("select = ['typography']\n")
    (tmp_path / "sites" / "mine" / ".profilelint.toml").write_text("extend = '../../shared.toml'\n")
    (tmp_path / "sites" / "mine" / "page.md").write_text("Febrary 2025\n")
    (tmp_path / "link").symlink_to(tmp_path / "sites" / "mine")
    for folder in (tmp_path / "sites" / "mine", tmp_path / "link"):
        code, _, printed = witnessed(folder, ".")
        assert (code, "misspelled-month" in printed) == (0, False), printed


@pytest.mark.parametrize("text", ["", "---\n", HOSTILE["own/mine/rule.md"].replace("check: phrases", "check: nothing")])
def test_names_in_a_folder_of_rules_elsewhere_are_not_shown(tmp_path, text):
    site, outside = tmp_path / "site", tmp_path / "outside"
    (outside / "family").mkdir(parents=True)
    (outside / "family" / f"{SECRET}.md").write_text(text)
    (site / ".git").mkdir(parents=True)
    (site / "page.md").write_text("Febrary 2025\n")
    (site / ".profilelint.toml").write_text("rule-paths = ['../outside']\n")
    code, _, printed = witnessed(site, "page.md")
    assert (code, SECRET in printed) == (2, False), printed


def test_a_message_cannot_reach_into_objects(run, write):
    write("page.md", "Febrary 2025\n")
    write(".profilelint.toml", 'rule-paths = ["own"]\n')
    write("own/mine/rule.md", HOSTILE["own/mine/rule.md"].replace("{found}", "{found.__class__}"))
    said = run("page.md")
    assert (said.code, said.out) == (2, "")
    assert "is not a plain name" in said.err


def test_every_promise_has_its_test():
    """Each promise names the tests that hold it, and each test that is named is there."""
    here = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    promises = re.findall(
        r"^- .*?(?=^- |^#|\Z)", SECURITY.partition("## What untrusted input cannot do")[2].partition("\n## ")[0], re.MULTILINE | re.DOTALL
    )
    assert len(promises) >= 7
    for promise in promises:
        tests = re.findall(r"`(test_\w+)`", promise)
        assert tests, promise
        for name in tests:
            assert f"def {name}(" in here, name


def test_bytes_are_linted_the_same_wherever_they_come_from():
    assert profilelint.lint_bytes(SLIP, "cv.md") == profilelint.lint_text(SLIP.decode(), "cv.md")
