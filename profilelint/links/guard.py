"""Which hosts may be contacted (SSRF guard). Strangers write pages: their links must not reach into the private network."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from profilelint.core.record import record

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_ALLOWED = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<v4>\d+\.\d+\.\d+\.\d+))(?::(?P<port>\d{1,5}))?|(?P<bare>(?=.*::)[0-9A-Fa-f:.]+)")
#: An IPv4 address in an IPv6 one, which a gateway takes out again.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
#: What the special-purpose address registries of IANA list, reachable or not, but for the ways to write an IPv4 address in an IPv6 one; of
#: IPv6 only what lies in the block that addresses of the web are given from. A test holds it to the registries.
_SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24
    192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4
    2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
"""
#: Of the registries of multicast addresses; and where machines in Azure ask their host.
#: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
_OTHER = "224.0.0.0/4 168.63.129.16/32"
_NOT_PUBLIC = tuple(map(ipaddress.ip_network, f"{_SPECIAL} {_OTHER}".split()))
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")


class NotPublicError(OSError):
    """An address that is none of the public web; an OSError, as what else keeps a socket from connecting."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not a public address")
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
        if not _is_public(_meant(parsed)):
            raise NotPublicError(address)


def guard_for(written: Iterable[str]) -> Guard:
    """The guard that allows the addresses of `--allow-private`; `ValueError` if one is not ADDRESS[:PORT]."""
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
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)


def _meant(address: Address) -> Address:
    """The address; of an IPv6 address that stands for an IPv4 one, that."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
