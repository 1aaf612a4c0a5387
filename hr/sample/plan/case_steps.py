"""Who does the next step of a case, and when: somebody of the centre who performs it and is on duty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hr.sample.plan.rota import SHIFT_MINUTES
from hr.sample.plan.seats import post_codes
from hr.sample.plan.table import NOBODY, Whole

DAY_MINUTES = 24 * 60
_WITHIN = 45  # minutes into a shift by which what lay waiting is taken up


@dataclass(frozen=True)
class WorkDays:
    """Shifts spent at the post, one row each: whose, where, when (local minutes since 1970), and at what pace."""

    person: Whole
    street: Whole
    code: Whole
    start: Whole
    pace: np.ndarray

    @property
    def day(self) -> Whole:
        """The local day on which each begins, counted from 1970."""
        return np.asarray(self.start // DAY_MINUTES)


@dataclass(frozen=True)
class Taken:
    """For each case: whether the step was done, the row of the worker-day that did it, and when (local minutes)."""

    done: np.ndarray
    row: Whole
    at: Whole


class Desk:
    """The worker-days of those who perform one step, found by centre and day, the quicker ones more often."""

    def __init__(self, days: WorkDays, performs: Mapping[str, float]) -> None:
        share = np.array([performs.get(code, 0.0) for code in post_codes()])[days.code] * days.pace
        rows = np.flatnonzero(share > 0)
        self._first = int(days.day.min()) if len(days.start) else 0
        self._width = int(days.day.max()) - self._first + 1 if len(days.start) else 1
        key = self._key(days.street[rows], days.day[rows])
        order = np.argsort(key, kind="stable")
        self._rows, self._keys = rows[order], key[order]
        self._upto = np.concatenate([[0.0], np.cumsum(share[self._rows])])
        self._start = days.start

    def take(self, generator: np.random.Generator, street: Whole, wanted: Whole) -> Taken:
        """For each case somebody on duty at ``wanted`` (local minutes), else at the start of the next shift found.

        Two tries on the day, one on the evening before, then whoever comes later that day or on the next two.
        """
        taken = Taken(np.zeros(len(street), dtype=np.bool_), np.full(len(street), NOBODY), wanted.copy())
        for days_on, waits in ((0, False), (0, False), (-1, False), (0, True), (1, True), (2, True)):
            self._try(generator, taken, street, (days_on, waits))
        return taken

    def _try(self, generator: np.random.Generator, taken: Taken, street: Whole, where: tuple[int, bool]) -> None:
        days_on, waits = where
        left = np.flatnonzero(~taken.done)
        row = self._pick(generator, street[left], taken.at[left] // DAY_MINUTES + days_on)
        begin = self._start[row]
        on_duty = (begin <= taken.at[left]) & (taken.at[left] < begin + SHIFT_MINUTES)
        comes = (begin > taken.at[left]) if waits else np.zeros(len(left), dtype=np.bool_)
        jitter = generator.integers(1, _WITHIN, len(left))
        good = (row != NOBODY) & (on_duty | comes)
        at = np.where(on_duty, taken.at[left], begin + jitter)
        taken.done[left[good]], taken.row[left[good]], taken.at[left[good]] = True, row[good], at[good]

    def _pick(self, generator: np.random.Generator, street: Whole, day: Whole) -> Whole:
        key = self._key(street, day)
        low, high = (self._upto[np.searchsorted(self._keys, key, side=side)] for side in ("left", "right"))
        inside = (day >= self._first) & (day < self._first + self._width) & (high > low)
        draw = low + generator.random(len(key)) * (high - low)
        place = np.searchsorted(self._upto, draw, side="right") - 1
        if not len(self._rows):
            return np.full(len(key), NOBODY)
        return np.where(inside, self._rows[np.minimum(place, len(self._rows) - 1)], NOBODY)

    def _key(self, street: Whole, day: Whole) -> Whole:
        return np.asarray(street * self._width + (day - self._first))
