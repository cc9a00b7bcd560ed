"""LinkChecker crawls a served site. It is a program of its own (GPL), which is run and read, and never imported."""

from __future__ import annotations

import asyncio
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from profilelint.core.errors import UsageError
from profilelint.core.record import record
from profilelint.links.answers import Answer, Question, Verdict, address_of, fragment_of
from profilelint.links.asking import FILE
from profilelint.links.guard import Guard, NotPublicError
from profilelint.links.htmlpage import HtmlPage, PageLink, html_page
from profilelint.links.net import Client, FailedError, Response, look_up
from profilelint.links.options import Limits
from profilelint.links.served import Home, IncompleteError, Served, is_below, outside, served
from profilelint.links.verdict import Seen, verdict_of

_CONFIGURATION = """[checking]
threads=1
timeout={timeout}
maxrunseconds={budget}
maxrequestspersecond={rate}
maxfilesizeparse=2000000
maxfilesizedownload=2000000
[filtering]
checkextern=0
[output]
log=csv
verbose=1
status=0
[csv]
encoding=utf-8
"""
#: What LinkChecker says of an address that it leaves to others.
_LEFT = "filtered"
#: A host that says so wants to be left alone.
_BUSY = frozenset((429, 503))


class CrawlError(UsageError):
    """The site cannot be crawled."""


@record
class _Start:
    """The root of a site: `host` with its port, `base` the path above all of its pages. `is_public`: visitors see the rest of the host,
    too."""

    host: str
    base: str
    is_public: bool

    def is_beside(self, address: str) -> bool:
        """Whether an address is at the host of the site, and not below its base path."""
        parts = urlsplit(address)
        return parts.netloc == self.host and not is_below(unquote(parts.path), self.base)


def crawl(site: str, guard: Guard, limits: Limits, home: Home | None = None) -> Iterator[Served]:
    """The links of a site, from its first page on. LinkChecker finds the pages; each is read once more, since LinkChecker names one link
    of all that lead to an address, and looks for no place on a page. Those that lead elsewhere have no answer yet."""
    start, places = _start(site, guard)
    begun = time.monotonic()
    crawled = _Crawled(start, home or Home(), list(_rows(site, places, limits)))
    is_late = time.monotonic() - begun >= limits.budget
    first = crawled.first()
    if first.verdict is not Verdict.OK:
        raise CrawlError(f"{site} cannot be crawled: {first.reason}")
    is_read = asyncio.run(crawled.read(guard, limits))
    if not crawled.pages:
        raise CrawlError(f"{site} cannot be crawled: it is not an HTML page")
    yield from crawled.links()
    if is_late or not is_read:
        raise IncompleteError(site, "took longer than --budget allows" if is_late else "asked to be left alone, or took too long")


class _Crawled:
    """A site that LinkChecker has crawled. `rows`: what it says, one link for each address."""

    def __init__(self, start: _Start, home: Home, rows: list[dict[str, str]]) -> None:
        self._start, self._home, self._rows = start, home, rows
        self._answers: dict[str, Answer] = {}  # of addresses within the site
        self._ends: dict[str, str] = {}  # where those that redirect lead
        self.pages: dict[str, HtmlPage] = {}
        self._there: set[str] = set()  # addresses outside the site whose path exists in it
        for row in rows:
            if (end := address_of(row["url"])) and not row["result"].startswith(_LEFT):
                asked = address_of(urljoin(row["base"] or row["parentname"], row["urlname"])) or end
                self._ends[asked] = end
                self._answers[asked] = self._answers[end] = _answer(row["result"], end)

    def first(self) -> Answer:
        """What the first page answers."""
        return next((self._answers[end] for end in self._ends.values()), Answer(Verdict.UNKNOWN, "LinkChecker found nothing"))

    async def read(self, guard: Guard, limits: Limits) -> bool:
        """Read the pages that were found; if visitors do not see the rest of the host, check whether the site has those pages.
        Returns whether all could be read."""
        found = [end for end in dict.fromkeys(self._ends.values()) if self._answers[end].verdict is Verdict.OK and not FILE.search(end)]
        left = len(found)
        async with Client(guard, limits.timeout, 1) as client:
            async for address, response in _asked(client, found, limits):
                left -= 1
                if response and response.is_html and response.status == 200:
                    self.pages[address] = html_page(response.body.decode("utf-8", "replace").replace("\r\n", "\n"))
            beside = {} if self._start.is_public else self._beside()
            async for address, response in _asked(client, beside, limits):
                if response and response.status < 400:
                    self._there.add(beside[address])
        return not left

    def _beside(self) -> dict[str, str]:
        """The addresses that links outside the site would have below its base path, with their own."""
        found = {}
        for at, page in self.pages.items():
            for link in page.links:
                with suppress(ValueError):
                    address = address_of(page.address(at, link.written)) or ""
                    parts = urlsplit(address)
                    if self._start.is_beside(address) and parts.path != "/":
                        found[urlunsplit(parts._replace(path=self._start.base + parts.path))] = address
        return found

    def links(self) -> Iterator[Served]:
        for at, page in self.pages.items():
            for link in page.links:
                with suppress(ValueError):  # it is no address
                    target = page.address(at, link.written)
                    yield served(at, link, target, self._judge(target))
        for row in self._rows:
            if (at := address_of(row["parentname"] or row["url"]) or "") not in self.pages:
                column = _number(row["column"]) + len('<a href="')  # LinkChecker says where the tag begins
                link = PageLink("a", _number(row["line"]), column, row["urlname"], row["name"])
                yield served(at, link, row["url"], self._judge(row["url"]))

    def _judge(self, target: str) -> Answer | None:
        """None if the link must be requested. OK if there is nothing to report."""
        address = address_of(target)
        if address is None:
            return Answer(Verdict.OK)
        if urlsplit(address).netloc != self._start.host or (self._start.is_public and self._start.is_beside(address)):
            return None
        if self._start.is_beside(address):
            path = unquote(urlsplit(address).path)
            return outside(path, self._start.base, address in self._there, self._home.lacks(path))
        answer, place = self._answers.get(address), unquote(fragment_of(target))
        page = self.pages.get(self._ends.get(address, address))
        if answer is None or answer.verdict is not Verdict.OK or page is None or place in ("", "top", *page.ids):
            return answer
        return Answer(Verdict.OK, fragments={place: False})


