"""Paths -> the files to read: pages and the data that holds their content, not what a tool made or somebody else wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from os.path import exists, isdir, splitext
from pathlib import Path

from profilelint.core.endings import UNREAD
from profilelint.core.files import list_folder, real_path
from profilelint.core.record import record
from profilelint.core.results import Excluded, Trouble, shown_path
from profilelint.document import format_of
from profilelint.run.exclusions import Around, Known, Patterns, around, by_habit, by_settings, enter, is_excluded
from profilelint.run.pages import is_about_repository, is_page, is_rendered


@record
class Found:
    """A file to read. `given`: it was named itself, so that it is read whatever it looks like."""

    path: str
    given: bool


def find_files(paths: Sequence[str], patterns: Patterns, force_exclude: bool = False) -> Iterator[Found | Trouble | Excluded]:
    """The files of paths, in the order given, each once; within folders by name."""
    seen: set[str] = set()
    known: Known = {}
    for given in paths:
        for found in _of_path(given, patterns, force_exclude, known):
            if isinstance(found, Found):
                real = real_path(found.path)
                if real in seen:
                    continue
                seen.add(real)
            yield found


def is_left_out(path: str, patterns: Patterns, known: Known | None = None) -> bool:
    """Whether a file would not be read if the folder around it were given."""
    absolute, known = Path(os.path.abspath(path)), {} if known is None else known
    if is_excluded(absolute, patterns, known):
        return True
    if isdir(absolute):
        return False
    here = around(absolute.parent, known)
    if not (format_of(path) and is_page(absolute, here.root, here.generator)):
        return True
    try:
        return is_rendered(absolute.name, dict(list_folder(absolute.parent)))
    except OSError:  # a page that an editor has in a folder that is not there yet
        return False


def _of_path(given: str, patterns: Patterns, force_exclude: bool, known: Known) -> Iterator[Found | Trouble | Excluded]:
    if "\0" in given or not exists(given):
        yield Trouble(given, "no such file or folder")
    elif force_exclude and is_left_out(given, patterns, known):
        yield Excluded(given)
    elif isdir(given):
        yield from _of_folder(given, patterns, known)
    elif format_of(given) is None:
        yield Trouble(given, "unsupported file type; profilelint reads Markdown, HTML, YAML, JSON, TOML, BibTeX, and CVs in LaTeX")
    else:
        yield Found(shown_path(given), True)


def _of_folder(given: str, patterns: Patterns, known: Known) -> Iterator[Found | Trouble | Excluded]:
    said = excluded = False
    for found in _walk(Path(os.path.abspath(given)), patterns, known):
        if isinstance(found, Excluded):
            if found.unread:
                yield found
            excluded = excluded or not found.unread
            continue
        said = said or not isinstance(found, Trouble) or found.fatal
        yield found
    if not said:
        yield Excluded(given) if excluded else Trouble(given, "no pages found in this folder")


def _walk(start: Path, patterns: Patterns, known: Known) -> Iterator[Found | Trouble | Excluded]:
    """Depth first and by name. Links are not followed: what they lead to is met under its own name, or is not of this site.
    `Excluded` stands for what the settings leave out, and for pages of formats that are not read."""
    outside = around(start, known)
    yield from outside.troubles
    waiting: list[Path | tuple[Path, Around]] = [(start, outside)]
    while waiting:
        step = waiting.pop()
        if isinstance(step, Path):
            yield Found(shown_path(step), False)
            continue
        folder, here = step
        try:
            entries = list_folder(folder)
        except OSError as error:
            yield Trouble(shown_path(folder), f"this folder cannot be read: {error.strerror}")
            continue
        beside = dict(entries)
        for name, kind in reversed(entries):
            path, is_dir = folder / name, kind == "folder"
            unread = splitext(name)[1] if kind == "file" and name.endswith(UNREAD) and not is_about_repository(path, here.root) else ""
            if not (is_dir or unread or (kind == "file" and format_of(name))) or by_habit(path, is_dir, here, patterns):
                continue
            if by_settings(path, is_dir, patterns):
                yield Excluded(shown_path(path))
            elif unread:
                yield Excluded(shown_path(path), unread)
            elif is_dir:
                try:
                    inside = enter(here, path)
                    yield from inside.troubles
                    waiting.append((path, inside))
                except OSError as error:  # the path grew longer than paths may be
                    yield Trouble(shown_path(path), f"this folder cannot be read: {error.strerror}")
            elif is_page(path, here.root, here.generator) and not is_rendered(name, beside):
                waiting.append(path)
