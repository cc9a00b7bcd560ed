"""The command line."""

from __future__ import annotations

import os
import sys

from profilelint.commands import CLEAN, INTERRUPTED, say
from profilelint.run.replay import Replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Each is a module of `profilelint.commands`, imported when it is asked for. `check` need not be written.
COMMANDS = ("baseline", "check", "dates", "explain", "init", "leftovers", "links", "rules", "words")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 clean, 1 something was found, 2 something went wrong."""
    if sys.stderr is None:  # closed by who started this
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = sys.stderr
        return say("standard output is closed, so there is nowhere to report to")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        # Who calls this from a program may have changed more than a replay looks at.
        code = (_replayed if argv is None and _may_replay() else _main)(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _give_up_output()  # the reader has seen enough
        return CLEAN
    except OSError as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        if not _is_here():
            return say("the working directory is not there any more")
        _give_up_output()
        return say(f"what was found cannot be written: {error.strerror}")
    except MemoryError:
        pass  # what took it is held until this is left
    except Exception as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        return say(f"profilelint failed ({type(error).__name__}: {error}); please report it, with what you ran")
    return say("this takes more memory than there is")


def _give_up_output() -> None:
    """Drop what standard output still holds: Python would complain once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_here() -> bool:
    """Whether the working directory has not been deleted."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return False
    return True


def _may_replay() -> bool:
    return "--no-cache" not in sys.argv and not os.environ.get("PROFILELINT_DEBUG")


def _replayed(arguments: list[str]) -> int:
    replay = Replay(arguments)
    code = replay.say()
    if code is None:
        with replay:
            code = _main(arguments)
            replay.keep(code)
    return code


def _main(argv: list[str]) -> int:
    import gc
    import warnings
    from importlib import import_module

    from profilelint.core.errors import UsageError
    from profilelint.rulepages.renamed import RenamedWarning

    gc.set_threshold(20_000, 20, 50)  # what is made of a page goes with it; looking for cycles in it meanwhile finds none
    try:
        command, rest = (argv[0], argv[1:]) if argv and argv[0] in COMMANDS else ("check", argv)
        if rest == argv and argv and argv[0].isalpha() and not os.path.lexists(argv[0]):
            _look_for_command(argv[0])
        module = import_module(f"profilelint.commands.{command}")
        with warnings.catch_warnings():
            warnings.filterwarnings("always", category=RenamedWarning)
            warnings.showwarning = _print_warning  # type: ignore[assignment]
            return int(module.run(module.parser().parse_args(rest)))
    except UsageError as error:
        return say(str(error))


def _print_warning(message: Warning | str, *rest: object) -> None:
    say(str(message))


def _look_for_command(name: str) -> None:
    """Complain about a word that is no path, and nearly a command."""
    from difflib import get_close_matches

    from profilelint.core.errors import UsageError

    if near := get_close_matches(name, COMMANDS, n=1, cutoff=0.8):
        raise UsageError(f'there is no file, folder or command "{name}"; did you mean "profilelint {near[0]}"?')
