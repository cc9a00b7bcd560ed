"""Common parts of the commands that check links online: options and progress."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from profilelint.cache.store import cache_folder
from profilelint.commands.arguments import filled
from profilelint.core.diagnostic import Applicability
from profilelint.core.errors import UsageError
from profilelint.core.files import read_file
from profilelint.core.record import record
from profilelint.core.results import Result
from profilelint.links.answers import Web
from profilelint.run.discovery import find_files
from profilelint.run.engine import Engine
from profilelint.run.exclusions import Patterns
from profilelint.run.runner import lint_paths

if TYPE_CHECKING:
    from profilelint.links.asking import Progress
    from profilelint.links.options import LinkOptions
    from profilelint.links.served import Home, Served

#: The services for titles of papers, if others than the defaults are used.
_MAX_EVENT = 25_000_000
_ARXIV, _DOI = "PROFILELINT_ARXIV", "PROFILELINT_DOI"


def add_web(parser: ArgumentParser) -> None:
    web = parser.add_argument_group("web")
    web.add_argument("--online", action="store_true", help="also check links and papers online, as profilelint links does")
    web.add_argument("--fragments", action="store_true", help="also check #fragments on external pages")
    web.add_argument("--refresh", action="store_true", help="ignore cached answers")
    web.add_argument("--skip", type=filled, action="append", default=[], metavar="ADDRESS", help="skip matching URLs (* is a wildcard)")
    web.add_argument("--budget", type=_seconds, default=300.0, metavar="SECONDS", help="stop checking links after this time (default: 300)")
    web.add_argument("--timeout", type=_seconds, default=10.0, metavar="SECONDS", help="give up on an answer after this time (default: 10)")
    web.add_argument("--delay", type=_seconds, default=0.1, metavar="SECONDS", help="delay between requests to one host (default: 0.1)")
    web.add_argument("--allow-private", action="append", default=[], metavar="ADDRESS[:PORT]", help="also check this private address")
    web.add_argument("--on-forks", action="store_true", help="also run in CI for pull requests from forks")


def given_web_option(arguments: Namespace) -> str:
    """An option of those above that was given, "" where none was; --online itself does not count."""
    parser = ArgumentParser()
    add_web(parser)
    actions = (action for action in parser._actions if action.dest not in ("help", "online"))
    return next((action.option_strings[0] for action in actions if getattr(arguments, action.dest) != action.default), "")


@record
class OnlineRequest:
    """How to check links. `served`: gives the links of a built or served site, mapped to its sources; `in_order`: pages are reported in
    their order; `shows`: prints the progress; `asks`: False in CI for pull requests from forks."""

    options: LinkOptions
    served: Callable[[Home], Iterable[Served]] | None
    in_order: bool
    shows: bool
    asks: bool


def online_request(arguments: Namespace, environ: Mapping[str, str]) -> OnlineRequest:
    options = _options(arguments, environ)
    return OnlineRequest(
        options,
        _served(arguments, options),
        in_order=arguments.output_format not in (None, "text") or not sys.stdout.isatty(),
        shows=sys.stderr.isatty() and not arguments.quiet,
        asks=arguments.on_forks or not is_for_fork(environ),
    )


class Online:
    """One run that checks links online."""

    def __init__(self, request: OnlineRequest) -> None:
        from profilelint.run.online import Outcome

        self.web, self.outcome, self._request = Web(), Outcome(), request

    def results(
        self, engine: Engine, paths: Sequence[str], patterns: Patterns, force_exclude: bool, fix: Applicability | None
    ) -> Iterator[Result]:
        from profilelint.run.online import look, with_served

        request = self._request
        if not request.asks:
            yield from lint_paths(engine, paths, patterns, force_exclude, fix=fix)
            return
        found: Iterable[Any] = find_files(paths, patterns, force_exclude)
        if request.served:
            found = with_served(engine, found, request.served)
        for result in look(engine, found, request.options, self.outcome, request.in_order, fix, self._show if request.shows else None):
            self._clear()
            yield result
        self._clear()

    def summary(self) -> str:
        if not self._request.asks:
            return "Links were not checked: this run is for a pull request from a fork (--on-forks checks them anyway)."
        return self.outcome.summary()

    def _show(self, progress: Progress) -> None:
        from shutil import get_terminal_size

        from profilelint.report.style import escaped

        host = progress.slowest()
        line = f"{progress.done} of {progress.total} links checked" + (f", waiting for {escaped(host)}" if host else "")
        print(f"\r\x1b[K{line[: get_terminal_size().columns - 1]}", end="", file=sys.__stderr__, flush=True)

    def _clear(self) -> None:
        if self._request.shows:
            print("\r\x1b[K", end="", file=sys.__stderr__, flush=True)


def is_for_fork(environ: Mapping[str, str]) -> bool:
    """Whether a CI run is for what somebody proposes who need not be of the project: its pages may link anywhere."""
    if source := environ.get("CI_MERGE_REQUEST_SOURCE_PROJECT_ID"):
        return source != environ.get("CI_MERGE_REQUEST_PROJECT_ID", environ.get("CI_PROJECT_ID"))
    import json

    if not environ.get("GITHUB_EVENT_NAME", "").startswith("pull_request"):
        return False
    try:
        request = json.loads(read_file(environ["GITHUB_EVENT_PATH"], _MAX_EVENT))["pull_request"]
        return bool(request["head"]["repo"]["full_name"] != request["base"]["repo"]["full_name"])
    except (OSError, ValueError, KeyError, TypeError):
        return True  # a fork that has been deleted since, or unknown


def _options(arguments: Namespace, environ: Mapping[str, str]) -> LinkOptions:
    from importlib.util import find_spec

    from profilelint.core.globs import Globs
    from profilelint.links.guard import guard_for
    from profilelint.links.options import Limits, LinkOptions, Services

    try:
        guard = guard_for(arguments.allow_private)
    except ValueError as error:
        raise UsageError(f'"{error}" is not an address such as 127.0.0.1:4000 or [::1]:4000') from None
    if not all(map(find_spec, ("aiohttp", "bs4", "linkcheck"))):
        raise UsageError('checking links needs extra packages: pip install "profilelint[links]"')
    limits = Limits(delay=arguments.delay, timeout=arguments.timeout, budget=arguments.budget)
    services = Services(environ.get(_ARXIV) or Services().arxiv, environ.get(_DOI) or Services().doi)
    folder = "" if arguments.no_cache else cache_folder()
    memory = Path(folder, "links.sqlite") if folder else None
    return LinkOptions(guard, limits, services, Globs(arguments.skip), arguments.fragments, arguments.refresh, memory)


def _served(arguments: Namespace, options: LinkOptions) -> Callable[[Home], Iterable[Served]] | None:
    """Where the links of a served site come from, where one was given."""
    if arguments.built:
        if not arguments.built.is_dir():
            raise UsageError(f"{arguments.built} is not a folder; build the site first")
        from profilelint.links.built import Built

        return lambda home: Built(arguments.built, home).links()
    if arguments.site:
        return lambda home: _crawled(arguments.site, options, home)
    return None


def _crawled(site: str, options: LinkOptions, home: Home) -> Iterator[Served]:
    from profilelint.links.crawl import crawl
    from profilelint.links.guard import NotPublicError

    try:
        yield from crawl(site, options.guard, options.limits, home)
    except NotPublicError as error:
        place = f"[{error.address}]" if ":" in error.address else error.address
        raise UsageError(f"{site} is at {error.address}, which is not public; if it is yours, add --allow-private {place}") from None


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e6:
        raise ArgumentTypeError(f'"{text}" is not a number of seconds')
    return value
