from __future__ import annotations

import io
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import offline
import pytest

from profilelint.cli import main
from profilelint.report.runners import COMMANDS

offline.install()

# The suite means the same in a terminal and in CI: what a run reads of its surroundings, a test sets itself.
for name in (*COMMANDS, "CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PROFILELINT_DEBUG"):
    os.environ.pop(name, None)
for name in [name for name in os.environ if name.startswith(("GITHUB_", "CI_"))]:
    del os.environ[name]

# A shell that runs the tests in the background has it ignored, and so would have all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No test depends on how busy the machine is.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

#: What a registry that cannot be reached makes pip and uv say.
OFFLINE = (
    "Could not find a version that satisfies",
    "No matching distribution found",
    "Temporary failure in name resolution",
    "Failed to fetch",
)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Some tests are about texts of a million characters, which no report shall hold."""
    text = val.decode("ascii", "backslashreplace") if isinstance(val, bytes) else val
    return f"{text[:40]}...{len(text)}" if isinstance(text, str) and len(text) > 80 else None


Run = Callable[..., SimpleNamespace]
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def refused() -> Iterator[list[tuple[str, object]]]:
    """What was to leave this machine during a test, and did not: nothing, or the test fails."""
    offline.REFUSED.clear()
    yield offline.REFUSED
    assert offline.REFUSED == []


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests keep nothing in the folder of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory. A .git marks it as the top: nothing above it counts."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(site: Path) -> Write:
    def write(path: str, text: str | bytes = "") -> Path:
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    return write


@pytest.fixture
def run(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run profilelint as the command does, in the site."""

    def run(*argv: str, stdin: bytes | None = None) -> SimpleNamespace:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(argv)
        said = capsys.readouterr()
        return SimpleNamespace(code=code, out=said.out, err=said.err, lines=said.out.splitlines())

    return run
