"""Work for many items, done by as many processes as there are cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Generic, TypeVar

from profilelint.core.record import record

T = TypeVar("T")
R = TypeVar("R")


@record
class Done(Generic[R]):
    """An item that needs no work any more."""

    result: R


#: So many items are handed over at once, and so many such parts wait for each process: what is under way stays small.
_TOGETHER, _AHEAD = 8, 4
#: What each process does with an item.
_work: Callable[[Any], Any]


def spread(work: Callable[[T], R], items: Iterable[T | Done[R]], lost: Callable[[T], R], processes: int) -> Iterator[R]:
    """`work(item)` of each, in their order, and what is done already. `lost(item)` of one that takes its process with it."""
    rest = iter(items)
    suspects: list[T | Done[R]] = []
    while True:
        for item in suspects:
            yield item.result if isinstance(item, Done) else _alone(work, item, lost)
        waiting: deque[tuple[list[T | Done[R]], Future[list[R]]]] = deque()
        try:
            with _pool(work, processes) as pool:
                try:
                    yield from _spread(pool, rest, waiting, _AHEAD * processes)
                    return
                finally:
                    pool.shutdown(cancel_futures=True)
        except BrokenProcessPool:
            # One of those under way was too much. Nobody knows which: the first ones are tried alone, the others once more.
            suspects, *others = [part for part, _ in waiting]
            rest = iter([*(item for part in others for item in part), *rest])


def _spread(
    pool: ProcessPoolExecutor, rest: Iterator[T | Done[R]], waiting: deque[tuple[list[T | Done[R]], Future[list[R]]]], ahead: int
) -> Iterator[R]:
    while True:
        while len(waiting) < ahead and (part := list(islice(rest, _TOGETHER))):
            waiting.append((part, Future()))  # before anything can be said of the pool: a part that it refuses is not lost
            if todo := [item for item in part if not isinstance(item, Done)]:
                waiting[-1] = part, pool.submit(_do, todo)
            else:
                waiting[-1][1].set_result([])
        if not waiting:
            return
        results = iter(waiting[0][1].result())
        part, _ = waiting.popleft()
        yield from (item.result if isinstance(item, Done) else next(results) for item in part)


def _alone(work: Callable[[T], R], item: T, lost: Callable[[T], R]) -> R:
    try:
        with _pool(work, 1) as pool:
            result: R = pool.submit(_do, [item]).result()[0]
            return result
    except BrokenProcessPool:
        return lost(item)


def _pool(work: Callable[[T], R], processes: int) -> ProcessPoolExecutor:
    # A fork has all that was imported and read, and is there at once; elsewhere than on Linux it is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(processes, context, _begin, (work,))


def _begin(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process gets it, too, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Nobody else would end this process where its parent was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(part: list[Any]) -> list[Any]:
    return [_work(item) for item in part]
