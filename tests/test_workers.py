"""Several processes say what one would have said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from profilelint.core.results import Page, Trouble
from profilelint.run import runner, workers
from profilelint.run.engine import engine_for
from profilelint.run.runner import patterns_of
from profilelint.settings.config import Settings

TODAY = date(2026, 1, 31)


def _doubled(item: int) -> int:
    if item % 50 == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * item


def test_results_come_in_order_whatever_happens_to_a_process() -> None:
    expected = [-item if item % 50 == 13 else 2 * item for item in range(130)]
    assert list(workers.spread(_doubled, range(130), lambda item: -item, 2)) == expected


def test_what_waits_is_little() -> None:
    taken = []

    def items() -> Iterator[int]:
        for item in range(20, 1000, 50):
            taken.append(item)
            yield item

    results = workers.spread(_doubled, (item for first in items() for item in [first] * 40), lambda item: -item, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert len(taken) < 4


@pytest.fixture
def many(site: Path) -> Path:
    (site / "_config.yml").write_text("title: Tides\n")
    (site / "_pages").mkdir()
    for number in range(60):
        text = (
            f"---\ntitle: Page {number}\n---\n\nThe the tide. See [slides](/files/{number}.pdf).\n\n"
            + "Sand and silt settle slowly.\n\n" * 30
        )
        (site / "_pages" / f"{number:02}.md").write_text(text)
    (site / "_pages" / "30.md").write_bytes(b"\0" * 3000)
    return site


def test_a_site_is_told_of_as_by_one_process(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def results() -> list[object]:
        engine = engine_for(Settings(), TODAY)
        return list(runner.lint_paths(engine, ["."], patterns_of(Settings())))

    monkeypatch.setattr(runner, "_WORTH_PROCESSES", 1000)
    monkeypatch.setattr(runner, "cores", lambda: 2)
    spread = results()
    monkeypatch.setattr(runner, "cores", lambda: 1)
    assert spread == results()
    assert [type(result) for result in spread].count(Page) == 60
    assert [result.path for result in spread if isinstance(result, Trouble)] == ["_pages/30.md"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_no_process_outlives_the_run(many: Path, sent: signal.Signals) -> None:
    for number in range(600):
        (many / "_pages" / f"more-{number}.md").write_text((many / "_pages" / "01.md").read_text())
    command = [sys.executable, "-m", "profilelint", "--no-cache", "--output-format", "concise", "."]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    assert run.stdout is not None
    run.stdout.readline()  # the first page is done
    group = os.getpgid(run.pid)
    os.killpg(group, sent) if sent is signal.SIGINT else run.kill()
    _, errors = run.communicate(timeout=300)
    if sent is signal.SIGINT:
        assert (run.returncode, errors) == (130, b"")
    for _ in range(100):
        if not _of_group(group):
            return
        time.sleep(0.1)
    pytest.fail(f"still there: {_of_group(group)}")


def _of_group(group: int) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, ValueError):
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(entry.name)
    return found
