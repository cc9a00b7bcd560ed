"""Names, file systems, configurations, environments that nobody wishes for."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from rows import REPORTED, SLIP, Row, both, check, fifo, folder, link, mode, named, page, path_in

import profilelint

pytestmark = [
    pytest.mark.public,
    pytest.mark.skipif(sys.platform != "linux", reason="asks for pipes, devices, limits and disks as Linux has them"),
]

NAMES = [
    Row("a name with a line end", named("a\nb.md"), 1, (r"a\\x0ab\.md:1:18",), argv=("a\nb.md",)),
    Row("a name that recolours the terminal", named("a\x1b[31mb.md"), 1, (r"\\x1b\[31m",), argv=(".",)),
    Row("a name that is not UTF-8", named(b"caf\xe9.md"), 1, (REPORTED,), argv=(".",)),
    Row("a name of 255 bytes", named("a" * 252 + ".md"), 1, (REPORTED,), argv=(".",)),
    Row("a name that turns the direction of text", named("a\u202egpj.md"), 1, (r"\\u202e",), argv=(".",)),
    Row("a name with a workflow command", named("%0A::error::x.md"), 1, (REPORTED,), argv=(".",)),
    Row("a name like an option", named("--fix.md"), 1, (REPORTED,), argv=("--", "--fix.md")),
    Row("a name like an option, met in a folder", named("-x.md"), 1, (REPORTED,), argv=(".",)),
    Row("a name with blanks, a colon and brackets", named("a b: [c] *.md"), 1, (re.escape("a b: [c] *.md:1:18"),), argv=("a b: [c] *.md",)),
    Row("a name of nothing but its ending", named(".md"), 2, ("unsupported file type",), argv=(".md",)),
    Row("a name in another Unicode form", named("Zu\u0308rich.md"), 1, (REPORTED,), argv=("Zu\u0308rich.md",)),
    Row("a name with a NUL", page(SLIP), 2, ("no such file",), argv=("page.md\ufffe/../x",)),
    Row("a path longer than paths may be", page(SLIP), 2, ("no such file|cannot be read",), argv=("a/" * 3000 + "x.md",)),
    Row("a name longer than names may be", page(SLIP), 2, ("no such file|cannot be read",), argv=("a" * 300 + ".md",)),
    Row("an empty name", page(SLIP), 2, ("no such file",), argv=("",)),
    Row("the same file five times", page(SLIP), 1, ("1 file checked",), argv=("page.md", "./page.md", ".", "page.md", "x/../page.md")[:4]),
]


def bound(name: str) -> Callable[[Path], None]:
    """A socket by that name."""

    def make(site: Path) -> None:
        here = os.getcwd()
        os.chdir(site)  # the path of a socket is short
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(name)
        os.chdir(here)

    return make


def folders(name: str, depth: int) -> Callable[[Path], None]:
    """In one another, with a page in each tenth."""

    def make(site: Path) -> None:
        here = os.getcwd()
        os.chdir(site)
        for number in range(depth):
            os.mkdir(name)
            os.chdir(name)
            if number % 10 == 9:
                Path("page.md").write_bytes(SLIP)
        os.chdir(here)

    return make


IRREGULAR = "not a regular file"
FILES = [
    Row("a pipe", fifo("page.md"), 2, (IRREGULAR,)),
    Row("a pipe in a folder", both(fifo("page.md"), page(SLIP, "b.md")), 1, ("1 file checked",), argv=(".",)),
    Row("a socket", bound("page.md"), 2, (IRREGULAR,)),
    Row("a device", link("page.md", "/dev/zero"), 2, (IRREGULAR,)),
    Row("a device that blocks", link("page.md", "/dev/tty"), 2, (IRREGULAR,)),
    Row("a device in a folder", both(link("page.md", "/dev/zero"), page(SLIP, "b.md")), 1, ("1 file checked",), argv=(".",)),
    Row("a folder called page.md", both(lambda site: (site / "page.md").mkdir(), page(SLIP, "page.md/b.md")), 1, (r"page\.md/b\.md:1:18",)),
    Row("a link to itself", link("page.md", "page.md"), 2, ("no such file",)),
    Row("a link to itself, in a folder", both(link("page.md", "page.md"), page(SLIP, "b.md")), 1, ("1 file checked",), argv=(".",)),
    Row("folders that hold themselves", both(page(SLIP, "b.md"), link("a", ".")), 1, ("1 file checked",), argv=(".",)),
    Row("a link that leads nowhere", link("page.md", "nowhere.md"), 2, ("no such file",)),
    Row(
        "a link out of the tree, in a folder",
        both(page(b"TBD\n", "b.md"), link("passwd.md", "/etc/passwd"), link("etc", "/etc")),
        1,
        ("1 file checked",),
        argv=(".",),
    ),
    Row("a file that there is not", page(SLIP, "b.md"), 2, ("no such file",)),
    Row("a file behind a file", page(SLIP), 2, ("no such file",), argv=("page.md/x.md",)),
    Row("memory that cannot be read", link("page.md", "/proc/self/mem"), 2, ("cannot be read",)),
    Row("a file of another kind", page(b"x", "page.docx"), 2, ("unsupported file type",), argv=("page.docx",)),
    Row("folders deeper than paths may be", both(folders("d" * 100, 60), page(SLIP)), 2, ("File name too long", REPORTED), argv=(".",)),
    Row("folders 300 deep", folders("d", 300), 1, ("30 files checked: 30 errors",), argv=(".",)),
    Row("a pipe for .gitignore", both(fifo(".gitignore"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("a folder for .gitignore", both(lambda site: (site / ".gitignore").mkdir(), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("an endless .gitignore", both(link(".gitignore", "/dev/zero"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("a .gitignore of bytes", both(page(bytes(range(256)) * 100, ".gitignore"), page(SLIP)), None, argv=(".",)),
    Row(
        "a .gitignore that takes its time",
        both(page(b"a*" * 500 + b"b\n" + b"**/" * 200 + b"x\n[!\n\\\n", ".gitignore"), page(SLIP, "a" * 200 + ".md")),
        1,
        (REPORTED,),
        argv=(".",),
    ),
    Row("a pipe for _config.yml", both(fifo("_config.yml"), page(b"[a](b.md)\n")), None, argv=("page.md",)),
    Row("an endless _config.yml", both(link("_config.yml", "/dev/zero"), page(b"[a](b.md)\n")), None, argv=("page.md",)),
    Row("a _config.yml of 50 MB", both(page(b"a: b\n" * 10**7, "_config.yml"), page(b"[a](b.md)\n")), None, argv=("page.md",)),
    Row(
        "a _config.yml that explodes",
        both(
            page(
                b"x0: &x0 [y, y]\n"
                + b"".join(b"x%d: &x%d [*x%d, *x%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60))
                + b"exclude: *x59\n",
                "_config.yml",
            ),
            page(b"[a](b.md)\n"),
        ),
        None,
        argv=(".",),
    ),
    Row(
        "a page that is linked to and is a pipe",
        both(page(b"[a](b.md#c)\n"), page(b"", "_config.yml"), fifo("b.md")),
        None,
        argv=("page.md",),
    ),
    Row(
        "a page that is linked to and is 50 MB",
        both(page(b"[a](b.md#c)\n"), page(b"", "_config.yml"), page(b"x\n" * 25_000_000, "b.md")),
        None,
        argv=("page.md",),
    ),
    Row(
        "links out of the tree",
        both(page(b"[a](../../../../../../etc/passwd) ![b](/../../etc/hosts)\n"), page(b"", "_config.yml")),
        None,
        never="root:",
    ),
    Row("a pipe for hugo.toml", both(fifo("hugo.toml"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
    Row("an endless config.toml", both(link("config.toml", "/dev/zero"), page(SLIP)), 1, (REPORTED,), argv=(".",)),
]

RULE = """---
title: A
message: B
severity: error
check: phrases
fix: none
since: "0.1"
options:
  patterns: ['{pattern}']
