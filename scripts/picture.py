"""Write docs/terminal.svg: what `profilelint check examples/` shows on a terminal, colours and all.

.venv/bin/python scripts/picture.py
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from html import escape
from pathlib import Path
from unittest.mock import patch

from profilelint.cli import main

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "terminal.svg"
#: Run in the folder of this project. The day decides what is past, so it is always the same.
COMMAND = ("check", "examples/", "--output-format", "grouped", "--today", "2026-01-31", "--color", "always", "--isolated")
_SHOWN = "$ profilelint examples/ --output-format grouped"

_COLUMNS, _ACROSS, _DOWN, _EDGE = 112, 7.8, 18, 16
_FILLS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "36": "#76e3ea"}
_PAINTED = re.compile("\x1b\\[([0-9;]*)m")


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def said() -> list[str]:
    """The lines of the run, as a terminal gets them."""
    out = Terminal(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(out), patch.dict(os.environ, COLUMNS=str(_COLUMNS)):
        main(COMMAND)
    out.flush()
    return [_SHOWN, *out.buffer.getvalue().decode().rstrip("\n").split("\n")]


def picture(lines: list[str]) -> str:
    rows = ["".join(_span(text, looks) for text, looks in _parts(line)) for line in lines]
    width, height = round(_COLUMNS * _ACROSS) + 2 * _EDGE, len(rows) * _DOWN + 2 * _EDGE
    texts = [f'<text x="{_EDGE}" y="{_EDGE + _DOWN * at + 13}" xml:space="preserve">{row}</text>' for at, row in enumerate(rows) if row]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
            "<title>profilelint on the example site, in a terminal</title>",
            f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
            '<g fill="#e6edf3" font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13">',
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


def _span(text: str, looks: frozenset[str]) -> str:
    about = [f'fill="{_FILLS[look]}"' for look in sorted(looks) if look in _FILLS]
    about += ['font-weight="bold"'] if "1" in looks else []
    about += ['opacity="0.6"'] if "2" in looks else []
    return f"<tspan {' '.join(about)}>{escape(text, False)}</tspan>" if about else escape(text, False)


if __name__ == "__main__":
    os.chdir(ROOT)
    PICTURE.write_text(picture(said()), encoding="utf-8")
