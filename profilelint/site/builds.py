"""Files that no repository need hold, because the build makes them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, islice
from posixpath import basename, splitext

from profilelint.core.globs import IgnoreList
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.rulepages.compiled import template_facts
from profilelint.site.generator import SiteSettings
from profilelint.site.tree import EntryKind, Tree

_ALWAYS = regex(
    r"(?:feed|atom|rss|sitemap|sitemap-?index|opensearch|manifest|search|redirects|robots|humans|browserconfig|bundle|index)"
    r"(?:\.min)?\.(?:xml|txt|json|js|css|webmanifest)"
)
_OUTPUT_FOLDERS = frozenset(("dist", "build", "out", "_site", "public", "vendor", "pkg"))
_PACKAGE_FOLDERS = frozenset(("node_modules", "bower_components"))
#: Resized images, and names that hold a sum of what is in the file.
_DERIVED = regex(r"-\d{2,4}(?:w|px)?\.webp|[.-](?=[a-z]*\d)[0-9a-f]{16,}\.")
_NAME, _NOT_NAME = regex(r"(?<![\w-])[\w-]*+\.[\w.-]*+"), regex(r"[^\w.-]+")
_MOST = 100  # files that make others
#: What makes files, and names them.
_RECIPES = ("Makefile", "makefile", "Rakefile", "package.json", "netlify.toml", "Gruntfile.js", "gulpfile.js", "webpack.config.js")


@record
class Builds:
    """The possible output of a site's build. `ignored`: the patterns of .gitignore. `named`: the names in build files, each
    reversed, in order; `sets_base`: whether one of them mentions Jekyll's base path."""

    ignored: IgnoreList
    named: tuple[str, ...]
    sets_base: bool

    def may_make(self, path: str, settings: SiteSettings) -> bool:
        """Whether a file that is not in the repository may come from the build all the same."""
        name, first = basename(path), path.partition("/")[0]
        is_usual = _ALWAYS.fullmatch(name.lower()) or name in template_facts().tools or _DERIVED.search(name.lower())
        if is_usual or first in (*_OUTPUT_FOLDERS, settings.output) or not _PACKAGE_FOLDERS.isdisjoint(path.split("/")):
            return True
        if settings.themed and splitext(name.lower())[1] in (".css", ".js", ".map", ".woff", ".woff2"):
            return True
        # What git does not keep is made, or brought, in some other way.
        is_ignored = self.ignored.says(path, False) or self.ignored.says(path, True)
        return bool(is_ignored) or ("." in name and self._is_named(name))

    def _is_named(self, name: str) -> bool:
        wanted = _NOT_NAME.split(name)[-1][::-1]
        at = bisect_left(self.named, wanted)
        return at < len(self.named) and self.named[at].startswith(wanted)


def builds_of(tree: Tree) -> Builds:
    workflows = (f".github/workflows/{entry}" for entry, kind in tree.entries(".github/workflows").items() if kind is EntryKind.FILE)
    plugins = (f"_plugins/{entry}" for entry, kind in tree.entries("_plugins").items() if kind is EntryKind.FILE)
    scripts = (entry for entry, kind in tree.entries("").items() if kind is EntryKind.FILE and entry.endswith(".sh"))
    recipes = [tree.read(path) for path in islice(chain(_RECIPES, workflows, plugins, scripts), _MOST)]
    names = {name[::-1] for recipe in recipes for name in _NAME.findall(recipe)}
    return Builds(IgnoreList(tree.read(".gitignore").splitlines()), tuple(sorted(names)), any("baseurl" in recipe for recipe in recipes))
