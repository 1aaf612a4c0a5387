"""Cutting employments into dated rows at fixed days of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hr.sample.plan.table import NO_DAY, Days, Whole


@dataclass(frozen=True, slots=True)
class Rows:
    """Dated rows: the row ``of`` the thing that was cut, the number of the period, and its own first and last day."""

    of: Whole
    period: Whole
    first: Days
    last: Days


def cut(start: Days, end: Days, at: list[date]) -> Rows:
    """Each stretch from ``start`` to ``end`` (NaT: open) cut before each day of ``at`` (rising), in order of row."""
    edges = [np.datetime64("0001-01-01", "D"), *(np.datetime64(day, "D") for day in at)]
    until = np.where(np.isnat(end), np.datetime64("9999-12-31", "D"), end)
    parts = []
    for period, edge in enumerate(edges):
        close = edges[period + 1] - 1 if period + 1 < len(edges) else np.datetime64("9999-12-31", "D")
        first, last = np.maximum(start, edge), np.minimum(until, close)
        of = np.flatnonzero(first <= last)
        open_end = last[of] == np.datetime64("9999-12-31", "D")
        parts.append((of, np.full(len(of), period), first[of], np.where(open_end, NO_DAY, last[of])))
    of, numbers, first, last = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((numbers, of))
    return Rows(of[order], numbers[order], first[order], last[order])
