"""What `check` imports for one Markdown page. Each module takes its time at every start, of every hook of everybody."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

#: What takes tens of milliseconds, and is for other commands, other formats or what few pages have.
_NOT_NEEDED = frozenset(
    """
    aiohttp asyncio attr bs4 click concurrent.futures difflib email ftfy hashlib html5lib http httpx idna logging multiprocessing
    pathspec pydantic pygls requests rich spellchecker sqlite3 ssl subprocess tempfile tree_sitter tree_sitter_json
    tree_sitter_toml urllib.request wordfreq xml yarl profilelint.links.net profilelint.links.memory
    profilelint.interactive profilelint.workers
    """.split()
)


def imported(folder: Path, *arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "profilelint", "--no-cache", *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return {line.rpartition("|")[2].strip() for line in run.stderr.splitlines() if line.startswith("import time:")}


def test_a_markdown_page_needs_no_more_than_this(site: Path) -> None:
    page = site / "page.md"
    page.write_text("---\ntitle: Tides\n---\n\nThe tide comes in, and the tide goes out.\n")
    names = imported(site, "--isolated", str(page))
    assert "profilelint.document.markdown" in names
    assert sorted(_NOT_NEEDED & names) == []


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_who_asks_for_the_version_or_for_help_waits_for_no_linter(site: Path, option: str) -> None:
    ours = {name for name in imported(site, option) if name.startswith("profilelint.")}
    assert {name for name in ours if not name.startswith("profilelint.commands")} == {
        "profilelint.cli", "profilelint.complaint", "profilelint.disk", "profilelint.kept", "profilelint.replay", "profilelint.report",
        "profilelint.version"
    }  # fmt: skip
    assert not {"dataclasses", "pathlib", "typing", "yaml"} & imported(site, option)
