"""Many addresses, asked at once and politely: so many at a time, a pause between two at one host, and no longer than there is time."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from profilelint.core.record import field, state
from profilelint.links.answers import Answer, Question, Verdict, address_of, host_of
from profilelint.links.guard import Guard
from profilelint.links.net import Client, FailedError, Failure, Resolve, Response
from profilelint.links.options import Limits, Services
from profilelint.links.papers import batches, is_paper, titles_of
from profilelint.links.verdict import REDIRECTS, Hop, Seen, verdict_of

_MOST_HOPS = 10
_TRIES = 3
_TICK = 0.2
_WHOLE_PAGES = 16  # at a time: each may take megabytes
#: What is no page, by the end of its path.
_FILE = re.compile(
    r"/[^/?#]+\.(?:pdf|ps|eps|tex|bib|docx?|pptx?|xlsx?|od[tps]|rtf|key|epub|csv|tsv|json|xml|txt|ipynb|zip|t?gz|tar|bz2|xz|7z|rar|png|jpe?g|gif"
    r"|svg|webp|avif|ico|bmp|tiff?|mp[34]|webm|mov|avi|wav|ogg|css|js|woff2?|ttf|otf|whl|jar|iso|dmg|exe)(?:[?#]|$)",
    re.IGNORECASE,
)
#: Failures that another try may find fixed.
_PASSING = frozenset((Failure.NO_NAMES, Failure.REFUSED, Failure.TIMEOUT, Failure.BROKEN))
#: A host that failed so often in a row is left alone for the rest of the run.
_GIVEN_UP = 6
_BUSY = frozenset((429, 500, 502, 503, 504))
OUT_OF_TIME = Answer(Verdict.UNKNOWN, "there was no time left to ask")
_OFFLINE = Answer(Verdict.UNKNOWN, "no host could be reached; is there a connection?")


@state
class Clock:
    """What time it is, how it passes, and chance: so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random


