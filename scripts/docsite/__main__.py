"""`python -m scripts.docsite` builds the documentation site into build/docs/site, and fails on any warning and on a broken link.

It needs the extra `docs`, and no network.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from profilelint.cli import main as check
from scripts.docsite.pages import ROOT, site

FOLDER = ROOT / "build" / "docs"
RULES_HERE = '"rules/index.md", # and the families, written here by scripts/docsite\n'


def main() -> int:
    shutil.rmtree(FOLDER, ignore_errors=True)
    pages = site()
    shutil.copytree(ROOT / "docs", FOLDER / "pages", ignore=shutil.ignore_patterns("*.md", "zensical.toml"))
    for path, text in pages.items():
        file = FOLDER / "pages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (FOLDER / "zensical.toml").write_text(navigation(pages), encoding="utf-8")
    built = subprocess.run([sys.executable, "-m", "zensical", "build", "--strict"], cwd=FOLDER).returncode
    return built or check(["links", "--isolated", "--no-cache", "--skip", "*", "--built", str(FOLDER / "site"), str(ROOT / "docs")])


def navigation(pages: dict[str, str]) -> str:
    """docs/zensical.toml, with the rules in its navigation."""
    rules = sorted(path for path in pages if path.startswith("rules/") and path.count("/") == 2)
    families = (
        f"{{ {json.dumps(family)} = [{', '.join(f'{{ {json.dumps(Path(path).stem)} = {json.dumps(path)} }}' for path in members)}] }},\n"
        for family, members in groupby(rules, key=lambda path: path.split("/")[1])
    )
    text = (ROOT / "docs" / "zensical.toml").read_text(encoding="utf-8")
    if RULES_HERE not in text:
        raise ValueError(f"docs/zensical.toml has no line {RULES_HERE}")
    return text.replace(RULES_HERE, '"rules/index.md",\n' + "".join(families))


if __name__ == "__main__":
    sys.exit(main())
