"""UTF-8 byte offsets, as parsers written in other languages give them, -> code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

#: For each byte whether it is a part of a character that is not ASCII.
_NOT_ASCII = bytes(byte >= 0x80 for byte in range(256))
#: The stretch before the first one.
_NOTHING = 0, 0, 0


def byte_offsets(text: str, start: int) -> Callable[[int], int]:
    """Maps byte offsets in `text.encode()` to code points, counted from where `text` starts; one inside a character leads to its start."""
    return start.__add__ if text.isascii() else _ByteOffsets(text, start)


class _ByteOffsets:
    def __init__(self, text: str, start: int) -> None:
        self._text, self._start = text, start
        #: The stretch of ASCII that was asked for last, in bytes, and what leads from them to code points.
        self._from = self._to = self._shift = 0
        #: Stretches that are not ASCII: where they begin in bytes, and where they begin and end in code points and bytes.
        self._begins: list[int] = []
        self._stretches: list[tuple[int, int, int]] = []
        written = text.encode()
        marks, end, extra = written.translate(_NOT_ASCII), 0, 0
        while (begin := marks.find(1, end)) >= 0:
            end = marks.find(0, begin)
            end = end if end >= 0 else len(marks)
            self._begins.append(begin)
            first, extra = begin - extra, extra + end - begin - len(written[begin:end].decode())
            self._stretches.append((first, end - extra, end))

    def __call__(self, offset: int) -> int:
        if self._from <= offset < self._to:
            return offset + self._shift
        after = bisect_right(self._begins, offset)
        start, end, end_byte = self._stretches[after - 1] if after else _NOTHING
        if offset >= end_byte:
            self._from, self._shift = end_byte, self._start + end - end_byte
            self._to = self._begins[after] if after < len(self._begins) else offset + 1
            return offset + self._shift
        return self._start + start + len(self._text[start:end].encode()[: offset - self._begins[after - 1]].decode("utf-8", "ignore"))
