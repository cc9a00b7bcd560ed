"""The kinds of check, by the name that rule pages give them. A new kind is one module and one line here."""

from __future__ import annotations

from profilelint.checks import suppressions
from profilelint.checks.context import Check

CHECKS: dict[str, Check] = {
    "suppressions": Check(suppressions.check, suppressions.OPTIONS),
}
