"""Timing two ways of doing the same thing on the same machine in the same minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """Seconds of each way (the best of the rounds), and how many times faster ours is."""

    ours: float
    other: float

    @property
    def ratio(self) -> float:
        """Other over ours: above 1 ours is faster."""
        return self.other / self.ours

    def answer(self) -> dict[str, float]:
        """Rounded, for the printed object."""
        return {"seconds": round(self.ours, 4), "other_seconds": round(self.other, 4), "ratio": round(self.ratio, 2)}


def compare(ours: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> Compared:
    """Both ways in turn, ``rounds`` times, so that a busy moment falls on both."""
    times = [(_seconds(ours), _seconds(other)) for _ in range(rounds)]
    return Compared(min(one for one, _ in times), min(two for _, two in times))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
