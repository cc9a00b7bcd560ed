"""`profilelint server`: findings and fixes in an editor, by the Language Server Protocol on standard input and output."""

from __future__ import annotations

from argparse import Namespace

from profilelint.commands import CLEAN
from profilelint.commands.arguments import Parser
from profilelint.core.errors import UsageError

_ABOUT = """Serve an editor: it shows findings while you write, and applies fixes. The editor starts this command and uses the
Language Server Protocol on its standard input and output; docs/editors.md shows how to set it up. It needs an extra package:
pip install "profilelint[server]\""""


def parser() -> Parser:
    return Parser("profilelint server", _ABOUT)


def run(arguments: Namespace) -> int:
    try:
        import pygls  # noqa: F401
    except ModuleNotFoundError:
        raise UsageError('the server needs an extra package: pip install "profilelint[server]"') from None
    from profilelint.server.protocol import serve

    serve()
    return CLEAN
