"""`profilelint leftovers`: list the template content still on a site, file by file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from profilelint.commands import CLEAN, FOUND, give_up, say
from profilelint.commands.arguments import Parser, add_color, add_configuration, filled, settings_for

if TYPE_CHECKING:
    from profilelint.core.results import Page
    from profilelint.report.style import Style
    from profilelint.rulepages.packs import Pack, Packs
    from profilelint.run.engine import Engine

RULES = ("placeholder/template-leftover", "placeholder/foreign-id")


def parser() -> Parser:
    parser = Parser("profilelint leftovers", "List leftover template content: your to-do list for making the site your own.")
    parser.add_argument("path", nargs="?", type=filled, metavar="PATH", help="the site (default: the current one)")
    add_color(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    import os

    from profilelint.core.record import replace
    from profilelint.core.results import Page
    from profilelint.report.style import style_for
    from profilelint.report.summary import fitted, removal
    from profilelint.run.engine import engine_for
    from profilelint.run.runner import cache_for, lint_paths, patterns_of, site_around
    from profilelint.site.files import Site
    from profilelint.templates.recognise import recognised

    settings = settings_for(arguments)
    engine = engine_for(settings, date.today(), RULES)
    engine = replace(engine, rules=tuple(rule for rule in engine.rules if rule.id in RULES))
    if not engine.rules:
        return say(f"{' and '.join(RULES)} are off in the settings, so there is nothing to list")
    path, pages = arguments.path or site_around(Path.cwd()), []
    for result in lint_paths(engine, [path], patterns_of(settings), cache=cache_for(engine, settings)):
        if isinstance(result, Page):
            pages.append(result)
        elif getattr(result, "fatal", False):
            return say(f"{result.path}: {getattr(result, 'message', '')}")
    site = Site.around(Path(path) / "page", engine.sites)
    known = recognised(site, _packs(engine))
    style = style_for(sys.stdout, arguments.color, os.environ)
    left = {page.source.path: tuple(_lines(page, known, style)) for page in pages if page.diagnostics}
    files = {f"{name}": pack for pack in known for name in _unchanged(site, pack)}
    code = FOUND if left or files else CLEAN
    remove = removal(diagnostic for page in pages for diagnostic in page.diagnostics if diagnostic.deletes)
    limit = style.columns if style.wraps else 0
    try:
        print(*_report(left, files, known, style), *filter(None, [fitted(remove, limit)]), sep="\n", flush=True)
    except BrokenPipeError:
        give_up(sys.stdout)  # who reads it has seen enough
    return code


def _packs(engine: Engine) -> Packs:
    packs: Packs = engine.rules[0].options["packs"]
    return packs


def _unchanged(site: object, pack: Pack) -> tuple[str, ...]:
    from profilelint.site.files import Site
    from profilelint.templates.copies import unchanged_files

    return unchanged_files(site, pack) if isinstance(site, Site) else ()


def _lines(page: Page, known: Mapping[Pack, tuple[str, ...]], style: Style) -> Iterator[str]:
    from profilelint.report.style import escaped

    share = _share(page, known)
    yield style.paint(escaped(page.source.path), "bold") + (f"  ({share} % template text)" if share else "")
    for diagnostic in page.diagnostics:
        yield f"  line {diagnostic.start.line}: {escaped(diagnostic.message)}"


def _share(page: Page, known: Mapping[Pack, tuple[str, ...]]) -> int:
    """The share of a page's text that is in the samples, in per cent."""
    from profilelint.document import read
    from profilelint.templates.copies import share
    from profilelint.templates.fingerprints import folded_text

    return round(100 * share((folded_text(run.text) for run in read(page.source).runs if not run.hidden), known))


def _report(
    left: Mapping[str, tuple[str, ...]], files: Mapping[str, Pack], known: Mapping[Pack, tuple[str, ...]], style: Style
) -> Iterator[str]:
    from profilelint.report.style import escaped

    for pack, evidence in known.items():
        yield escaped(f"Template: {pack.template} (recognised by {', '.join(evidence[:4])})")
    if known:
        yield ""
    for lines in left.values():
        yield from (*lines, "")
    for name, pack in files.items():
        yield f"{style.paint(escaped(name), 'bold')}  unchanged sample file from {escaped(pack.template)}"
    count = sum(len(lines) - 1 for lines in left.values()) + len(files)
    if count:
        where = len({*left, *files})
        yield f"{count} template leftover{'s' if count > 1 else ''} in {where} file{'s' if where > 1 else ''}."
    else:
        yield "No template leftovers: the site is all yours." if known else "No sample content of a known template."