---
C
"""


def own_rule(text: str) -> Callable[[Path], None]:
    """A configuration that names a rule of its own, and a page that keeps its patterns busy."""
    rule = lambda site: path_in(site, "own/x/y.md").write_text(text)  # noqa: E731
    return both(page(b'rule-paths = ["own"]\n', ".profilelint.toml"), rule, page(b"a" * 5000 + b"b\n"))


SETTINGS = [
    Row(f"configuration: {name}", both(page(data, ".profilelint.toml"), page(SLIP)), 2, (says,))
    for name, data, says in [
        ("not TOML", b"a = \n", r"\.profilelint\.toml:1: invalid TOML"),
        ("not UTF-8", b'a = 1\nb = "\xff"\n', r"\.profilelint\.toml:2: a configuration file must be UTF-8"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0", r"\.profilelint\.toml:\d+: "),
        ("deep", b"a = " + b"[" * 100_000, r"\.profilelint\.toml:\d+: "),
        ("an unknown key", b'\nexclud = ["a"]\n', r'\.profilelint\.toml:2: unknown key "exclud"; did you mean "exclude"'),
        ("a wrong type", b"exclude = 3\n", r"\.profilelint\.toml:1: exclude must be a list"),
        ("an unknown rule", b'ignore = ["lnk"]\n', r'\.profilelint\.toml:1: ignore names "lnk"'),
        ("a severity", b'fail-on = "always"\n', r"\.profilelint\.toml:1: fail-on must be one of"),
        ("a key twice", b"exclude = []\nexclude = []\n", r"\.profilelint\.toml:\d: "),
        ("rules that are no table", b"rules = 1\n", r"\.profilelint\.toml:1: rules must be a table"),
        ("a name with escapes", b'"\\u001b[31m" = 1\n', r"\.profilelint\.toml:1: unknown key"),
        ("rules from nowhere", b'rule-paths = ["nowhere"]\n', r"nowhere"),
        ("rules from a file", b'rule-paths = ["page.md"]\n', r"page\.md"),
    ]
] + [
    Row("configuration: empty", both(page(b"", ".profilelint.toml"), page(SLIP)), 1, (REPORTED,)),
    Row("configuration: a folder", both(lambda site: (site / ".profilelint.toml").mkdir(), page(SLIP)), 1, (REPORTED,)),
    Row("configuration: a pipe", both(fifo(".profilelint.toml"), page(SLIP)), 1, (REPORTED,)),
    Row(
        "configuration: a pipe that is named",
        both(fifo("x.toml"), page(SLIP)),
        2,
        (r"x\.toml:1: ",),
        argv=("--config", "x.toml", "page.md"),
    ),
    Row("configuration: endless", both(page(SLIP)), 2, ("/dev/zero:1: ",), argv=("--config", "/dev/zero", "page.md")),
    Row("configuration: 50 MB", both(page(b"# x\n" * 13_000_000, ".profilelint.toml"), page(SLIP)), 2, (r"\.profilelint\.toml:1: ",)),
    Row("configuration: somebody else's broken pyproject.toml", both(page(b"[tool\n", "pyproject.toml"), page(SLIP)), 1, (REPORTED,)),
    Row("rules that never end", own_rule(RULE.format(pattern="(a{1,40}){1,40}$")), 2, (r"own/x/y\.md:\d+: the option patterns",)),
    Row("rules that never end, otherwise", own_rule(RULE.format(pattern="(a|a){1,40}(a|a){1,40}b")), 2, (r"own/x/y\.md:\d+",)),
    Row(
        "rules that would run code", own_rule('---\ntitle: !!python/object/apply:os.system ["touch ran"]\n---\n'), 2, (r"own/x/y\.md:\d+",)
    ),
    Row("an unknown option", page(SLIP), 2, ("unrecognized arguments",), argv=("--fxi", "page.md")),
    Row("a date that is none", page(SLIP), 2, ("is not a date",), argv=("--today", "2026-02-30", "page.md")),
    Row("the first day", page(SLIP), 1, (REPORTED,), argv=("--today", "0001-01-01", "page.md")),
    Row("the last day", page(SLIP), 1, (REPORTED,), argv=("--today", "9999-12-31", "page.md")),
    Row("nothing to do", page(SLIP), 2, ("--unsafe-fixes",), argv=("--unsafe-fixes", "page.md")),
    Row("questions without a terminal", page(SLIP), 2, ("--interactive",), argv=("--interactive", "page.md")),
]


WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
#: Root may read and write everything; without these capabilities, only what its permissions say.
AS_ANYBODY = WITHOUT_RIGHTS if os.geteuid() == 0 else ()


def no_cache(site: Path) -> None:
    (site / ".git" / "cache").write_bytes(b"a file where a folder should be")


FORBIDDEN = [
    Row(
        "a file without permission",
        both(page(SLIP), mode("page.md", 0)),
        2,
        ("page.md: cannot be read: Permission denied",),
        wrap=AS_ANYBODY,
    ),
    Row(
        "a file without permission, in a folder",
        both(page(SLIP), page(SLIP, "b.md"), mode("b.md", 0)),
        2,
        (REPORTED, "b.md: cannot be read"),
        argv=(".",),
        wrap=AS_ANYBODY,
    ),
    Row(
        "a folder without permission",
        both(page(SLIP), folder("x"), mode("x", 0)),
        2,
        (REPORTED, "x: this folder cannot be read"),
        argv=(".",),
        wrap=AS_ANYBODY,
    ),
    Row(
        "a folder that lists nothing",
        both(page(SLIP), folder("x"), page(SLIP, "x/b.md"), mode("x", 0o300)),
        2,
        ("x: this folder cannot be read",),
        argv=(".",),
        wrap=AS_ANYBODY,
    ),
    Row(
        "a .gitignore without permission",
        both(page(b"*.md\n", ".gitignore"), mode(".gitignore", 0), page(SLIP)),
        1,
        (REPORTED,),
        argv=(".",),
        wrap=AS_ANYBODY,
    ),
    Row(
        "a configuration without permission",
        both(page(b"", ".profilelint.toml"), mode(".profilelint.toml", 0), page(SLIP)),
        2,
        (r"\.profilelint\.toml:1: cannot be read: Permission denied",),
        wrap=AS_ANYBODY,
    ),
    Row(
        "a fix in a folder without permission",
        both(page(SLIP), mode(".", 0o500)),
        2,
        ("page.md: cannot be written",),
        argv=("--fix", "page.md"),
        wrap=AS_ANYBODY,
    ),
]

SURROUNDINGS = [
    Row("no home", page(SLIP), 1, (REPORTED,), environ={"HOME": None, "XDG_CACHE_HOME": None}),
    Row("a home that there is not", page(SLIP), 1, (REPORTED,), environ={"HOME": "/nowhere", "XDG_CACHE_HOME": None}),
    Row("a relative cache folder", page(SLIP), 1, (REPORTED,), environ={"XDG_CACHE_HOME": "relative"}),
    Row("no cache folder", both(page(SLIP), no_cache), 1, (REPORTED,)),
    Row(
        "a cache folder that cannot be written",
        both(page(SLIP), folder(".git/cache"), mode(".git/cache", 0o500)),
        1,
        (REPORTED,),
        wrap=AS_ANYBODY,
    ),
    Row("no folder for temporary files", page(SLIP), 1, (REPORTED,), environ={"TMPDIR": "/nowhere"}),
    Row("an empty environment", page(SLIP), 1, (REPORTED,), environ=dict.fromkeys(os.environ)),
    Row(
        "no locale",
        page("Zürich, Febrary 2025\n".encode()),
        1,
        (REPORTED,),
        environ={"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ),
    Row("a locale that there is not", page(SLIP), 1, (REPORTED,), environ={"LC_ALL": "xx_YY.nothing"}),
    Row("a console of cp1252", page("東京, Febrary 2025\n".encode()), 1, (r"\\u6771", REPORTED), environ={"PYTHONIOENCODING": "cp1252"}),
    Row("a console of ASCII", page("東京, Febrary 2025\n".encode()), 1, (r"\\u6771", REPORTED), environ={"PYTHONIOENCODING": "ascii"}),
    Row("a terminal that can nothing", page(SLIP), 1, (REPORTED,), environ={"TERM": "dumb", "COLUMNS": "1"}),
    Row("a terminal without columns", page(SLIP), 1, (REPORTED,), environ={"COLUMNS": "-3", "LINES": "x"}),
    Row("an odd time zone", page(SLIP), 1, (REPORTED,), environ={"TZ": "nowhere/nothing"}),
    Row("warnings are errors", page(SLIP), 1, (REPORTED,), environ={"PYTHONWARNINGS": "error"}),
    Row("no docstrings, no assertions", page(SLIP), 1, (REPORTED,), environ={"PYTHONOPTIMIZE": "2"}),
    Row("nothing on standard input", page(SLIP), 0, ("no problems found",), argv=("-",), stdin=b""),
    Row("bytes on standard input", page(SLIP), 1, ("invalid-utf8",), argv=("-",), stdin=bytes(range(128, 256))),
    Row(
        "a picture on standard input",
        page(SLIP),
        2,
        ("does not look like text",),
        argv=("-",),
        stdin=b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 99,
    ),
    Row("standard input closed", page(SLIP), 2, ("standard input",), argv=("-",), wrap=("sh", "-c", 'exec "$@" <&-', "sh")),
    Row("standard input closed, and not asked for", page(SLIP), 1, (REPORTED,), wrap=("sh", "-c", 'exec "$@" <&-', "sh")),
    Row("standard output closed", page(SLIP), 2, (), wrap=("sh", "-c", 'exec "$@" >&-', "sh")),
    Row("standard error closed", page(SLIP), 1, (REPORTED,), wrap=("sh", "-c", 'exec "$@" 2>&-', "sh")),
    Row("standard output full", page(SLIP), 2, ("cannot be written|No space left",), wrap=("sh", "-c", 'exec "$@" >/dev/full', "sh")),
    Row(
        "a working directory that is gone",
        page(SLIP),
        2,
        ("working directory",),
        argv=(),
        wrap=("sh", "-c", 'mkdir gone; cd gone; rmdir ../gone; exec "$@"', "sh"),
    ),
    Row(
        "few open files",
        lambda site: [page(SLIP, f"{n}.md")(site) for n in range(300)],
        1,
        ("300 files checked",),
        argv=(".",),
        limits={"RLIMIT_NOFILE": 40},
    ),
    Row(
        "256 MB of memory",
        both(page(b"word " * 100_000), page(SLIP, "b.md")),
        1,
        ("2 files checked",),
        argv=(".",),
        limits={"RLIMIT_AS": 256 * 1024 * 1024},
    ),
    Row(
        "too little memory for a page",
        both(page(b"[a](https://b.edu/c) *b* <i>c</i> " * 200_000), page(SLIP, "b.md")),
        2,
        ("page.md: .*memory", REPORTED),
        argv=(".",),
        limits={"RLIMIT_AS": 400 * 1024 * 1024},
    ),
    Row(
        "a file limit of nothing",
        page(SLIP),
        2,
        ("page.md: cannot be written: File too large",),
        argv=("--fix", "page.md"),
        limits={"RLIMIT_FSIZE": 0},
    ),
    Row("files of 1970", both(page(SLIP), lambda site: os.utime(site / "page.md", (0, 0))), 1, (REPORTED,)),
    Row("files of tomorrow", both(page(SLIP), lambda site: os.utime(site / "page.md", (2**35, 2**35))), 1, (REPORTED,)),
]


def on_disk(options: str, environ: str = "") -> tuple[str, ...]:
    """A command around a row: in a folder with the same files on a disk of its own, which are the same afterwards, and all there is."""
    steps = f"mkdir .d && mount -t tmpfs -o size=256k tmpfs .d && cp -r * .[a-c,e-z]* .d && cd .d && {options}"
    files = "find . -type f -exec cksum {} + | sort"
    script = f'{{ {steps}; }} || exit 98; was=$({files}); {environ} "$@"; code=$?; [ "$was" = "$({files})" ] || exit 99; exit $code'
    return ("unshare", "-m", "sh", "-c", script, "sh")


FULL, READ_ONLY = "cannot be written: No space left on device", "page.md: cannot be written: Read-only file system"
FILL = "{ head -c 1m /dev/zero >filler 2>&-; true; }"
TOML, BASELINE = ".profilelint.toml", ".profilelint-baseline.json"
DISKS = (
    [
        Row("a disk that can only be read", page(SLIP), 2, (READ_ONLY,), argv=("--fix", "page.md"), wrap=on_disk("mount -o remount,ro .")),
        Row("a disk that can only be read, and need not be written", page(SLIP), 1, (REPORTED,), wrap=on_disk("mount -o remount,ro .")),
    ]
    + [
        Row(f"a full disk: {' '.join(argv)}", both(page(SLIP), *steps), 2, (FULL,), argv=argv, wrap=on_disk(FILL))
        for argv, *steps in (
            (("--fix", "page.md"),),
            (("--fix-only", "page.md"),),
            (("--output-file", "json=new.json", "page.md"),),
            (("--output-file", "json=old.json", "page.md"), page(b"[]\n", "old.json")),
            (("baseline", "write"),),
            (("baseline", "write"), page(b'{"version": 1, "pages": {}}\n', BASELINE)),
            (("words", "add", "cosets"),),
            (("words", "add", "cosets"), page(b'words = ["peppr"]\n', TOML)),
            (("init", "--yes"),),
            (("init", "--yes"), page(b"repos: []\n", ".pre-commit-config.yaml")),
        )
    ]
    + [
        Row("a full disk that the cache is on", page(SLIP), 1, (REPORTED,), wrap=on_disk(FILL, "XDG_CACHE_HOME=$PWD")),
    ]
)


@pytest.mark.parametrize("row", [*NAMES, *FILES, *SETTINGS, *FORBIDDEN, *SURROUNDINGS], ids=lambda row: row.name)
def test_what_may_surround_a_file(row, site):
    check(row, site)


@pytest.mark.parametrize("row", DISKS, ids=lambda row: row.name)
def test_disks(row, site):
    trial = ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", site]
    if not which("unshare") or subprocess.run(trial, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    check(row, site)


def test_files_that_vanish_and_grow_while_others_are_read(site):
    for name in ("a.md", "b.md", "c.md"):
        page(SLIP, name)(site)
    results = profilelint.lint_paths(["."])
    assert isinstance(next(results), profilelint.Page)
    (site / "b.md").unlink()
    (site / "c.md").write_bytes(SLIP * 3)
    vanished, grown = results
    assert isinstance(vanished, profilelint.Trouble)
    assert vanished.message == "cannot be read: No such file or directory"
    assert len(grown.diagnostics) == 3
