"""The kinds of check, by the name that rule pages give them. A new kind is one module and one line here."""

from __future__ import annotations

from profilelint.checks import (
    alts,
    fillers,
    glyphs,
    invisible,
    lorem,
    mojibake,
    phrases,
    placeholder_links,
    quotes,
    raw_bytes,
    suppressions,
    swap,
)
from profilelint.checks.context import Check

CHECKS: dict[str, Check] = {
    "alts": Check(alts.check, alts.OPTIONS),
    "byte-order-mark": Check(raw_bytes.check_mark),
    "fillers": Check(fillers.check, fillers.OPTIONS),
    "glyphs": Check(glyphs.check),
    "invisible": Check(invisible.check),
    "lorem": Check(lorem.check, lorem.OPTIONS),
    "mojibake": Check(mojibake.check),
    "phrases": Check(phrases.check, phrases.OPTIONS),
    "placeholder-links": Check(placeholder_links.check, placeholder_links.OPTIONS),
    "quotes": Check(quotes.check),
    "replacement-character": Check(raw_bytes.check_replacement),
    "suppressions": Check(suppressions.check, suppressions.OPTIONS),
    "swap": Check(swap.check, swap.OPTIONS),
    "undecodable": Check(raw_bytes.check_undecodable),
}
