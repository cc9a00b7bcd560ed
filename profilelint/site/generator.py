"""Where a site begins and what makes it of its sources."""

from __future__ import annotations

import os
import re
from enum import Enum
from os.path import exists, isdir, isfile, islink
from pathlib import Path
from urllib.parse import urlsplit

from profilelint.core.files import read_file, real_path
from profilelint.core.record import record
from profilelint.core.regex import regex
from profilelint.rulepages.compiled import template_facts
from profilelint.site.tree import EntryKind, Tree, find

_HUGO_FILES = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
_MAYBE_HUGO_FILES = ("config.toml", "config.yaml", "config.yml")
#: By the files and folders at the root that they are known by.
_OTHERS = {
    "MkDocs": r"mkdocs\.yml",
    "Jupyter Book": r"_toc\.yml",
    "bookdown": r"_bookdown\.yml",
    "Pelican": r"pelicanconf\.py",
    "Sphinx": r"conf\.py",
    "mdBook": r"book\.toml",
    "Nanoc": r"nanoc\.yaml",
    "Middleman": r"config\.rb",
    "Hakyll": r"site\.hs",
    "Franklin": r"_layout",
    "VuePress": r"\.vuepress",
    "VitePress": r"\.vitepress",
    **{
        name: rf"{file}[.-]?(?:config)?\.[cm]?[jt]s"
        for name, file in {
            "Astro": "astro",
            "Next.js": "next",
            "Nuxt": "nuxt",
            "Svelte": "svelte",
            "Vite": "vite",
            "Vue": "vue",
            "Docusaurus": "docusaurus",
            "Eleventy": r"\.?eleventy",
            "Gridsome": "gridsome",
            "Gatsby": "gatsby",
            "Remix": "remix",
        }.items()
    },
}
_OTHER_FILES = regex("|".join(_OTHERS.values()))
#: Those of one kind whose sites are known in full.
_OF_QUARTO = {"Quarto": r"_quarto\.ya?ml", "R Markdown": r"_site\.yml"}
_OTHER_PACKAGES = regex(
    r'"(?:hexo|gatsby|next|nuxt|astro|@11ty/eleventy|vite|vitepress|vuepress|react-scripts|@docusaurus/core|@sveltejs/kit|svelte|parcel)"'
)
QUARTO_FILES = ("_quarto.yml", "_quarto.yaml", "_site.yml")
_INDEX_PAGES = ("index.html", "index.htm", "index.md")
_HUGO_SETTING = regex(r"^[ \t]*[\"']?baseurl[\"']?[ \t]*[=:]", re.IGNORECASE | re.MULTILINE)
#: The remote of a repository that GitHub serves at the root of a host.
_OF_OWNER = regex(
    r"^[ \t]*url[ \t]*=[ \t]*\S*github\.com[/:]([\w-]+)/([\w-]+)\.github\.io(?:\.git)?/?[ \t]*$", re.IGNORECASE | re.MULTILINE
)
#: Hosts that are nobody's.
_SAMPLE_HOSTS = frozenset(("example.com", "www.example.com", "localhost"))


class Generator(Enum):
    JEKYLL = "jekyll"
    HUGO = "hugo"
    QUARTO = "quarto"  # or R Markdown: files are served as they are, and pages at the places of their sources
    PLAIN = "plain"  # files are served as they are
    OTHER = "other"  # something that is not known well enough to call a file missing


#: Those that put nothing elsewhere.
IN_PLACE = frozenset((Generator.QUARTO, Generator.PLAIN))


@record
class SiteSettings:
    """`baseurl` without slashes at its ends. `hosts`: the names under which the site is served. `themed`: layouts and their files
    come from outside the repository. `output`: the folder that Quarto writes, "" where it is not known."""

    generator: Generator
    baseurl: str = ""
    hosts: frozenset[str] = frozenset()
    themed: bool = False
    output: str = ""


def find_root(path: Path) -> Path | None:
    """The root of the site of a file, None if nothing shows it."""
    folders = list(path.absolute().parents)
    for is_root in (_has_configuration, _is_repository):
        if root := next((folder for folder in folders if is_root(folder)), None):
            return root
    # Folders of a site have index pages too: the outermost is the site's.
    return next((folder for folder in reversed(folders) if _has_index(folder)), None)


def leads_out(path: str | Path) -> bool:
    """Whether links lead a path out of the site that it is written in: who sent a link may not say what is read and written for them."""
    absolute = Path(os.path.abspath(path))
    root = find_root(absolute) or absolute.parent
    return not Path(real_path(absolute)).is_relative_to(real_path(root))


def is_root_inside(folder: Path, root: Path | None) -> bool:
    """Whether a folder is the root of a site, where `root` is what `find_root` gives for the folder around it."""
    for is_root in (_has_configuration, _is_repository):
        if (inner := is_root(folder)) or (root and is_root(root)):
            return inner
    return _has_index(folder) and not (root and _has_index(root))


