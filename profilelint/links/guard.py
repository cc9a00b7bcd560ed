"""Which machines may be spoken to. Pages are written by strangers: what they link to must not reach into the network around here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from profilelint.core.record import record

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_ALLOWED = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<v4>\d+\.\d+\.\d+\.\d+))(?::(?P<port>\d{1,5}))?|(?P<bare>(?=.*::)[0-9A-Fa-f:.]+)")
#: Ways to write an IPv4 address in an IPv6 one that some gateway may undo.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NotPublicError(OSError):
    """An address that is none of the public web; an OSError, as what else keeps a socket from connecting."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is no address of the public web")
        self.address = address


@record
class Guard:
    """`allowed`: what may be spoken to though it is not public; without a port, at any."""

    allowed: frozenset[tuple[Address, int | None]] = frozenset()

    def check(self, address: str, port: int) -> None:
        """`NotPublicError` where nothing may be sent to this address, as it is given to the socket."""
        try:
            parsed = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            raise NotPublicError(address) from None
        if not self.allowed.isdisjoint(((parsed, None), (parsed, port))):
            return
        if not all(_is_public(meant) for meant in _meant(parsed)):
            raise NotPublicError(address)


def guard_for(written: Iterable[str]) -> Guard:
    """The guard that lets through what `--allow-private` lists; `ValueError` where one is no ADDRESS[:PORT]."""
    return Guard(frozenset(_allowed(text) for text in written))


def _allowed(text: str) -> tuple[Address, int | None]:
    match = _ALLOWED.fullmatch(text)
    if match is None:
        raise ValueError(text)
    port = int(match["port"]) if match["port"] else None
    if port is not None and port > 65535:
        raise ValueError(text)
    return ipaddress.ip_address(match["v6"] or match["v4"] or match["bare"]), port


def _is_public(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant(address: Address) -> Iterable[Address]:
    """The address; of an IPv6 address that stands for IPv4 ones, those."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.teredo:
        return (address, *address.teredo)
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    return (address.ipv4_mapped or address.sixtofour or address,)
