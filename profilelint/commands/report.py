"""`profilelint report`: the findings as one page, to look at in a browser."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from profilelint.commands import check
from profilelint.commands.arguments import Parser, path
from profilelint.commands.request import add_options
from profilelint.report import FOR_PEOPLE
from profilelint.report.style import escaped

_ABOUT = """Write the findings into one page for a browser: what to do first, and each finding in its place, with what to do about it.

The page has filters and a search, loads nothing from the network, and can be printed, mailed or kept. It needs an extra package:
pip install "profilelint[report]\""""


def parser() -> Parser:
    parser = Parser("profilelint report", _ABOUT, usage="profilelint report [option ...] [PATH ...]")
    parser.add_argument("-o", "--output", type=path, default=Path("report.html"), metavar="HTML", help="default: report.html")
    add_options(parser, "files and folders (default: the current site)", fixes=False)
    parser.set_defaults(web_only=False, built=None, site=None, watch=False)
    return parser


def run(arguments: Namespace) -> int:
    """As `check`, but the terminal gets only the counts by rule."""
    arguments.output_file = [*arguments.output_file, ("html", str(arguments.output))]
    arguments.output_format = arguments.output_format or "statistics"
    code = check.run(arguments, parser)
    if not (arguments.quiet or arguments.show_settings):
        print(f"Report: {escaped(str(arguments.output))}", file=sys.stdout if arguments.output_format in FOR_PEOPLE else sys.stderr)
    return code
