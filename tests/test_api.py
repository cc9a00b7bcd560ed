"""What programs may call, as docs/api.md describes it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date, datetime
from pathlib import Path

import pytest

import profilelint
from profilelint import Severity

pytestmark = pytest.mark.public

ERROR = "See the [slides]() of the talk.\n"
SLIP = "Research intern, Febrary 2025 – present\n"
API = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")


def test_a_text():
    (diagnostic,) = profilelint.lint_text(ERROR, "about.md")
    assert (diagnostic.rule, diagnostic.start.line, diagnostic.severity, diagnostic.path) == (
        "link/empty-target",
        1,
        Severity.ERROR,
        "about.md",
    )
    assert not profilelint.lint_text(ERROR, ignore=["link"])
    assert not profilelint.lint_text(ERROR, select=["date"])


def test_the_path_tells_the_format():
    assert profilelint.lint_text("a: 1\na: 2\n", "_data/cv.yml")
    assert not profilelint.lint_text("a: 1\na: 2\n", "cv.md", ignore=["structure"])


def test_bytes():
    assert [diagnostic.rule for diagnostic in profilelint.lint_bytes(b"Caf\xe9\n", "a.md")] == ["encoding/invalid-utf8"]
    (diagnostic,) = profilelint.lint_bytes(b"\xef\xbb\xbf" + ERROR.encode(), "a.md", ignore=["encoding"])
    assert (diagnostic.start.line, diagnostic.start.column) == (1, ERROR.index("[") + 1)


def test_files(write):
    write("page.md", "TBD\n")
    write("b.md", ERROR)
    pages = list(profilelint.lint_paths(["page.md", Path("b.md")]))
    assert [diagnostic.path for page in pages for diagnostic in page.diagnostics] == ["page.md", "b.md"]
    (trouble,) = profilelint.lint_paths(["nowhere.md"])
    assert isinstance(trouble, profilelint.Trouble)


def test_the_settings_around_the_working_directory_hold_for_files_alone(write):
    write(".profilelint.toml", 'ignore = ["link"]\n')
    write("b.md", ERROR)
    (page,) = profilelint.lint_paths(["b.md"])
    assert not page.diagnostics
    assert profilelint.lint_text(ERROR, "b.md")
    assert not profilelint.lint_text(ERROR, "b.md", settings=profilelint.find_settings(Path.cwd()))


def test_fixes():
    assert profilelint.fix_text(SLIP, "cv.md") == SLIP.replace("Febrary", "February")
    assert profilelint.fix_text(SLIP, "cv.md", ignore=["date"]) == SLIP
    data = b"\xff " + SLIP.replace("\n", "\r\n").encode()
    assert profilelint.fix_bytes(data, "cv.md") == data.replace(b"Febrary", b"February")
    assert profilelint.fix_text("See [my site](www.alpha.edu/me).\n", "a.md", unsafe=True) == "See [my site](https://www.alpha.edu/me).\n"


def test_a_text_that_no_file_can_hold():
    assert profilelint.fix_text(f"\ud800 {SLIP}", "cv.md") == f"\ud800 {SLIP}".replace("Febrary", "February")


def test_today_is_what_one_says():
    text = "Talk at the Delta Workshop, 30 February 2024\n"
    assert profilelint.lint_text(text, "a.md", today=date(2026, 1, 31)) == profilelint.lint_text(text, "a.md", today=date(2027, 1, 31))


def test_names_that_are_no_rules():
    with pytest.raises(profilelint.UnknownRuleError, match='did you mean "link"'):
        profilelint.lint_text(ERROR, select=["lnk"])


MISUSED = [
    (lambda: profilelint.lint_text(b"a"), "text must be a str, not bytes; lint_bytes and fix_bytes take bytes"),
    (lambda: profilelint.lint_text(None), "text must be a str, not NoneType"),
    (lambda: profilelint.lint_text(Path("page.md")), "lint_paths takes paths"),
    (lambda: profilelint.fix_text(b"a"), "text must be a str, not bytes"),
    (lambda: profilelint.lint_bytes("a"), "data must be bytes, not str; lint_text and fix_text take a str"),
    (lambda: profilelint.lint_bytes(None), "data must be bytes, not NoneType"),
    (lambda: profilelint.fix_bytes(bytearray(b"a")), "data must be bytes, not bytearray"),
    (lambda: profilelint.lint_text("a", None), "a path must be a str or a pathlib.Path, not NoneType"),
    (lambda: profilelint.lint_bytes(b"a", b"page.md"), "a path must be a str or a pathlib.Path, not bytes"),
    (lambda: profilelint.fix_text("a", 3), "a path must be a str or a pathlib.Path, not int"),
    (lambda: profilelint.lint_paths("page.md"), "paths must be a list of paths, not one str"),
    (lambda: profilelint.lint_paths(Path("page.md")), "paths must be a list of paths, not one "),
    (lambda: profilelint.lint_paths(None), "paths must be a list of paths, not one NoneType"),
    (lambda: profilelint.lint_paths([b"page.md"]), "a path must be a str or a pathlib.Path, not bytes"),
    (lambda: profilelint.lint_paths(["page.md", None]), "a path must be a str or a pathlib.Path, not NoneType"),
    (lambda: profilelint.lint_text("a", select="link"), "select must be a list of names of rules"),
    (lambda: profilelint.lint_text("a", select=None), "select must be a list of names of rules"),
    (lambda: profilelint.lint_paths([], ignore=b"link"), "ignore must be a list of names of rules"),
    (lambda: profilelint.fix_bytes(b"a", ignore=[3]), "ignore must be a list of names of rules"),
    (lambda: profilelint.lint_text("a", today="2026-01-31"), "today must be a date, not str"),
    (lambda: profilelint.lint_text("a", today=datetime(2026, 1, 31)), "today must be a date, not datetime"),
    (lambda: profilelint.lint_text("a", settings={}), "settings must be what read_settings or find_settings gives, not dict"),
    (lambda: profilelint.lint_paths([], settings="my.toml"), "settings must be what read_settings or find_settings gives, not str"),
    (lambda: profilelint.fix_text("a", unsafe="no"), "unsafe must be True or False, not str"),
    (lambda: profilelint.find_settings(None), "not NoneType|not 'NoneType'"),
    (lambda: profilelint.read_settings(b"my.toml"), "not .*bytes"),
]


@pytest.mark.parametrize(("call", "says"), MISUSED, ids=[says for _, says in MISUSED])
def test_what_is_of_another_type_is_said_at_once(site, call, says):
    with pytest.raises(TypeError, match=says):
        call()


def test_paths_and_names_may_be_given_as_python_has_them(write):
    write("b.md", ERROR)
    write(".profilelint.toml", 'ignore = ["link"]\n')
    assert profilelint.lint_text(ERROR, Path("b.md")) == profilelint.lint_text(ERROR, "b.md") != ()
    assert profilelint.lint_text(ERROR, "b.md", ignore=(name for name in ["link"])) == ()
    assert profilelint.lint_text(ERROR, settings=profilelint.read_settings(".profilelint.toml")) == ()
    assert profilelint.lint_text(ERROR, settings=profilelint.find_settings(".")) == ()
    assert [page.path for page in profilelint.lint_paths(path for path in ["none.md", ""])] == ["none.md", ""]


def test_a_name_that_no_file_has_is_a_name():
    assert profilelint.lint_text(SLIP, "a\0b.md")[0].path == "a\0b.md"
    (trouble,) = profilelint.lint_paths(["a\0b.md"])
    assert isinstance(trouble, profilelint.Trouble)


def test_every_public_name_is_there_and_described():
    described = set(re.findall(r"`(\w+)[`(.]", API))
    for name in profilelint.__all__:
        assert getattr(profilelint, name)
        assert name in described
    with pytest.raises(AttributeError, match="no attribute 'lint_txt'"):
        _ = profilelint.lint_txt


def test_what_is_given_cannot_be_changed(write):
    write("page.md", "From Febrary on.\n")
    (page,) = profilelint.lint_paths(["page.md"])
    (diagnostic,) = page.diagnostics
    for value, name in ((page, "source"), (diagnostic, "message"), (diagnostic.fix, "edits"), (diagnostic.start, "line")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)


def test_the_examples_of_the_documentation_run(tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", API, re.DOTALL)
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said == "1:18 date/misspelled-month\nResearch intern, February 2025 – present\n"


def test_importing_the_package_imports_nothing_heavy():
    code = (
        "import sys, profilelint; print(*(name for name in ('yaml', 'ftfy', 'pyromark', 'profilelint.run.runner') if name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_dir_lists_the_api():
    assert [name for name in dir(profilelint) if not name.startswith("_")] == [
        name for name in profilelint.__all__ if name != "__version__"
    ]
    assert all(getattr(profilelint, name) is not None for name in dir(profilelint))