async def _asked(client: Client, addresses: Iterable[str], limits: Limits) -> AsyncIterator[tuple[str, Response | None]]:
    """What a host answers, one address after the other, until it asks to be left alone or there is no more time."""
    deadline = time.monotonic() + limits.budget
    for address in addresses:
        response = None
        with suppress(FailedError):
            response = await client.request("GET", address, whole=True)
        if (response and response.status in _BUSY) or time.monotonic() > deadline:
            return
        yield address, response
        await asyncio.sleep(limits.delay)


def _start(site: str, guard: Guard) -> tuple[_Start, str]:
    """Where the site is, and so where LinkChecker may connect to; refused by the guard as any other address is."""
    try:
        parts = urlsplit(site)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        host = None
    address = address_of(site)
    if not host or not address:
        raise CrawlError(f'"{site}" is not the address of a site, such as https://ada.example.org/')
    try:
        addresses = [found for _, found in look_up(host)]
    except (OSError, UnicodeError):
        raise CrawlError(f"no such host: {host}") from None
    is_public = True
    for each in addresses:
        guard.check(each, port)
        try:
            Guard().check(each, port)
        except NotPublicError:
            is_public = False
    begin = urlsplit(address)
    return _Start(begin.netloc, begin.path.rpartition("/")[0], is_public), " ".join(f"{each}|{port}" for each in addresses)


def _rows(site: str, places: str, limits: Limits) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="profilelint-") as folder:
        os.chmod(folder, 0o755)  # as root, LinkChecker turns into somebody who owns nothing
        configuration = Path(folder, "linkcheckerrc")
        configuration.write_text(_configuration(limits))
        options = ["--config", str(configuration), "--no-status", "--output", "csv/utf-8", "--verbose"]
        with subprocess.Popen(
            [sys.executable, "-m", "linkcheck", *options, site],
            env=_environment(folder, places),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            try:
                lines = (line for line in process.stdout if line.strip() and not line.startswith("#"))
                found = 0
                for row in csv.DictReader(lines, delimiter=";"):
                    found += 1
                    yield row
            finally:
                process.terminate()
                _, said = process.communicate()
        if not found:
            raise CrawlError(f"{site} cannot be crawled: {(said.strip().splitlines() or ['LinkChecker says nothing'])[-1]}")


def _configuration(limits: Limits) -> str:
    timeout, budget = max(1, round(limits.timeout)), max(1, round(limits.budget))
    return _CONFIGURATION.format(timeout=timeout, budget=budget, rate=1 / min(max(limits.delay, 0.01), 1000))


def _environment(folder: str, places: str) -> dict[str, str]:
    """No proxy, no .netrc, no configuration of the person's own, and no words in the person's language; and the process connects to the
    site alone."""
    left_out = re.compile(r".*_proxy|XDG_.*|LC_.*|LANG|LANGUAGE", re.IGNORECASE)
    kept = {name: value for name, value in os.environ.items() if not left_out.fullmatch(name)}
    beside = kept.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent / "confined"), beside)))
    return {**kept, "HOME": folder, "NETRC": os.devnull, "PYTHONPATH": path, "PROFILELINT_SITE": places, "PYTHONUTF8": "1", "LC_ALL": "C"}


def _answer(result: str, address: str) -> Answer:
    status = result.partition(" ")[0]
    if not status.isdecimal():
        return Answer(Verdict.UNKNOWN, "it could not be reached")
    return verdict_of(Question(address), Seen(address, (), Response(int(status), {})))


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() else 1
