"""However a run comes to what it says, it says the same, to the byte."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from package import checkout

from profilelint.run import runner

ROOT = Path(__file__).parent.parent
SPEC = importlib.util.spec_from_file_location("bench_pages", ROOT / "bench" / "pages.py")
assert SPEC
assert SPEC.loader
pages = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(pages)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="needs a way to say how many processes may work")
def test_rules_processes_and_what_is_kept_change_nothing(tmp_path: Path) -> None:
    """Rules from their pages or compiled, one process or two, nothing kept or all of it."""
    kept_rules = checkout(tmp_path / "checkout") / "rulepages" / "rules.compiled"
    sites = tmp_path / "sites"
    shutil.copytree(ROOT / "examples", sites / "examples")
    pages.site(sites / "generated", 60, size=6000)
    assert sum(path.stat().st_size for path in (sites / "generated").rglob("*.*")) > runner._WORTH_PROCESSES
    cores = sorted(os.sched_getaffinity(0))[:2]

    def run(*options: str, processes: int, compiled: bool) -> bytes:
        command = [sys.executable, "-P", "-m", "profilelint", "--output-format", "json", *options, "examples", "generated"]
        environ = {**os.environ, "PYTHONPATH": str(tmp_path / "checkout"), "PYTHONDONTWRITEBYTECODE": "" if compiled else "1"}
        environ["XDG_CACHE_HOME"] = str(tmp_path / f"cache {processes} {compiled}")
        allowed = cores[:processes]
        done = subprocess.run(command, cwd=sites, env=environ, capture_output=True, preexec_fn=lambda: os.sched_setaffinity(0, allowed))
        assert done.returncode == 1, done.stderr
        return done.stdout

    said = {}
    for compiled, processes in itertools.product((False, True), (1, 2)):
        said[compiled, processes, "nothing is kept"] = run("--no-cache", processes=processes, compiled=compiled)
        said[compiled, processes, "it is kept now"] = run(processes=processes, compiled=compiled)
        said[compiled, processes, "all of it was kept"] = run(processes=processes, compiled=compiled)
        (sites / "generated" / "unread.csv").touch()
        said[compiled, processes, "its pages were kept"] = run(processes=processes, compiled=compiled)
        (sites / "generated" / "unread.csv").unlink()
        assert kept_rules.exists() is compiled
    expected = said[False, 1, "nothing is kept"]
    assert len(json.loads(expected)) > 40
    assert [way for way, bytes in said.items() if bytes != expected] == []
