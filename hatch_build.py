"""What is built into a wheel: the rules as plain data, beside their pages."""

from __future__ import annotations

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRules(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if sys.version_info < (3, 11):  # noqa: UP036
            sys.exit(f"profilelint needs Python 3.11 or newer, and this is {sys.version.split()[0]}")  # pip would speak of dependencies
        sys.path.insert(0, self.root)
        from profilelint.rulepages.compiled import write
        from profilelint.run.selection import ready_rules

        write(ready_rules())
