"""How long work may take: by the processor's time, which what else runs on the machine changes little."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails where what is done takes longer: many times what it needs, and far less than if that grew with the square of the text."""
    start = process_time()
    yield
    assert process_time() - start < seconds


def spent(work: Callable[[T], object], made: T) -> float:
    """Seconds of the processor; the garbage collector, which would look through all that other tests have left too, waits meanwhile."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        work(made)
        return process_time() - start
    finally:
        gc.enable()


def grows_in_proportion(make: Callable[[int], T], work: Callable[[T], object], few: int, times: int) -> bool:
    """Whether `times` as much as `few` takes less than four times as long as in proportion, where that is long enough to tell.

    What disturbs a measure makes it longer, never shorter: the least of some counts, and no more are taken than tell it.
    """
    least = least_of_many = float("inf")
    for _ in range(8):
        least = min(least, spent(work, make(few)))
        least_of_many = min(least_of_many, spent(work, make(few * times)))
        if least_of_many < 4 * times * max(least, 0.005):
            return True
    return False
