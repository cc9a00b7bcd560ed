"""Content linter for personal and academic websites. `docs/api.md` documents the names in `__all__`."""

from __future__ import annotations

from profilelint.version import __version__

TYPE_CHECKING = False  # as `typing` has it, which takes longer to import than all that is imported here
if TYPE_CHECKING:
    from profilelint.api import Linter, fix_bytes, fix_text, lint_bytes, lint_paths, lint_text
    from profilelint.core.diagnostic import Applicability, Diagnostic, Edit, Fix, Severity
    from profilelint.core.results import Excluded, Page, Trouble
    from profilelint.core.source import Position, Source, Span
    from profilelint.fix.fixer import FixLoopError
    from profilelint.rulepages.rules import RuleError
    from profilelint.run.selection import UnknownRuleError
    from profilelint.settings.complaints import ConfigError
    from profilelint.settings.config import Settings, find_settings, read_settings

#: The module of each public name. They are imported on first use, so that `import profilelint` is cheap.
_HOMES = {
    "api": ("Linter", "fix_bytes", "fix_text", "lint_bytes", "lint_paths", "lint_text"),
    "settings.complaints": ("ConfigError",),
    "settings.config": ("Settings", "find_settings", "read_settings"),
    "core.diagnostic": ("Applicability", "Diagnostic", "Edit", "Fix", "Severity"),
    "fix.fixer": ("FixLoopError",),
    "core.results": ("Excluded", "Page", "Trouble"),
    "rulepages.rules": ("RuleError",),
    "run.selection": ("UnknownRuleError",),
    "core.source": ("Position", "Source", "Span"),
}

__all__ = [
    "Applicability",
    "ConfigError",
    "Diagnostic",
    "Edit",
    "Excluded",
    "Fix",
    "FixLoopError",
    "Linter",
    "Page",
    "Position",
    "RuleError",
    "Settings",
    "Severity",
    "Source",
    "Span",
    "Trouble",
    "UnknownRuleError",
    "__version__",
    "find_settings",
    "fix_bytes",
    "fix_text",
    "lint_bytes",
    "lint_paths",
    "lint_text",
    "read_settings",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
