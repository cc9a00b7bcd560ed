"""Real editors with the set-up that docs/editors.md gives: they open a page and have its diagnostics."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from offline import GUARDED

pytestmark = pytest.mark.slow

GUIDE = (Path(__file__).parent.parent / "docs" / "editors.md").read_text(encoding="utf-8")
PAGE = "---\ntitle: Ada\n---\n\nI recieve mail.\n"
#: How long an editor may take; it waits for the diagnostics, and ends without them after a minute.
PATIENCE = 120

NEOVIM = """
vim.cmd("filetype on")
vim.cmd("edit cv.md")
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, each in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format("%d:%d %s: %s\\n", each.lnum + 1, each.col + 1, each.source, each.message))
end
vim.cmd("qall!")
"""
EMACS = """
(find-file "cv.md")
(apply #'eglot (eglot--guess-contact))
(flymake-start)
(with-timeout (60)
  (while (not (flymake-diagnostics)) (accept-process-output nil 0.05)))
(dolist (each (flymake-diagnostics))
  (goto-char (flymake-diagnostic-beg each))
  (princ (format "%d:%d %s\\n" (line-number-at-pos) (1+ (current-column)) (flymake-diagnostic-text each))))
"""


def setups(editor: str, language: str) -> list[str]:
    """The set-ups that the guide has for an editor."""
    section = GUIDE.partition(f"\n## {editor}\n")[2].partition("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)


@pytest.fixture
def started(site, write, tmp_path_factory):
    """Run an editor in a site of one page, with nobody's configuration; returns what it prints."""
    write("cv.md", PAGE)
    shutil.rmtree(site / ".git")
    subprocess.run(["git", "init", "-q", "--template=", "."], check=True)
    home = str(tmp_path_factory.mktemp("home"))

    def started(*command: str) -> str:
        if not (program := shutil.which(command[0])):
            pytest.skip(f"{command[0]} is not installed")
        folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        own = {"HOME": home, "PATH": folders, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_STATE_HOME": home}
        if not shutil.which("profilelint", path=folders):
            pytest.skip("profilelint is not installed as a program")
        done = subprocess.run(
            [program, *command[1:]], env={**os.environ, **GUARDED, **own}, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout + done.stderr

    return started


def test_neovim(started, write):
    version = re.search(r"NVIM v(\d+)\.(\d+)", started("nvim", "--version"))
    assert version
    setup = setups("Neovim", "lua")[(int(version[1]), int(version[2])) < (0, 11)]
    write("page.lua", setup + NEOVIM)
    assert '5:3 profilelint: Possible misspelling "recieve"' in started("nvim", "--headless", "--clean", "-S", "page.lua")


def test_emacs_with_eglot(started, write):
    begin = "(when (fboundp 'package-activate-all) (package-activate-all))\n"
    write("there.el", f"{begin}(unless (and (require 'eglot nil t) (require 'markdown-mode nil t)) (princ \"absent\"))\n")
    if "absent" in started("emacs", "--batch", "-l", "there.el"):
        pytest.skip("eglot or markdown-mode is not installed")
    write("page.el", f"{begin}{setups('Emacs', 'elisp')[0]}\n(require 'eglot)\n{EMACS}")
    said = started("emacs", "--batch", "-l", "page.el")
    assert re.search(r'^5:3 .*Possible misspelling "recieve"', said, re.MULTILINE), said
    assert "Server reports" not in said
