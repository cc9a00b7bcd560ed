"""The constructs of every format that is read, a module a kind of language."""

from __future__ import annotations

from collections.abc import Mapping

from fuzz.grammars.bibtex import BIBTEX
from fuzz.grammars.construct import Construct
from fuzz.grammars.data import JSON, TOML, YAML
from fuzz.grammars.latex import LATEX
from fuzz.grammars.markup import HTML, MARKDOWN

CONSTRUCTS: Mapping[str, tuple[Construct, ...]] = {
    "md": MARKDOWN,
    "html": HTML,
    "yml": YAML,
    "json": JSON,
    "toml": TOML,
    "bib": BIBTEX,
    "tex": LATEX,
}

#: What a page of a format begins with and ends with, so that a construct is met where it counts.
FRAMES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "md": (("", ""), ("---\ntitle: a\n---\n", "")),
    "html": (("", ""),),
    "yml": (("", ""), ("a:\n  - ", "")),
    "json": (("[", "1]"), ("", "")),
    "toml": (("", ""), ("a = ", "")),
    "bib": (("", ""), ("@misc{k,\n", "}\n")),
    "tex": (("", ""), ("\\documentclass{cv}\n\\begin{document}\n", "\\end{document}\n")),
}
