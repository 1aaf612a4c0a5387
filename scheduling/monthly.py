"""What each person worked in a month: shifts by kind, minutes, nights, weekends, holidays, for millions of shifts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling.arrangement import REST, SATURDAY, STATUTORY
from scheduling.calendar import WorkCalendar
from scheduling.night import Minutes, midnights, minutes_within
from scheduling.norm import standard_day
from scheduling.shift_table import DUTIES, SHIFT_KINDS, ShiftTable
from vocabulary.terms import Duty


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
    """Sums ``shifts`` by person and month; raises BadInput when a year that they touch isn't in ``calendar``.

    Exact in whole minutes, and the same whether a shift is entered whole or in parts, its count of shifts excepted.
    """
    groups = _Groups.of(shifts)
    worked = shifts.duty != DUTIES.index(Duty.LEAVE)
    minutes = np.where(worked, shifts.minutes, 0)
    weekend, rest, statutory = _minutes_by_date(shifts, worked, calendar)
    days, long_day = _by_day(groups, shifts.business_date, worked, minutes - statutory)
    return MonthlyTotals(
        person=groups.person,
        month=groups.month,
        shifts_by_kind=groups.table(shifts.kind, len(SHIFT_KINDS), worked.astype(np.int64)),
        days=days,
        minutes=groups.sum(minutes),
        night_minutes=groups.sum(np.where(worked, shifts.night_minutes, 0)),
        weekend_minutes=groups.sum(weekend),
        rest_minutes=groups.sum(rest),
        statutory_minutes=groups.sum(statutory),
        long_day_minutes=long_day,
        minutes_by_duty=groups.table(shifts.duty, len(DUTIES), shifts.minutes),
    )


@dataclass(frozen=True, slots=True)
class _Groups:
    """The person-months in order, and to which of them each shift belongs."""

    person: NDArray[np.int64]
    month: NDArray[np.datetime64]
    of_row: NDArray[np.int64]

    @classmethod
    def of(cls, shifts: ShiftTable) -> _Groups:
        people, person = np.unique(shifts.person, return_inverse=True)
        months, month = np.unique(shifts.months, return_inverse=True)
        pairs, of_row = np.unique(person * len(months) + month, return_inverse=True)
        if not len(shifts):
            return cls(people, months, of_row)
        return cls(people[pairs // len(months)], months[pairs % len(months)], of_row)

    def sum(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        return _sum(self.of_row, values, len(self.person))

    def table(self, column: NDArray[np.int8], columns: int, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """The sums of ``values`` by group and by the place named in ``column``."""
        return _sum(self.of_row * columns + column, values, len(self.person) * columns).reshape(-1, columns)


def _sum(place: NDArray[np.int64], values: NDArray[np.int64], places: int) -> NDArray[np.int64]:
    # bincount adds in floats, which are exact far beyond the minutes of any number of people
    return np.bincount(place, weights=values, minlength=places).astype(np.int64)


def _minutes_by_date(
    shifts: ShiftTable, worked: NDArray[np.bool_], calendar: WorkCalendar
) -> tuple[Minutes, Minutes, Minutes]:
    """How much of each shift lies, by the clock, on weekends, on days of rest, and on statutory holidays."""
    weekend, rest, statutory = (np.zeros(len(shifts), dtype=np.int64) for _ in range(3))
    for offset in (0, 1):
        day = shifts.business_date.astype("datetime64[D]") + offset
        midnight, next_midnight = midnights(day, shifts.zone), midnights(day + 1, shifts.zone)
        part = np.where(worked, minutes_within(shifts.start, shifts.end, midnight, next_midnight), 0)
        touched = np.flatnonzero(part)
        kinds = calendar.kinds(day[touched])
        weekend[touched] += np.where(_is_weekend(day[touched]), part[touched], 0)
        rest[touched] += np.where(kinds == REST, part[touched], 0)
        statutory[touched] += np.where(kinds == STATUTORY, part[touched], 0)
    return weekend, rest, statutory


def _is_weekend(day: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    thursday = 3  # 1970-01-01
    return np.asarray((day.astype(np.int64) + thursday) % 7 >= SATURDAY)


def _by_day(
    groups: _Groups, date: NDArray[np.datetime64], worked: NDArray[np.bool_], minutes: Minutes
) -> tuple[NDArray[np.int64], Minutes]:
    """For each group, its dates with work, and what goes beyond the standard day on them."""
    order = np.lexsort((date[worked], groups.of_row[worked]))
    row, day, spent = groups.of_row[worked][order], date[worked][order], minutes[worked][order]
    begins = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (day[1:] != day[:-1])][: len(row)])
    if not begins.size:
        nothing = np.zeros(len(groups.person), dtype=np.int64)
        return nothing, nothing
    beyond = np.maximum(np.add.reduceat(spent, begins) - standard_day(), 0)
    return _sum(row[begins], np.ones_like(beyond), len(groups.person)), _sum(row[begins], beyond, len(groups.person))
