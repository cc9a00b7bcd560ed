"""The kinds of check, by the name that rule pages give them. A new kind is one module and one line here."""

from __future__ import annotations

from profilelint.checks import phrases, suppressions, swap
from profilelint.checks.context import Check

CHECKS: dict[str, Check] = {
    "phrases": Check(phrases.check, phrases.OPTIONS),
    "suppressions": Check(suppressions.check, suppressions.OPTIONS),
    "swap": Check(swap.check, swap.OPTIONS),
}
