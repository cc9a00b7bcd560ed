"""Earlier versions and names of pages, from git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import chain
from os.path import exists
from pathlib import Path, PurePosixPath
from shutil import copyfile
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

#: Of larger files, and of those that are not read, it is only of interest that they are there.
_MAX_BYTES = 10_000_000
#: Of a commit so many files are looked at, and so much of their text and of their paths: a few bytes of git's data can name any number.
_MOST_FILES, _MOST_BYTES, _MOST_PATHS = 100_000, 250_000_000, 20_000_000
_MOST_OUTPUT, _MOST_COMPLAINT = 100_000_000, 10_000
_MOST_RENAMES = 20  # of one file
_PATIENCE = 120.0  # seconds
#: Seconds of the processor: so many, and more the more git has: a few folders can have each other any number of times.
_LEAST_PATIENCE, _PATIENCE_FOR_MB = 5, 2
_NOT_WHOLE = "the commit is incomplete; fetch it: git fetch --refetch"
#: Nothing that a repository brings along is run.
_SAFELY = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.showSignature=false",
    "--no-optional-locks",
)
_PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color", "-M", "-l2000", "-z")
_RENAMES = (*_PLAIN, "--name-status", "--diff-filter=R")
_EACH_COMMIT = ("-r", "-m", "--no-commit-id")


class HistoryError(Exception):
    """Git cannot answer."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    with _said_by_git(folder, arguments, given) as said:
        output = said.read(_MOST_OUTPUT + 1)
        if len(output) > _MOST_OUTPUT:
            raise HistoryError("git's data on this repository is larger than profilelint reads")
    return output


@contextmanager
def _said_by_git(folder: Path, arguments: Iterable[str], given: bytes) -> Iterator[IO[bytes]]:
    """The output of git, in chunks. `HistoryError` if it fails or takes too long."""
    command = ["git", *_SAFELY, *arguments]
    with TemporaryFile() as asked, TemporaryFile() as complaints:
        asked.write(given)
        asked.seek(0)
        try:
            process = subprocess.Popen(command, cwd=folder, stdin=asked, stdout=subprocess.PIPE, stderr=complaints, env=_environ())
        except OSError as error:
            raise HistoryError(f"git cannot be run: {error.strerror}") from None
        _limit(process.pid, folder)
        watch = Timer(_PATIENCE, process.kill)
        watch.start()
        try:
            with process.stdout or asked as said:  # never None: a pipe was requested
                yield said
                code = process.wait()
        finally:
            watch.cancel()
            process.kill()  # where nobody wants the rest
            process.wait()
        if code:
            complaints.seek(0)
            first = complaints.read(_MOST_COMPLAINT).decode("utf-8", "replace").strip().partition("\n")[0]
            raise HistoryError(first or ("git takes too long" if code < 0 else "git failed"))


def _limit(process: int, folder: Path) -> None:
    """End a process that works for longer than the repository is large, where the system can (Linux)."""
    try:
        from resource import RLIMIT_CPU, prlimit
    except ImportError:
        return
    with suppress(OSError, ValueError):  # it has ended already, or has a lower limit
        prlimit(process, RLIMIT_CPU, (_patience(folder), prlimit(process, RLIMIT_CPU)[1]))


@cache
def _patience(folder: Path) -> int:
    """The limit in CPU seconds, by the size of a repository's data."""
    command = ["git", *_SAFELY, "count-objects", "-v"]
    counted = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False, env=_environ())
    sizes = dict(line.partition(": ")[::2] for line in counted.stdout.splitlines())
    if "alternate" in sizes or not sizes:  # its objects are elsewhere
        return int(_PATIENCE)
    megabytes = sum(int(sizes.get(name, 0)) for name in ("size", "size-pack")) // 1_000
    return min(int(_PATIENCE), _LEAST_PATIENCE + _PATIENCE_FOR_MB * megabytes)


def _environ() -> dict[str, str]:
    # A hook runs inside of git, which says in the environment where its own repository is.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")}
    environ["GIT_ALLOW_PROTOCOL"] = "none"  # a clone that is not whole would fetch what it lacks, by whatever its configuration says
    return environ


