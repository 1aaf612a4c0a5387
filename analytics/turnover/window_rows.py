"""What each spell did in a window: who was there at its ends, who came, who was lost, who only moved."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from analytics.turnover.headcount import person_days, span
from analytics.turnover.history import History, Rows, Spells, Words
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class WindowRows:
    """One row a spell; see ``rates.Turnover`` for the words."""

    window_days: int
    person: Rows
    days: Rows
    """Days of the window that the spell covers."""
    opening: Flags
    closing: Flags
    joiner: Flags
    loss: Flags
    moved: Flags
    uncoded: Flags
    person_lost: Flags
    """Whether the person was lost in the window, from whatever row."""
    person_stays: Flags
    """Whether the person is there when the window is over, on whatever row."""
    kind: Words

    @classmethod
    def of(cls, history: History, window: DateRange, codes: Words) -> WindowRows:
        """The rows of ``history``; going on under another of ``codes`` (one a spell) is a move."""
        spells = history.spells
        first, days = span(window)
        last = first + days - 1
        ended = (spells.until >= first) & (spells.until <= last)
        lost = history.lost & ended
        closing = spells.covering(last + 1) & (spells.hired <= last)
        follower = _follower(spells)
        steps = (follower >= 0) & (codes[follower] != codes)
        converted = history.kind == SeparationKind.CONVERSION.value
        return cls(
            window_days=days,
            person=spells.person,
            days=person_days(spells, window),
            opening=spells.covering(first),
            closing=closing,
            joiner=(spells.first == spells.hired) & (spells.hired > first) & (spells.hired <= last),
            loss=lost,
            moved=ended & ~lost & (steps | converted),
            uncoded=ended & (history.kind == "") & (follower < 0),
            person_lost=np.isin(spells.person, spells.person[lost]),
            person_stays=np.isin(spells.person, spells.person[closing]),
            kind=history.kind,
        )

    @property
    def touched(self) -> Flags:
        """Which rows have to do with the window at all."""
        return np.asarray((self.days > 0) | self.closing)

    def take(self, rows: Rows) -> WindowRows:
        """Some of the rows."""
        columns = (column.name for column in fields(self) if column.name != "window_days")
        return WindowRows(window_days=self.window_days, **{name: getattr(self, name)[rows] for name in columns})


def _follower(spells: Spells) -> Rows:
    """The row that takes each one over on the day after its last (same person); −1 where there is none."""
    order = np.lexsort((spells.first, spells.person))
    follower = np.full(len(spells), -1, dtype=np.int64)
    here, there = order[:-1], order[1:]
    same = (spells.person[here] == spells.person[there]) & (spells.first[there] == spells.until[here] + 1)
    follower[here[same]] = there[same]
    return follower
