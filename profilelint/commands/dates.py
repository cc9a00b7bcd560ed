"""`profilelint dates`: what pages say was when, and what is concluded from it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from profilelint.commands import CLEAN, FAILED, say
from profilelint.commands.arguments import Parser, UsageError, add_color, add_configuration, add_today, settings_for

if TYPE_CHECKING:
    from profilelint.checks.entries import Entry
    from profilelint.diagnostic import Diagnostic
    from profilelint.document.model import Document
    from profilelint.language.dates import Date
    from profilelint.report.style import Style
    from profilelint.source import Source

_HEAD = ("Line", "From", "To", "Under", "Entry")
_LONGEST = (6, 10, 10, 24, 60)


def parser() -> Parser:
    parser = Parser("profilelint dates", "Print the entries of pages with their dates, in order, and what is concluded from them.")
    parser.add_argument("files", nargs="+", metavar="FILE", help='pages or data files; "-" is standard input')
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="(default: text)")
    parser.add_argument("--stdin-filename", metavar="PATH", default="-", help="the path of what is read from standard input")
    add_today(parser)
    add_color(parser)
    add_configuration(parser)
    return parser


def run(arguments: Namespace) -> int:
    from profilelint.checks.entries import entries
    from profilelint.document import read
    from profilelint.runner import linter_for
    from profilelint.selection import with_options

    settings = with_options(settings_for(arguments), ("date",), (), ())
    linter = linter_for(settings, arguments.today or date.today(), ("date",))
    code, tables = CLEAN, []
    for path in arguments.files:
        try:
            source = _source(path, arguments.stdin_filename)
        except OSError as error:
            code = say(f"{path}: cannot be read: {error.strerror}")
            continue
        document = read(source)
        tables.append((document, document.once(entries), linter.lint(source)))
    if arguments.output_format == "json":
        print(_json(tables))
    else:
        import os

        from profilelint.report.style import style_for

        for line in _text(tables, style_for(sys.stdout, arguments.color, os.environ)):
            print(line)
    return code


def _source(path: str, name: str) -> Source:
    from profilelint.pages import is_text
    from profilelint.source import Source

    if path == "-":
        return Source.from_bytes(sys.stdin.buffer.read(), name)
    with open(path, "rb") as file:
        data = file.read()
    if not is_text(data):
        raise UsageError(f"{path} does not look like text")
    return Source.from_bytes(data, path)


_Table = tuple["Document", tuple["Entry", ...], tuple["Diagnostic", ...]]
