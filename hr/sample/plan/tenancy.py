"""Who comes and goes: seats are held, left by hazard and filled again, month by month over two years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hr.sample.data import read
from hr.sample.plan.draws import firsts_and_sixteenths
from hr.sample.plan.leaving import why
from hr.sample.plan.seats import NIGHT, THREE, Seats
from hr.sample.plan.setting import Setting
from hr.sample.plan.spells import Spells, nobody, undated
from hr.sample.plan.table import Days, Flags, Whole
from vocabulary.terms import StaffingType

NIGHT_HEAVY = (THREE, NIGHT)
_FIRST_DAYS = 9


@dataclass(slots=True)
class _Holding:
    """Each seat as the months go by: since when it is held, or (``held`` false) from when it can be filled."""

    held: Flags
    since: Days


def tenancy(setting: Setting, seats: Seats) -> Spells:
    """Every spell that touches the two years of history, the running month up to today included."""
    generator = setting.stream("tenancy")
    first = np.datetime64(setting.records_from.first_day, "D")
    state = _Holding(np.ones(len(seats), dtype=np.bool_), _first_starts(generator, seats, first))
    parts = []
    for month in setting.records_from.until(setting.this_month):
        begin = np.datetime64(month.first_day, "D")
        last = min(np.datetime64(month.last_day, "D"), np.datetime64(setting.today, "D"))
        parts.append(_left_in(generator, seats, state, begin, last))
        _fill(generator, state, begin, last)
    stayers = np.flatnonzero(state.held)
    parts.append(_spells(seats, stayers, state.since[stayers], undated(len(stayers))))
    spells = Spells.concatenate(parts)
    return why(generator, spells, is_night_heavy(spells.rota))


def is_night_heavy(rota: Whole) -> Flags:
    """Who works nights every third week or more."""
    return np.isin(rota, NIGHT_HEAVY)


def _first_starts(generator: np.random.Generator, seats: Seats, first: np.datetime64) -> Days:
    """When those came who are there as records begin: at most twelve years before."""
    mean = np.array(list(read("leaving")["mean_tenure_years"].values()))[seats.staffing]
    years = np.minimum(generator.exponential(mean), 12)
    days = first - (years * 365.25).astype(np.int64) - 1
    return firsts_and_sixteenths(np.asarray(days, dtype="datetime64[D]"))


def _left_in(
    generator: np.random.Generator, seats: Seats, state: _Holding, begin: np.datetime64, last: np.datetime64
) -> Spells:
    """Those who leave from ``begin`` to ``last``; their seats stand empty for a while.

    Nobody leaves in the first days of a month: a whole month's contributions would exceed the pay of so few days.
    """
    days = int((last - begin).astype(np.int64)) + 1
    new = state.since > begin - 365
    hazard = _yearly_hazard(seats, new)
    leaves = state.held & (generator.random(len(seats)) < 1 - np.exp(-hazard * days / 365.25))
    on = begin + generator.integers(_FIRST_DAYS, max(days, _FIRST_DAYS + 1), len(seats))
    leaves &= (on >= state.since) & (on <= last)
    rows = np.flatnonzero(leaves)
    spells = _spells(seats, rows, state.since[rows], on[rows])
    state.held[rows] = False
    empty = generator.exponential(read("leaving")["vacant_months"] * 30.4, len(rows)).astype(np.int64)
    state.since[rows] = on[rows] + 1 + empty
    return spells


def _yearly_hazard(seats: Seats, new: Flags) -> np.ndarray:
    data = read("leaving")
    assert list(data["yearly_hazard"]) == [kind.value for kind in StaffingType]
    hazard = np.array(list(data["yearly_hazard"].values()))[seats.staffing]
    factors = data["factors"]
    hazard = hazard * np.where(is_night_heavy(seats.rota), factors["night_heavy"], 1.0)
    return np.asarray(hazard * np.where(new, factors["first_year"], 1.0))


def _fill(generator: np.random.Generator, state: _Holding, begin: np.datetime64, last: np.datetime64) -> None:
    """Empty seats whose time has come are filled on a first or sixteenth, never before they fell empty."""
    due = ~state.held & (state.since <= last)
    start = np.where(generator.random(len(due)) < 0.7, begin, begin + 15)  # noqa: PLR2004 - most begin on the first
    due &= (start >= state.since) & (start <= last)
    state.held[due], state.since[due] = True, start[due]


def _spells(seats: Seats, rows: Whole, start: Days, end: Days) -> Spells:
    count = len(rows)
    return Spells(
        seat=rows,
        street=seats.street[rows],
        unit=seats.unit[rows],
        post=seats.post[rows],
        code=seats.code[rows],
        staffing=seats.staffing[rows],
        rota=seats.rota[rows],
        start=start,
        end=end,
        kind=nobody(count),
        reason=nobody(count),
        converted=undated(count),
        moved=undated(count),
        moved_from=nobody(count),
        of_study=np.zeros(count, dtype=np.bool_),
    )
