"""Files that no repository need hold, because the build makes them."""

from __future__ import annotations

from fnmatch import fnmatch
from posixpath import basename, splitext

from profilelint.regex import regex
from profilelint.site.generator import Settings
from profilelint.site.tree import Entry, Tree

#: talkmap.html: the map of talks that academicpages draws with a notebook.
_ALWAYS = regex(
    r"(?:feed|atom|rss|sitemap|sitemap-?index|opensearch|manifest|search|redirects|robots|humans|browserconfig|bundle|index)"
    r"(?:\.min)?\.(?:xml|txt|json|js|css|webmanifest)|talkmap\.html"
)
_OUTPUT_FOLDERS = frozenset(("dist", "build", "out", "_site", "public", "vendor", "pkg"))
_PACKAGE_FOLDERS = frozenset(("node_modules", "bower_components"))
#: Resized images, and names that hold a sum of what is in the file.
_DERIVED = regex(r"-\d{2,4}(?:w|px)?\.webp|[.-](?=[a-z]*\d)[0-9a-f]{16,}\.")
#: What makes files, and names them.
_RECIPES = ("Makefile", "makefile", "Rakefile", "package.json", "netlify.toml", "Gruntfile.js", "gulpfile.js", "webpack.config.js")


def is_built(path: str, tree: Tree, settings: Settings) -> bool:
    """Whether a file that is not in the repository may come from the build all the same."""
    path = path.strip("/")
    name, first = basename(path).lower(), path.split("/", 1)[0]
    if _ALWAYS.fullmatch(name) or first in _OUTPUT_FOLDERS or not _PACKAGE_FOLDERS.isdisjoint(path.split("/")) or _DERIVED.search(name):
        return True
    if settings.themed and splitext(name)[1] in (".css", ".js", ".map", ".woff", ".woff2"):
        return True
    return _is_ignored(path, tree) or ("." in name and _is_in_recipe(basename(path), tree))


def _is_ignored(path: str, tree: Tree) -> bool:
    """Whether git does not keep the file: then it is made, or brought, in some other way."""
    parts = path.split("/")
    for line in tree.read(".gitignore").splitlines()[:500]:
        pattern = line.strip().strip("/")
        if not pattern or pattern.startswith(("#", "!")):
            continue
        if any(fnmatch(part, pattern) or fnmatch("/".join(parts[:depth]), pattern) for depth, part in enumerate(parts, 1)):
            return True
    return False


def _is_in_recipe(name: str, tree: Tree) -> bool:
    workflows = (f".github/workflows/{entry}" for entry, kind in tree.entries(".github/workflows").items() if kind is Entry.FILE)
    plugins = (f"_plugins/{entry}" for entry, kind in tree.entries("_plugins").items() if kind is Entry.FILE)
    scripts = (entry for entry, kind in tree.entries("").items() if kind is Entry.FILE and entry.endswith(".sh"))
    return any(name in tree.read(path) for path in (*_RECIPES, *workflows, *plugins, *scripts))
