"""The command line."""

from __future__ import annotations

import os
import sys

from profilelint.commands import CLEAN, INTERRUPTED, TERMINATED, Terminated, give_up, say
from profilelint.commands.names import COMMANDS, command
from profilelint.report.runners import Unheard, heard
from profilelint.version import installed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn


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
    code, streams, hook = CLEAN, (sys.stdout, sys.stderr), sys.unraisablehook
    sys.unraisablehook = bool  # where memory is short, Python has lines of its own to say; this takes no memory and says nothing
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
        sys.unraisablehook = hook
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
        print(installed())
        return CLEAN
    import gc
    import warnings

    from profilelint.core.errors import UsageError
    from profilelint.core.regex import save_patterns
    from profilelint.rulepages.renamed import RenamedWarning

    gc.set_threshold(20_000, 20, 50)  # per-page objects form no cycles, so collect less often
    restore = _end_in_order()
    name, rest = (argv[0], argv[1:]) if argv and argv[0] in COMMANDS else ("check", argv)
    try:
        if rest == argv and argv and argv[0].isalpha() and not os.path.lexists(argv[0]):
            _look_for_command(argv[0], argv[1:])
        module = command(name)
        with warnings.catch_warnings():
            warnings.filterwarnings("always", category=RenamedWarning)
            warnings.showwarning = _print_warning  # type: ignore[assignment]
            return module.run(module.parser().parse_args(rest))
    except UsageError as error:
        return say(str(error))
    finally:
        save_patterns()
        restore()


def _end_in_order() -> Callable[[], object]:
    """Handle SIGTERM like Ctrl-C, so that temporary files are removed. Returns a function that restores the old handler."""
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


def _print_warning(message: Warning | str, *rest: object) -> None:
    say(str(message))


def _look_for_command(name: str, rest: Sequence[str]) -> None:
    """Complain about a word that is not a path, and that people type for a command."""
    from profilelint.commands.guess import meant
    from profilelint.core.errors import UsageError

    if instead := meant(name, rest, COMMANDS):
        raise UsageError(f'no such file, folder or command: "{name}"; did you mean "{instead}"?')
