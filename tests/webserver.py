"""A web server on 127.0.0.1 that misbehaves in every way that links meet, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

Handler = Callable[["Server", str, str, asyncio.StreamWriter], Awaitable[None]]

PAGE = "<!doctype html><title>{title}</title><h1 id=top>{title}</h1><p>{text}</p>"


class Server:
    """`asked`: (method, path) of each request, in order, and `times` when it came; `most`: so many were under way at a time; `headers`:
    of the last request to a path; `paths`: what answers besides."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.times: list[float] = []
        self.most = self._under_way = 0
        self.headers: dict[str, dict[str, str]] = {}
        self.paths: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def pauses(self) -> list[float]:
        """The seconds between each request and the next."""
        return [later - before for before, later in pairwise(self.times)]

    @property
    def counts(self) -> Counter[str]:
        return Counter(path for _, path in self.asked)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                first = await reader.readexactly(1)
                if first == b"\x16":  # the greeting of TLS
                    send(writer, "GET", 400)
                    return
                lines = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, path, _ = lines[0].split(" ")
                self.asked.append((method, path))
                self.times.append(time.monotonic())
                self.headers[path] = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:]) if name}
                self._under_way += 1
                self.most = max(self.most, self._under_way)
                try:
                    await self.answer(method, path, writer)
                    await writer.drain()
                finally:
                    self._under_way -= 1
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            pass
        finally:
            writer.close()

    async def answer(self, method: str, path: str, writer: asyncio.StreamWriter) -> None:
        name = path.strip("/").partition("/")[0]
        if path in self.paths:
            status, headers, body = self.paths[path]
            send(writer, method, status, body, **headers)
        elif name.isdecimal():
            send(writer, method, int(name))
        elif name in HANDLERS:
            await HANDLERS[name](self, method, path, writer)
        else:
            send(writer, method, 200, page(f"Page {name}"))


def page(title: str, text: str = "Cores of ice.", more: str = "") -> bytes:
    return (PAGE.format(title=title, text=text) + more).encode()


def send(writer: asyncio.StreamWriter, method: str, status: int, body: bytes = b"", **headers: str) -> None:
    """`headers` with _ for -."""
    lines = {
        "Content-Type": "text/html",
        "Content-Length": str(len(body)),
        **{key.replace("_", "-"): text for key, text in headers.items()},
    }
    head = f"HTTP/1.1 {status} Said\r\n" + "".join(f"{key}: {value}\r\n" for key, value in lines.items()) + "\r\n"
    writer.write(head.encode() + (b"" if method == "HEAD" else body))


async def _moved(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    """/to/STATUS/PATH"""
    _, status, target = path.strip("/").split("/", 2)
    send(writer, method, int(status), Location=f"/{target}")


async def _away(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    """/away/HOST/PATH: to a host of another name, at this port"""
    _, host, target = path.strip("/").split("/", 2)
    send(writer, method, 301, Location=f"http://{host}/{target}" if ":" in host else f"http://{host}:{server.port}/{target}")


async def _loop(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    cookies = {"Set_Cookie": "seen=1"} if "cookie" in path else {}
    send(writer, method, 302, Location="/loop/b" if path.endswith("/a") else "/loop/a", **cookies)


async def _endless(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    send(writer, method, 302, Location=f"/endless/{int(path.rpartition('/')[2]) + 1}")


async def _once(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    """/once/STATUS, with more behind it or not: this status, and then 200"""
    is_first = server.counts[path] == 1
    status = int(path.split("/")[2])
    if is_first:
        send(writer, method, status, **({"Retry_After": "1"} if status == 429 else {}))
    else:
        send(writer, method, 200, page("Well again"))


async def _twice(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    """/twice/STATUS: well the first time, and this status from then on"""
    is_first = server.counts[path] == 1
    send(writer, method, 200 if is_first else int(path.split("/")[2]), page("Well"))


async def _patience(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    send(writer, method, 429, Retry_After=path.rpartition("/")[2])


async def _drip(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    send(writer, method, 200, b"", Content_Length="1000")
    while method != "HEAD":
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _slow(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.05)
    send(writer, method, 200, page("Slow"))


async def _silent(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def _truncated(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    send(writer, method, 200, page("Half"), Content_Length="5000")
    if method != "HEAD":
        raise ConnectionError


async def _hung_up(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    raise ConnectionError


async def _huge(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    send(writer, method, 200, b"", Content_Length=str(200_000_000), Content_Type=path.split("/")[2].partition("?")[0].replace("-", "/"))
    if method != "HEAD":
        writer.write(page("Huge"))
        for _ in range(200):
            writer.write(b" " * 1_000_000)
            await writer.drain()


async def _bomb(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    send(writer, method, 200, _BOMB, Content_Encoding="gzip")


async def _no_head(server: Server, method: str, path: str, writer: asyncio.StreamWriter) -> None:
    if method == "HEAD" and "/hangs-up" in path:
        raise ConnectionError
    status = 404 if path.endswith("?404") else 200
    send(writer, method, 405 if method == "HEAD" else status, page("Here all the same"))


_BOMB = gzip.compress(page("Bomb") + b" " * 300_000_000, 1)

HANDLERS: dict[str, Handler] = {
    "to": _moved,
    "away": _away,
    "loop": _loop,
    "endless": _endless,
    "once": _once,
    "twice": _twice,
    "patience": _patience,
    "drip": _drip,
    "slow": _slow,
    "silent": _silent,
    "truncated": _truncated,
    "hung-up": _hung_up,
    "huge": _huge,
    "bomb": _bomb,
    "no-head": _no_head,
}


@contextmanager
def running(*hosts: str, tls: bool = False) -> Iterator[Server]:
    """The server, at one port of all its hosts, in a thread of its own."""
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(Path(__file__).parent / "untrusted.pem")
    server, loop, started = Server(), asyncio.new_event_loop(), threading.Event()

    async def start() -> list[asyncio.Server]:
        first = await asyncio.start_server(server.serve, hosts[0] if hosts else "127.0.0.1", 0, ssl=context)
        server.port = first.sockets[0].getsockname()[1]
        return [first, *[await asyncio.start_server(server.serve, host, server.port) for host in hosts[1:]]]

    def work() -> None:
        asyncio.set_event_loop(loop)
        servers = loop.run_until_complete(start())
        started.set()
        loop.run_forever()
        for one in servers:
            one.close()
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5))
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
