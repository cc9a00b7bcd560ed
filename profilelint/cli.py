"""The command line."""

from __future__ import annotations

import os
import sys

from profilelint.commands import CLEAN, INTERRUPTED, TERMINATED, Terminated, give_up, say
from profilelint.commands.runners import Unheard, heard
from profilelint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Sequence
    from typing import NoReturn, Protocol

    class Command(Protocol):
        """What a module of `profilelint.commands` has."""

        def parser(self) -> ArgumentParser: ...
        def run(self, arguments: Namespace) -> int: ...


#: `check` need not be written.
COMMANDS = ("baseline", "check", "dates", "explain", "init", "leftovers", "links", "rules", "words")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0 clean, 1 something was found, 2 something went wrong."""
    if sys.stderr is None:  # closed by who started this
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = sys.stderr
        return say("standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    code, streams = CLEAN, (sys.stdout, sys.stderr)
    try:
        _keep_from_runners()
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except Terminated:
        return TERMINATED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        give_up(sys.stdout)  # the reader has seen enough
        return code
    except OSError as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        return _say_of_output(error)
    except MemoryError:
        pass  # what took it is held until this is left
    except Exception as error:
        if os.environ.get("PROFILELINT_DEBUG"):
            raise
        return say(f"profilelint failed ({type(error).__name__}: {error}); please report it, with what you ran")
    finally:
        sys.stdout, sys.stderr = streams
    return say("out of memory")


def _keep_from_runners() -> None:
    if commands := heard(os.environ):
        sys.stdout, sys.stderr = Unheard(sys.stdout, commands), Unheard(sys.stderr, commands)


def _say_of_output(error: OSError) -> int:
    if not _is_here():
        return say("the working directory no longer exists")
    give_up(sys.stdout)
    return say(f"the report cannot be written: {error.strerror}")


def _is_here() -> bool:
    """Whether the working directory has not been deleted."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return False
    return True


def _run(argv: list[str]) -> int:
    if argv == ["--version"]:
        print(f"profilelint {__version__}")
        return CLEAN
    import gc
    import warnings

    from profilelint.core.errors import UsageError
    from profilelint.core.regex import save_patterns
    from profilelint.rulepages.renamed import RenamedWarning

    gc.set_threshold(20_000, 20, 50)  # what is made of a page goes with it; looking for cycles in it meanwhile finds none
    restore = _end_in_order()
    name, rest = (argv[0], argv[1:]) if argv and argv[0] in COMMANDS else ("check", argv)
    try:
        if rest == argv and argv and argv[0].isalpha() and not os.path.lexists(argv[0]):
            _look_for_command(argv[0])
        command = _command(name)
        with warnings.catch_warnings():
            warnings.filterwarnings("always", category=RenamedWarning)
            warnings.showwarning = _print_warning  # type: ignore[assignment]
            return command.run(command.parser().parse_args(rest))
    except UsageError as error:
        return say(str(error))
    finally:
        save_patterns()
        restore()


def _end_in_order() -> Callable[[], object]:
    """Make that being told to end is as good as Ctrl-C: what was begun is cleared away. Gives what makes it as it was."""
    # The module around it makes enumerations of all its numbers, at each start.
    import _signal as signal  # type: ignore[import-not-found]

    def end(*_: object) -> NoReturn:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
        raise Terminated

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # in a thread
        return lambda: None
    return lambda: signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _command(name: str) -> Command:
    """Each is imported when it is asked for: all together take as long as a small run."""
    match name:
        case "baseline":
            from profilelint.commands import baseline

            return baseline
        case "dates":
            from profilelint.commands import dates

            return dates
        case "explain":
            from profilelint.commands import explain

            return explain
        case "init":
            from profilelint.commands import init

            return init
        case "leftovers":
            from profilelint.commands import leftovers

            return leftovers
        case "links":
            from profilelint.commands import links

            return links
        case "rules":
            from profilelint.commands import rules

            return rules
        case "words":
            from profilelint.commands import words

            return words
        case _:
            from profilelint.commands import check

            return check


def _print_warning(message: Warning | str, *rest: object) -> None:
    say(str(message))


def _look_for_command(name: str) -> None:
    """Complain about a word that is no path, and nearly a command."""
    from difflib import get_close_matches

    from profilelint.core.errors import UsageError

    if near := get_close_matches(name, COMMANDS, n=1, cutoff=0.8):
        raise UsageError(f'no such file, folder or command: "{name}"; did you mean "profilelint {near[0]}"?')
