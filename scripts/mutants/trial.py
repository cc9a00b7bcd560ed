"""Run the tests of a mutant in a process that is forked from one that is warm: modules are imported, tests gathered.

The file on the disk is never changed. Where the line is part of a function that has not run yet, the function gets the code of the mutant;
else a second process, which has imported all but the package, imports the mutant in the place of the module.
"""

from __future__ import annotations

import gc
import importlib.abc
import importlib.util
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

import pytest

from scripts.mutants.changes import ROOT, Mutant

#: Seconds for one mutant, beside those that its tests take without it: some never end.
_MORE_SECONDS = 40
_MOST_BYTES = 4 << 30
_SLOW_IMPORTS = "hypothesis yaml ftfy pyromark frontmatter turbohtml aiohttp bs4 linkcheck jsonschema bibtexparser xmlschema unittest.mock"

Tell = Callable[[str], None]
_OPTIONS = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning"]


class Job(NamedTuple):
    """`mutant`: None to see whether the tests pass without one. `early`: its line runs when modules are imported."""

    mutant: Mutant | None
    tests: Sequence[str]
    seconds: float
    early: bool = False


class Unpatchable(Exception):
    """The code cannot be put into the functions that are there."""


def serve(connection: Connection, *, warm: bool) -> None:
    """Answer each job with the test that killed it, "" where none did, None where that cannot be known here."""
    os.chdir(ROOT)
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if warm:
        pytest.main(_OPTIONS, plugins=[_Warm(connection)])
        return
    for name in _SLOW_IMPORTS.split():
        with suppress(ImportError):
            importlib.import_module(name)

    def cold(job: Job, tell: Tell) -> None:
        if job.mutant:
            sys.meta_path.insert(0, _Importer(job.mutant))
        code = pytest.main(["-x", *_OPTIONS, *job.tests], plugins=[_Teller(tell)])
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            tell("at import")

    _answer(connection, cold)


class _Teller:
    def __init__(self, tell: Tell) -> None:
        self.tell = tell

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.tell(report.nodeid)


class _Warm:
    """Instead of running the tests of a session, wait for mutants."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.tell: Tell = lambda _: None

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}

        def trial(job: Job, tell: Tell) -> None:
            self.tell = tell
            if job.mutant:
                patch(job.mutant, early=job.early)
            chosen = [items[test] for test in job.tests if test in items]
            for item, following in zip(chosen, [*chosen[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)

        gc.freeze()
        _answer(self.connection, trial)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.tell(report.nodeid)


def _answer(connection: Connection, trial: Callable[[Job, Tell], None]) -> None:
    while (job := connection.recv()) is not None:
        connection.send(_forked(trial, job))


def _forked(trial: Callable[[Job, Tell], None], job: Job) -> str | None:
    folder = tempfile.mkdtemp(prefix="mutant-")
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setsid()
        _limit(folder, int(job.seconds) + _MORE_SECONDS)

        def tell(what: str) -> None:
            os.write(writing, what.encode(errors="replace")[:4000])
            os.killpg(0, signal.SIGKILL)

        try:
            trial(job, tell)
            os.write(writing, b"\0survived")
        except Unpatchable:
            os.write(writing, b"\0unpatchable")
        except BaseException as error:  # the test session itself went to pieces
            os.write(writing, f"session: {error!r}".encode()[:4000])
        os.killpg(0, signal.SIGKILL)
    os.close(writing)
    said = _awaited(reading, child, job.seconds * 3 + 2 * _MORE_SECONDS)
    shutil.rmtree(folder, ignore_errors=True)
    if said == b"\0unpatchable":
        return None
    return "" if said == b"\0survived" else said.decode(errors="replace") or "no end, or a crash"


def _awaited(reading: int, child: int, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    while not os.waitpid(child, os.WNOHANG)[0]:
        if time.monotonic() > until:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            break
        time.sleep(0.005)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.set_blocking(reading, False)
    try:
        return os.read(reading, 5000)
    except BlockingIOError:
        return b""
    finally:
        os.close(reading)


def _limit(folder: str, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = tempfile.tempdir = folder
    if "hypothesis" in sys.modules:
        from hypothesis.configuration import set_hypothesis_home_dir

        set_hypothesis_home_dir(Path(folder))


class _Importer(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the mutant in the place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.module = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name != self.module:
            return None
        file = str(ROOT / self.mutant.path)
        inside = [str(Path(file).parent)] if file.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(name, file, loader=self, submodule_search_locations=inside)

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.mutant.source(), str(ROOT / self.mutant.path), "exec"), module.__dict__)


def patch(mutant: Mutant, *, early: bool) -> None:
    """Give the functions that are there the code of the mutant."""
    importer = _Importer(mutant)
    if importer.module not in sys.modules:
        sys.meta_path.insert(0, importer)
        return
    if early:
        raise Unpatchable
    file = str(ROOT / mutant.path)
    old = _codes(compile(mutant.before, file, "exec"))
    new = _codes(compile(mutant.source(), file, "exec"))
    changed = {key: (old[key], new[key]) for key in old.keys() & new.keys() if old[key] != new[key]}
    gc.unfreeze()
    found = 0
    for function in gc.get_objects():
        if type(function) is FunctionType and (pair := changed.get(_key(function.__code__))) and function.__code__ == pair[0]:
            try:
                function.__code__ = pair[1]
            except ValueError as error:
                raise Unpatchable from error
            found += 1
    if not found:
        raise Unpatchable


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(module: CodeType) -> dict[tuple[str, int], CodeType]:
    found = {}
    waiting = [module]
    while waiting:
        code = waiting.pop()
        inside = [each for each in code.co_consts if isinstance(each, CodeType)]
        waiting += inside
        found |= {_key(each): each for each in inside}
    return found
