"""Paid days, sick and other leave, overtime by regime, tiers and back pay of August 2026 written out in NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.made_people import REGIMES, UNITS
from payroll.columns import BACK_ITEMS
from vocabulary.money import FenArray

Figures = dict[str, FenArray]
DAY = 2175  # hundredths of a day
MINIMUM = 274_000
_SCALE = np.array([6, 6, 7, 7, 8, 8, 9, 9, 10])  # tenths by years of service
_RELIEF = np.array([4, 5, 5, 6])
_SICK = ("sick_days", "sick_days_relief", "sick_days_after_change", "sick_days_relief_after_change")
_PARTS = ("days_sick_within", "days_sick_relief", "days_sick_within_after", "days_sick_relief_after")
TIERED = ("attendance", "loyalty", "nights", "seniority")


def half_up(amount: FenArray, per: int) -> FenArray:
    """``amount / per`` rounded; for amounts that can't be negative."""
    return (amount + per // 2) // per


def paid_days(c: dict[str, Any], f: Figures) -> None:
    """How the month's 2,175 hundredths of a day fall."""
    employed, unpaid = c["employed_days"], c["unpaid_days"]
    f["days_employed"] = np.where(employed >= c["month_days"], DAY, np.minimum(employed, DAY))
    f["days_unpaid"] = _counted(c, unpaid, unpaid, f["days_employed"])
    left = f["days_employed"] - f["days_unpaid"]
    sick = sum((c[name] for name in _SICK[1:]), start=c[_SICK[0]])
    f["days_sick"] = np.where(sick > 0, _counted(c, sick, unpaid + sick, left), 0)
    f["days_paid"] = left - f["days_sick"]
    _sick_parts(c, f)
    leave, trial = c["maternity_days"], c["probation_days"]
    f["days_maternity"] = np.where(leave > 0, _counted(c, leave, unpaid + sick + leave, f["days_paid"]), 0)
    f["days_probation"] = np.where(trial > 0, _counted(c, trial, trial, f["days_paid"]), 0)


def _counted(c: dict[str, Any], asked: FenArray, away: FenArray, left: FenArray) -> FenArray:
    return np.where(away >= c["employed_days"], left, np.minimum(left, asked))


def _sick_parts(c: dict[str, Any], f: Figures) -> None:
    left = f["days_sick"]
    for place, part in enumerate(_PARTS):
        later = sum((c[name] for name in _SICK[place + 1 :]), start=np.zeros_like(left))
        f[part] = np.where(later > 0, np.minimum(left, c[_SICK[place]]), left)
        left = left - f[part]


def part_month(c: dict[str, Any], f: Figures) -> None:
    """What joining, leaving, unpaid and sick days and probation take off the month."""
    month = f["monthly_pay"]
    kept = half_up(month * f["days_employed"], DAY)
    f["part_month_deduction"] = month - kept
    f["unpaid_days_deduction"] = _off(f, f["days_unpaid"], f["days_employed"] - f["days_unpaid"], kept)
    f["sick_days_deduction"] = _off(f, f["days_sick"], f["days_paid"], kept - f["unpaid_days_deduction"])
    on_probation = c["probation_days"] > 0
    lowest = np.minimum(month, np.maximum(month, MINIMUM))  # this employer pays probation in full
    f["probation_wage"] = np.where(on_probation, lowest, 0)
    all_month = on_probation & (c["probation_days"] >= c["employed_days"])
    f["usual_pay"] = np.where(all_month, f["probation_wage"], month)
    parts = [half_up(wage * f["days_probation"], DAY) for wage in (month, f["probation_wage"])]
    f["probation_deduction"] = np.where(on_probation, parts[0] - parts[1], 0)


def _off(f: Figures, days: FenArray, left: FenArray, remaining: FenArray) -> FenArray:
    by_days = np.minimum(remaining, half_up(f["monthly_pay"] * days, DAY))
    return np.where(days > 0, np.where(left > 0, by_days, remaining), 0)


def overtime(c: dict[str, Any], f: Figures) -> None:
    """Minutes at the rates of the person's regime, and those that it does not pay."""
    regime = c["regime"].codes
    standard, settled = regime <= REGIMES.index("standard"), regime == REGIMES.index("comprehensive")
    f["overtime_base_used"] = np.maximum(f["usual_pay"], MINIMUM)
    minute = DAY * 8 * 60 * 2  # of half per cents: 150 % is 3 halves
    everybody = np.ones_like(standard)
    paid = (("workday", 3, standard), ("rest_day", 4, standard), ("holiday", 6, everybody), ("period", 3, settled))
    f["overtime_minutes_unpaid"] = np.zeros_like(f["monthly_pay"])
    for kind, halves, who in paid:
        minutes = c[f"overtime_minutes_{kind}"]
        worth = f["overtime_base_used"] * minutes * (halves * 100)
        f[f"overtime_{kind}_pay"] = np.where(who, half_up(worth, minute), 0)
        f["overtime_minutes_unpaid"] = f["overtime_minutes_unpaid"] + np.where(who, 0, minutes)


def leave(c: dict[str, Any], f: Figures, own: FenArray) -> None:
    """Sick pay by the rule of the day, leave not taken; the wage goes on in maternity leave."""
    sick = f["days_sick"] > 0
    f["sick_base_used"] = np.where(sick, f["overtime_base_used"], 0)
    f["sick_pay_floor"] = np.where(sick, MINIMUM * 4 // 5 + own, 0)
    years = c["service_years"]
    f["sick_pay"] = _sick_pay(f, "within", _SCALE[np.minimum(years, 8)])
    f["sick_relief_pay"] = _sick_pay(f, "relief", _RELIEF[np.minimum(years, 3)])
    f["unused_leave_pay"] = half_up(c["average_wage"] * c["unused_leave_days"] * 2, DAY)
    for name in ("maternity_deduction", "maternity_allowance", "maternity_top_up"):
        f[name] = np.zeros_like(f["monthly_pay"])


def _sick_pay(f: Figures, kind: str, tenths: NDArray[np.int64]) -> FenArray:
    floor, usual = f["sick_pay_floor"], f["usual_pay"]
    before = np.minimum(usual * 10, np.maximum(f["sick_base_used"] * tenths, floor * 10))
    after = np.minimum(usual, floor) * 10
    worth = before * f[f"days_sick_{kind}"] + after * f[f"days_sick_{kind}_after"]
    return half_up(worth, 10 * DAY)


def tiers(c: dict[str, Any], f: Figures) -> None:
    """Seniority in both streets; nights, attendance and loyalty in the first."""
    here = c["unit"].codes == UNITS.index("street-1")
    years, nights, days = c["service_years"], c["night_shifts"], c["attended_days"]
    reached = np.array([0, 5_000, 10_000, 20_000])[np.searchsorted([1, 5, 10], years, side="right")]
    seniority = np.where(here, reached, np.where(years >= 1, 3_000, 0))
    f["allowance.seniority"] = half_up(seniority * f["days_paid"], DAY)
    by_night = 500 * np.minimum(nights, 4) + 1_000 * np.clip(nights - 4, 0, 4) + 2_000 * np.maximum(nights - 8, 0)
    f["allowance.nights"] = here * by_night
    f["allowance.attendance"] = here * np.where(days >= 2_200, 15_000, np.where(days >= 2_100, 10_000, 0))
    f["allowance.loyalty"] = here * (50 * np.maximum(c["months_in_service"] - 3, 0))


def back_pay(c: dict[str, Any], f: Figures) -> None:
    """What earlier months are owed, as it is given."""
    f["back_pay"], f["back_pay_untaxed"] = c["back_pay_taxed"], c["back_pay_untaxed"]
    for item, (_, shared) in BACK_ITEMS.items():
        for side in ("employee", "employer") if shared else ("employer",):
            f[f"back_{item}_{side}"] = c[f"back_{item}_{side}"]
