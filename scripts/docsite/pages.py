"""The pages of the documentation site, as Markdown: those of docs/ and of the top folder, and those that are made of rules and settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from profilelint.rulepages.rules import Rule
from profilelint.run.selection import ready_rules
from scripts.docsite.reference import reference
from scripts.docsite.rules import rule_index, rule_page
from scripts.docsite.samples import RUN, with_output

ROOT = Path(__file__).parent.parent.parent
REPOSITORY = "https://github.com/profilelint/profilelint/blob/main"
SETTINGS = "<!-- settings: written here by scripts/docsite -->\n"

#: Pages of the repository that are called otherwise on the site.
_RENAMED = {
    "docs/rules.md": "rules/index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
#: What links to the README is led to the front page.
_HOME = {"README.md": "index.md"}
_CODE_OR_LINK = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ \t]*$|(?P<ticks>`+).*?(?P=ticks)|(?P<open>\]\()(?P<target>[^()\s]+)\)", re.M | re.S
)


class BrokenLinkError(Exception):
    """A link to a file that the repository does not have."""


def site(run_samples: bool = True) -> dict[str, str]:
    """Path on the site -> Markdown. Without `run_samples`, pages lack what profilelint prints on their samples."""
    rules = ready_rules()
    places = _places(rules)
    made = dict(_generated(rules, run_samples))
    for source, path in places.items():
        if path not in made:
            made[path] = (ROOT / source).read_text(encoding="utf-8")
    settings = made["configuration.md"]
    if SETTINGS not in settings:
        raise ValueError(f"docs/configuration.md has no line {SETTINGS}")
    made["configuration.md"] = settings.replace(SETTINGS, reference(rules))
    if run_samples:
        made |= {path: with_output(text) for path, text in made.items() if f"```{RUN}\n" in text}
    return {path: with_links(made[path], source, places) for source, path in places.items() if path in made}


def _generated(rules: tuple[Rule, ...], run_samples: bool) -> Iterator[tuple[str, str]]:
    by_id = {rule.id: rule for rule in rules}
    yield "rules/index.md", rule_index(rules)
    for rule in rules:
        yield f"rules/{rule.id}.md", rule_page(rule, by_id if run_samples else None)


def _places(rules: tuple[Rule, ...]) -> dict[str, str]:
    """Path in the repository -> path on the site."""
    docs = {path.relative_to(ROOT).as_posix(): path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    return docs | {f"rules/{rule.id}.md": f"rules/{rule.id}.md" for rule in rules} | _RENAMED


def with_links(text: str, source: str, places: dict[str, str]) -> str:
    """The links of a page, for its place on the site: to another page of it, or to a file of the repository."""
    folder = PurePosixPath(source).parent

    def link(match: re.Match[str]) -> str:
        target, hash, fragment = (match["target"] or "").partition("#")
        if not target or re.match(r"[a-z]+:", target):
            return match.group()
        file = os.path.normpath(folder / target)
        if place := (places | _HOME).get(file):
            target = os.path.relpath(place, PurePosixPath(places[source]).parent)
        elif not (ROOT / file).exists():
            raise BrokenLinkError(f"{source}: there is no {file} in the repository")
        elif file.startswith("docs/") and (ROOT / file).is_file():
            target = os.path.relpath(file, PurePosixPath("docs", places[source]).parent)
        else:
            target = f"{REPOSITORY}/{file}"
        return f"]({target}{hash}{fragment})"

    return _CODE_OR_LINK.sub(link, text)
