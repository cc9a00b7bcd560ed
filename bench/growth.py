"""How time and memory grow with the size of what is worked on, measured in processes that branch off from this one.

Each measurement has a process of its own, in which everything is loaded already: the memory is that of the work alone, and what never
ends or takes too much memory ends nothing else.
"""

from __future__ import annotations

import gc
import json
import math
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

#: What grows no faster than with this power of the size is linear, but for the caches of the machine.
STEEP = 1.15
#: What is below tells nothing: seconds of the processor, MB.
_TELLING, _TELLING_MB = 0.25, 100.0
_PATIENCE, _MEMORY = 120, 6 << 30
_AGAIN = 3
PEAK = "peak MB"

#: By the name of a part of the work: seconds, or MB.
Spent = Mapping[str, float]
Work = Callable[[int], Spent]


@dataclass(frozen=True)
class Growth:
    """Of one family: the exponent of what grows fastest, and the most that is spent on the larger size. `steep`: what grows too fast."""

    kind: str
    name: str
    exponent: float = 0.0
    seconds: float = 0.0
    megabytes: float = 0.0
    steep: list[str] = field(default_factory=list)


def growth(kind: str, name: str, work: Work, few: int, many: int) -> Growth:
    """Measured again where it looks steep: other programs share the machine."""
    least: list[dict[str, float]] = [{}, {}]
    exponents: dict[str, float] = {}
    for _ in range(_AGAIN):
        for at, size in enumerate((few, few, many)):
            spent = _apart(work, size)
            if isinstance(spent, str):
                return Growth(kind, name, math.inf, steep=[f"never  {spent} at {size}"])
            known = least[at > 1]
            known |= {part: min(value, known.get(part, math.inf)) for part, value in spent.items()}
        exponents = dict(_exponents(*least, many / few))
        if all(exponent <= STEEP for exponent in exponents.values()):
            break
    steep = sorted(((exponent, part) for part, exponent in exponents.items() if exponent > STEEP), reverse=True)
    lines = [f"{exponent:5.2f}  {least[1][part]:7.2f} {'' if part == PEAK else 's '} {part}" for exponent, part in steep]
    seconds = max((value for part, value in least[1].items() if part != PEAK), default=0.0)
    return Growth(kind, name, max(exponents.values(), default=0.0), seconds, least[1].get(PEAK, 0.0), lines)


def _exponents(few: Spent, many: Spent, times: float) -> Iterator[tuple[str, float]]:
    for part, value in many.items():
        telling = _TELLING_MB if part == PEAK else _TELLING
        if value > telling:
            yield part, math.log(value / max(few.get(part, 0.0), telling / times), times)


def _apart(work: Work, size: int) -> dict[str, float] | str:
    """What a process of its own spent on the work, or what became of it."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
            gc.disable()  # it would go through everything in the midst of one part of the work, which is not to blame
            before = _peak(reset=True)
            spent = dict(work(size))
            spent[PEAK] = _peak() - before
            os.write(writes, json.dumps(spent).encode())
        except BaseException as error:
            os.write(writes, json.dumps(f"{type(error).__name__}: {error}"[:200]).encode())
        finally:
            os._exit(0)
    os.close(writes)
    with open(reads, "rb") as said:
        data = said.read()
    _, status = os.waitpid(child, 0)
    if not data:
        return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit code {status}"
    return json.loads(data)


def _peak(reset: bool = False) -> float:
    """MB that this process had at most; `reset`: from now on."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def known(path: Path | None) -> list[Growth]:
    """What an earlier run has measured."""
    found = []
    if path and path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            with suppress(ValueError):  # the last line, where the run was ended
                found.append(Growth(**json.loads(line)))
    return found


def table(found: Iterable[Growth]) -> str:
    """A line for each kind, in Markdown."""
    kinds: dict[str, list[Growth]] = {}
    for each in found:
        kinds.setdefault(each.kind, []).append(each)
    lines = ["| Texts | families | above | steepest | slowest, s | most MB |", "|---|---|---|---|---|---|"]
    for kind, members in kinds.items():
        steepest = max(member.exponent for member in members)
        above = sum(bool(member.steep) for member in members)
        slowest, most = max(member.seconds for member in members), max(member.megabytes for member in members)
        lines.append(f"| {kind} | {len(members):,} | {above} | {steepest:.2f} | {slowest:.1f} | {most:,.0f} |")
    return "\n".join(lines)
