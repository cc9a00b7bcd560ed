"""Options for checking links online."""

from __future__ import annotations

from pathlib import Path

from profilelint.core.globs import Globs
from profilelint.core.record import field, record
from profilelint.links.guard import Guard


@record
class Limits:
    """Times are in seconds. `at_once`: the number of hosts at a time, each with one request after the other; `delay`: between an answer of
    a host and the next request to it; `patience`: the longest pause that a host may ask for; `again`: the time before a dead link is
    requested once more."""

    at_once: int = 128
    delay: float = 0.1
    timeout: float = 10.0
    budget: float = 300.0
    patience: float = 30.0
    backoff: float = 0.5
    again: float = 1.0


@record
class Services:
    """Who is asked for the titles of papers."""

    arxiv: str = "https://export.arxiv.org/api/query"
    doi: str = "https://doi.org/"


@record
class LinkOptions:
    """`skip`: patterns of addresses to skip; `refresh`: ignore cached answers; `memory`: the file of cached answers, None for no
    cache."""

    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    services: Services = field(default_factory=Services)
    skip: Globs = field(default_factory=lambda: Globs(()))
    fragments: bool = False
    refresh: bool = False
    memory: Path | None = None
