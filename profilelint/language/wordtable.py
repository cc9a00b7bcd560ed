"""A file of sorted words, each optionally with a small number: opened by mmap, and searched without reading all of it.

The words are in blocks, one per line, without the common prefix of the block. An index of the first words gives the block that may have
a word, and a search in the block decides. Blocks may be deflated, one by one, which halves the size of lists that are rarely used.
Lists with many failing lookups have a Bloom filter.

    header   a magic number, whether blocks are deflated, how many there are, how long the filter, the first words and the file are
    index    where each block ends; how many numbers it has; how many bytes its words share; the filter; the first words, one a line
    blocks   the numbers, a byte each; then the lines
"""

from __future__ import annotations

import mmap
import struct
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from zlib import crc32

from profilelint.core.errors import UsageError

_HEADER = struct.Struct("<8s?3xIIII")
#: Of the numbers of the index, one for each block: where it ends, how many numbers it has, how many bytes its words share.
_INDEX = "IHB"
_MAGIC = b"words 2\n"
#: Bytes of a block, before it is deflated: what is longer takes longer to search, what is shorter makes the index longer.
_BLOCK, _DEFLATED_BLOCK = 1024, 2048
_LONGEST = 1 << 12  # bytes of a block and the last word in it
_WINDOW = -15  # of zlib, for data without a header of its own


class LexiconError(UsageError):
    """A file of words that was installed cannot be read."""


class WordTable:
    """The words of a file. Those that it is asked for have no line ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._inflated: dict[int, bytes] = {}
        try:
            with open(path, "rb") as file:
                self._data = data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            magic, self._is_deflated, count, bits, names, length = _HEADER.unpack_from(data)
        except (OSError, ValueError, struct.error):
            raise self._damaged() from None
        if magic != _MAGIC or length != len(data):
            raise self._damaged()
        at, columns = _HEADER.size, []
        for kind in _INDEX:
            columns.append(_column(kind, data, at, count))
            at += len(columns[-1]) * columns[-1].itemsize
        self._ends, self._numbers, self._shared = columns
        self._filter, self._mask = at, 8 * bits - 1
        self._start = at + bits + names
        self._firsts = data[at + bits : self._start].split(b"\n")

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def get(self, word: str) -> int | None:
        """The number of a word, 0 where the words have none; None where the word is not there."""
        written = word.encode()
        at = bisect_right(self._firsts, written) - 1
        if at < 0:
            return None
        shared, numbers = self._shared[at], self._numbers[at]
        if not written.startswith(self._firsts[at][:shared]):
            return None
        block = self._block(at)
        place = block.find(b"\n%b\n" % written[shared:], numbers)
        if place < 0:
            return None
        return block[block.count(b"\n", numbers, place)] if numbers else 0

    def among(self, words: Iterable[str]) -> dict[str, int]:
        """The numbers of those of the words that are there, which may be few."""
        if self._mask >= 0:
            data, start, mask = self._data, self._filter, self._mask
            words = [word for word in words if data[start + ((bit := crc32(word.encode()) & mask) >> 3)] >> (bit & 7) & 1]
        return {word: number for word in words if (number := self.get(word)) is not None}

    def starting(self, prefix: str) -> Iterator[str]:
        """The words that start so, in their order."""
        begin = prefix.encode()
        for at in range(max(0, bisect_right(self._firsts, begin) - 1), len(self._firsts)):
            first = self._firsts[at]
            if first > begin and not first.startswith(begin):
                return
            head, block = first[: self._shared[at]], self._block(at)
            line = b"\n" + begin[len(head) :]
            place = block.find(line, self._numbers[at]) if begin.startswith(head) or head.startswith(begin) else -1
            while 0 <= place < len(block) - 1:
                end = block.index(b"\n", place + 1)
                yield (head + block[place + 1 : end]).decode()
                place = block.find(line, end)

    def _block(self, at: int) -> bytes:
        block = self._inflated.get(at) if self._is_deflated else None
        if block is None:
            block = self._data[self._ends[at - 1] if at else self._start : self._ends[at]]
            if self._is_deflated:
                try:
                    block = self._inflated[at] = zlib.decompress(block, _WINDOW, _LONGEST)
                except zlib.error:
                    raise self._damaged() from None
        return block

    def _damaged(self) -> LexiconError:
        return LexiconError(f"{self._path} is damaged; install profilelint again")


def write_words(
    path: Path, words: Collection[str], numbers: Mapping[str, int] | None = None, deflated: bool = False, filtered: bool = False
) -> None:
    """Write a file for `WordTable`, with one word at least. `numbers`: from 0 to 255, of all words or of none."""
    blocks = list(_cut(sorted(word.encode() for word in words), _DEFLATED_BLOCK if deflated else _BLOCK))
    shared = [_shared(block[0], block[-1]) for block in blocks]
    counts = [len(block) if numbers else 0 for block in blocks]
    written = []
    for block, length in zip(blocks, shared, strict=True):
        data = b"".join(b"\n" + word[length:] for word in block) + b"\n"
        if numbers:
            data = bytes(numbers[word.decode()] for word in block) + data
        written.append(_deflate(data) if deflated else data)
    firsts = b"\n".join(block[0] for block in blocks)
    bits = _bits(words) if filtered else b""
    end, ends = _HEADER.size + len(blocks) * struct.calcsize(f"<{_INDEX}") + len(bits) + len(firsts), []
    for data in written:
        end += len(data)
        ends.append(end)
    header = _HEADER.pack(_MAGIC, deflated, len(blocks), len(bits), len(firsts), end)
    index = b"".join(struct.pack(f"<{len(blocks)}{kind}", *column) for kind, column in zip(_INDEX, (ends, counts, shared), strict=True))
    path.write_bytes(b"".join([header, index, bits, firsts, *written]))


def _column(kind: str, data: mmap.mmap, at: int, count: int) -> array[int]:
    """So many numbers of the index, from a place on."""
    column = array(kind)
    column.frombytes(data[at : at + count * column.itemsize])
    if sys.byteorder == "big":
        column.byteswap()
    return column


def _cut(words: list[bytes], size: int) -> Iterator[list[bytes]]:
    block, length = list[bytes](), 0
    for word in words:
        block.append(word)
        length += len(word) + 1
        if length >= size:
            yield block
            block, length = [], 0
    if block:
        yield block


def _shared(word: bytes, other: bytes) -> int:
    """With how many bytes both begin."""
    return next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))


def _bits(words: Collection[str]) -> bytes:
    """A filter of eight bits a word at least, and a power of two."""
    bits = bytearray(1 << max(0, len(words) - 1).bit_length())
    for word in words:
        bit = crc32(word.encode()) & (8 * len(bits) - 1)
        bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, _WINDOW)
    return packer.compress(data) + packer.flush()
