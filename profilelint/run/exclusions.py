"""What is left out: by .gitignore, by the settings, by the site's own generator, and what no person wrote for a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os.path import exists, isdir, islink
from pathlib import Path

from profilelint.core.files import read_file
from profilelint.core.globs import MOST_WILDCARDS, IgnoreList
from profilelint.core.record import record, replace
from profilelint.core.results import Trouble, shown_path
from profilelint.rulepages.compiled import template_facts
from profilelint.site.generator import Generator, find_root, is_root_inside, settings_of
from profilelint.site.tree import DiskTree
from profilelint.site.unpublished import excluded

#: Folders of other people's code, of what a generator makes, and of themes. Names that begin with a dot are left out as well.
FOLDERS = frozenset(
    ("node_modules", "bower_components", "vendor", "venv", "__pycache__", "_site", "_drafts", "_layouts", "_includes", "_sass", "_plugins",
     "layouts", "themes", "exampleSite", "archetypes")
)  # fmt: skip
#: What Hugo writes; on a site that is served as it is, folders of these names hold pages.
HUGO_FOLDERS = frozenset(("public", "resources"))
#: Files that tools make or read.
FILES = frozenset(
    ("package.json", "package-lock.json", "composer.json", "composer.lock", "tsconfig.json", "manifest.json", "search.json", "robots.txt")
)
FILE_ENDINGS = (".min.html", ".min.json", ".schema.json", "-lock.json", "-lock.yaml")

_MAX_IGNORE_BYTES = 1_000_000

ByGenerator = Callable[[str], bool]


@record
class Patterns:
    """The excludes of the settings: patterns as in .gitignore, each list with the folder that it is relative to. `usual`: the
    default excludes of this module apply, too."""

    lists: tuple[tuple[Path, IgnoreList], ...] = ()
    usual: bool = True


@record
class Around:
    """The surroundings of a folder: its repository, its site, and the .gitignore files that apply, innermost first. `troubles`: including
    those of the folder itself."""

    top: Path  # of the repository, or else of the site
    root: Path  # of the site
    generator: Generator
    by_generator: ByGenerator
    ignores: tuple[tuple[Path, IgnoreList], ...] = ()
    troubles: tuple[Trouble, ...] = ()


#: The exclusions in folders that were given.
Known = dict[Path, Around]


def around(folder: Path, known: Known) -> Around:
    """What holds in a folder, from the root of its repository, or else of its site, on."""
    if folder in known:
        return known[folder]
    way = (folder, *folder.parents)
    top = next((each for each in way if exists(each / ".git")), find_root(folder / "page") or folder)
    way = way[: way.index(top) + 1] if top in way else (folder,)
    outside = next((known[each] for each in way if each in known), None) or _of_site(top, find_root(top / "page") or top)
    troubles = [*outside.troubles]
    for each in reversed(way):
        if each not in known:
            known[each] = outside = enter(outside, each)
            troubles += outside.troubles
        outside = known[each]
    return replace(outside, troubles=tuple(troubles))


def enter(outside: Around, folder: Path) -> Around:
    """What holds in a folder inside another one."""
    is_root = folder != outside.root and is_root_inside(folder, outside.root)
    inside = replace(_of_site(outside.top, folder), ignores=outside.ignores) if is_root else replace(outside, troubles=())
    if islink(folder / ".gitignore"):
        return inside  # git does not follow it either
    try:
        lines = read_file(folder / ".gitignore", _MAX_IGNORE_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return inside
    ignored = IgnoreList(lines)
    if ignored.too_many:
        reason = f"{MOST_WILDCARDS} patterns with wildcards come before this one, so the rest are ignored"
        trouble = Trouble(f"{shown_path(folder / '.gitignore')}:{ignored.too_many}", reason, fatal=False)
        inside = replace(inside, troubles=(*inside.troubles, trouble))
    return replace(inside, ignores=((folder, ignored), *inside.ignores))


def by_settings(path: Path, is_dir: bool, patterns: Patterns) -> bool:
    return any(_first_word(path, is_dir, [ignored]) for ignored in patterns.lists)


def by_habit(path: Path, is_dir: bool, here: Around, patterns: Patterns) -> bool:
    """Whether nobody means a path when they name a folder around it; `here` is what holds in the path's folder."""
    if patterns.usual and _is_usual(path.name, is_dir, here.generator):
        return True
    if _first_word(path, is_dir, here.ignores):
        return True
    try:
        inside = path.relative_to(here.root).as_posix()
    except ValueError:
        return False
    return here.by_generator(inside + ("/" if is_dir else ""))


def is_excluded(path: Path, patterns: Patterns, known: Known) -> bool:
    """Whether a path, or a folder on the way to it from the root of its site or repository, is left out."""
    top = around(path.parent, known).top
    folders = [parent for parent in path.parents if parent != top and parent.is_relative_to(top)]
    return any(
        by_settings(step, is_dir, patterns) or by_habit(step, is_dir, around(step.parent, known), patterns)
        for step, is_dir in ((path, isdir(path)), *((folder, True) for folder in folders))
    )


def _is_usual(name: str, is_dir: bool, generator: Generator) -> bool:
    if name.startswith("."):
        return True
    if is_dir:
        return name in FOLDERS or name in template_facts().tools or (generator is Generator.HUGO and name in HUGO_FOLDERS)
    return name in FILES or name.endswith(FILE_ENDINGS)


def _first_word(path: Path, is_dir: bool, ignores: Iterable[tuple[Path, IgnoreList]]) -> bool:
    """The decision of the first list that matches the path."""
    for folder, ignored in ignores:
        if path != folder and path.is_relative_to(folder):
            said = ignored.says(path.relative_to(folder).as_posix(), is_dir)
            if said is not None:
                return said
    return False


def _of_site(top: Path, root: Path) -> Around:
    tree = DiskTree(root)
    generator = settings_of(tree).generator
    exclusions = excluded(tree, generator)
    refused = tuple(Trouble(f"{shown_path(root / name)}:{line}", reason, fatal=False) for name, line, reason in exclusions.refused)
    return Around(top, root, generator, exclusions.match, troubles=refused)
