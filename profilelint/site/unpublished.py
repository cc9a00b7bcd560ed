"""Files of which the generator of the site makes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import normpath
from typing import TYPE_CHECKING, Any

from profilelint.core.globs import Beginnings, Globs
from profilelint.core.record import record
from profilelint.site.addresses import load_mapping, load_toml, strings
from profilelint.site.files import Site
from profilelint.site.generator import Generator
from profilelint.site.tree import EntryKind, Tree, find
from profilelint.site.view import AnySite, question

if TYPE_CHECKING:
    from profilelint.core.automaton import Automaton

_HUGO_CONFIGURATIONS = tuple(
    stem + ending
    for stem in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for ending in (".toml", ".yaml", ".yml", ".json")
)
_JEKYLL_CONFIGURATIONS = ("_config.yml", "_config.yaml")
#: Settings for the output folders of generators, Quarto and R Markdown included: the files, and the keys of the value.
_OUTPUTS = (
    (_HUGO_CONFIGURATIONS, "publishDir"),
    (_JEKYLL_CONFIGURATIONS, "destination"),
    (("_quarto.yml",), "project", "output-dir"),
    (("_site.yml",), "output_dir"),
)
_MOST_REFUSED = 10  # that are reported
#: Where a theme keeps a site that shows or tries it.
_SHOW = "exampleSite"
_TRIALS = frozenset((_SHOW, "example", "examples", "demo", "test", "tests", "spec"))
#: Folders that Jekyll and its usual plugins read on every site.
_USUAL = frozenset(("_posts", "_data", "_includes", "_layouts", "_bibliography"))


@record
class Exclusions:
    """What the generator leaves out. `refused`: patterns that are not used, each with its file, its line and the reason."""

    automaton: Automaton | None
    globs: Globs
    beginnings: Beginnings
    refused: tuple[tuple[str, int, str], ...] = ()

    def match(self, path: str) -> bool:
        """Whether a path from the root is excluded; that of a folder ends with a slash."""
        if self.automaton is not None and self.automaton.search(f"/{path}"):
            return True
        return self.globs.match(path.rstrip("/")) or self.beginnings.of(path)


def excluded(tree: Tree, generator: Generator) -> Exclusions:
    """What the configuration excludes, and the folder that the site is written to: to Hugo by regular expressions, to Jekyll by patterns in
    which a `*` goes over slashes as well, or by the beginning of a path."""
    outputs = [f"{folder}/" for folder in _outputs(tree)]
    if generator is Generator.HUGO:
        automaton, refused = _automaton(tree)
        return Exclusions(automaton, Globs(()), Beginnings(outputs), refused)
    patterns = [pattern.removeprefix("./").lstrip("/") for pattern in _listed(tree, _JEKYLL_CONFIGURATIONS, "exclude")[1]]
    patterns = [pattern for pattern in patterns if pattern]
    return Exclusions(None, Globs(patterns), Beginnings((*patterns, *outputs)))


def _automaton(tree: Tree) -> tuple[Automaton | None, tuple[tuple[str, int, str], ...]]:
    from profilelint.core.automaton import Automaton
    from profilelint.core.patterns import PatternError

    name, patterns = _listed(tree, _HUGO_CONFIGURATIONS, "ignoreFiles")
    automaton, refused = Automaton(), []
    for pattern in patterns:
        try:
            automaton.add(pattern)
        except PatternError as error:
            refused.append((name, _line_of(tree.read(name), pattern), f"ignoreFiles has a pattern that is not used: {error}"))
    return automaton if patterns else None, tuple(refused[:_MOST_REFUSED])


def _line_of(text: str, pattern: str) -> int:
    """The line on which a pattern is written, with its backslashes doubled or not."""
    at = max(text.find(pattern), text.find(pattern.replace("\\", "\\\\")))
    return text.count("\n", 0, max(at, 0)) + 1


def _outputs(tree: Tree) -> Iterator[str]:
    """The folders of the site that its generator writes."""
    for names, *way in _OUTPUTS:
        for folder in map(normpath, _listed(tree, names, *way)[1]):
            if folder[0] not in "./~":  # neither the root itself nor outside of it
                yield folder


@question
def is_unpublished(site: Site, path: str) -> bool:
    """Whether the site, or one around it, is made without a page, its path from the root, however the page was reached."""
    if _is_unpublished(site, path):
        return True
    outer = site.remember(is_unpublished, lambda: Site.around(site.root) if site.root else None)
    inside = outer and site.root and outer.place(str(site.root / path))
    return bool(outer and inside and _is_unpublished(outer, inside))


def is_sample(site: AnySite, path: str) -> bool:
    """Whether a page is of a site that is there to show a theme: what is a sample on it is right."""
    place = site.place(path)
    if site.root is None or place is None:
        return False
    if _SHOW in (site.root.name, *place.split("/")[:-1]):
        return True
    return (site.settings.generator is Generator.HUGO and _is_theme(site)) or (site.root.name in _TRIALS and _is_in_theme(site))


@question
def _is_theme(site: Site) -> bool:
    """Whether a site of Hugo is the repository of a theme. Starters have its file, too, and the sites made of them: with pages."""
    names = site.tree.entries("")
    return "theme.toml" in names and "content" not in names


@question
def _is_in_theme(site: Site) -> bool:
    outer = Site.around(site.root) if site.root else None
    return outer is not None and any(name == "theme.toml" or name.endswith(".gemspec") for name in outer.tree.entries(""))


def _is_unpublished(site: Site, path: str) -> bool:
    generator, folders = site.settings.generator, path.split("/")[:-1]
    steps = [path, *("/".join(folders[:depth]) + "/" for depth in range(1, len(folders) + 1))]
    exclusions = site.remember(excluded, lambda: excluded(site.tree, generator))
    if any(map(exclusions.match, steps)):
        return True
    if generator is Generator.QUARTO and _is_part(site.tree, path):
        return True
    if generator is not Generator.JEKYLL or not folders:
        return False
    read = site.remember(_folders, lambda: _folders(site))
    return ("_drafts" in folders and "_drafts" not in read) or bool(read and folders[0].startswith("_") and folders[0] not in read)


def _is_part(tree: Tree, path: str) -> bool:
    """Whether Quarto or R Markdown take a file for a part: its name, or to Quarto that of a folder, begins with an underscore."""
    *folders, name = path.split("/")
    if not name.startswith("_") and not any(folder.startswith("_") for folder in folders):
        return False
    if find(tree, "_quarto.yml") is EntryKind.FILE:
        return not name.startswith("_quarto") and name != "_metadata.yml"
    return name.startswith("_") and name != "_site.yml" and find(tree, "_site.yml") is EntryKind.FILE


def _folders(site: Site) -> frozenset[str]:
    """The folders with an underscore of which Jekyll makes something; none where nothing lists them."""
    config = load_mapping(site.tree.read("_config.yml"))
    collections = config.get("collections")
    if not isinstance(collections, dict | list) or site.settings.themed:
        return frozenset()
    drafts = ["_drafts"] if config.get("show_drafts") is True else []
    return frozenset((*_USUAL, *drafts, *(f"_{name}" for name in collections), *strings(config.get("include", []))))


def _listed(tree: Tree, names: Iterable[str], *way: str) -> tuple[str, list[str]]:
    """A list of strings in the first of the files that has it, by the keys that lead there, and that file. What does not parse is reported
    elsewhere, as a page."""
    for name in names:
        text = tree.read(name)
        if way[-1].lower() not in text.lower():
            continue
        found: Any = load_toml(text) if name.endswith(".toml") else load_mapping(text)
        for key in way:
            inside = found if isinstance(found, dict) else {}
            found = next((value for name, value in inside.items() if str(name).lower() == key.lower()), None)
        if isinstance(found, list | str):
            return name, strings(found)
    return "", []
