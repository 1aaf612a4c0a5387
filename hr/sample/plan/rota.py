"""Shifts of a month: rotas of five days worked and two off, by post, with leave, training and emergency duty."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from hr.sample.data import read
from hr.sample.plan.seats import DAY, EARLY, NIGHT, THREE, TWO, post_codes
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.standing import by_the_hour
from hr.sample.plan.table import Days, Flags, Whole, place_of
from scheduling.arrangement import STATUTORY, WORKDAY
from scheduling.calendar import china_calendar
from scheduling.night import SHANGHAI, Minutes, midnights, night_minutes
from vocabulary.periods import Month
from vocabulary.terms import Duty, ShiftKind

SHIFT_MINUTES = 480
_STARTS = {ShiftKind.DAY: 9 * 60, ShiftKind.EARLY: 6 * 60, ShiftKind.MIDDLE: 14 * 60, ShiftKind.NIGHT: 22 * 60}
STARTS = np.array([_STARTS[kind] for kind in ShiftKind])
"""Minutes after midnight at which each kind of shift begins, in the order of ShiftKind; all last eight hours."""
_D, _E, _M, _N = (place_of(kind) for kind in ShiftKind)
_WEEKS = {DAY: (_D,), EARLY: (_E,), TWO: (_E, _M), THREE: (_E, _M, _N), NIGHT: (_N, _M, _N)}
"""Kinds of successive weeks; two days off lie between them, so that nobody goes from a night into a morning."""
_CYCLE = 6  # weeks: a multiple of the length of every rota
_DUTIES = {
    "ZR": Duty.OFFICE,
    "GL": Duty.OFFICE,
    "ZB": Duty.ROUTING,
    "PQ": Duty.ROUTING,
    "SL": Duty.CALL_TAKING,
    "XC": Duty.PATROL,
    "XG": Duty.PATROL,
    "SG": Duty.OFFICE,
}
_OFF_ON_HOLIDAYS = 0.4
_LEAVE, _TRAINING, _EMERGENCY, _EMERGENCY_IN_FLOODS = 0.03, 0.01, 0.02, 0.05
_FLOOD_MONTHS = range(6, 10)
_ABSENT_MONTHS = 3


@dataclass(frozen=True)
class Shifts:
    """Shifts, one row each, in order of person and day; ``kind`` and ``duty`` count their enumerations.

    ``start`` and ``end`` are instants in UTC (``datetime64[m]``); ``person`` is the row of the spell.
    """

    person: Whole
    unit: Whole
    day: Days
    kind: Whole
    duty: Whole
    start: np.ndarray
    end: np.ndarray

    def __len__(self) -> int:
        return len(self.person)

    @property
    def night(self) -> Minutes:
        """Minutes of each between 22:00 and 06:00."""
        return night_minutes(self.start, self.end, self.day, SHANGHAI)

    @property
    def worked(self) -> Flags:
        """Which are spent at the post: neither leave nor training."""
        return ~np.isin(self.duty, [place_of(Duty.LEAVE), place_of(Duty.TRAINING)])

    def take(self, rows: Whole | Flags) -> Shifts:
        """Some of the rows."""
        return Shifts(**{column.name: getattr(self, column.name)[rows] for column in fields(self)})


def shifts_of(setting: Setting, month: Month, spells: Spells, unit_of_post: Whole, absent: Flags) -> Shifts:
    """Everybody's shifts of a month, of the running one up to yesterday; ``absent`` people attend none of late."""
    generator = setting.stream("shifts", month)
    first, last = (np.datetime64(day, "D") for day in (month.first_day, month.last_day))
    last = min(last, np.datetime64(setting.today, "D") - 1)
    days = np.arange(first, last + 1)
    there = spells.there(first, last)
    if month > setting.last_closed + -_ABSENT_MONTHS:
        there &= ~absent
    rows = np.flatnonzero(there)
    kind, works = _rota(generator, spells, rows, days)
    works &= (spells.start[rows][:, None] <= days) & (days <= spells.until[rows][:, None])
    row, day = np.nonzero(works)
    person, on, kinds = rows[row], days[day], kind[row, day]
    kinds, duty = _duties(generator, month, spells.code[person], kinds)
    start = midnights(on, SHANGHAI) + STARTS[kinds].astype("timedelta64[m]")
    lasting = np.where(by_the_hour(spells)[person], read("pay")["hourly"]["shift_minutes"], SHIFT_MINUTES)
    end = start + lasting.astype("timedelta64[m]")
    return Shifts(person, _units(spells, person, on, unit_of_post), on, kinds, duty, start, end)


def _rota(generator: np.random.Generator, spells: Spells, rows: Whole, days: Days) -> tuple[Whole, Flags]:
    """Kind of shift and whether it is worked, people × days."""
    number = days.astype(np.int64)[None, :] + (spells.seat[rows] * 5 % 7)[:, None]
    table = np.array([[_WEEKS[rota][week % len(_WEEKS[rota])] for week in range(_CYCLE)] for rota in sorted(_WEEKS)])
    rota = spells.rota[rows][:, None]
    kind = table[rota, (number // 7 + spells.seat[rows][:, None]) % _CYCLE]
    of_days = china_calendar().kinds(days)
    works = np.where(rota == DAY, of_days == WORKDAY, number % 7 < 5)  # noqa: PLR2004 - five on, two off
    off = (of_days == STATUTORY)[None, :] & (generator.random(works.shape) < _OFF_ON_HOLIDAYS)
    return kind, works & ~off


def _duties(generator: np.random.Generator, month: Month, code: Whole, kind: Whole) -> tuple[Whole, Whole]:
    """The post's duty, with some leave and training (by day), and emergency duty at the post's own hours."""
    duty = np.array([place_of(_DUTIES[name]) for name in post_codes()])[code]
    draw = generator.random(len(code))
    emergency = _EMERGENCY_IN_FLOODS if month.month in _FLOOD_MONTHS else _EMERGENCY
    leave = draw < _LEAVE
    training = (draw >= 1 - _TRAINING) & (kind != _N)
    urgent = (draw >= _LEAVE) & (draw < _LEAVE + emergency)
    duty = np.select(
        [leave, training, urgent], [place_of(Duty.LEAVE), place_of(Duty.TRAINING), place_of(Duty.EMERGENCY)], duty
    )
    return np.where(leave | training, _D, kind), duty


def _units(spells: Spells, person: Whole, day: Days, unit_of_post: Whole) -> Whole:
    """Where they worked on the day: before a transfer, at the post that they came from."""
    before = day < spells.moved[person]
    return np.where(before, unit_of_post[spells.moved_from[person]], spells.unit[person])
