"""What must be true before a version is published, as far as a program can see it: `python scripts/release.py v1.2.3 [--index]`.

docs/releasing.md lists the rest, which only the owners of the repository and of the name on the index can see.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
INDEX = "https://pypi.org/pypi/profilelint/json"
HOME = "https://github.com/profilelint/profilelint"
#: The version in what people copy: the hook, the action.
_COPIED = re.compile(r"(?:rev: v|uses: profilelint/profilelint@v)(\d[\w.]*)")
_SCHEMA = re.compile(r'^SCHEMA = "https://raw\.githubusercontent\.com/profilelint/profilelint/main/(.+)"$', re.MULTILINE)


def wrong(root: Path, tag: str) -> Iterator[str]:
    """What is wrong in a checkout for the release of a tag."""
    found = re.search(r'^__version__ = "(.+)"$', _text(root / "profilelint" / "version.py"), re.MULTILINE)
    version = found[1] if found else ""
    if tag != f"v{version}":
        yield f'the tag is "{tag}", and profilelint/version.py says {version}'
    heading = re.search(rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d$", _text(root / "CHANGELOG.md"), re.MULTILINE)
    if not heading:
        yield f"CHANGELOG.md has no heading such as: ## {version} - {date.today()}"
    if not re.search(r"^## Unreleased\n\n## ", _text(root / "CHANGELOG.md"), re.MULTILINE):
        yield "CHANGELOG.md has no empty section Unreleased above it"
    for path in (root / "README.md", *sorted((root / "docs").rglob("*.md"))):
        if others := {each for each in _COPIED.findall(_text(path)) if each != version}:
            yield f"{path.relative_to(root)} names version {', '.join(sorted(others))}"
    schema = _SCHEMA.search(_text(root / "profilelint" / "settings" / "config.py"))
    if not schema or not (root / schema[1]).is_file():
        yield "the address of the schema in profilelint/settings/config.py leads to no file of the repository"


def wrong_on_index(tag: str) -> Iterator[str]:
    """What the index says against the release: the name is somebody else's, or the version is there."""
    try:
        with urlopen(INDEX, timeout=60) as answer:
            there = json.load(answer)
    except HTTPError as error:
        if error.code != 404:  # nobody has the name yet
            yield f"{INDEX} answers {error.code}"
        return
    if HOME not in json.dumps(there["info"]):
        yield f"the name profilelint on the index belongs to another project; it does not link to {HOME}"
    if tag.removeprefix("v") in there["releases"]:
        yield f"{tag} is on the index already"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main(argv: list[str]) -> int:
    tag = argv[0]
    said = [*wrong(ROOT, tag), *(wrong_on_index(tag) if "--index" in argv else ())]
    print(*said or [f"{tag} can be released"], sep="\n")
    return bool(said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
