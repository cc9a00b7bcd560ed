"""`profilelint links`: check external links."""

from __future__ import annotations

from argparse import Namespace

from profilelint.commands import check
from profilelint.commands.arguments import Parser, filled, path
from profilelint.commands.request import add_options

_ABOUT = """Check external links: report those that are dead, have moved, or no longer lead to the page that you linked to.

Each URL is requested once, and once more if it seems dead or its host has trouble. A host gets one request at a time, with a
delay in between, and is not contacted again before the time it sets (Retry-After). Recent answers are cached. Only dead links fail a run;
links on hosts that block automated requests or have errors are listed as unverified."""


def parser() -> Parser:
    parser = Parser("profilelint links", _ABOUT, usage="profilelint links [option ...] [PATH ...]")
    add_options(parser, "files and folders (default: the current site)")
    served = parser.add_argument_group("built and served sites").add_mutually_exclusive_group()
    served.add_argument("--built", type=path, metavar="FOLDER", help="also check the built pages in this folder, such as _site")
    served.add_argument("--site", type=filled, metavar="URL", help="also check a served site, crawled from this page")
    parser.set_defaults(online=True, web_only=True, watch=False)
    return parser


def run(arguments: Namespace) -> int:
    return check.run(arguments, parser)
