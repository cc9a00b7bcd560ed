"""Rows of tables of bad input: a folder, a command line, and what must happen, run as a process of its own.

What holds for all of them is asserted for all of them: one clear sentence for each thing that is wrong and an exit code, never a
traceback, a hang, a character that a terminal obeys, or a changed file.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

from profilelint.cli import main
from profilelint.run.selection import ready_rules

SLIP = b"Research intern, Febrary 2025\n"
REPORTED = "date/misspelled-month"
#: Nothing that a row asks for takes longer on the slowest machine; a hang ends here instead of holding up the tests.
PATIENCE = 300
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Row:
    """`make` prepares the folder; `code` is the exit code; `says` are patterns that the output has, `never` one that it has not."""

    name: str
    make: Callable[[Path], object]
    code: int | None  # None: 0 or 1, as more or less may be found
    says: tuple[str, ...] = ()
    never: str = "Traceback"
    argv: tuple[str, ...] = ("page.md",)
    stdin: bytes | None = b""
    environ: Mapping[str, str | None] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    wrap: tuple[str, ...] = ()  # a command around it


def named(name: str | bytes, data: bytes = SLIP) -> Callable[[Path], None]:
    def make(site: Path) -> None:
        with open(os.path.join(os.fsencode(site), os.fsencode(name)), "wb") as file:
            file.write(data)

    return make


def path_in(site: Path, name: str) -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def page(data: bytes, name: str = "page.md") -> Callable[[Path], None]:
    return named(name, data)


def run(row: Row, site: Path) -> subprocess.CompletedProcess[bytes]:
    environ = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "PROFILELINT_DEBUG")}
    environ["XDG_CACHE_HOME"] = str(site / ".git" / "cache")
    if hasattr(os, "fork") and not (row.environ or row.limits or row.wrap):
        return _branched(row, site, environ)

    def before() -> None:
        import resource  # Unix alone has it

        for limit, value in row.limits.items():
            resource.setrlimit(getattr(resource, limit), (value, value))

    for name, value in row.environ.items():
        environ.pop(name, None)
        if value is not None:
            environ[name] = value
    command = [*row.wrap, sys.executable, "-m", "profilelint", *row.argv]
    return subprocess.run(
        command,
        cwd=site,
        input=row.stdin,
        capture_output=True,
        env=environ,
        preexec_fn=before if row.limits else None,
        timeout=PATIENCE,
        check=False,
    )


def _branched(row: Row, site: Path, environ: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    with TemporaryFile() as stdin, TemporaryFile() as out, TemporaryFile() as err:
        stdin.write(row.stdin or b"")
        stdin.seek(0)
        child = branch(row.argv, site, environ, [stdin.fileno(), out.fileno(), err.fileno()])
        end = time.monotonic() + PATIENCE
        while not (done := os.waitpid(child, os.WNOHANG))[0]:
            time.sleep(0.002)
            if time.monotonic() > end:
                os.kill(child, signal.SIGKILL)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(row.argv, os.waitstatus_to_exitcode(done[1]), out.read(), err.read())


def branch(argv: Sequence[str], site: Path, environ: Mapping[str, str], streams: Sequence[int]) -> int:
    """The command as a process of its own that branches off from this one, which has everything loaded already; its number."""
    ready_rules()
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)  # one that comes before it is the command would end the tests
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pytest-xdist has a thread, which waits for its master
        child = os.fork()
    if not child:
        try:
            _be_the_command(argv, site, environ, streams)
        finally:
            os._exit(99)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    return child


def _be_the_command(argv: Sequence[str], site: Path, environ: Mapping[str, str], streams: Sequence[int]) -> NoReturn:
    code = 99
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.chdir(site)
        for name in set(os.environ) - set(environ):
            del os.environ[name]
        os.environ.update(environ)
        sys.argv = ["profilelint", *argv]
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, 1, encoding="utf-8") for number, mode in enumerate("rww"))
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def said(row: Row, site: Path) -> str:
    """The output, which fits every promise that is made about all output."""
    done = run(row, site)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")  # valid UTF-8, or this fails
    for line in err.splitlines():
        assert re.match(r"profilelint: |\d+ files? checked|\d+ fixed|What a rule is about", line), err
    assert "profilelint failed" not in err
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out + err)
    assert done.returncode in ((0, 1) if row.code is None else (row.code,)), (done.returncode, out[-2000:], err[-2000:])
    return out + err


def sparse(path: Path, size: int) -> None:
    with open(path, "wb") as file:
        file.truncate(size)


def fifo(name: str) -> Callable[[Path], None]:
    return lambda site: os.mkfifo(path_in(site, name))


def link(name: str, target: str) -> Callable[[Path], None]:
    return lambda site: os.symlink(target, path_in(site, name))


def both(*steps: Callable[[Path], object]) -> Callable[[Path], None]:
    return lambda site: [step(site) for step in steps] and None


def mode(name: str, bits: int) -> Callable[[Path], None]:
    return lambda site: (site / name).chmod(bits)


def folder(name: str) -> Callable[[Path], None]:
    return lambda site: path_in(site, name).mkdir()


def check(row: Row, site: Path) -> None:
    row.make(site)
    before = {
        path: path.read_bytes() for path in site.iterdir() if path.is_file() and not path.is_symlink() and path.stat().st_size < 10**8
    }
    text = said(row, site)
    for pattern in row.says:
        assert re.search(pattern, text), text[-3000:]
    assert not re.search(row.never, text), text[-3000:]
    assert {path: path.read_bytes() for path in before} == before
    assert not (site / "ran").exists()