@state
class _Host:
    """`refusal`: it asked to be left alone for longer than anybody waits here."""

    name: str
    free: asyncio.Semaphore
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_visit: float = float("-inf")
    failures: int = 0  # in a row
    failure: Failure | None = None
    refusal: Response | None = None


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
        """`services`: who is asked for the titles of papers. `tick` is told now and then how far it is."""
        self._limits, self._clock = limits or Limits(), clock or Clock()
        self._client = Client(guard, self._limits.timeout, self._limits.at_once, resolve)
        self._hosts: dict[str, _Host] = {}
        self._free = asyncio.Semaphore(self._limits.at_once)
        self._whole = asyncio.Semaphore(_WHOLE_PAGES)
        self._reached = False
        self._tick, self._services = tick, services or Services()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._answers: asyncio.Queue[tuple[Question, Answer] | None] = asyncio.Queue()
        self._doubted: dict[Question, Answer] = {}  # dead, and not yet asked again
        self._known_dead: frozenset[str] = frozenset()
        self._deadline = float("inf")
        self.stopped = False
        self.progress = Progress()

    async def ask(self, questions: Iterable[Question], known_dead: Collection[str] = ()) -> AsyncGenerator[tuple[Question, Answer], None]:
        """The answers as they come. What is dead is asked once more a little later, unless it was dead on another day (`known_dead`)
        already."""
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
        response = (await self._follow(address, accept=accept)).response
        return response if response and 200 <= response.status < 300 and not response.cut else None

    async def _work(self, question: Question) -> None:
        answer = await self._answer(question)
        if answer.verdict is Verdict.DEAD and question.address not in self._known_dead:
            self._doubted[question] = answer
            await self._clock.sleep(self._limits.again)
            again = await self._answer(question)
            answer = answer if again is OUT_OF_TIME else again
            del self._doubted[question]
        if answer.verdict is Verdict.DEAD and not self._reached:
            answer = _OFFLINE  # it is not all hosts that have gone
        self._answers.put_nowait((question, answer))

    async def _look_up(self, papers: Sequence[Question]) -> None:
        titles: dict[str, str] = {}
        with suppress(Exception):  # a title that nobody gives is no title
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

    async def _answer(self, question: Question) -> Answer:
        try:
            async with asyncio.timeout(self._time_left()):
                if not question.fragments:
                    return verdict_of(question, await self._follow(question.address))
                async with self._whole:
                    return verdict_of(question, await self._follow(question.address, whole=True))
        except TimeoutError:
            return OUT_OF_TIME
        except Exception as error:  # whatever it is, the others are waited for
            return Answer(Verdict.UNKNOWN, f"asking it failed ({type(error).__name__})")

    async def _follow(self, address: str, whole: bool = False, accept: str = "") -> Seen:
        """What stands at an address, at the end of its redirects. Each of them is a request of its own, and guarded as any."""
        hops: list[Hop] = []
        while True:
            try:
                response = await self._tries(address, whole, accept)
            except FailedError as error:
                return Seen(address, tuple(hops), failure=error.failure)
            location = response.headers.get("location", "")
            if response.status not in REDIRECTS or not location:
                return Seen(address, tuple(hops), response)
            hops.append(Hop(address, response.status, "set-cookie" in response.headers))
            following = _joined(address, location)
            if following is None:
                return Seen(address, tuple(hops), failure=Failure.NO_ADDRESS)
            if len(hops) > _MOST_HOPS or following in {hop.address for hop in hops}:
                return Seen(address, tuple(hops), looped=True)
            address = following

    async def _tries(self, address: str, whole: bool, accept: str) -> Response:
        """The answer of a host; where it has none at the moment, the one that it gives a little later."""
        host = self._host(address)
        for attempt in range(1, _TRIES + 1):
            pause = self._limits.backoff * 2 ** (attempt - 1) * (0.5 + self._clock.chance())
            try:
                async with self._turn(host):
                    if host.refusal:
                        return host.refusal
                    if host.failure and host.failures >= _GIVEN_UP:
                        raise FailedError(host.failure)
                    response = await self._request(address, whole, accept)
            except FailedError as error:
                if error.failure not in _PASSING:
                    raise
                host.failures, host.failure = host.failures + 1, error.failure
                if attempt == (2 if error.failure is Failure.TIMEOUT else _TRIES):
                    raise
            else:
                host.failures, self._reached = 0, True
                if response.status not in _BUSY or attempt == (2 if response.status == 500 else _TRIES):
                    return response
                wanted = _retry_after(response)
                if wanted > self._limits.patience:
                    host.refusal = response
                    return response
                host.next_visit = max(host.next_visit, self._clock.now() + wanted)
                pause = 0.0 if wanted else pause
            await self._clock.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _request(self, address: str, whole: bool, accept: str) -> Response:
        """HEAD for files, and GET where that is refused. Of a page the text is wanted, so it is asked for at once: one request, not two."""
        if accept or whole or not _FILE.search(address):
            return await self._client.request("GET", address, whole, accept)
        try:
            response = await self._client.request("HEAD", address)
        except FailedError as error:
            if error.failure not in (Failure.BROKEN, Failure.TIMEOUT):
                raise
        else:
            if response.status in (*REDIRECTS, 429) or (200 <= response.status < 300 and not response.is_html):
                return response
        return await self._client.request("GET", address, whole)

    def _host(self, address: str) -> _Host:
        name = host_of(address)
        if name not in self._hosts:
            self._hosts[name] = _Host(name, asyncio.Semaphore(self._limits.per_host))
        return self._hosts[name]

    @asynccontextmanager
    async def _turn(self, host: _Host) -> AsyncIterator[None]:
        async with host.free:
            async with host.gate:
                while (wait := host.next_visit - self._clock.now()) > 0:
                    await self._clock.sleep(wait)
                # A few may come together, as those of a browser do; after them the pauses hold.
                burst = (self._limits.per_host - 1) * self._limits.delay
                host.next_visit = max(host.next_visit, self._clock.now() - burst) + self._limits.delay
            async with self._free:
                self.progress.hosts[host.name] += 1
                try:
                    yield
                finally:
                    self.progress.hosts[host.name] -= 1


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
