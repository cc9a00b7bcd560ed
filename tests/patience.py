"""How long work may take: by the processor's time, which what else runs on the machine changes little."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails where what is done takes longer: many times what it needs, and far less than if that grew with the square of the text."""
    start = process_time()
    yield
    assert process_time() - start < seconds
