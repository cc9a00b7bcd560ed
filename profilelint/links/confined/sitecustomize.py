"""Runs first in the process of LinkChecker, which follows redirects wherever they lead: it may connect to the crawled site alone."""

import os
import sys

_ALLOWED = frozenset(os.environ.get("PROFILELINT_SITE", "").split())


def _confine(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        place = arguments[1]
        if isinstance(place, tuple) and f"{place[0]}|{place[1]}" not in _ALLOWED:
            raise OSError(f"{place[0]} is not the site")


sys.addaudithook(_confine)