def _has_configuration(folder: Path) -> bool:
    if folder.parent.name == "config":
        return False  # config/_default of Hugo holds files of the same names
    if any(isfile(folder / name) for name in ("_config.yml", "_config.yaml", "_quarto.yml", *_HUGO_FILES)):
        return True
    return isdir(folder / "config" / "_default") or any(_names_base_url(folder / name) for name in _MAYBE_HUGO_FILES)


def _names_base_url(path: Path) -> bool:
    try:
        return isfile(path) and not islink(path) and _HUGO_SETTING.search(read_file(path, 100_000).decode("utf-8", "replace")) is not None
    except OSError:
        return False


def _is_repository(folder: Path) -> bool:
    return exists(folder / ".git")


def _has_index(folder: Path) -> bool:
    return any(isfile(folder / name) for name in _INDEX_PAGES)


def settings_of(tree: Tree) -> SiteSettings:
    """What the files at the root of a site say about how it is made."""
    names = tree.entries("")
    if any(_OTHER_FILES.fullmatch(name) for name in names) or _OTHER_PACKAGES.search(tree.read("package.json")):
        return SiteSettings(Generator.OTHER)
    for name in QUARTO_FILES:
        if name in names:
            return _quarto(tree, tree.read(name))
    for name in ("_config.yml", "_config.yaml"):
        if name in names:
            return _jekyll(tree, tree.read(name))
    if any(name in names for name in _HUGO_FILES) or find(tree, "config/_default") is EntryKind.FOLDER:
        return _hugo(tree)
    if any(_HUGO_SETTING.search(tree.read(name)) for name in _MAYBE_HUGO_FILES):
        return _hugo(tree)
    if {"_layouts", "_posts", "_includes"} & names.keys():
        return _jekyll(tree, "")
    has_index = any(find(tree, folder + name) for name in _INDEX_PAGES for folder in ("", "docs/"))
    return SiteSettings(Generator.PLAIN if has_index else Generator.OTHER, hosts=_named(tree))


def _quarto(tree: Tree, config: str) -> SiteSettings:
    """`_quarto.yml`, or `_site.yml` of R Markdown. Nested settings are found by their name alone."""
    host, path = _host_and_path(inner_setting(config, "site-url") or setting(config, "base_url"))
    output = (inner_setting(config, "output-dir") or setting(config, "output_dir")).removeprefix("./").strip("/.")
    hosts = _named(tree) | ({host} if host else set())
    return SiteSettings(Generator.QUARTO, path.strip("/"), _own(hosts), output=output)


def other_generator(tree: Tree) -> str:
    """The name of a generator that is neither Jekyll nor Hugo; "" where nothing says it."""
    return next(
        (name for name, files in (_OTHERS | _OF_QUARTO).items() if any(re.fullmatch(files, entry) for entry in tree.entries(""))), ""
    )


def _jekyll(tree: Tree, config: str) -> SiteSettings:
    if "source" in tree.entries("") and "_layouts" not in tree.entries(""):
        return SiteSettings(Generator.OTHER)  # Hexo, or a Jekyll that was moved
    host, path = _host_and_path(setting(config, "url"))
    hosts = _named(tree) | ({host} if host else set())
    baseurl = (setting(config, "baseurl") or path).strip("/")
    theme = setting(config, "theme") or setting(config, "remote_theme")
    return SiteSettings(Generator.JEKYLL, baseurl, _own(hosts), bool(theme) or "_layouts" not in tree.entries(""))


def _hugo(tree: Tree) -> SiteSettings:
    from profilelint.site.hugoconfig import config_of

    host, path = _host_and_path(config_of(tree).base_url)
    hosts = _named(tree) | ({host} if host else set())
    return SiteSettings(Generator.HUGO, path.strip("/"), _own(hosts), themed=True)


def _own(hosts: frozenset[str]) -> frozenset[str]:
    """A configuration that still names the site which shows its template off says nothing about where its own site is."""
    return hosts - _SAMPLE_HOSTS - template_facts().demo if hosts else hosts


def _host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return (parts.hostname or "").lower(), parts.path


def _named(tree: Tree) -> frozenset[str]:
    """The hosts that the repository itself names: in CNAME, or by the name that makes it the site of its owner on GitHub."""
    own = _OF_OWNER.search(tree.read(".git/config"))
    return _cname(tree) | ({f"{own[1]}.github.io".lower()} if own and own[1].lower() == own[2].lower() else set())


def _cname(tree: Tree) -> frozenset[str]:
    name = tree.read("CNAME").strip().lower()
    return frozenset((name, name.removeprefix("www."), f"www.{name}")) if "." in name and "\n" not in name else frozenset()


def is_user_site(settings: SiteSettings) -> bool:
    """Whether it is at the root of a host on which GitHub serves other repositories of its owner, too."""
    return any(host.endswith(".github.io") for host in settings.hosts)


def setting(config: str, key: str) -> str:
    """The text of a plain top-level setting of a YAML file."""
    return inner_setting(config, key, indent="")


def inner_setting(config: str, key: str, indent: str = "[ \t]*") -> str:
    """Like `setting`, for a setting that may be nested."""
    match = re.search(rf"^{indent}{key}[ \t]*:[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^#\n]*))", config, re.MULTILINE)
    return next((value.strip() for value in match.groups() if value), "") if match else ""
