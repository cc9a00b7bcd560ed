"""Gather the numbers of the sample texts of each template: python scripts/build_copies.py SITE…

Texts and files that several sites share at a path where their template keeps samples are the template's. Only hashes of five words
and of files are written, beside the packs, where those of versions that nobody here has any more stay; a site here is a folder with
the files of one.
"""

from __future__ import annotations

import sys
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

from profilelint.checks.placeholder.blocks import LONG
from profilelint.core.source import Source
from profilelint.document import format_of, read
from profilelint.rulepages.packs import Pack, Packs, load_packs
from profilelint.rulepages.rules import packaged_rules
from profilelint.site.files import Site
from profilelint.templates.copies import file_numbers, samples_of, shingles, written
from profilelint.templates.fingerprints import Texts, folded_text
from profilelint.templates.recognise import recognised

ENOUGH = 4  # sites that share a text
DATA = ("yaml", "json", "toml")


def gather(folders: list[Path], packs: Packs) -> dict[Pack, Counter[int]]:
    found: dict[Pack, Counter[int]] = {pack: Counter() for pack in packs.packs}
    for folder in folders:
        site = Site.around(folder / "page")
        for pack in recognised(site, packs):
            found[pack].update(numbers_of(folder, pack))
    return found


def numbers_of(folder: Path, pack: Pack) -> set[int]:
    numbers = set()
    for path in folder.rglob("*"):
        place = path.relative_to(folder).as_posix()
        if path.is_file() and format_of(place) and any(fnmatchcase(place, sample) for sample in pack.samples):
            document = read(Source.from_bytes(path.read_bytes(), place))
            for run in document.runs:
                numbers.update(shingles(folded_text(run.text)))
            if any(len(run.text) >= LONG and not run.hidden for run in document.runs):  # lists of posts have none, and are rightly the same
                numbers.update(file_numbers(document.text))
            if document.format in DATA:  # of many short values together
                numbers.update(shingles(document.view(Texts).joined))
    return numbers


def main() -> None:
    folder = packaged_rules() / "placeholder" / "packs"
    packs = load_packs(sorted(folder.glob("*.yaml")))
    for pack, counts in gather([Path(name) for name in sys.argv[1:]], packs).items():
        shared = samples_of(pack).union(number for number, count in counts.items() if count >= ENOUGH)
        if shared:
            Path(pack.path).with_suffix(".copies").write_text(written(shared), encoding="ascii")
        print(f"{pack.template}: {len(shared)} numbers")


if __name__ == "__main__":
    main()
