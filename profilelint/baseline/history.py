"""What git knows of the pages: how they were, and what they were called."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath

#: Of larger files, and of those that are not read, it is only of interest that they are there.
_MAX_BYTES = 10_000_000
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
    """Git cannot say what it is asked."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    # A hook runs inside of git, which says in the environment where its own repository is.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")}
    environ["GIT_ALLOW_PROTOCOL"] = "none"  # a clone that is not whole would fetch what it lacks, by whatever its configuration says
    try:
        done = subprocess.run(["git", *_SAFELY, *arguments], cwd=folder, input=given, capture_output=True, check=False, env=environ)
    except OSError as error:
        raise HistoryError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        raise HistoryError(done.stderr.decode("utf-8", "replace").strip().partition("\n")[0] or "git failed")
    return done.stdout


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


def renamed_since(top: Path, commit: str) -> dict[str, str]:
    """Of each file that has another name in the index than in a commit: new name -> old name. A file that git does not follow yet is
    new. (For the working tree, git would run the filters that its configuration names.)"""
    found = {new: old for old, new in _renames(git(top, "diff", "--cached", *_RENAMES, "--end-of-options", commit))}
    if not git(top, "diff", "--cached", *_PLAIN, "--name-only", "--diff-filter=D", "--end-of-options", commit):
        return found
    # What is renamed and then written anew has little left of what it was: git sees that commit by commit only.
    commits = git(top, "rev-list", "--reverse", "--topo-order", f"{commit}..HEAD")
    listed = git(top, "diff-tree", *_RENAMES, *_EACH_COMMIT, "--stdin", given=commits), git(top, "diff", "--cached", *_RENAMES, "HEAD")
    step_by_step: dict[str, str] = {}
    for old, new in chain.from_iterable(map(_renames, listed)):
        step_by_step[new] = step_by_step.get(old, old)
    return step_by_step | found


def name_today(top: Path, path: str) -> str | None:
    """The name that a file has which is not there any more under its old one; None where it was removed."""
    for _ in range(20):
        try:
            found = dict(_renames(git(top, "diff", "--cached", *_RENAMES, "HEAD")))
            if path not in found:
                last = (
                    git(top, "log", "-1", "--format=%H", "--diff-filter=D", "--no-renames", "--", f":(top,literal){path}").decode().strip()
                )
                if not last:
                    return None
                found = dict(_renames(git(top, "diff-tree", *_RENAMES, *_EACH_COMMIT, "--root", last.strip())))
        except HistoryError:
            return None
        path = found.get(path, "")
        if not path or (top / path).exists():
            return path or None
    return None


def _renames(listed: bytes) -> Iterator[tuple[str, str]]:
    """From `R100 NUL old NUL new NUL …`: old and new."""
    words = [os.fsdecode(word) for word in listed.split(b"\0")]
    return ((old, new) for kind, old, new in zip(words[0::3], words[1::3], words[2::3], strict=False) if kind.startswith("R"))


def export(top: Path, commit: str, into: Path, endings: Sequence[str]) -> None:
    """The files of a commit below a folder: those with one of the endings, and those that begin with a dot, as they were; the others
    empty, since it is only of interest that they are there."""
    wanted = []
    (into / ".git").mkdir()  # the top of a repository, for who looks for it
    for size, blob, path in _files(top, commit):
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if size <= _MAX_BYTES and (path.name.startswith(".") or path.name.lower().endswith(tuple(endings))):
            wanted.append((blob, target))
        else:
            target.touch()
    if not wanted:
        return
    answers = git(top, "cat-file", "--batch", given="".join(f"{blob}\n" for blob, _ in wanted).encode())
    at = 0
    for _, target in wanted:
        line_end = answers.index(b"\n", at)
        size = int(answers[at:line_end].rsplit(b" ", 1)[1])
        target.write_bytes(answers[line_end + 1 : line_end + 1 + size])
        at = line_end + size + 2


def _files(top: Path, commit: str) -> Iterator[tuple[int, str, PurePosixPath]]:
    """Size, blob and path of each file of a commit. Links are left out, and what would stand elsewhere than below a folder."""
    for entry in git(top, "ls-tree", "-r", "-l", "-z", "--full-tree", commit).split(b"\0"):
        about, _, name = entry.partition(b"\t")
        words = about.decode().split()
        path = PurePosixPath(os.fsdecode(name))
        if len(words) == 4 and words[0].startswith("100") and not path.is_absolute() and not {"..", ".git"} & set(path.parts):
            yield int(words[3]), words[2], path
