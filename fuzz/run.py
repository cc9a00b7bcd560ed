"""Look for pages on which a promise does not hold.

    python fuzz/run.py [SECONDS] [--seed N] [--quick]       pages, and damaged ones; quick: only read and check them
    python fuzz/run.py --pages 210000 [--seed N] [--quick]  that many of them: 10,000 as people write them, the others damaged or grown
    python fuzz/run.py --atheris [OPTIONS]                  bytes, led by what is covered (pip install atheris), with OPTIONS of libFuzzer

What is found is printed with what makes it again, or kept as a file by libFuzzer. It becomes a row of tests/test_fuzz.py or
tests/test_bad_files.py. Memory is printed ten times on the way: it must not grow.
"""

from __future__ import annotations

import gc
import resource
import signal
import sys
import time
import traceback
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from fuzz.pages import FORMATS, mutated, page, realistic
from fuzz.promises import hold

#: Seconds for 100 kB, and at least for any page, before a page counts as one that hangs.
SLOW_FOR_100_KB = 2.0
#: How much memory may grow between the second tenth of the pages and the end.
GROWTH = 1.15


def main() -> int:
    if sys.argv[1:2] == ["--atheris"]:
        return _atheris([sys.argv[0], *sys.argv[2:]])
    parser = ArgumentParser(description="Look for pages on which a promise does not hold.")
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("--pages", type=int, metavar="N", help="this many pages, however long it takes")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    start, found, tenths, memory = time.monotonic(), 0, 0, [_memory()]
    for done, (which, name, data) in enumerate(_pages(arguments.seed)):
        share = done / arguments.pages if arguments.pages else (time.monotonic() - start) / arguments.seconds
        if share * 10 >= tenths + 1:
            tenths = int(share * 10)
            memory.append(_memory())
            print(f"{tenths * 10:3} %: {done} pages, {found} broke a promise; {memory[-1]} MB, {time.process_time():.0f} s", flush=True)
        if share >= 1:
            break
        found += _tried(which, name, data, arguments.quick)
    if grown := max(memory[3:], default=0) > GROWTH * max(memory[:3]):
        print(f"memory has grown: {memory} MB")
    return 1 if found or grown else 0


def _pages(first: int) -> Iterator[tuple[str, str, bytes]]:
    """Of every seed 21: a page as people write it, ten ways to damage it, five that nobody would write, and each of those damaged.
    With what makes it again."""
    for seed in count(first):
        name, data = realistic(seed)
        yield f"realistic({seed})", name, data
        for n in range(10 * seed, 10 * seed + 10):
            yield f"mutated(realistic({seed}), {n})", name, mutated(data, n)
        for n in range(5 * seed, 5 * seed + 5):
            name, data = page(n)
            yield f"page({n})", name, data
            yield f"mutated(page({n}), {n})", name, mutated(data, n)


def _memory() -> int:
    """MB that are in use now; the most that ever were where nobody says."""
    gc.collect()
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _tried(which: str, name: str, data: bytes, quick: bool) -> bool:
    """Whether a promise was broken, which is printed."""
    start = time.process_time()
    try:
        hold(data, name, quick)
        took = time.process_time() - start
        assert took < SLOW_FOR_100_KB * max(1, len(data) / 100_000) * 5, f"took {took:.1f} s"  # read and checked some five times
    except Exception as error:
        print(f"{which}: {name}, {len(data)} bytes: {''.join(traceback.format_exception_only(error)).strip()}", flush=True)
        return True
    return False


def _atheris(argv: list[str]) -> int:
    import atheris

    def one(data: bytes) -> None:
        if data:
            hold(data[1:], f"page.{FORMATS[data[0] % len(FORMATS)]}")

    def custom_mutator(data: bytes, max_size: int, seed: int) -> bytes:
        made = page(seed)[1] if seed % 8 == 0 else mutated(data[1:], seed)
        return (data[:1] or bytes([seed % 256])) + made[: max_size - 1]

    signal.signal(signal.SIGINT, signal.default_int_handler)
    atheris.instrument_all()
    atheris.Setup(argv, one, custom_mutator=custom_mutator)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