def top_of(folder: Path) -> Path:
    """The top of the repository around a folder."""
    try:
        return Path(os.fsdecode(git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    except HistoryError as error:
        raise HistoryError(f"not a git repository, or git failed ({error})") from None


def commit_of(top: Path, revision: str) -> str:
    try:
        return git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except HistoryError:
        raise HistoryError(f'git knows no commit "{revision}" here; fetch it first (a shallow clone has only the newest)') from None


def _refuse_many(top: Path, commit: str) -> None:
    """`HistoryError` where a commit has more files than are looked at. Git would go through them for hours to compare them."""
    room = _MOST_PATHS
    with _said_by_git(top, ("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit), b"") as said:
        for number, name in enumerate(_words(said)):
            room -= len(name)
            if number == _MOST_FILES or room < 0:
                raise HistoryError(f"the commit has more than {_MOST_FILES} files, or very long paths")


def renamed_since(top: Path, commit: str) -> dict[str, str]:
    """Of each file that has another name in the index than in a commit: new name -> old name. A file that git does not follow yet is
    new. (For the working tree, git would run the filters that its configuration names.)"""
    _refuse_many(top, commit)
    found = {new: old for old, new in _renames(git(top, "diff", "--cached", *_RENAMES, "--end-of-options", commit))}
    if not git(top, "diff", "--cached", *_PLAIN, "--name-only", "--diff-filter=D", "--end-of-options", commit):
        return found
    _refuse_many(top, "HEAD")
    # A file that was renamed and then rewritten resembles its old version only commit by commit.
    commits = git(top, "rev-list", "--reverse", "--topo-order", f"{commit}..HEAD")
    listed = git(top, "diff-tree", *_RENAMES, *_EACH_COMMIT, "--stdin", given=commits), git(top, "diff", "--cached", *_RENAMES, "HEAD")
    step_by_step: dict[str, str] = {}
    for old, new in chain.from_iterable(map(_renames, listed)):
        step_by_step[new] = step_by_step.get(old, old)
    return step_by_step | found


def names_today(top: Path, paths: Collection[str]) -> dict[str, str]:
    """The new names of files that were renamed (not of those that were deleted). Git is called once for all of them."""
    found: dict[str, str] = {}
    asked = {path: path for path in paths}  # by the name that each is known to have had last
    for _ in range(_MOST_RENAMES):
        try:
            renamed = _renames_of(top, set(asked.values()))
        except HistoryError:
            break
        asked = {path: renamed[last] for path, last in asked.items() if last in renamed}
        found |= {path: last for path, last in asked.items() if exists(top / last)}
        asked = {path: last for path, last in asked.items() if path not in found}
        if not asked:
            break
    return found


def _renames_of(top: Path, paths: set[str]) -> dict[str, str]:
    """Old name -> new name: as they differ from the last commit, else as the commit says that took the file away."""
    _refuse_many(top, "HEAD")
    found = {old: new for old, new in _renames(git(top, "diff", "--cached", *_RENAMES, "HEAD")) if old in paths}
    gone = _taken_away(top, paths - found.keys())
    given = "".join(f"{commit}\n" for commit in set(gone.values())).encode()
    listed = git(top, "diff-tree", *_RENAMES, *_EACH_COMMIT, "--root", "--stdin", given=given) if given else b""
    return {old: new for old, new in _renames(listed) if old in gone} | found


def _taken_away(top: Path, paths: set[str]) -> dict[str, str]:
    """The last commit in which each of the files was taken away."""
    found: dict[str, str] = {}
    if not paths:
        return found
    commits = git(top, "rev-list", "HEAD")
    removals = (*_PLAIN[:3], "-z", "-r", "--root", "--no-renames", "--diff-filter=D", "--name-status", "--stdin")
    with suppress(HistoryError), _said_by_git(top, ("diff-tree", *removals), commits) as said:
        commit = ""
        words = _words(said)
        for word in words:
            if word != b"D":
                commit = word.decode()
            elif (name := os.fsdecode(next(words, b""))) in paths:
                found.setdefault(name, commit)
                if len(found) == len(paths):
                    break
    return found


def _words(said: IO[bytes]) -> Iterator[bytes]:
    """The parts before each NUL."""
    rest = b""
    while more := said.read(1 << 16):
        *words, rest = (rest + more).split(b"\0")
        yield from words


def _renames(listed: bytes) -> Iterator[tuple[str, str]]:
    """From `R100 NUL old NUL new NUL …`: old and new."""
    words = [os.fsdecode(word) for word in listed.split(b"\0")]
    return ((old, new) for kind, old, new in zip(words[0::3], words[1::3], words[2::3], strict=False) if kind.startswith("R"))


def export(top: Path, commit: str, into: Path, endings: Sequence[str]) -> None:
    """The files of a commit below a folder: those with one of the endings, and those that begin with a dot, with their content; the
    others empty, since only their existence matters. Impossible file names are skipped."""
    (into / ".git").mkdir()  # the top of a repository, for who looks for it
    wanted: dict[str, list[Path]] = {}
    room = _MOST_BYTES
    for size, blob, path in _files(top, commit):
        target = into / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
        except OSError:  # a name that is too long, or that of a file and of a folder
            continue
        if size <= _MAX_BYTES and (path.name.startswith(".") or path.name.lower().endswith(tuple(endings))):
            room -= 0 if blob in wanted else size
            wanted.setdefault(blob, []).append(target)
        if room < 0:
            raise HistoryError(f"the pages of the commit have more than {_MOST_BYTES // 1_000_000} MB")
    given = "".join(f"{blob}\n" for blob in wanted).encode()
    with _said_by_git(top, ("cat-file", "--batch"), given) as said:
        for targets in wanted.values():
            _write_blob(said, targets)


def _write_blob(said: IO[bytes], targets: Sequence[Path]) -> None:
    """Write what `cat-file` says next into a file, which has all the names."""
    about = said.readline().split()
    if len(about) != 3 or not about[2].isdigit():
        raise HistoryError(_NOT_WHOLE)
    left = int(about[2])
    with targets[0].open("wb") as file:
        while left and (data := said.read(min(left, 1 << 20))):
            file.write(data)
            left -= len(data)
    said.read(1)
    for other in targets[1:]:
        other.unlink()
        try:
            os.link(targets[0], other)
        except OSError:
            copyfile(targets[0], other)


def _files(top: Path, commit: str) -> Iterator[tuple[int, str, PurePosixPath]]:
    """Size, blob and path of each file of a commit. Symlinks, and paths that lead out of the folder, are skipped."""
    for entry in git(top, "ls-tree", "-r", "-l", "-z", "--full-tree", commit).split(b"\0"):
        about, _, name = entry.partition(b"\t")
        words = about.decode().split()
        path = PurePosixPath(os.fsdecode(name))
        if len(words) == 4 and words[0].startswith("100") and not path.is_absolute() and not {"..", ".git"} & set(path.parts):
            if not words[3].isdigit():  # git says "BAD"
                raise HistoryError(_NOT_WHOLE)
            yield int(words[3]), words[2], path
