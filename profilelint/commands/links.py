"""`profilelint links`: what the web answers at the addresses that pages link to."""

from __future__ import annotations

from argparse import Namespace

from profilelint.commands import check
from profilelint.commands.arguments import Parser, filled, path
from profilelint.commands.request import add_options

_ABOUT = """Ask the web about the links of pages, and report those that are dead, have moved, or lead elsewhere than they did.

Each address is requested once, and a second time if it seems to be dead or its host is in trouble. A host gets one request at a
time, with a delay between two, and is left alone as long as it asks for (Retry-After). Recent answers are cached. Only dead links fail
a run; hosts that block programs or are in trouble are counted and listed."""


def parser() -> Parser:
    parser = Parser("profilelint links", _ABOUT, usage="profilelint links [option ...] [PATH ...]")
    add_options(parser, "files and folders (default: the current site)")
    served = parser.add_argument_group("a site that is built or served").add_mutually_exclusive_group()
    served.add_argument("--built", type=path, metavar="FOLDER", help="look also at the links of the pages in this folder, such as _site")
    served.add_argument("--site", type=filled, metavar="URL", help="look also at the links of a served site, crawled from this page on")
    parser.set_defaults(online=True, web_only=True)
    return parser


def run(arguments: Namespace) -> int:
    return check.run(arguments, parser)
