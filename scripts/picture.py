"""Write docs/terminal-light.svg and docs/terminal-dark.svg: the report on a small site, as a terminal shows it, colours and all.

.venv/bin/python scripts/picture.py
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from profilelint.cli import main

DOCS = Path(__file__).parent.parent / "docs"
#: The day decides which dates are past, so it is always the same.
COMMAND = ("check", "--output-format", "grouped", "-q", "--today", "2026-01-31", "--color", "always", "--isolated", "--no-cache")
_SHOWN = "$ profilelint -q --output-format grouped"
#: A site with a foreign account, a template leftover, a name, a reversed range and a broken link.
SITE = {
    "_config.yml": "author:\n  name: Ada Berg\n  github: academicpages\n",
    "_pages/cv.md": """\
---
title: CV
---
Short biography for the left-hand sidebar

- Aurelio Testamaro and Ada Berg: *Tides of the north*
- Ada Berg and Aurelio Testamaro: *Ice and sand*
- Aurelio Testmaro: *A survey of tides* ([PDF](files/survey-2025.pdf))

Postdoc, Lyon, September 2016 – May 2014
""",
}

_COLUMNS, _ACROSS, _DOWN, _EDGE = 118, 7.8, 18, 16
#: For each scheme the background, the text, and what the codes of a terminal stand for.
SCHEMES = {
    "dark": ("#0d1117", "#e6edf3", {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "36": "#76e3ea"}),
    "light": ("#f6f8fa", "#1f2328", {"31": "#cf222e", "32": "#116329", "33": "#7d4e00", "34": "#0550ae", "36": "#1b7c83"}),
}
_PAINTED = re.compile("\x1b\\[([0-9;]*)m")


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def said() -> list[str]:
    """The lines of a run on the site, as a terminal gets them."""
    out = Terminal(io.BytesIO(), encoding="utf-8")
    with TemporaryDirectory() as folder:
        for path, text in SITE.items():
            Path(folder, path).parent.mkdir(exist_ok=True)
            Path(folder, path).write_text(text, encoding="utf-8")
        with chdir(folder), redirect_stdout(out), patch.dict(os.environ, COLUMNS=str(_COLUMNS)):
            main(COMMAND)
    out.flush()
    return [_SHOWN, *out.buffer.getvalue().decode().rstrip("\n").split("\n")]


def picture(lines: list[str], scheme: str) -> str:
    ground, ink, fills = SCHEMES[scheme]
    rows = ["".join(_span(text, looks, fills) for text, looks in _parts(line)) for line in lines]
    width, height = round(_COLUMNS * _ACROSS) + 2 * _EDGE, len(rows) * _DOWN + 2 * _EDGE
    texts = [f'<text x="{_EDGE}" y="{_EDGE + _DOWN * at + 13}" xml:space="preserve">{row}</text>' for at, row in enumerate(rows) if row]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
            "<title>A report of profilelint in a terminal</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="{ground}"/>',
            f'<g fill="{ink}" font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13">',
            *texts,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _parts(line: str) -> Iterator[tuple[str, frozenset[str]]]:
    looks: frozenset[str] = frozenset()
    for at, part in enumerate(_PAINTED.split(line)):
        if at % 2:
            looks = frozenset(part.split(";")) - {"0", ""}
        elif part:
            yield part, looks


def _span(text: str, looks: frozenset[str], fills: dict[str, str]) -> str:
    about = [f'fill="{fills[look]}"' for look in sorted(looks) if look in fills]
    about += ['font-weight="bold"'] if "1" in looks else []
    about += ['opacity="0.6"'] if "2" in looks else []
    return f"<tspan {' '.join(about)}>{escape(text, False)}</tspan>" if about else escape(text, False)


def pictures() -> dict[Path, str]:
    """The files to write: path -> SVG."""
    lines = said()
    return {DOCS / f"terminal-{scheme}.svg": picture(lines, scheme) for scheme in SCHEMES}


if __name__ == "__main__":
    for path, text in pictures().items():
        path.write_text(text, encoding="utf-8")
