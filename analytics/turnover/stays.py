"""Turns a history into stays, one an employment, ready for a survival curve."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analytics.turnover.history import History, Rows
from vocabulary.terms import SeparationKind

DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Stays:
    """One row an employment: days from hiring to the end or to the day of looking, and from when it was observed."""

    person: Rows
    duration: NDArray[np.float64]
    """Days of employment, the first and the last day included."""
    event: NDArray[np.bool_]
    """Whether the person was lost then, by one of the kinds asked for."""
    entry: NDArray[np.float64]
    """Days of tenure at which records began to miss nobody; 0 for those hired later."""
    row: Rows
    """The row of the spell in which observation began, to group by."""


def stays(history: History, until: date, kinds: Collection[SeparationKind] | None = None) -> Stays:
    """The employments of ``history`` as seen on ``until``, those that ended before records were complete left out.

    ``kinds``: which separations are events (default: every loss); other ends only stop the watching. A conversion
    goes on in the same employment.
    """
    spells, seen = history.spells, np.datetime64(until, "D")
    rows = np.argsort(spells.first, kind="stable")
    rows = rows[spells.first[rows] <= seen]
    end = _last_rows(spells.employment, rows)
    rows = rows[spells.first[rows] <= np.maximum(spells.hired[rows], history.complete_from)]
    began = _last_rows(spells.employment, rows)
    seen_at_all = (end >= 0) & (began >= 0)
    end, began = end[seen_at_all], began[seen_at_all]
    duration = (np.minimum(spells.until[end], seen) - spells.hired[end]).astype(np.int64) + 1
    entry = np.maximum((history.complete_from - spells.hired[end]).astype(np.int64), 0)
    watched = duration > entry
    wanted = history.lost if kinds is None else np.isin(history.kind, [kind.value for kind in kinds])
    return Stays(
        person=spells.person[end][watched],
        duration=duration[watched].astype(np.float64),
        event=(wanted[end] & (spells.until[end] <= seen))[watched],
        entry=entry[watched].astype(np.float64),
        row=began[watched],
    )


def _last_rows(employment: Rows, rows: Rows) -> Rows:
    """For each employment, the last of ``rows`` that belongs to it; −1 where none does."""
    last = np.full(employment.max(initial=-1) + 1, -1, dtype=np.int64)
    last[employment[rows]] = rows
    return last
