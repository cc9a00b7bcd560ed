"""Nothing leaves this machine while tests run: what a socket is told to connect to, and what is looked up, is recorded and refused.

Python's audit events come before the thing itself, from wherever it is asked for. The processes that tests start are guarded as well
where they get `GUARDED` as their PYTHONPATH.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: What was asked for and refused: ("socket.connect", address), ("socket.getaddrinfo", name).
REFUSED: list[tuple[str, object]] = []
#: For the environment of a Python process.
GUARDED = {"PYTHONPATH": os.pathsep.join(map(str, (Path(__file__).parent / "guarded", Path(__file__).parent)))}

_EVENTS = ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")


def _is_here(place: object) -> bool:
    if isinstance(place, bytes):
        place = place.decode("utf-8", "replace")
    return place is None or place in ("", "localhost") or str(place).startswith(("127.", "/", "\0"))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    told = arguments[1] if event in _EVENTS[:3] else arguments[0]
    place = told[0] if isinstance(told, tuple) else told
    if not _is_here(place):
        REFUSED.append((event, told))
        raise RuntimeError(f"{event} {told}: a test may speak to 127.0.0.0/8 alone")


def install() -> None:
    sys.addaudithook(_refuse)
