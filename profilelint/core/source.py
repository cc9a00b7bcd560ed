"""Bytes to text and back without loss, and offsets to lines and columns.

Everything downstream uses `Span`s: half-open ranges of code points in `Source.text`. Lines and columns are computed only for
reports.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from functools import cached_property

from profilelint.core.endings import HTML
from profilelint.core.record import frozen, record
from profilelint.core.regex import regex

# Longest first: the UTF-32 marks are not listed because no site generator reads UTF-32.
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NEWLINE = regex(r"\r\n|\n|\r")
_SURROGATE = regex("[\ud800-\udfff]")
#: How ISO-2022-JP begins a stretch of Japanese, all in ASCII.
_ESCAPES = b"\x1b$"


@record
class Span:
    """A half-open range of code points, `start <= end`, in the text of one `Source`."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: {start}..{end}")
        self.start, self.end = start, end  # type: ignore[misc]  # frozen from here on

    def __len__(self) -> int:
        return self.end - self.start

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __bool__(self) -> bool:
        """True even if the span is empty: `[x]()` has an empty target."""
        return True

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@frozen(order=True)
class Position:
    """A line and a column, both from 1; columns count code points."""

    line: int
    column: int


@frozen(slots=False)
class Source:
    """The text of one file, with the encoding and byte order mark needed to write the same bytes back.

    `text` has no byte order mark. Bytes that are not UTF-8 are lone surrogates in it (surrogateescape), one per byte, so that
    `encode(text)` restores them; output must not contain them: use `reading`. An HTML page that declares another encoding, and is
    valid in it, is decoded with that one: `charset` is its name on the page.
    """

    text: str
    path: str = "<text>"
    encoding: str = "utf-8"
    bom: bool = False
    charset: str = ""

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "<bytes>") -> Source:
        for mark, encoding in _BOMS:
            if not data.startswith(mark):
                continue
            if encoding == "utf-8":
                return cls(data[len(mark) :].decode("utf-8", "surrogateescape"), path, "utf-8", True)
            try:
                return cls(data[len(mark) :].decode(encoding), path, encoding, True)
            except UnicodeDecodeError:
                break  # half a character: kept as bytes, and reported as such
        try:
            text, is_utf8 = data.decode(), True
        except UnicodeDecodeError:
            text, is_utf8 = data.decode("utf-8", "surrogateescape"), False
        is_other = path.lower().endswith(HTML) and (not is_utf8 or _ESCAPES in data)
        return (_in_charset(data, path) if is_other else None) or cls(text, path)

    def encode(self, text: str) -> bytes:
        """The bytes of `text` as this file writes them; `encode(self.text)` are the bytes that were read."""
        mark = next((mark for mark, encoding in _BOMS if self.bom and encoding == self.encoding), b"")
        # What the encoding of a page does not have, HTML writes by its number.
        errors = "surrogateescape" if self.encoding == "utf-8" else "xmlcharrefreplace" if self.charset else "strict"
        return mark + text.encode(self.encoding, errors)

    @cached_property
    def reading(self) -> str:
        """`text` for parsers, code point by code point: U+FFFD for lone surrogates, a space for the CR before an LF."""
        text = self.text
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        try:
            text.encode()  # the fastest test for lone surrogates
        except UnicodeEncodeError:
            return _SURROGATE.sub("\ufffd", text)
        return text

    @cached_property
    def newline(self) -> str:
        """The line end of the first line; LF if there is only one line."""
        first = _NEWLINE.search(self.text)
        return first.group() if first else "\n"

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset at which each line starts. Lines end at LF, CRLF and CR, and at nothing else."""
        return (0, *(match.end() for match in _NEWLINE.finditer(self.text)))

    def position(self, offset: int) -> Position:
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """The span of a line (from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    def slice(self, span: Span) -> str:
        """The text of a span for display: without lone surrogates, with its line ends."""
        return _SURROGATE.sub("\ufffd", self.text[span.start : span.end])


def _in_charset(data: bytes, path: str) -> Source | None:
    """A page in the encoding that it declares; None unless all of it decodes and encodes back to the same bytes."""
    from profilelint.core.charset import declared

    encoding, label = declared(data) or ("", "")
    try:
        text = data.decode(encoding) if encoding else ""
        return Source(text, path, encoding, charset=label) if encoding and text.encode(encoding) == data else None
    except UnicodeError:
        return None
