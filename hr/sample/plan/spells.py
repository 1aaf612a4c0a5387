"""Spells: who sat on which seat from when to when, and why they went. One row is one person."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from hr.sample.plan.table import NO_DAY, NOBODY, Days, Flags, Whole


@dataclass(frozen=True)
class Spells:
    """One row a person.

    ``seat`` is their last one; ``kind`` and ``reason`` count the members of SeparationKind and SeparationReason (NOBODY
    while they stay). ``staffing`` is the type they end with; before ``converted`` (NaT: never) they were dispatched.
    Before ``moved`` (NaT: never) they held the post ``moved_from`` elsewhere. ``of_study``: hired by the study's centre
    up to the end of its year.
    """

    seat: Whole
    street: Whole
    unit: Whole
    post: Whole
    code: Whole
    staffing: Whole
    rota: Whole
    start: Days
    end: Days
    kind: Whole
    reason: Whole
    converted: Days
    moved: Days
    moved_from: Whole
    of_study: Flags

    def __len__(self) -> int:
        return len(self.seat)

    @property
    def stays(self) -> Flags:
        """Who is still there."""
        return np.isnat(self.end)

    @property
    def until(self) -> Days:
        """The last day, far in the future for those who stay."""
        return np.where(self.stays, np.datetime64("9999-12-31", "D"), self.end)

    def there(self, first: np.datetime64, last: np.datetime64) -> Flags:
        """Whose spell shares a day with ``first`` to ``last``."""
        return np.asarray((self.start <= last) & (self.until >= first))

    def take(self, rows: Whole) -> Spells:
        """Some of the rows, in that order."""
        return Spells(**{column.name: getattr(self, column.name)[rows] for column in fields(self)})

    def with_columns(self, **columns: np.ndarray) -> Spells:
        """The same with some columns replaced."""
        return replace(self, **columns)

    @classmethod
    def concatenate(cls, parts: list[Spells]) -> Spells:
        """All rows of ``parts``."""
        return cls(**{c.name: np.concatenate([getattr(part, c.name) for part in parts]) for c in fields(cls)})

    def ordered(self) -> Spells:
        """By first day, then seat: the order of staff numbers."""
        return self.take(np.lexsort((self.seat, self.start)))


def undated(count: int) -> Days:
    """A column of no day."""
    return np.full(count, NO_DAY)


def nobody(count: int) -> Whole:
    """A column of no place."""
    return np.full(count, NOBODY, dtype=np.int64)
