"""Files that say how a site is made, as texts that grow: each construct of the language that they are in, in each shape.

Beside the file is a page that asks for what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fuzz.families import SHAPES, Shape
from fuzz.grammars.construct import Construct
from fuzz.grammars.data import JSON, TOML, YAML
from fuzz.grammars.markup import HTML
from fuzz.grammars.patterns import IGNORED
from fuzz.sites import CONFIG, PAGE, RULE, SiteFamily

#: By file: its language, and what it may begin and end with, so that the constructs are met where they count.
FILES: Mapping[str, tuple[tuple[Construct, ...], tuple[tuple[str, str], ...]]] = {
    ".gitignore": (IGNORED, (("", ""),)),
    ".profilelint.toml": (TOML, (("", ""), ("extend-exclude = ", "\n"))),
    ".profilelint-baseline.json": (JSON, (("", ""), ('{"version": 1, "pages": {', "}}"))),
    "_config.yml": (YAML, ((CONFIG, ""), (f"{CONFIG}exclude:\n  - ", ""), (f"{CONFIG}defaults:\n- values: ", ""))),
    "_quarto.yml": (YAML, (("project: {type: website}\n", ""), ("project:\n  type: website\n  render: ", ""))),
    "hugo.toml": (TOML, (("baseURL = 'https://a.example/'\n", ""), ("ignoreFiles = ", "\n"))),
    "hugo.yaml": (YAML, (("baseURL: https://a.example/\n", ""), ("baseURL: https://a.example/\npermalinks:\n  post: ", ""))),
    "_layouts/page.html": (HTML, (("", ""),)),
    "_data/authors.yml": (YAML, (("", ""),)),
    "own/x/y.md": (YAML, ((RULE.partition("---\nB")[0] % "a", "---\nB\n"),)),
    "Makefile": (IGNORED, (("", ""),)),
}
#: What stands beside a file, so that it is read.
BESIDE: Mapping[str, Mapping[str, str]] = {
    "_layouts/page.html": {"_config.yml": CONFIG},
    "_data/authors.yml": {"_config.yml": CONFIG},
    "own/x/y.md": {".profilelint.toml": "rule-paths = ['own']\n"},
    "Makefile": {"_config.yml": CONFIG},
}
ASKING = "---\ntitle: A\nlayout: page\n---\n[a](/b.zip) [b](#c) [d](/e/)\n"


def settings_families() -> Iterator[SiteFamily]:
    for path, (constructs, frames) in FILES.items():
        seen = set()
        for construct in constructs:
            for name, shape in SHAPES.items():
                for number, frame in enumerate(frames):
                    files = _files(path, shape, construct, frame)
                    if (short := files(300)[path]) not in seen and len(files(50_000)[path]) > 25_000:
                        seen.add(short)
                        yield SiteFamily(f"{path}: {construct.name}, {name}{f' (frame {number})' * bool(number)}", files, (".",))


def _files(path: str, shape: Shape, construct: Construct, frame: tuple[str, str]) -> Callable[[int], Mapping[str, str]]:
    return lambda size: {
        "index.md": PAGE,
        "content/a.md": ASKING,
        "b.md": ASKING,
        **BESIDE.get(path, {}),
        path: frame[0] + shape(construct, size) + frame[1],
    }
