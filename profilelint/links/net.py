"""One request, and what came of it: bounded in bytes and time, and only to machines that the guard lets through."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any

from profilelint.core.record import record
from profilelint.links.guard import Guard, NotPublicError

if TYPE_CHECKING:
    from aiohttp import ClientResponse

#: Says who asks, and where to complain.
USER_AGENT = "Mozilla/5.0 (compatible; profilelint; +https://github.com/profilelint/profilelint)"
#: This much has the title, the texts and the forms of a page; its ids may be further down.
_HEAD_BYTES, MAX_BYTES = 300_000, 2_000_000
_LOOKUPS = 20  # at once

#: (family, address) of a host's name; `socket.gaierror` where it has none.
Resolve = Callable[[str], list[tuple[int, str]]]


class Failure(Enum):
    NO_HOST = "there is no such host"
    NO_NAMES = "the host name could not be looked up"
    REFUSED = "the host refuses connections"
    TIMEOUT = "no answer in time"
    TLS = "the certificate of the host is not valid"
    BROKEN = "the answer breaks off"
    NO_ADDRESS = "it leads to something that is not a web address"
    REDIRECTS = "too many redirects"
    PRIVATE = "private address, so it was not requested"


class FailedError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@record
class Response:
    """`headers` by their names in small letters. `body`: as much as was read; `cut`: the server did not send all that it began."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    cut: bool = False

    @property
    def is_html(self) -> bool:
        return "html" in self.headers.get("content-type", "html").lower()


class Client:
    """Asks. No cookies, no credentials, no proxies of the environment, and nothing that a guard has not let through."""

    def __init__(self, guard: Guard, timeout: float, at_once: int, resolve: Resolve | None = None) -> None:
        self._guard, self._timeout, self._at_once, self._resolve = guard, timeout, at_once, resolve or look_up

    async def __aenter__(self) -> Client:
        import aiohttp

        connector = aiohttp.TCPConnector(
            limit=self._at_once, resolver=_resolver(self._guard, self._resolve), socket_factory=self._socket, ttl_dns_cache=300
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=self._timeout),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            headers={"User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip, deflate"},
        )
        self._session._retry_connection = False  # retries are decided here, not by the library
        return self

    async def __aexit__(self, *details: object) -> None:
        await self._session.close()

    def _socket(self, info: Any) -> socket.socket:
        """The last door: what is connected to is this address, whatever a name was said to mean before."""
        family, kind, protocol, _, place = info
        self._guard.check(str(place[0]), int(place[1]))
        return socket.socket(family, kind, protocol)

    async def request(self, method: str, address: str, whole: bool = False, accept: str = "") -> Response:
        """The answer to one request, redirects not followed. Of HTML the beginning is read, or, where `whole`, all up to a bound;
        with `accept`, what the server sends in that form."""
        import aiohttp
        from yarl import URL

        headers = {"Accept": accept} if accept else None
        try:
            async with self._session.request(method, URL(address, encoded=True), allow_redirects=False, headers=headers) as answer:
                response = Response(answer.status, {name.lower(): value for name, value in answer.headers.items()})
                if method == "HEAD":
                    return response
                if not accept and not (response.is_html and _has_text(response.status)):
                    answer.close()  # what nobody reads need not come
                    return response
                body, cut = await _read(answer, MAX_BYTES if whole or accept else _HEAD_BYTES)
                return Response(response.status, response.headers, body, cut)
        except aiohttp.ClientError as error:
            raise FailedError(_failure(error)) from None
        except TimeoutError:
            raise FailedError(Failure.TIMEOUT) from None
        except (ValueError, OSError):
            raise FailedError(Failure.BROKEN) from None


def _has_text(status: int) -> bool:
    return not 300 <= status < 400


async def _read(answer: ClientResponse, limit: int) -> tuple[bytes, bool]:
    """What comes, decoded, up to a limit; and whether it broke off before."""
    import aiohttp

    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        answer.close()
        return b"", False
    decoder = zlib.decompressobj(wbits=47) if encoding not in ("", "identity") else None
    body, came = bytearray(), 0
    try:
        async for chunk in answer.content.iter_any():
            came += len(chunk)
            body += decoder.decompress(chunk, limit - len(body)) if decoder else chunk
            if len(body) >= limit or came >= MAX_BYTES:
                answer.close()
                return bytes(body[:limit]), False
    except (aiohttp.ClientError, TimeoutError, zlib.error):
        answer.close()
        return bytes(body), True
    return bytes(body), False


def _failure(error: Exception) -> Failure:
    import aiohttp

    cause = getattr(error, "os_error", None) or error.__cause__ or error
    if isinstance(cause, NotPublicError):
        return Failure.PRIVATE
    if isinstance(error, aiohttp.ClientSSLError) or isinstance(cause, ssl.SSLError):
        return Failure.TLS
    if isinstance(cause, socket.gaierror):
        return Failure.NO_HOST if cause.errno in _NO_NAME else Failure.NO_NAMES
    if isinstance(error, aiohttp.ClientConnectorError):
        return Failure.REFUSED
    return Failure.TIMEOUT if isinstance(error, TimeoutError) else Failure.BROKEN


_NO_NAME = {number for name in ("EAI_NONAME", "EAI_NODATA") if (number := getattr(socket, name, None)) is not None}


def look_up(host: str) -> list[tuple[int, str]]:
    infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((family, str(place[0])) for family, _, _, _, place in infos))


def _resolver(guard: Guard, resolve: Resolve) -> Any:
    from aiohttp.abc import AbstractResolver, ResolveResult

    class GuardedResolver(AbstractResolver):
        """A host that has one address around here is spoken to at none of its addresses."""

        def __init__(self) -> None:
            self._free = asyncio.Semaphore(_LOOKUPS)

        async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
            async with self._free:
                found = await _in_thread(resolve, host)
            for _, address in found:
                guard.check(address, port)
            return [ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0) for kind, address in found]

        async def close(self) -> None:
            pass

    return GuardedResolver()


async def _in_thread(resolve: Resolve, host: str) -> list[tuple[int, str]]:
    """A look-up cannot be broken off, so its thread must not keep the program from ending, as those of a pool would."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[tuple[int, str]]] = loop.create_future()

    def settle(found: list[tuple[int, str]], error: Exception | None) -> None:
        if not answer.done():
            answer.set_exception(error) if error else answer.set_result(found)

    def work() -> None:
        found: list[tuple[int, str]] = []
        error: Exception | None = None
        try:
            found = resolve(host)
        except Exception as wrong:
            error = wrong
        with suppress(RuntimeError):  # the loop has ended in the meantime
            loop.call_soon_threadsafe(settle, found, error)

    threading.Thread(target=work, daemon=True).start()
    return await answer
