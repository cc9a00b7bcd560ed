"""What `check` imports for one Markdown page. Each module takes its time at every start, of every hook of everybody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Our own: no more than these, and each of them, or the list says too much.
_OURS = {
    "profilelint": (
        "baseline checks cli commands compiled complaint config diagnostic discovery disk document engine exclusions kept "
        "language links options pages patterns recall record regex renamed replay report results rules runner selection site "
        "source suppress templates tomllines version"
    ),
    "profilelint.checks": (
        "article context cover dated dates declared drafts duplicates empty_items empty_records entries fillers identifiers "
        "institution_names leftovers link_labels lorem missing_space misspelling name_variant needs other_languages page_names "
        "pagewords parted_words permalinks plain_links prose real_word repeated_word sections suppressions surroundings swap "
        "texts titles two_capitals unknown_words visible yaml_surprises"
    ),
    "profilelint.commands": "arguments check fresh output progress web",
    "profilelint.document": (
        "canvas data fieldkinds fields fieldtext flow frontmatter html kinds markdown markup masks model offsets records yamldata "
        "yamlproblems yamlscalars"
    ),
    "profilelint.language": (
        "candidates collocations dateforms dates datetokens datevalues edits english formation gazetteer languages lexicon "
        "months pinyin slips sounds"
    ),
    "profilelint.links": "answers",
    "profilelint.report": "about excerpt style summary text",
    "profilelint.site": "addresses facts files generator kept_out layouts questions tree",
    "profilelint.templates": "copies packs recognise tells",
}
#: Packages of others, with all that is in them.
_OTHERS = frozenset("ahocorasick_rs cython_runtime marisa_trie pyromark yaml".split())
#: What Python brings, in any version that we run on. What has a name with "_" comes with the rest.
_STANDARD = frozenset(
    """
    __future__ argparse ast base64 binascii bisect bz2 calendar collections collections.abc contextlib copy copyreg dataclasses datetime
    dis enum errno fnmatch functools gc gettext glob grp html html.entities importlib importlib.abc importlib.machinery importlib.util
    inspect ipaddress itertools keyword linecache locale lzma math ntpath opcode operator pathlib pwd re reprlib runpy shutil string struct
    token tokenize types typing typing.io typing.re unicodedata urllib urllib.parse warnings weakref zlib
    """.split()
)
_RUN = """
import sys
before = set(sys.modules)
import runpy
try:
    runpy.run_module("profilelint", run_name="__main__", alter_sys=True)
finally:
    print(*sorted(set(sys.modules) - before))
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """The modules that a run needs beyond Python's own start."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _RUN, *arguments]
    runs = [subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True) for _ in range(2)]
    assert runs[1].returncode == 0, runs[1].stdout + runs[1].stderr
    return set(runs[1].stdout.splitlines()[-1].split())  # the first has written the compiled rules, where it is a checkout


def is_known(name: str) -> bool:
    parts = name.split(".")
    return name in _STANDARD or parts[0] in _OTHERS or any(part.startswith("_") for part in parts)


def test_a_markdown_page_needs_these_modules_and_no_others(site: Path) -> None:
    page = site / "page.md"
    page.write_text("---\ntitle: Tides\n---\n\nThe tide comes in, and the tide goes out.\n")
    names = imported(site, "--no-cache", "--isolated", str(page))
    ours = {name for name in names if name.partition(".")[0] == "profilelint"}
    listed = {"profilelint"} | {f"{package}.{name}" for package, modules in _OURS.items() for name in modules.split()}
    new = sorted(ours - listed) + sorted(name for name in names - ours if not is_known(name))
    assert not new, f"imported for every page, and not in the lists above; is it worth its time? {' '.join(new)}"
    assert not listed - ours, f"in the list above, and not imported any more: {' '.join(sorted(listed - ours))}"


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_who_asks_for_the_version_or_for_help_waits_for_no_linter(site: Path, option: str) -> None:
    ours = {name for name in imported(site, option) if name.startswith("profilelint.")}
    assert {name for name in ours if not name.startswith("profilelint.commands")} == {
        "profilelint.cli", "profilelint.core.errors", "profilelint.core.disk", "profilelint.cache.store", "profilelint.run.replay", "profilelint.report",
        "profilelint.version"
    }  # fmt: skip
    assert not {"dataclasses", "pathlib", "typing", "yaml"} & imported(site, option)
