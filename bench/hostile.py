"""Whether reading and every rule take time in proportion to the page, whatever stands on it: `python bench/hostile.py [--length N]`.

Pages of one piece again and again, of length N and 8 N. What grows faster than the page by far is listed with its exponent; the exit
code is 1 where there is something.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
from datetime import date

from profilelint.core.source import Source
from profilelint.run.engine import engine_for
from profilelint.settings.config import Settings

_PIECES = (
    "a", "A", " ", "\n", "1", ".", "-", "<", ">", "[", "(", "{", "{%", "<!--", "-->", "&", '"', "'", "/", "\\", "$", "`", ",",
    ":", "=", "é", "。", "*", "_", "a ", "a.", "a-", "Aa ", "Aa", "1.", "1-", "[a](", "[a]: b\n", "<a ", "<p>", "</p>", 'a="',
    "{{ ", "- a\n", "# a\n", "> ", "a\n", "a\n\n", "a: b\n", "http://a/", "www.", "a@", "&#1", "Jan 20", "2020-", "2020 – ", "â€",
    "\r", "\t", "  \n", "''", "Univ ", "the ", "| a ", "*a ", "![", "\u200b", "lorem ",
)  # fmt: skip
_TIMEOUT = 20
_TELLING = 0.05  # seconds: what is faster tells nothing
_STEEP = 1.5


def spent(text: str, path: str) -> dict[str, float]:
    engine = engine_for(Settings(), date(2026, 1, 31))
    times: dict[str, float] = {}
    object.__setattr__(engine, "spent", times)
    signal.alarm(_TIMEOUT)
    try:
        engine.lint(Source(text, path))
    except TimeoutError:
        times["all that was not done after"] = math.inf
    finally:
        signal.alarm(0)
    return times


def _stop(*_: object) -> None:
    raise TimeoutError


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length", type=int, default=6_000)
    parser.add_argument("--format", choices=("md", "html", "yml", "bib"), default="md")
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    steep = 0
    for piece in _PIECES:
        head = "---\ntitle: a\n---\n" if arguments.format == "md" else ""
        short, long = (
            spent(head + piece * (size // len(piece)), f"page.{arguments.format}") for size in (arguments.length, 8 * arguments.length)
        )
        for name, after in long.items():
            exponent = math.log(after / max(short.get(name, 0.0), 1e-6), 8) if after < math.inf else math.inf
            if after > _TELLING and exponent > _STEEP:
                steep += 1
                print(
                    f"{exponent:5.2f}  {after:6.2f} s  {name}  on {piece!r}{f' (last: {list(long)[-2:]})' if after == math.inf else ''}",
                    flush=True,
                )
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
