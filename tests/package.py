"""The package under test, wherever it is: in a checkout, or installed from a wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

import profilelint
from profilelint.rulepages.rules import packaged_rules

PACKAGE = Path(profilelint.__file__).parent


def checkout(folder: Path) -> Path:
    """A copy with its rules beside it, as a checkout has them; the folder of the copied package."""
    shutil.copytree(packaged_rules(), folder / "rules")
    ignore = shutil.ignore_patterns("__pycache__", "rules.compiled", "rules")
    return Path(shutil.copytree(PACKAGE, folder / "profilelint", ignore=ignore))
