"""Which of a site's files hold its content."""

from __future__ import annotations

import codecs
import re
from collections.abc import Container
from os.path import exists, splitext
from pathlib import Path

from profilelint.core.endings import HTML, MARKDOWN, WITH_CODE
from profilelint.core.files import read_file
from profilelint.core.regex import regex
from profilelint.document import format_of
from profilelint.report import HTML_MARK
from profilelint.site.generator import Generator

#: Files about a repository. They are pages where they have front matter; the first, too, where nothing else is there to be a page.
_README = "readme"
_ABOUT_REPOSITORY = frozenset(
    (_README, "license", "licence", "copying", "notice", "changelog", "changes", "contributing", "code_of_conduct", "code-of-conduct",
     "issue_template", "pull_request_template", "claude", "agents", "gemini", "copilot-instructions")
)  # fmt: skip
#: About a repository only where written so; a page may be called faq.md.
_ABOUT_REPOSITORY_SHOUTED = frozenset(
    ("AUTHORS", "ANALYTICS", "CITATION", "CREDITS", "CUSTOMIZE", "FAQ", "GOVERNANCE", "HISTORY", "INSTALL", "MAINTAINERS", "MIGRATION",
     "QUICKSTART", "RELEASE", "ROADMAP", "SECURITY", "SEO", "SUPPORT", "TESTING", "TODO", "TROUBLESHOOTING", "UPGRADE", "UPGRADING")
)  # fmt: skip
_INDEX_PAGES = ("index.md", "index.markdown", "index.html", "index.htm")
#: Output of R Markdown and Quarto next to its sources: fixes there are lost.
_RENDERED = (*HTML, *MARKDOWN)

#: Data files that are content in any folder; generators and CV builders use these names.
_DATA_NAMES = regex(
    r"_(?:quarto|site)(?:-[\w-]*)?\.ya?ml|_config(?:[._-][\w.-]*)?\.ya?ml|(?:.*[_-])?(?:cv|resume)\.(?:ya?ml|json|toml)", re.IGNORECASE
)
_HUGO_NAMES = regex(r"(?:hugo|config)\.(?:toml|ya?ml|json)")
_DATA_FOLDERS = frozenset(("_data", "_authors", "_people"))
_HUGO_DATA_FOLDERS = (("data",), ("content",), ("config", "_default"))

# Search engines ask for a file with such a name, to see that a site is yours.
_VERIFICATION = regex(r"(?:google[0-9a-f]{16}|pinterest-[0-9a-f]{5}|yandex_[0-9a-f]{16}|baidu_verify_[\w-]+|naver[0-9a-f]{32})\.html")

#: Words in the names of CVs, and those that the names of their classes begin or end with. Three more classes are for papers on vision.
_CV_WORDS = frozenset("cv mycv resume resumé résumé vita vitae curriculum lebenslauf".split())
_CV_CLASS_PARTS, _CV_CLASSES, _NO_CV = ("cv", "resume", "vita", "vitae"), ("res", "curve"), ("iccv", "eccv", "accv", "wacv")
_WORD = regex(r"[A-ZÀ-Þ]+(?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+")
_CLASS = regex(rb"^[^%\n]{0,80}\\documentclass\s*(?:\[[^\]]{0,400}\])?\s*\{\s*(?P<name>[^{}\s]{1,60})\s*\}", re.MULTILINE)
#: What a part of a CV is written with that another file takes in.
_CV_COMMANDS = regex(rb"\\(?:cv(?:entry|item|section|subsection|event|honor|skill|line|listitem)\b|resume[A-Z]\w*|begin\{cv\w+\})")
_READ = 20_000

_SNIFFED = 8000
_LONG_LINE = 2000
_FEW_CONTROLS = 30
#: What a text does not hold: control characters but for tabs, line ends, form feeds and escapes.
_CONTROL = bytes({*range(32)} - {8, 9, 10, 12, 13, 27})


