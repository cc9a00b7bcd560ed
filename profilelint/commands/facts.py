"""`profilelint facts`: the publications that a site mentions, each with its places and the findings about it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from profilelint.commands import CLEAN, say
from profilelint.commands.arguments import Parser, add_color, add_configuration, add_today, filled, settings_for

if TYPE_CHECKING:
    from profilelint.core.diagnostic import Diagnostic
    from profilelint.core.results import Page
    from profilelint.facts.work import Work
    from profilelint.report.style import Style

    #: A place of a publication, with the file that it is in, and the findings about it.
    Place = tuple[Work, str, Page | None, list[Diagnostic]]

_FAMILY = "consistency"
_NAMES = 3  # of people that are shown


def parser() -> Parser:
    parser = Parser("profilelint facts", "List the publications that a site mentions: where each of them is, and the findings about it.")
    parser.add_argument("paths", nargs="*", type=filled, metavar="PATH", help="the site, or parts of it (default: the current site)")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="(default: text)")
    add_today(parser)
    add_color(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    import os
    from datetime import date
    from pathlib import Path

    from profilelint.core.record import replace
    from profilelint.core.results import Page
    from profilelint.report.style import style_for
    from profilelint.run.engine import engine_for
    from profilelint.run.runner import lint_paths, patterns_of, site_around

    settings = settings_for(arguments)
    engine = engine_for(settings, arguments.today or date.today())
    engine = replace(engine, rules=tuple(rule for rule in engine.rules if rule.family == _FAMILY))
    paths = arguments.paths or [site_around(Path.cwd())]
    pages, code = [], CLEAN
    for result in lint_paths(engine, paths, patterns_of(settings), force_exclude=False):
        if isinstance(result, Page):
            pages.append(result)
        elif getattr(result, "fatal", True):
            code = say(f"{result.path}: {getattr(result, 'message', 'excluded by the settings')}")
    sites = {id(site): site for path in paths if (site := engine.site_around(os.path.join(path, "page") if os.path.isdir(path) else path))}
    works = [places for site in sites.values() for places in _places(site, pages, paths)]
    if arguments.output_format == "json":
        print(_json(works))
    else:
        print(*_lines(works, style_for(sys.stdout, arguments.color, os.environ)), sep="\n")
    return code


def _places(site: Any, pages: Sequence[Page], paths: Sequence[str]) -> Iterator[list[Place]]:
    """The publications of a site that one of the paths mentions, each with all its places."""
    import os

    from profilelint.core.results import shown_path
    from profilelint.facts.site import works_of
    from profilelint.facts.work import grouped

    by_path = {site.place(page.source.path): page for page in pages}
    inside = tuple(os.path.join(os.path.abspath(path), "") for path in paths)
    for group in grouped(works_of(site)):
        places = []
        for work in group:
            page = by_path.get(work.path)
            said = [one for one in page.diagnostics if work.start <= one.span.start < work.end] if page else []
            places.append((work, shown_path(os.path.join(site.root, work.path)), page, said))
        if any(os.path.join(os.path.abspath(path), "").startswith(inside) for _, path, _, _ in places):
            yield places


def _lines(works: Sequence[Sequence[Place]], style: Style) -> Iterator[str]:
    from profilelint.report.style import escaped

    for places in works:
        first = max((work for work, *_ in places), key=lambda work: (len(work.names) > 0, work.published, bool(work.doi)))
        yield style.paint(escaped(first.title or "(without a title)"), "bold")
        if about := [text for text in (_people(first), str(first.year or ""), first.venue, _identifier(first)) if text]:
            yield escaped(f"  {' · '.join(about)}")
        for work, path, _, said in places:
            told = [f"line {work.line}", *filter(None, (work.key, str(work.year or ""), work.status))]
            yield escaped(f"    {path}: {', '.join(told)}")
            for one in said:
                message = f"{one.severity.name.lower()}: {escaped(one.message)}"
                yield f"      {style.paint(message, 'yellow')} {style.paint(f'[{one.rule}]', 'dim')}"
        yield ""
    count, disagreeing = len(works), sum(any(said for *_, said in places) for places in works)
    yield f"{count} publication{'s' * (count != 1)}, {disagreeing or 'none'} with findings." if count else "No publications."


def _people(work: Work) -> str:
    return "; ".join(work.names[:_NAMES]) + (" et al." if len(work.names) > _NAMES else "")


def _identifier(work: Work) -> str:
    return f"doi:{work.doi}" if work.doi else f"arXiv:{work.arxiv}" if work.arxiv else ""


def _json(works: Sequence[Sequence[Place]]) -> str:
    import os

    from profilelint.report.json import dumps

    records = [
        {
            "title": places[0][0].title,
            "places": [
                {
                    "filename": os.path.abspath(path),
                    "row": work.line,
                    "start": work.start,
                    "end": work.end,
                    "kind": work.kind,
                    "key": work.key or None,
                    "title": work.title,
                    "people": list(work.names),
                    "year": work.year,
                    "month": work.month,
                    "venue": work.venue or None,
                    "doi": work.doi or None,
                    "arxiv": work.arxiv or None,
                    "status": work.status or None,
                    "published": work.published,
                    "concluded": [{"code": one.rule, "severity": one.severity.name.lower(), "message": one.message} for one in said],
                }
                for work, path, _, said in places
            ],
        }
        for places in works
    ]
    return dumps(records, indent=2)
