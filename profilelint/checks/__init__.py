"""The kinds of check, by the name that rule pages give them. A new kind is one module and one line here."""

from __future__ import annotations

from profilelint.checks import (
    alts,
    empty_links,
    fillers,
    glyphs,
    invisible,
    link_markup,
    lorem,
    mailto,
    missing_anchors,
    missing_files,
    mojibake,
    phrases,
    placeholder_links,
    quotes,
    raw_bytes,
    suppressions,
    swap,
    urls,
)
from profilelint.checks.context import Check

CHECKS: dict[str, Check] = {
    "alts": Check(alts.check, alts.OPTIONS),
    "bad-mailto": Check(mailto.check),
    "broken-link-markup": Check(link_markup.check),
    "byte-order-mark": Check(raw_bytes.check_mark),
    "empty-targets": Check(empty_links.check),
    "fillers": Check(fillers.check, fillers.OPTIONS),
    "glyphs": Check(glyphs.check),
    "invisible": Check(invisible.check),
    "lorem": Check(lorem.check, lorem.OPTIONS),
    "malformed-urls": Check(urls.check),
    "missing-anchors": Check(missing_anchors.check),
    "missing-files": Check(missing_files.check),
    "mojibake": Check(mojibake.check),
    "phrases": Check(phrases.check, phrases.OPTIONS),
    "placeholder-links": Check(placeholder_links.check, placeholder_links.OPTIONS),
    "quotes": Check(quotes.check, quotes.OPTIONS),
    "replacement-character": Check(raw_bytes.check_replacement),
    "suppressions": Check(suppressions.check, suppressions.OPTIONS),
    "swap": Check(swap.check, swap.OPTIONS),
    "undecodable": Check(raw_bytes.check_undecodable),
}
