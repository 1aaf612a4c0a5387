"""Moves within the district: dispatched people who became contract staff, and transfers from one centre to another."""

from __future__ import annotations

import numpy as np

from hr.sample.data import read
from hr.sample.plan.seats import Seats
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Days, Whole, first_days, place_of
from vocabulary.terms import StaffingType

_FEWEST_MONTHS = 6
"""Nobody moves within so many months of coming, of an earlier move, or of leaving."""


def with_moves(setting: Setting, seats: Seats, spells: Spells, civil: Whole) -> Spells:
    """The spells with conversions and transfers, all on firsts of months since records begin.

    Nobody on the establishment comes from or goes to a street of ``civil``, which pays by other tables.
    """
    return _transferred(setting, seats, _converted(setting, spells), civil)


def _converted(setting: Setting, spells: Spells) -> Spells:
    generator = setting.stream("converted")
    share = read("leaving")["converted"]
    able = (spells.staffing == place_of(StaffingType.CONTRACT)) & np.isnat(spells.converted)
    rows, on = _days_for(generator, setting, spells, np.flatnonzero(able & (generator.random(len(spells)) < share)))
    converted = spells.converted.copy()
    converted[rows] = on
    return spells.with_columns(converted=converted)


def _transferred(setting: Setting, seats: Seats, spells: Spells, civil: Whole) -> Spells:
    generator = setting.stream("transferred")
    chosen = generator.random(len(spells)) < read("leaving")["transferred"]
    able = (spells.seat >= 0) & ~spells.of_study & np.isnat(spells.converted)
    rows, on = _days_for(generator, setting, spells, np.flatnonzero(able & chosen))
    elsewhere = _seat_elsewhere(generator, seats, spells.seat[rows])
    crosses = np.isin(spells.street[rows], civil) | np.isin(seats.street[elsewhere], civil)
    found = (elsewhere >= 0) & ~(crosses & (spells.staffing[rows] == place_of(StaffingType.ESTABLISHMENT)))
    rows, on, elsewhere = rows[found], on[found], elsewhere[found]
    moved, moved_from = spells.moved.copy(), spells.moved_from.copy()
    moved[rows], moved_from[rows] = on, seats.post[elsewhere]
    return spells.with_columns(moved=moved, moved_from=moved_from)


def _days_for(generator: np.random.Generator, setting: Setting, spells: Spells, rows: Whole) -> tuple[Whole, Days]:
    """A first of a month for each of ``rows`` that has one, well inside the spell and the history."""
    margin = _FEWEST_MONTHS
    earliest = np.maximum(spells.start[rows].astype("datetime64[M]"), np.datetime64(str(setting.records_from), "M"))
    end = np.minimum(spells.until[rows], np.datetime64(setting.today, "D")).astype("datetime64[M]")
    room = (end - earliest).astype(np.int64) - 2 * margin
    fits = room > 0
    rows, earliest, room = rows[fits], earliest[fits], room[fits]
    return rows, first_days(earliest + margin + generator.integers(0, room))


def _seat_elsewhere(generator: np.random.Generator, seats: Seats, of: Whole) -> Whole:
    """For each seat another of the same post at another centre, or -1."""
    found = np.full(len(of), -1, dtype=np.int64)
    for code in np.unique(seats.code[of]).tolist():
        same = np.flatnonzero(seats.code == code)
        rows = np.flatnonzero(seats.code[of] == code)
        pick = generator.choice(same, len(rows))
        found[rows] = np.where(seats.street[pick] != seats.street[of[rows]], pick, -1)
    return found
