"""Characters that nobody sees: zero-width spaces, byte order marks inside text, direction marks, control characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from profilelint.checks.context import Context, Options
from profilelint.checks.encoding.lost_letters import certain_edit, is_control, separator
from profilelint.checks.encoding.raw_bytes import is_of_other_encoding
from profilelint.core.diagnostic import Edit, Finding, Severity
from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.kinds import Kind
from profilelint.document.model import Document

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}
_DIRECTION = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: Line ends and tabs are not here, nor what has a meaning in Windows-1252, which the rule about mojibake gives back.
_CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\x81\\x8d\\x8f\\x90\\x9d"
_INVISIBLE = regex(f"[{_CONTROLS}\u00ad\u200b-\u200d\u2028\u2029\u2060\ufeff{_DIRECTION}]+")
_RIGHT_TO_LEFT = regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: Scripts that write words without spaces, in which a zero-width space says where a line may break.
_UNSPACED = regex("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
#: A stretch with a direction of its own, as posts of social media have around names: its mark and its end do their work.
_ISOLATED = regex("[\u2066-\u2068][^\n\u2066-\u2069]{0,400}\u2069")
#: Stretches that people read.
_TEXT = (Kind.PROSE, Kind.BLANK, Kind.MARKUP, Kind.LINK_TITLE, Kind.COMMENT)
_LONG_WORD = 14
_MANY = 20
_BLANK_BEFORE, _BLANK_AFTER = regex(r"\n[ \t]*+\n[ \t]*+\Z"), regex(r"[ \t]*+(?:\n[ \t]*+(?:[\n#]|\Z)|\Z)")
_STRETCH = regex(r'[^\s<>"]*')


def check(document: Document, options: Options, context: Context) -> Iterator[Finding]:
    found = [_finding(document, Span(*match.span())) for match in _marks(document)]
    separators = [finding for finding in found if finding.edits and document.source.text[finding.span.start] in "\u2028\u2029"]
    if len(separators) <= _MANY:
        yield from found
        return
    first = separators[0]
    edits = tuple(edit for finding in separators for edit in finding.edits)
    more = f", and {len(separators) - 1} more on this page"
    yield Finding(first.span, {**first.values, "more": more}, edits, severity=first.severity)
    told = {finding.span for finding in separators}
    yield from (finding for finding in found if finding.span not in told)


def _marks(document: Document) -> Iterator[re.Match[str]]:
    """The characters to report; those in an address once."""
    text = document.source.text
    hyphenated = text.count("\u00ad") > _MANY
    mirrored = _RIGHT_TO_LEFT.search(text) is not None
    isolates = {offset for match in _ISOLATED.finditer(text) for offset in (match.start(), match.end() - 1)}
    address = 0
    for match in _INVISIBLE.finditer(text):
        kind = document.kind_at(match.start())
        found = match.group()
        at_work = match.start() in isolates or (mirrored and re.fullmatch(f"[{_DIRECTION}]+", found))
        if kind in (Kind.CODE, Kind.LIQUID) or at_work or is_of_other_encoding(text, *match.span()):
            continue
        if kind is Kind.LINK_TARGET and found == "\u00ad":
            if match.start() >= address:
                address = document.segment_at(match.start()).span.end
                yield match
        elif not (hyphenated and found == "\u00ad") and _is_harmful(text, *match.span()):
            yield match


def _finding(document: Document, span: Span) -> Finding:
    text = document.source.text
    found = text[span.start : span.end]
    name = _name(found)
    if found != "\u00ad" and not is_control(found[0]):
        edit: Edit | None = Edit(span, separator(text, span))
    elif document.kind_at(span.start) is Kind.LINK_TARGET:  # in place of a hyphen, or of anything
        edit = None
    else:
        edit = certain_edit(text, span)
        if is_control(found[0]) and (edit is None or edit.content.strip()):
            name += f' in place of "{edit.content}"' if edit else " in place of a lost letter or sign"
    word = _around(text, span.start, span.end)
    values = {"name": name, "word": word, "more": ""}
    return Finding(span, values, (edit,) if edit else (), severity=_severity(document, span, word))


def _severity(document: Document, span: Span, word: str) -> Severity:
    """In a text that is only read, what nobody sees is worth no more than a note; alone it is a paragraph with nothing in it."""
    kind = document.kind_at(span.start)
    is_text = kind in _TEXT and not is_control(document.text[span.start]) and "@" not in word and "://" not in word
    is_alone = kind is Kind.PROSE and document.format == "markdown" and _is_paragraph(document.text, span)
    return Severity.NOTE if is_text and not is_alone else Severity.WARNING


def _is_paragraph(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 200) : span.start], text[span.end : span.end + 200]
    return _BLANK_BEFORE.search(before) is not None and _BLANK_AFTER.match(after) is not None


def _is_harmful(text: str, start: int, end: int) -> bool:
    found, before, after = text[start:end], text[start - 1 : start], text[end : end + 1]
    if found[0] in "\u200c\u200d":  # they join and part letters of Persian, Indic scripts and emoji; between Latin letters they do nothing
        return before.isascii() and after.isascii() and (before.isalnum() or after.isalnum())
    if found == "\u00ad":
        return not (before.strip() and after.strip()) or _word_length(text, start, end) < _LONG_WORD
    if found[0] == "\u200b":
        if not (before + after).strip() or _UNSPACED.match(before or after) or _UNSPACED.match(after or before):
            return False
        return before not in tuple("*_~") and after not in tuple("*_~")  # put there so that emphasis is seen as such
    if "\x80" <= found[0] <= "\x9f":
        return before < "\x80"
    return True


def _word_length(text: str, start: int, end: int) -> int:
    """In letters and figures, up to the next blank: names of substances have hyphens and brackets."""
    sides = text[max(0, start - 40) : start][::-1], text[end : end + 40]
    return sum(character.isalnum() for side in sides if (stretch := _STRETCH.match(side)) for character in stretch.group())


def _name(found: str) -> str:
    first = found[0]
    is_named = unicodedata.category(first) != "Cc"
    name = _NAMES.get(first) or (unicodedata.name(first, "character").lower() if is_named else "control character")
    return f"{name} (U+{ord(first):04X})"


def _around(text: str, start: int, end: int) -> str:
    """The word that contains the characters, as readers see it."""
    left = _INVISIBLE.sub("", text[max(0, start - 20) : start]).split("\n")[-1]
    right = _INVISIBLE.sub("", text[end : end + 20]).split("\n")[0]
    return left.split(" ")[-1] + right.split(" ")[0] or left.strip() or right.strip()