def is_page(path: Path, root: Path, generator: Generator) -> bool:
    """Whether a file of a format that is read holds content. `root`: of the site around it."""
    format = format_of(path.name)
    if format == "markdown":
        return (path.suffix.lower() != ".txt" and not is_about_repository(path, root)) or _has_front_matter(path)
    if format == "html":
        return not (_VERIFICATION.fullmatch(path.name) or _is_report(path))
    if format == "latex":
        return _is_cv(path)
    return format == "bibtex" or _holds_content(path.relative_to(root).parts, generator)


def is_rendered(name: str, beside: Container[str]) -> bool:
    """Whether a page is built from one of the files next to it."""
    stem, ending = splitext(name)
    return ending in _RENDERED and any(stem + source in beside for source in WITH_CODE)


def is_text(data: bytes) -> bool:
    """Whether bytes may be meant as text, whatever is broken in it."""
    head = data[:_SNIFFED]
    if head.startswith(codecs.BOM_UTF32_LE):
        return False  # begins as UTF-16 does; no generator reads it
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return len(head) - len(head.translate(None, _CONTROL)) <= max(_FEW_CONTROLS, len(head) // 10)


def is_generated(data: bytes, format: str | None) -> bool:
    """Whether a tool squeezed the file into few lines: its middle line is longer than anybody writes by hand."""
    if format not in ("html", "json") or len(data) < _LONG_LINE:
        return False
    lengths = sorted(len(line) for line in data.splitlines() if line.strip())
    return bool(lengths) and lengths[len(lengths) // 2] > _LONG_LINE


def is_about_repository(path: Path, root: Path) -> bool:
    """Whether a file is about the repository, and so is not a page."""
    stem = path.stem
    if stem.lower() == _README and path.parent == root and not _has_other_front(root):
        return False
    return stem.lower() in _ABOUT_REPOSITORY or stem in _ABOUT_REPOSITORY_SHOUTED


def _has_other_front(root: Path) -> bool:
    """Whether something else than README.md is the front page; GitHub Pages makes it the front page where nothing is."""
    return any(exists(root / name) for name in (*_INDEX_PAGES, "_pages", "content"))


def _is_cv(path: Path) -> bool:
    """Whether LaTeX is a CV, and no paper: by its name, its class, or as a part of one."""
    try:
        head = read_file(path, _READ)
    except OSError:
        return True  # to be read, and to be said so there
    of_class = _CLASS.search(head)
    if of_class is None:
        return _CV_COMMANDS.search(head) is not None and b"\\newcommand" not in head
    name = of_class["name"].decode("ascii", "replace").lower()
    parts = [part for part in re.split(r"[^a-z]+", name) if part not in _NO_CV]
    is_class = name in _CV_CLASSES or any(part.endswith(_CV_CLASS_PARTS) or part.startswith("resume") for part in parts)
    return is_class or any(word.lower() in _CV_WORDS for word in _WORD.findall(path.stem))


def _has_front_matter(path: Path) -> bool:
    try:
        head = read_file(path, 8).removeprefix(codecs.BOM_UTF8)
    except OSError:
        return True  # to be read, and to be said so there
    return re.match(rb"(?:---|\+\+\+)[ \t]*\r?\n", head) is not None


def _is_report(path: Path) -> bool:
    """Whether a file is a report of profilelint, which quotes what is wrong on the pages."""
    try:
        return read_file(path, len(HTML_MARK)) == HTML_MARK.encode()
    except OSError:
        return False  # to be read, and to be said so there


def _holds_content(parts: tuple[str, ...], generator: Generator) -> bool:
    name, folders = parts[-1], parts[:-1]
    if _DATA_NAMES.fullmatch(name) or _DATA_FOLDERS.intersection(folders):
        return True
    if generator is not Generator.HUGO:
        return False
    return (not folders and _HUGO_NAMES.fullmatch(name) is not None) or any(folders[: len(way)] == way for way in _HUGO_DATA_FOLDERS)
