"""Content linter for profile sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from profilelint.diagnostic import Diagnostic, Severity
    from profilelint.results import Excluded, Page, Trouble
    from profilelint.runner import lint_paths, lint_text

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Excluded", "Page", "Severity", "Trouble", "__version__", "lint_paths", "lint_text"]

_HOMES = {
    "Diagnostic": "diagnostic",
    "Severity": "diagnostic",
    "Excluded": "results",
    "Page": "results",
    "Trouble": "results",
    "lint_paths": "runner",
    "lint_text": "runner",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for: `import profilelint` alone costs nothing."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
