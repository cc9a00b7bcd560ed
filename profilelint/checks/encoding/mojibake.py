"""Text that was written in UTF-8 and read as something else: `â€™` for an apostrophe, `ðŸŽ‰` for an emoji."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.core.diagnostic import Edit, Finding
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document

#: What Windows-1252 and Latin-1 make of the bytes 80 to BF, which go on with a character of UTF-8.
_NEXT = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_WESTERN = f"(?:[Â-ß]{_NEXT}|[à-ï]{_NEXT}{{2}}|[ð-ô]{_NEXT}{{3}})+"
#: The third byte of a closing quotation mark has no character in Windows-1252; many programs drop it.
_CUT_SHORT = f"â€\ufffd*(?!{_NEXT})"
#: Marks of General Punctuation as Mac OS Roman reads them.
_MAC = "(?:‚Ä[îìíòôúù¶¢])+"
#: Marks of General Punctuation, and lost characters, as GBK reads them. No Chinese text has these characters otherwise.
_CHINESE = "鈥[\u4e00-\u9fff\ue000-\uf8ff]|(?:锟斤拷)+锟?|锘縖?"
_SUSPECT = regex(f"(?P<western>{_WESTERN})|(?P<cut>{_CUT_SHORT})|(?P<mac>{_MAC})|(?P<chinese>{_CHINESE})")
#: Characters that one of the patterns has to begin with: most pages have none of them.
_FIRST = regex("[Â-ô‚鈥锟锘]")

_PUNCTUATION = "\xa0“”‘’„‚«»‹›…—–•™®"

_READ = {Kind.PROSE, Kind.COMMENT, Kind.FIELD_VALUE, Kind.LINK_TITLE, Kind.UNREAD, Kind.MARKUP}


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    for match in _suspects(document.source.text):
        if document.kind_at(match.start()) not in _READ:
            continue
        span, repaired = Span(*match.span()), repair(match)
        if repaired is None:
            continue
        edits = (Edit(span, repaired),) if repaired else ()
        values = {"repair": f'; it should read "{repaired}"' if repaired.strip() else ""}
        yield Finding(span, values, edits, suggestions=(repaired,) if repaired else ())


def _suspects(text: str) -> Iterator[re.Match[str]]:
    """What the pattern finds; it is only tried where it can begin."""
    at = 0
    while first := _FIRST.search(text, at):
        match = _SUSPECT.match(text, first.start())
        if match:
            yield match
        at = match.end() if match else first.end()


def repair(match: re.Match[str]) -> str | None:
    """What the stretch was; "" where it is broken for certain but what it was is not; None where it may be right."""
    found = match.group()
    if match["cut"] or found.startswith(("锟", "锘")) or "ï¿½" in found:
        return ""
    if match["chinese"]:
        return _decoded(found, "gbk") or ""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(found):
        return None
    if _may_be_right(match.string, match.start(), match.end()):
        return None
    repaired = fix_encoding(found)
    return repaired if repaired != found and not is_bad(repaired) and _is_plain_text(repaired) else None


def _may_be_right(text: str, start: int, end: int) -> bool:
    """Whether a pair may be the last letter of a word in capitals and the punctuation behind it: “MANHÃ” is Portuguese."""
    if end - start != 2 or text[start + 1] not in _PUNCTUATION:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isupper():
        return True
    if text[start] == "Â" and text[start + 1] in "\xa0®™":
        return False
    if text[start : start + 2] == "Ã—":  # 3 × 4
        return not (before + after).replace(" ", "1").isdigit()
    return not before.islower() and not after.islower()


def _decoded(text: str, encoding: str) -> str | None:
    """Bytes of an encoding read as UTF-8, where that works."""
    try:
        return text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return None


def _is_plain_text(text: str) -> bool:
    """Whether all is assigned, of one kind, and no control: what a person may have typed."""
    return all(unicodedata.category(character) not in ("Cc", "Cn", "Co", "Cs") for character in text)
