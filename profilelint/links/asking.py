"""Concurrent, rate-limited link checking with a time budget: many hosts at once, each with one request at a time."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import suppress
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from profilelint.core.record import field, record, state
from profilelint.links.answers import Answer, Question, Verdict, address_of, host_of
from profilelint.links.guard import Guard
from profilelint.links.net import Client, FailedError, Failure, Resolve, Response
from profilelint.links.options import Limits, Services
from profilelint.links.papers import batches, is_paper, titles_of
from profilelint.links.verdict import REDIRECTS, Hop, Seen, verdict_of

_MOST_HOPS = 10
_TRIES = 2
_TICK = 0.2
_WHOLE_PAGES = 16  # at a time: each may take megabytes
#: Endings of paths that are not pages.
FILE = re.compile(
    r"/[^/?#]+\.(?:pdf|ps|eps|tex|bib|docx?|pptx?|xlsx?|od[tps]|rtf|key|epub|csv|tsv|json|xml|txt|ipynb|zip|t?gz|tar|bz2|xz|7z|rar|png|jpe?g|gif"
    r"|svg|webp|avif|ico|bmp|tiff?|mp[34]|webm|mov|avi|wav|ogg|css|js|woff2?|ttf|otf|whl|jar|iso|dmg|exe)(?:[?#]|$)",
    re.IGNORECASE,
)
#: Failures that another try may find fixed.
_PASSING = frozenset((Failure.NO_NAMES, Failure.REFUSED, Failure.TIMEOUT, Failure.BROKEN))
#: A host that failed so often in a row is left alone for the rest of the run.
_GIVEN_UP = 6
_BUSY = frozenset((429, 500, 502, 503, 504))
#: What a host may say to HEAD and not to GET.
_NO_HEAD = frozenset((400, 401, 403, 405, 406, 501))
OUT_OF_TIME = Answer(Verdict.UNKNOWN, "the time for checking links was used up")
_OFFLINE = Answer(Verdict.UNKNOWN, "no host could be reached; is there a connection?")


@state
class Clock:
    """What time it is, how it passes, and chance: so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random


@state
class _Host:
    """`turn`: the lock for requests to it. `next_visit`: the earliest time of the next request. `is_busy`: its last answer was 429.
    `refusal`: it asked for pauses twice in a row, or for a longer one than the limit."""

    name: str
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_visit: float = float("-inf")
    failures: int = 0  # in a row
    failure: Failure | None = None
    is_busy: bool = False
    refusal: Response | None = None


@record
class _Wanted:
    """A request. `whole`: read all of a page, not just its beginning; `accept`: the format of the answer, "" for any;
    `certain`: do not use HEAD, which some hosts answer differently."""

    whole: bool = False
    accept: str = ""
    certain: bool = False


@state
class Progress:
    """What is under way: for the bar, and for who waits."""

    total: int = 0
    done: int = 0
    hosts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def slowest(self) -> str:
        return max((host for host, count in self.hosts.items() if count), key=lambda host: self.hosts[host], default="")


