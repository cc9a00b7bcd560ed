"""What is wrong with a configuration, and on which line."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from profilelint.core.errors import UsageError
from profilelint.core.files import read_file
from profilelint.core.results import shown_path
from profilelint.settings.tomllines import Step, line_of

#: A configuration has a few hundred lines at most.
MAX_BYTES = 1_000_000


class ConfigError(UsageError):
    """A configuration file is invalid. `path` and `line` (from 1): where; `message`: one sentence."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{shown_path(path)}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


def text_of(path: Path) -> str:
    """What a configuration file holds; `ConfigError` where that is not to be read."""
    try:
        data = read_file(path, MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(path, 1, f"larger than {MAX_BYTES // 1_000_000} MB, so it was skipped")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(path, error.object[: error.start].count(b"\n") + 1, "a configuration file must be UTF-8") from None
    except OSError as error:
        raise ConfigError(path, 1, f"cannot be read: {error.strerror}") from None


def refuse(path: Path, message: str, *keys: Step) -> NoReturn:
    raise ConfigError(path, line_of(text_of(path), keys), message)
