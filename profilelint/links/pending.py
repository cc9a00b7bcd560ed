"""The answers of an `Asker` for who does not wait for them asynchronously."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager

from profilelint.links.answers import Answer, Question
from profilelint.links.asking import Asker


def ask_all(asker: Asker, questions: Iterable[Question], known_dead: Collection[str] = ()) -> Iterator[tuple[Question, Answer]]:
    """The answers as they come. The first Ctrl-C ends them, and nothing else."""
    answers = asker.ask(questions, known_dead)

    async def step() -> tuple[Question, Answer] | None:
        return await anext(answers, None)

    with _on_interrupt(asker.stop), asyncio.Runner() as runner:
        try:
            while item := runner.run(step()):
                yield item
        finally:
            runner.run(answers.aclose())


@contextmanager
def _on_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C call `stop`; the second does what it always does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)

    def handle(number: int, frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        stop()

    signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
