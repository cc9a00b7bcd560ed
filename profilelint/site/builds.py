"""Files that no repository need hold, because the build makes them."""

from __future__ import annotations

from fnmatch import fnmatch
from posixpath import basename, splitext

from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.rulepages.compiled import template_facts
from profilelint.site.tree import EntryKind, Tree

_ALWAYS = regex(
    r"(?:feed|atom|rss|sitemap|sitemap-?index|opensearch|manifest|search|redirects|robots|humans|browserconfig|bundle|index)"
    r"(?:\.min)?\.(?:xml|txt|json|js|css|webmanifest)"
)
_OUTPUT_FOLDERS = frozenset(("dist", "build", "out", "_site", "public", "vendor", "pkg"))
_PACKAGE_FOLDERS = frozenset(("node_modules", "bower_components"))
#: Resized images, and names that hold a sum of what is in the file.
_DERIVED = regex(r"-\d{2,4}(?:w|px)?\.webp|[.-](?=[a-z]*\d)[0-9a-f]{16,}\.")
#: What makes files, and names them.
_RECIPES = ("Makefile", "makefile", "Rakefile", "package.json", "netlify.toml", "Gruntfile.js", "gulpfile.js", "webpack.config.js")


@record
class Builds:
    """What the build of a site may make. `ignored`: patterns of what git does not keep; `recipes`: all that is written in files that make
    others."""

    ignored: tuple[str, ...]
    recipes: str

    def may_make(self, path: str, themed: bool) -> bool:
        """Whether a file that is not in the repository may come from the build all the same."""
        path = path.strip("/")
        name, first = basename(path), path.split("/", 1)[0]
        is_usual = _ALWAYS.fullmatch(name.lower()) or name in template_facts().tools or _DERIVED.search(name.lower())
        if is_usual or first in _OUTPUT_FOLDERS or not _PACKAGE_FOLDERS.isdisjoint(path.split("/")):
            return True
        if themed and splitext(name.lower())[1] in (".css", ".js", ".map", ".woff", ".woff2"):
            return True
        return self._is_ignored(path) or ("." in name and name in self.recipes)

    def _is_ignored(self, path: str) -> bool:
        """Whether git does not keep the file: then it is made, or brought, in some other way."""
        parts = path.split("/")
        forms = {*parts, *("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))}
        return any(fnmatch(form, pattern) for pattern in self.ignored for form in forms)


def builds_of(tree: Tree) -> Builds:
    patterns = (line.strip().strip("/") for line in tree.read(".gitignore").splitlines()[:500])
    workflows = (f".github/workflows/{entry}" for entry, kind in tree.entries(".github/workflows").items() if kind is EntryKind.FILE)
    plugins = (f"_plugins/{entry}" for entry, kind in tree.entries("_plugins").items() if kind is EntryKind.FILE)
    scripts = (entry for entry, kind in tree.entries("").items() if kind is EntryKind.FILE and entry.endswith(".sh"))
    recipes = "\0".join(map(tree.read, (*_RECIPES, *workflows, *plugins, *scripts)))
    return Builds(tuple(pattern for pattern in patterns if pattern and not pattern.startswith(("#", "!"))), recipes)
