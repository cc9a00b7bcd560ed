"""LaTeX in a text, as BibTeX fields and CVs have it -> pieces: accents decoded, protective braces dropped, commands and math set aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from profilelint.core.regex import regex
from profilelint.core.source import Span
from profilelint.document.canvas import Canvas
from profilelint.document.kinds import Kind
from profilelint.document.model import OBJECT, Link, LinkKind, Piece, Written

_COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "H": "\u030b", "k": "\u0328", "u": "\u0306", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ",
    "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "textasciitilde": "~",
    "textasciicircum": "^", "textasciiacute": "´", "textasciigrave": "`", "textasciidieresis": "¨", "textasciicaron": "ˇ",
    "textasciibreve": "˘",
    "textbackslash": "\\", "textunderscore": "_", "textregistered": "®", "texttrademark": "™", "copyright": "©", "S": "§", "pounds": "£",
    "TeX": "TeX", "LaTeX": "LaTeX",
}  # fmt: skip
_STYLES = "emph|text(?:bf|it|sc|rm|tt|sf|sl|up|md|normal|superscript|subscript)|uppercase|underline|mbox|enquote|bf|it|em|sc|rm|tt"
_BASE = r"\\[ij](?![A-Za-z])|[A-Za-z]"

#: What reads otherwise than it is written, whatever stands around it.
INLINE = rf"""
      (?P<accent> (?P<brace>\{{)? \\(?: (?P<mark>[`'^~"=.]) \s* (?: \{{ (?P<a>{_BASE}) \}} | (?P<b>{_BASE}) )
                                      | (?P<letter>[cvHkurdb]) (?: \s* \{{ (?P<c>{_BASE}) \}} | \s+ (?P<d>{_BASE}) ) )
          (?(brace)\}}) )
    | (?P<symbol> \{{\\(?P<braced>{"|".join(_SYMBOLS)})\s*\}} | \\(?P<bare>{"|".join(_SYMBOLS)}) (?: \{{\}} | (?![A-Za-z])[ \t]* ) )
"""
#: The same for what has no parts of its own.
SIGNS = r"""
      (?P<escape> \\[&%$#_{}] )
    | (?P<space> ~ | \\[ ,;] | \\\\ )
    | (?P<nothing> \\[-/@!] )
    | (?P<dash> -{2,3}(?!-) )
    | (?P<quote> `` | '' )
"""
_LATEX = regex(
    rf"""
      {INLINE}
    | (?P<url> \\url\s*\{{ (?P<target>[^{{}}\s]+) \}} | (?:https?://|www\.)[^\s<>"'{{}}\\]*[^\s<>"'{{}}\\.,;:!?)] )
    | (?P<href> \\href\s*\{{ (?P<reference>[^{{}}\s]+) \}} )
    | {SIGNS}
    | (?P<style> \\(?:{_STYLES})(?![A-Za-z])\s* )
    | (?P<command> \\[A-Za-z]+\*? (?:\{{[^{{}}]{{0,200}}\}})* )
    | (?P<math> \$[^$]{{1,400}}\$ | \\\([^$]{{1,400}}?\\\) )
    | (?P<tag> </?(?:i|b|em|strong|su[bp]|a|br|p|span|u|tt|scp?|mml:\w+)(?:\s[^<>]{{0,200}})?/?> )
    | (?P<fold> (?:(?<![ \t])[ \t]*+)?\n\s* )
    | (?P<markup> [{{}}\\] )
    """,
    re.VERBOSE,
)
_DASHES = {"--": "–", "---": "—"}
_QUOTES = {"``": "“", "''": "”"}


def read_latex(canvas: Canvas, inner: Span) -> Iterator[Piece]:
    """The pieces of a text; what is no text in it is painted."""
    at = inner.start
    for match in _LATEX.finditer(canvas.text, inner.start, inner.end):
        if at < match.start():
            yield Piece(at, match.start(), canvas.text[at : match.start()], Written.PLAIN)
        at = match.end()
        span, kind = Span(match.start(), at), _kind(match)
        if kind in ("markup", "style", "tag", "nothing", "href"):
            canvas.paint_words(span.start, span.end, Kind.TAG if kind == "tag" else Kind.MARKUP)
            if kind == "href":
                _add_link(canvas, span, Span(*match.span("reference")))
        elif kind in ("command", "math", "url"):
            if kind == "url":
                _add_link(canvas, span, Span(*match.span("target")) if match["target"] else span)
            else:
                canvas.paint_words(span.start, span.end, Kind.MATH if kind == "math" else Kind.MARKUP)
            yield Piece(span.start, span.end, OBJECT, Written.OBJECT)
        else:
            yield Piece(span.start, span.end, decoded(match, kind), Written.FOLD if kind == "fold" else Written.ESCAPE)
    if at < inner.end:
        yield Piece(at, inner.end, canvas.text[at : inner.end], Written.PLAIN)


def plain_target(written: str) -> str:
    """A URL without the escapes that LaTeX asks for."""
    return re.sub(r"\\([_%&#~$])(?:\{\})?", r"\1", written).strip()


def _kind(match: re.Match[str]) -> str:
    names = ("accent", "symbol", "url", "href", "escape", "space", "nothing", "dash", "quote", "style", "command", "math", "tag", "fold")
    return next((name for name in names if match[name] is not None), "markup")


def decoded(match: re.Match[str], kind: str) -> str:
    """How an accent, a symbol or a sign reads."""
    written = match.group()
    if kind == "accent":
        base = (match["a"] or match["b"] or match["c"] or match["d"]).lstrip("\\")
        return unicodedata.normalize("NFC", base + _COMBINING[match["mark"] or match["letter"]])
    if kind == "symbol":
        return _SYMBOLS[match["braced"] or match["bare"]]
    if kind == "escape":
        return written[1]
    return _DASHES.get(written) or _QUOTES.get(written) or " "


def _add_link(canvas: Canvas, span: Span, target: Span) -> None:
    canvas.paint_words(span.start, span.end, Kind.MARKUP)
    canvas.paint_words(target.start, target.end, Kind.LINK_TARGET)
    written = plain_target(canvas.text[target.start : target.end])
    canvas.links.append(Link(LinkKind.BARE, span, written, target, "", None, False, False))