class Asker:
    def __init__(
        self,
        guard: Guard,
        limits: Limits | None = None,
        resolve: Resolve | None = None,
        clock: Clock | None = None,
        tick: Callable[[Progress], None] | None = None,
        services: Services | None = None,
    ) -> None:
        """`services`: the sources of titles of papers. `tick` is called with the progress now and then."""
        self._limits, self._clock = limits or Limits(), clock or Clock()
        self._client = Client(guard, self._limits.timeout, self._limits.at_once, resolve)
        self._hosts: dict[str, _Host] = {}
        self._free = asyncio.Semaphore(self._limits.at_once)
        self._whole = asyncio.Semaphore(_WHOLE_PAGES)
        self._reached = False
        self._tick, self._services = tick, services or Services()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._answers: asyncio.Queue[tuple[Question, Answer] | None] = asyncio.Queue()
        self._doubted: dict[Question, Answer] = {}  # dead, and not yet confirmed
        self._known_dead: frozenset[str] = frozenset()
        self._deadline = float("inf")
        self.stopped = False
        self.progress = Progress()

    async def ask(self, questions: Iterable[Question], known_dead: Collection[str] = ()) -> AsyncGenerator[tuple[Question, Answer], None]:
        """The answers as they come. A dead link is requested once more a little later, unless it was already dead on another day
        (`known_dead`)."""
        questions = list(questions)
        if not questions:
            return
        self._deadline = self._clock.now() + self._limits.budget
        self._known_dead = frozenset(known_dead)
        self._loop = asyncio.get_running_loop()
        self.progress.total += len(questions)
        async with self._client:
            tasks = [asyncio.create_task(self._work(question)) for question in questions if not is_paper(question.address)]
            tasks += [asyncio.create_task(self._look_up(papers)) for papers in batches(questions)]
            tasks += [asyncio.create_task(self._tell())]
            try:
                for _ in questions:
                    answered = await self._answers.get()
                    if answered is None:
                        break
                    self.progress.done += 1
                    yield answered
            finally:
                self._loop = None
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
        if self.stopped:
            for item in list(self._doubted.items()):
                yield item

    def stop(self) -> None:
        """Ask no more; what is known by now is all there is. May be called from a signal handler."""
        self.stopped = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._answers.put_nowait, None)

    async def fetch(self, address: str, accept: str) -> Response | None:
        """What a service says, redirects followed; None where it does not say it."""
        response = (await self._follow(address, _Wanted(accept=accept))).response
        return response if response and 200 <= response.status < 300 and not response.cut else None

    async def _work(self, question: Question) -> None:
        answer = await self._answer(question)
        if answer.verdict is Verdict.DEAD and question.address not in self._known_dead:
            self._doubted[question] = answer
            await self._clock.sleep(self._limits.again)
            again = await self._answer(question, certain=True)
            answer = answer if again is OUT_OF_TIME else again
            del self._doubted[question]
        if answer.verdict is Verdict.DEAD and not self._reached:
            answer = _OFFLINE  # it is not all hosts that have gone
        self._answers.put_nowait((question, answer))

    async def _look_up(self, papers: Sequence[Question]) -> None:
        titles: dict[str, str] = {}
        with suppress(Exception):  # without an answer there is no title
            async with asyncio.timeout(self._time_left()):
                titles = await titles_of([paper.address for paper in papers], self.fetch, self._services)
        for paper in papers:
            title = titles.get(paper.address, "")
            self._answers.put_nowait((paper, Answer(Verdict.OK if title else Verdict.UNKNOWN, title=title)))

    async def _tell(self) -> None:
        while self._tick:
            self._tick(self.progress)
            await asyncio.sleep(_TICK)

    def _time_left(self) -> float:
        return max(0.0, self._deadline - self._clock.now())

    async def _answer(self, question: Question, certain: bool = False) -> Answer:
        wanted = _Wanted(bool(question.fragments), certain=certain)
        try:
            async with asyncio.timeout(self._time_left()):
                return verdict_of(question, await self._follow(question.address, wanted))
        except TimeoutError:
            return OUT_OF_TIME
        except Exception as error:  # whatever it is, the others are waited for
            return Answer(Verdict.UNKNOWN, f"asking it failed ({type(error).__name__})")

    async def _follow(self, address: str, wanted: _Wanted) -> Seen:
        """The response for an address after its redirects. Each redirect is a separate request with the same guard."""
        hops: list[Hop] = []
        while True:
            try:
                response = await self._tries(address, wanted)
            except FailedError as error:
                return Seen(address, tuple(hops), failure=error.failure)
            location = response.headers.get("location", "")
            if response.status not in REDIRECTS or not location:
                return Seen(address, tuple(hops), response)
            hops.append(Hop(address, response.status, "set-cookie" in response.headers))
            following = _joined(address, location)
            if following is None:
                return Seen(address, tuple(hops), failure=Failure.NO_ADDRESS)
            if following in {hop.address for hop in hops}:
                return Seen(address, tuple(hops), looped=True)
            if len(hops) > _MOST_HOPS:
                return Seen(address, tuple(hops), failure=Failure.REDIRECTS)
            address = following

    async def _tries(self, address: str, wanted: _Wanted) -> Response:
        """The answer of a host; where it has none at the moment, the one that it gives a little later. HEAD for files, and GET where that
        is refused. Of a page the text is wanted, so it is asked for at once: one request, not two."""
        is_page = wanted.certain or wanted.accept or wanted.whole or not FILE.search(address)
        host = self._host(address)
        for attempt in range(1, _TRIES + 1):
            is_head, is_last = not is_page and attempt == 1, attempt == _TRIES
            try:
                response = await self._visit(host, "HEAD" if is_head else "GET", address, wanted)
            except FailedError as error:
                if error.failure not in _PASSING or is_last or host.failures >= _GIVEN_UP:
                    raise
                continue
            is_about_head = is_head and (response.status in _NO_HEAD or (200 <= response.status < 300 and response.is_html))
            if is_last or host.refusal or not (is_about_head or response.status in _BUSY):
                return response
        raise AssertionError("the last try returns or raises")

    async def _visit(self, host: _Host, method: str, address: str, wanted: _Wanted) -> Response:
        """One request, when it is its turn. Whoever comes next waits as long as the answer asks for, or its trouble says."""
        async with host.turn:
            if host.refusal:
                return host.refusal
            if host.failure and host.failures >= _GIVEN_UP:
                raise FailedError(host.failure)
            while (wait := host.next_visit - self._clock.now()) > 0:
                await self._clock.sleep(wait)
            async with self._whole if wanted.whole else self._free:
                self.progress.hosts[host.name] += 1
                pause = 0.0
                try:
                    response = await self._client.request(method, address, wanted.whole, wanted.accept)
                    pause = self._heard(host, response)
                except FailedError as error:
                    if error.failure in _PASSING:
                        host.failures, host.failure, pause = host.failures + 1, error.failure, self._backoff()
                    raise
                finally:
                    self.progress.hosts[host.name] -= 1
                    host.next_visit = self._clock.now() + max(self._limits.delay, pause)
        return response

    def _heard(self, host: _Host, response: Response) -> float:
        """Note what an answer says about its host: the seconds that it is left alone now."""
        self._reached = True
        was_busy, host.is_busy, host.failures = host.is_busy, response.status == 429, 0
        if response.status not in _BUSY:
            return 0.0
        wanted = _retry_after(response)
        if wanted > self._limits.patience or (was_busy and host.is_busy):
            host.refusal = response
        return wanted or self._backoff()

    def _backoff(self) -> float:
        return self._limits.backoff * (0.5 + self._clock.chance())

    def _host(self, address: str) -> _Host:
        name = host_of(address)
        if name not in self._hosts:
            self._hosts[name] = _Host(name)
        return self._hosts[name]


def _joined(address: str, location: str) -> str | None:
    try:
        return address_of(urljoin(address, location))
    except ValueError:
        return None


def _retry_after(response: Response) -> float:
    """The seconds that a host asks to wait, which it may also say as a date; 0 where it asks for none."""
    written = response.headers.get("retry-after", "").strip()
    if written.isdecimal():
        return float(written)
    try:
        return max(0.0, parsedate_to_datetime(written).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0
