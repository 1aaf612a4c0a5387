"""Paid days, sick, maternity and probation pay, overtime and tiers of one person written plainly in Decimal.

Nothing here reads the law files or the formulas; amounts are yuan, days are days. August 2026, whose sick pay changes
on the 16th.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

FEN = Decimal("0.01")
NOTHING = Decimal(0)
DAY = Decimal("21.75")
MINIMUM_WAGE = Decimal(2740)
SICK_FLOOR = MINIMUM_WAGE * 4 / 5
SCALE = ((8, "1"), (6, "0.9"), (4, "0.8"), (2, "0.7"), (0, "0.6"))
RELIEF = ((3, "0.6"), (1, "0.5"), (0, "0.4"))
OVERTIME = ("workday", "rest_day", "holiday", "period")
SENIORITY = {"street-1": ((10, 200), (5, 100), (1, 50)), "street-2": ((1, 30),)}


@dataclass(frozen=True)
class Decisions:
    """What the employer has decided: shares of probation pay, of the overtime base and of sick pay, and two rules."""

    probation: Decimal = Decimal(1)
    overtime_base: Decimal = Decimal(1)
    sick_pay: Decimal = NOTHING
    scale_goes_on: bool = False
    through_employer: bool = False


def to_fen(amount: Decimal) -> Decimal:
    """``amount`` to the fen, halves away from zero."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def reached(table: tuple[tuple[int, Any], ...], measure: Decimal | int) -> Decimal:
    """The value of the highest step reached, highest first; zero below all of them."""
    return next((Decimal(value) for least, value in table if measure >= least), NOTHING)


class Days:
    """How the month's 21.75 days fall."""

    def __init__(self, given: dict[str, Any]) -> None:
        def days(name: str) -> Decimal:
            return Decimal(given.get(name, 0)) / 100

        employed, unpaid = days("employed_days"), days("unpaid_days")
        names = ("sick_days", "sick_days_relief", "sick_days_after_change", "sick_days_relief_after_change")
        kinds = [days(name) for name in names]
        self.employed = DAY if employed >= days("month_days") else min(DAY, employed)

        def counted(asked: Decimal, away: Decimal, left: Decimal) -> Decimal:
            return left if away >= employed else min(left, asked)

        self.unpaid = counted(unpaid, unpaid, self.employed)
        left = self.employed - self.unpaid
        away = unpaid + sum(kinds)
        self.sick = counted(sum(kinds, NOTHING), away, left) if sum(kinds) else NOTHING
        self.paid = left - self.sick
        self.kinds = self._kinds(kinds)
        leave, trial = days("maternity_days"), days("probation_days")
        self.maternity = counted(leave, away + leave, self.paid) if leave else NOTHING
        self.probation_asked, self.all_on_probation = trial, bool(trial) and trial >= employed
        self._counted = counted

    def _kinds(self, kinds: list[Decimal]) -> list[Decimal]:
        """Each kind of sick day its own days in turn; the last one present has what is left."""
        left, found = self.sick, []
        for place, asked in enumerate(kinds):
            taken = min(left, asked) if sum(kinds[place + 1 :]) else left
            found.append(taken)
            left -= taken
        return found

    def on_probation(self, off: Decimal) -> Decimal:
        """The days at the probation wage, of those left when ``off`` are not paid by the employer."""
        trial = self.probation_asked
        return self._counted(trial, trial, self.paid - off) if trial else NOTHING


