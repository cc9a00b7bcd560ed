"""What was answered lately, in the user's cache folder, shared by all that run at the time."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from profilelint.cache.store import is_ours, make_folder
from profilelint.links.answers import Answer, Question, Verdict

_DAY = 86_400.0
#: How long an answer is valid. Unknown links are requested each time; a link that is blocked today is blocked tomorrow.
HOLDS = {Verdict.OK: 7 * _DAY, Verdict.MOVED: 7 * _DAY, Verdict.DEAD: _DAY, Verdict.BLOCKED: _DAY, Verdict.SUSPICIOUS: _DAY}
#: After so long nobody asks what an address was found to be before.
_FORGOTTEN = 90 * _DAY
_VERSION = 1
_MANY = 500
_PATIENCE, _PAUSE = 5.0, 0.02  # seconds to wait for another process, and between two tries


class Memory:
    """Cached answers by address. If they cannot be stored, they are dropped silently: they can be requested again."""

    def __init__(self, path: Path | None, now: Callable[[], float] = time.time) -> None:
        """`path`: None to store nothing."""
        self._now = now
        self._rows = _opened(path) if path else None

    def lookup(self, questions: Iterable[Question]) -> tuple[dict[str, Answer], set[str]]:
        """Of what is known the answers that still hold, by address; and the addresses that were dead when they were last asked."""
        wanted = {question.address: question for question in questions}
        holding, dead, now = {}, set(), self._now()
        for address, asked, written in self._read(list(wanted)):
            answer = _from_json(written)
            if answer is None or asked > now + _DAY:
                continue
            if answer.verdict is Verdict.DEAD:
                dead.add(address)
            if now - asked < HOLDS.get(answer.verdict, 0.0) and _covers(answer, wanted[address]):
                holding[address] = answer
        return holding, dead

    def store(self, question: Question, answer: Answer) -> None:
        """At once, so that nothing is lost however the run ends."""
        if self._rows is None or answer.verdict not in HOLDS:
            return
        with suppress(sqlite3.Error):
            self._rows.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (question.address, self._now(), _to_json(answer)))

    def close(self) -> None:
        if self._rows is not None:
            with suppress(sqlite3.Error):
                self._rows.execute("DELETE FROM answers WHERE asked < ?", (self._now() - _FORGOTTEN,))
            self._rows.close()

    def _read(self, addresses: list[str]) -> list[tuple[str, float, str]]:
        rows: list[tuple[str, float, str]] = []
        for start in range(0, len(addresses) if self._rows else 0, _MANY):
            some = addresses[start : start + _MANY]
            query = f"SELECT address, asked, answer FROM answers WHERE address IN ({','.join('?' * len(some))})"
            with suppress(sqlite3.Error):
                rows += self._rows.execute(query, some).fetchall() if self._rows else []
        return rows


def _covers(answer: Answer, question: Question) -> bool:
    """Whether an answer covers all requested fragments."""
    return answer.verdict not in (Verdict.OK, Verdict.MOVED) or set(question.fragments) <= set(answer.fragments)


def _opened(path: Path) -> sqlite3.Connection | None:
    """The table, recreated if the file is not a database of this version; None if that is impossible."""
    end, was_broken = time.monotonic() + _PATIENCE, False
    while True:
        rows = None
        try:
            if not _is_for_us_alone(path):
                return None
            rows = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            if _is_ready(rows):
                return rows
        except sqlite3.OperationalError as error:
            _close(rows)
            if error.sqlite_errorcode % 256 != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                return None  # the folder is not ours to write to, or another process is busy for long
            time.sleep(_PAUSE)  # SQLite itself waits for one that writes, but not for one that makes the table
            continue
        except sqlite3.DatabaseError:
            pass
        except OSError:
            return None
        _close(rows)
        if was_broken:
            return None
        was_broken = True
        for file in _files(path):
            with suppress(OSError):
                file.unlink()


def _is_for_us_alone(path: Path) -> bool:
    """Whether the file is ours and nobody else can replace it: their answers would be written into pages. It is created
    before SQLite would, unreadable for others."""
    make_folder(str(path.parent))
    if not is_ours(str(path.parent), is_folder=True):
        return False
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return all(is_ours(str(file)) for file in _files(path) if os.path.lexists(file))


def _files(path: Path) -> tuple[Path, ...]:
    """The files that SQLite writes."""
    return tuple(path.with_name(f"{path.name}{end}") for end in ("", "-wal", "-shm", "-journal"))


def _is_ready(rows: sqlite3.Connection) -> bool:
    """Whether the table is there and of this version; it is made where there is nothing yet."""
    rows.execute("PRAGMA journal_mode = WAL")
    rows.execute("PRAGMA synchronous = NORMAL")
    version = rows.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        return False
    rows.execute("CREATE TABLE IF NOT EXISTS answers (address TEXT PRIMARY KEY, asked REAL, answer TEXT) WITHOUT ROWID")
    if not version:
        rows.execute(f"PRAGMA user_version = {_VERSION}")
    return True


def _close(rows: sqlite3.Connection | None) -> None:
    if rows is not None:
        rows.close()


def _to_json(answer: Answer) -> str:
    return json.dumps([answer.verdict, answer.reason, answer.target, answer.title, answer.about, dict(answer.fragments)])


def _from_json(written: str) -> Answer | None:
    try:
        verdict, *texts, fragments = json.loads(written)
        reason, target, title, about = map(str, texts)
        return Answer(Verdict(verdict), reason, target, title, about, {str(name): bool(there) for name, there in fragments.items()})
    except (ValueError, TypeError, AttributeError):
        return None
