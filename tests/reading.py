"""What must be true of every document, however broken its source."""

from __future__ import annotations

from itertools import pairwise

from profilelint.core.source import Source, Span
from profilelint.document import read
from profilelint.document.model import Document, Written


def read_text(text: str, path: str) -> Document:
    return read(Source(text, path))


def check(document: Document) -> Document:
    """Assert that the segments are a partition, that every span lies inside, and that runs are what their pieces say."""
    text = document.text
    assert "".join(text[s.span.start : s.span.end] for s in document.segments) == text
    whole = Span(0, len(text))
    for view in (document.blocks, document.links, document.tags, document.anchors, document.comments, document.problems, document.headings):
        assert all(item.span in whole for item in view)
    for problem in document.problems:
        assert len(problem.span) > 0 or not text
        assert problem.detail
    for field in document.fields:
        assert field.span in whole
        assert field.key_span is None or field.key_span in whole
    for link in document.links:
        assert link.target_span in whole
    for comment in document.comments:
        assert comment.body in comment.span
    plain = sorted(Span(piece.start, piece.end) for run in document.runs for piece in run.pieces if piece.written is Written.PLAIN)
    assert all(one.end <= other.start for one, other in pairwise(plain)), "text that is read twice is reported twice"
    for run in document.runs:
        assert "".join(piece.text for piece in run.pieces) == run.text
        assert -1 <= run.block < len(document.blocks)
        last = 0
        for piece in run.pieces:
            assert last <= piece.start <= piece.end <= len(text)
            last = piece.end
            assert piece.written is not Written.PLAIN or text[piece.start : piece.end] == piece.text
    return document
