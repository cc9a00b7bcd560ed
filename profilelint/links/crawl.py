"""LinkChecker crawls a served site. It is a program of its own (GPL), which is run and read, and never imported."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from profilelint.links.answers import Answer, Question, Verdict
from profilelint.links.guard import Guard
from profilelint.links.net import Response, look_up
from profilelint.links.options import Limits
from profilelint.links.served import Served
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


class CrawlError(Exception):
    """The site cannot be crawled."""


def crawl(site: str, guard: Guard, limits: Limits) -> Iterator[Served]:
    """The links of a site, from its first page on, as LinkChecker finds them. Those that lead elsewhere have no answer yet."""
    places = _places(site, guard)
    with tempfile.TemporaryDirectory(prefix="profilelint-") as folder:
        os.chmod(folder, 0o755)  # as root, LinkChecker turns into somebody who owns nothing
        configuration = Path(folder, "linkcheckerrc")
        configuration.write_text(_configuration(limits))
        options = ["--config", str(configuration), "--no-status", "--output", "csv/utf-8", "--verbose"]
        environment = _environment(folder, places)
        with subprocess.Popen(
            [sys.executable, "-m", "linkcheck", *options, site],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as process:
            assert process.stdout is not None
            try:
                rows = (line for line in process.stdout if line.strip() and not line.startswith("#"))
                found = 0
                for row in csv.DictReader(rows, delimiter=";"):
                    found += 1
                    yield _served(row)
            finally:
                process.terminate()
                _, said = process.communicate()
        if not found:
            raise CrawlError(f"LinkChecker could not crawl {site}: {(said.strip().splitlines() or ['it said nothing'])[-1]}")


def _configuration(limits: Limits) -> str:
    timeout, budget = max(1, round(limits.timeout)), max(1, round(limits.budget))
    return _CONFIGURATION.format(timeout=timeout, budget=budget, rate=1 / min(max(limits.delay, 0.01), 1000))


def _places(site: str, guard: Guard) -> str:
    """Where the site is, and so where LinkChecker may connect to; refused by the guard as any other address is."""
    try:
        parts = urlsplit(site)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise CrawlError(f'"{site}" is no address of a site, such as https://ada.example.org/')
    try:
        addresses = [address for _, address in look_up(host)]
    except (OSError, UnicodeError):
        raise CrawlError(f"there is no host {host}") from None
    for address in addresses:
        guard.check(address, port)
    return " ".join(f"{address}|{port}" for address in addresses)


def _environment(folder: str, places: str) -> dict[str, str]:
    """No proxy, no .netrc, no configuration of the person's own; and the process connects to the site alone."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy") and not name.startswith("XDG_")}
    beside = kept.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent / "confined"), beside)))
    return {**kept, "HOME": folder, "NETRC": os.devnull, "PYTHONPATH": path, "PROFILELINT_SITE": places, "PYTHONUTF8": "1"}


def _served(row: dict[str, str]) -> Served:
    page = row["parentname"] or row["url"]
    column = _number(row["column"]) + len('<a href="')  # LinkChecker says where the tag begins
    return Served(page, _number(row["line"]), column, row["urlname"], row["name"], _answer(row["result"], row["url"]))


def _answer(result: str, address: str) -> Answer | None:
    if result.startswith(_LEFT):
        return None
    status = result.partition(" ")[0]
    if not status.isdecimal():
        return Answer(Verdict.UNKNOWN, "it could not be reached")
    return verdict_of(Question(address), Seen(address, (), Response(int(status), {})))


def _number(text: str) -> int:
    return max(1, int(text)) if text.isdecimal() else 1