class Time:
    """``month`` is the whole month's pay, ``own`` the contributions that the minimum wage is net of."""

    def __init__(self, given: dict[str, Any], month: Decimal, own: Decimal, decided: Decisions) -> None:
        self.given, self.month, self.own, self.decided = given, month, own, decided
        self.days = Days(given)
        on_probation = max(to_fen(month * decided.probation), MINIMUM_WAGE)
        self.probation_wage = min(month, on_probation) if self.days.probation_asked else month
        self.usual = self.probation_wage if self.days.all_on_probation else month
        base = given.get("overtime_base")
        agreed = to_fen(self.usual * decided.overtime_base) if base is None else Decimal(base) / 100
        self.overtime_base = max(agreed, MINIMUM_WAGE)
        self._part_month()
        self._sick()
        self._maternity()
        self._probation()
        self._overtime()
        average = Decimal(given.get("average_wage") or 0) / 100
        self.unused_leave = to_fen(2 * average * Decimal(given.get("unused_leave_days", 0)) / 100 / DAY)

    def _off(self, days: Decimal, still_paid: Decimal, remaining: Decimal) -> Decimal:
        if not days:
            return NOTHING
        return min(remaining, to_fen(self.month * days / DAY)) if still_paid > 0 else remaining

    def _part_month(self) -> None:
        days = self.days
        self.part_month = self.month - to_fen(self.month * days.employed / DAY)
        left = self.month - self.part_month
        self.unpaid = self._off(days.unpaid, days.employed - days.unpaid, left)
        self.sick_off = self._off(days.sick, days.paid, left - self.unpaid)
        self.left = left - self.unpaid - self.sick_off

    def _sick(self) -> None:
        base = self.given.get("sick_base")
        self.sick_base = max(self.overtime_base if base is None else Decimal(base) / 100, MINIMUM_WAGE)
        within, relief, within_after, relief_after = self.days.kinds
        self.sick_pay = self._worth(SCALE, within, within_after)
        self.sick_relief = self._worth(RELIEF, relief, relief_after)

    def _worth(self, table: tuple[tuple[int, Any], ...], before: Decimal, after: Decimal) -> Decimal:
        by_scale = self.sick_base * reached(table, self.given.get("service_years", 0))
        agreed = by_scale if self.decided.scale_goes_on else self.sick_base * self.decided.sick_pay
        old, new = (min(self.usual, max(amount, SICK_FLOOR + self.own)) for amount in (by_scale, agreed))
        return to_fen((old * before + new * after) / DAY)

    def _maternity(self) -> None:
        self.maternity_off = self.allowance = self.top_up = NOTHING
        if self.decided.through_employer:
            days = self.days.maternity
            self.maternity_off = self._off(days, self.days.paid - days, self.left)
            self.allowance = Decimal(self.given.get("maternity_allowance_amount", 0)) / 100
            self.top_up = max(NOTHING, to_fen(self.usual * days / DAY) - self.allowance)

    def _probation(self) -> None:
        off = self.days.maternity if self.decided.through_employer else NOTHING
        days = self.days_on_probation = self.days.on_probation(off)
        self.probation_off = to_fen(self.month * days / DAY) - to_fen(self.probation_wage * days / DAY)

    def _overtime(self) -> None:
        paid = {
            "standard": {"workday": "1.5", "rest_day": "2", "holiday": "3"},
            "comprehensive": {"period": "1.5", "holiday": "3"},
            "irregular": {"holiday": "3"},
        }[self.given.get("regime") or "standard"]
        minutes = {kind: Decimal(self.given.get(f"overtime_minutes_{kind}", 0)) for kind in OVERTIME}
        # One division, at the end: 28 digits of an hourly wage would make 0.005 of 0.00499…
        hours = DAY * 8 * 60
        worth = {
            kind: to_fen(self.overtime_base * Decimal(rate) * minutes[kind] / hours) for kind, rate in paid.items()
        }
        self.overtime = sum(worth.values(), NOTHING)
        self.overtime_by_kind = {f"overtime_{kind}_pay": worth.get(kind, NOTHING) for kind in OVERTIME}
        self.minutes_unpaid = sum((minutes[kind] for kind in OVERTIME if kind not in paid), NOTHING)

    @property
    def kept(self) -> Decimal:
        """The month's wage that counts for the minimum wage, with what is paid in its place."""
        wage = self.left - self.maternity_off - self.probation_off
        return wage + self.sick_pay + self.sick_relief + self.allowance + self.top_up

    @property
    def minimum_due(self) -> Decimal:
        """The minimum wage for the days paid, four fifths of it for the sick ones."""
        return to_fen((MINIMUM_WAGE * self.days.paid + SICK_FLOOR * self.days.sick) / DAY)

    def tiers(self) -> dict[str, Decimal]:
        """The made-up employer's tiered allowances: seniority, nights, full attendance, loyalty."""
        given = self.given
        seniority = reached(SENIORITY.get(given["unit"], ()), given.get("service_years", 0))
        found = dict.fromkeys((f"allowance.{code}" for code in ("nights", "attendance", "loyalty")), NOTHING)
        found["allowance.seniority"] = to_fen(seniority * self.days.paid / DAY)
        if given["unit"] == "street-1":
            nights = Decimal(given["night_shifts"])
            found["allowance.nights"] = (
                5 * min(nights, 4) + 10 * max(NOTHING, min(nights, 8) - 4) + 20 * max(NOTHING, nights - 8)
            )
            found["allowance.attendance"] = reached(((22, 150), (21, 100)), Decimal(given["attended_days"]) / 100)
            found["allowance.loyalty"] = to_fen(max(NOTHING, Decimal(given.get("months_in_service", 0)) - 3) / 2)
        return found

    @property
    def figures(self) -> dict[str, Decimal]:
        """The figures of the slip that time decides."""
        days, sick = self.days, self.days.sick > 0
        within, relief, within_after, relief_after = days.kinds
        return {
            "days_employed": days.employed,
            "days_unpaid": days.unpaid,
            "days_sick": days.sick,
            "days_sick_within": within,
            "days_sick_relief": relief,
            "days_sick_within_after": within_after,
            "days_sick_relief_after": relief_after,
            "days_paid": days.paid,
            "days_maternity": days.maternity,
            "days_probation": self.days_on_probation,
            "usual_pay": self.usual,
            "probation_wage": self.probation_wage if days.probation_asked else NOTHING,
            "sick_base_used": self.sick_base if sick else NOTHING,
            "sick_pay_floor": SICK_FLOOR + self.own if sick else NOTHING,
            "overtime_base_used": self.overtime_base,
            **self.overtime_by_kind,
            "overtime_minutes_unpaid": self.minutes_unpaid,
            "part_month_deduction": self.part_month,
            "unpaid_days_deduction": self.unpaid,
            "sick_days_deduction": self.sick_off,
            "sick_pay": self.sick_pay,
            "sick_relief_pay": self.sick_relief,
            "maternity_deduction": self.maternity_off,
            "maternity_allowance": self.allowance,
            "maternity_top_up": self.top_up,
            "probation_deduction": self.probation_off,
            "unused_leave_pay": self.unused_leave,
        }
