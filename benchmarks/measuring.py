"""How time and memory are taken: in turns, the best of several rounds, with nothing of an earlier round left lying."""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Deed = Callable[[], object]
_GIB = 1024 * 1024  # in KiB, which is what Linux counts in
_CLEAR_REFS, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")


def seconds(deed: Deed) -> float:
    """How long ``deed`` takes once."""
    gc.collect()
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def in_turns(*deeds: Deed, rounds: int = 3) -> list[float]:
    """The best time of each. They take turns, so that whatever else the machine does meets all of them alike."""
    best = [float("inf")] * len(deeds)
    for _ in range(rounds):
        best = [min(known, seconds(deed)) for known, deed in zip(best, deeds, strict=True)]
    return best


@dataclass
class Peak:
    """The most memory that was in use, GiB."""

    gib: float = 0.0


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """The process's largest resident set within the block; where the kernel can't start anew, since it began."""
    peak = Peak()
    gc.collect()
    anew = _start_anew()
    yield peak
    peak.gib = (_high_water() if anew else _since_start()) / _GIB


def _start_anew() -> bool:
    try:
        _CLEAR_REFS.write_text("5")
    except OSError:
        return False
    return True


def _high_water() -> int:
    return next(int(line.split()[1]) for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))


def _since_start() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def progress(words: str) -> None:
    """Tell whoever waits what is being done; standard output holds the answer alone."""
    print(f"  {words}", file=sys.stderr, flush=True)
