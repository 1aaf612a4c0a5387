"""What each person worked in a month: shifts by kind, minutes, nights, weekends, holidays, for millions of shifts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.calendar import WorkCalendar
from scheduling.night import Minutes
from scheduling.shift_table import ShiftTable


@dataclass(frozen=True, slots=True)
class MonthlyTotals:
    """One row a person and month, ordered by person, then month; every figure but the last leaves out leave (请假).

    A shift counts to the month of its business date. Its minutes on a day of rest, a weekend or a holiday are those
    that lie on that date by the clock: of a night shift into 1 October, six hours are holiday work (劳动法 art. 44).
    """

    person: NDArray[np.int64]
    month: NDArray[np.datetime64]
    shifts_by_kind: NDArray[np.int64]
    """n × 4, in the order of ``SHIFT_KINDS``."""
    days: NDArray[np.int64]
    """Business dates with any work."""
    minutes: Minutes
    night_minutes: Minutes
    weekend_minutes: Minutes
    """On Saturdays and Sundays, whether or not these are worked by arrangement."""
    rest_minutes: Minutes
    """On days of rest of the work calendar."""
    statutory_minutes: Minutes
    """On statutory holidays."""
    long_day_minutes: Minutes
    """Beyond the standard day of 8 hours on a business date, work on statutory holidays left out."""
    minutes_by_duty: Minutes
    """n × 7, in the order of ``DUTIES``, leave included."""

    def __len__(self) -> int:
        return len(self.person)


def monthly_totals(shifts: ShiftTable, calendar: WorkCalendar) -> MonthlyTotals:
    """Sums ``shifts`` by person and month; raises BadInput when a year that they touch isn't in ``calendar``."""
    raise NotImplementedError
