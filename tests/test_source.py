"""Bytes to text and back, and offsets to lines and columns."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from profilelint.core.source import Position, Source, Span

marks = st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])


@given(marks, st.binary())
@example(codecs.BOM_UTF16_LE, b"a")
@example(codecs.BOM_UTF16_BE, b"\xd8\x00")
@example(codecs.BOM_UTF8, codecs.BOM_UTF8)
@example(b"", b"caf\xe9\r\n\xff")
def test_any_bytes_come_back(mark: bytes, data: bytes) -> None:
    source = Source.from_bytes(mark + data)
    assert source.encode(source.text) == mark + data


@given(st.text())
def test_utf_16_pages_come_back(text: str) -> None:
    data = codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    source = Source.from_bytes(data)
    assert source.text == text
    assert source.encode(text) == data


@given(st.text(alphabet=st.sampled_from("a\r\né\u2028\x0b\udc80🎉")))
def test_the_reading_copy_keeps_every_place(text: str) -> None:
    source = Source(text)
    assert len(source.reading) == len(text)
    assert "\r" not in source.reading
    source.reading.encode()  # no lone surrogates
    for mine, theirs in zip(text, source.reading, strict=True):
        assert mine == theirs or mine in "\r\udc80"


@given(st.text(alphabet=st.sampled_from("a\r\né\u2028\x0b\x85🎉")))
def test_positions_are_those_of_an_editor(text: str) -> None:
    source = Source(text)
    line, column = 1, 1
    for offset, character in enumerate(text):
        assert source.position(offset) == Position(line, column)
        ends = character == "\n" or (character == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)
    assert source.position(len(text)) == Position(line, column)
    assert len(source.line_starts) == line


@pytest.mark.parametrize(
    ("text", "newline", "lines"),
    [
        ("", "\n", [""]),
        ("a", "\n", ["a"]),
        ("a\n", "\n", ["a", ""]),
        ("a\r\nb\rc\nd", "\r\n", ["a", "b", "c", "d"]),
        ("\r", "\r", ["", ""]),
    ],
)
def test_lines(text: str, newline: str, lines: list[str]) -> None:
    source = Source(text)
    assert source.newline == newline
    assert [source.slice(source.line_span(number)) for number in range(1, len(source.line_starts) + 1)] == lines


def test_what_is_shown_holds_no_broken_bytes() -> None:
    source = Source.from_bytes(b"caf\xe9!")
    assert source.slice(Span(0, 5)) == "caf\ufffd!"


def test_spans() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(2, 1)
    assert len(Span(2, 5)) == 3
    assert Span(3, 3) in Span(2, 5)
    assert Span(2, 5) in Span(2, 5)
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert not Span(2, 3).overlaps(Span(0, 2))
    assert Span(1, 3).overlaps(Span(2, 3))
    assert Span(4, 4)


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_a_mark_says_what_follows(mark: bytes, encoding: str) -> None:
    assert Source.from_bytes(mark + "é".encode(encoding), "a.md") == Source("é", "a.md", encoding, bom=True)
    assert Source.from_bytes("é".encode()) == Source("é", "<bytes>", "utf-8", bom=False)


def test_what_utf_16_cannot_hold_is_not_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        Source.from_bytes(codecs.BOM_UTF16_LE).encode("\udc80")
