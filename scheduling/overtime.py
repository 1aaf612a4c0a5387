"""Overtime of a month by working-time regime, held against the 36 hours that the law allows (劳动法 art. 41)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduling import law
from scheduling.monthly import MonthlyTotals
from scheduling.night import Minutes
from vocabulary.terms import WorkingTimeRegime
from vocabulary.text import Text

REGIMES: tuple[WorkingTimeRegime, ...] = tuple(WorkingTimeRegime)


@dataclass(frozen=True, slots=True)
class OvertimeCheck:
    """For each row of the totals: overtime in minutes, and whether it is over ``limit`` (minutes a month)."""

    minutes: Minutes
    over: NDArray[np.bool_]
    limit: int
    source: Text


def overtime_check(totals: MonthlyTotals, regime: NDArray[np.int8], norm: Minutes) -> OvertimeCheck:
    """Overtime of each row under its ``regime`` (place in ``REGIMES``), given the month's ``norm`` in minutes.

    ``norm`` is what the person owes that month: ``norm.norm_minutes``, less the standard day for each day of leave or
    outside employment. Work on statutory holidays is overtime under every limited regime. Comprehensive hours add what
    exceeds the norm; standard hours the greater of that and of what exceeds 8 hours on single days, so a Sunday
    worked for a free Tuesday (国务院令第174号 art. 7) is none. Irregular hours know no overtime limit.
    """
    rules = [law.read("working_time")["regimes"][each.value] for each in REGIMES]
    limit = law.read("working_time")["overtime_limit_month"][-1]
    beyond_norm = np.maximum(totals.minutes - totals.statutory_minutes - norm, 0)
    counted = {
        "day_and_month": np.maximum(beyond_norm, totals.long_day_minutes) + totals.statutory_minutes,
        "month": beyond_norm + totals.statutory_minutes,
        "none": np.zeros_like(beyond_norm),
    }
    minutes = np.choose(regime, [counted[rule["counts"]] for rule in rules])
    limited = np.array([rule["limited"] for rule in rules])[regime]
    source = Text(limit["source"]["zh"], limit["source"]["en"])
    return OvertimeCheck(minutes, limited & (minutes > limit["value"]), int(limit["value"]), source)
