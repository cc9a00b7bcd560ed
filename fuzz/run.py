"""Look for pages on which a promise does not hold.

    python fuzz/run.py [SECONDS] [--seed N] [--quick]   pages of the grammar, and damaged ones; quick: only read and check them
    python fuzz/run.py --atheris [OPTIONS]              bytes, led by what is covered (pip install atheris), with OPTIONS of libFuzzer

What is found is printed with its seed, or kept as a file by libFuzzer. It becomes a row of tests/test_fuzz.py or tests/test_bad_files.py.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from argparse import ArgumentParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pages import FORMATS, mutated, page
from promises import hold

#: Seconds for 100 kB, and at least for any page, before a page counts as one that hangs.
SLOW_FOR_100_KB = 2.0


def main() -> int:
    if sys.argv[1:2] == ["--atheris"]:
        return _atheris([sys.argv[0], *sys.argv[2:]])
    parser = ArgumentParser(description="Look for pages on which a promise does not hold.")
    parser.add_argument("seconds", nargs="?", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    seed, found, end = arguments.seed, 0, time.monotonic() + arguments.seconds
    while time.monotonic() < end:
        name, data = page(seed)
        found += _tried(seed, name, data, arguments.quick) + _tried(seed, name, mutated(data, seed), arguments.quick)
        seed += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{2 * (seed - arguments.seed)} pages, seeds {arguments.seed} to {seed - 1}: {found} broke a promise; {memory} MB at most")
    return 1 if found else 0


def _tried(seed: int, name: str, data: bytes, quick: bool) -> bool:
    """Whether a promise was broken, which is printed."""
    start = time.process_time()
    try:
        hold(data, name, quick)
        took = time.process_time() - start
        assert took < SLOW_FOR_100_KB * max(1, len(data) / 100_000) * 5, f"took {took:.1f} s"  # read and checked five times
    except Exception as error:
        print(f"seed {seed}: {name}, {len(data)} bytes: {''.join(traceback.format_exception_only(error)).strip()}", flush=True)
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
