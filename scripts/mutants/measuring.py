"""A plugin of pytest: notes which lines each test reaches, and its seconds of processor, with those of the processes that it starts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest
from coverage import Coverage

from scripts.mutants.changes import ROOT
from scripts.mutants.reach import FOLDER

_COVERAGE = Coverage(data_file=str(FOLDER / "data"), data_suffix=True, config_file=False, include=[str(ROOT / "profilelint" / "*")])
_COVERAGE.start()
_SECONDS: dict[str, float] = {}


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _COVERAGE.switch_context(item.nodeid)
    begun = sum(os.times()[:4])
    yield
    _SECONDS[item.nodeid] = sum(os.times()[:4]) - begun
    _COVERAGE.switch_context("")


def pytest_unconfigure() -> None:
    _COVERAGE.stop()
    _COVERAGE.save()
    (FOLDER / f"times-{os.getpid()}.json").write_text(json.dumps(_SECONDS))
