"""The month of one person written plainly in Decimal, as an oracle: August 2026, the made-up employer's rows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.pure.payroll.reference_tax import Taxes, subsidy_4050

FEN, YUAN = Decimal("0.01"), Decimal(1)
DAY = Decimal("21.75")


def _round(amount: Decimal, to: Decimal = FEN) -> Decimal:
    return amount.quantize(to, ROUND_HALF_UP)


class Person:
    """One person's figures, computed in the order a payroll clerk would."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.figures: dict[str, Decimal] = {}
        self._base_pay()
        self._part_month()
        self._extras()
        self._contributions()
        self._tax()
        self._totals()

    def yuan(self, name: str) -> Decimal:
        return Decimal(self.given[name]) / 100

    def days(self, name: str) -> Decimal:
        return Decimal(self.given[name]) / 100

    def _base_pay(self) -> None:
        scheme = self.given["scheme"]
        fixed = self.yuan("fixed_monthly_pay")
        whole = {"establishment": Decimal(4500), "grade_step": Decimal(6000), "fixed_monthly": fixed}
        self.month = whole.get(scheme, Decimal(0)) + self.yuan("performance_basic_amount")
        self.scale = Decimal(6000) if scheme == "grade_step" else Decimal(0)
        hours = Decimal(self.given["worked_minutes"]) / 60
        self.hourly = _round(self.yuan("hourly_rate") * hours) if scheme == "hourly" else Decimal(0)

    def _kept(self, amount: Decimal) -> tuple[Decimal, Decimal]:
        """What is left for the days employed, and what unpaid days take from that; not rounded."""
        employed, month, unpaid = self.days("employed_days"), self.days("month_days"), self.days("unpaid_days")
        kept = amount if employed >= month else min(amount, amount * employed / DAY)
        return kept, kept if unpaid >= employed else min(kept, amount * unpaid / DAY)

    def _part_month(self) -> None:
        kept = _round(self._kept(self.month)[0])
        employed, unpaid = self.days("employed_days"), self.days("unpaid_days")
        lost = kept if unpaid >= employed else min(kept, _round(self.month * unpaid / DAY))
        self.base = kept - lost

    def _extras(self) -> None:
        given = self.given
        night = 80 if given["post"] == "duty" else 60
        self.shifts = Decimal(given["middle_shifts"] * 30 + given["night_shifts"] * night)
        base = max(self.month, Decimal(2740))
        rates = {"workday": Decimal("1.5"), "rest_day": Decimal(2), "holiday": Decimal(3)}
        minutes = {kind: Decimal(given[f"overtime_minutes_{kind}"]) for kind in rates}
        # One division, at the end: 28 digits of an hourly wage would make 0.005 of 0.00499…
        worth = [_round(base * rate * minutes[kind] / (DAY * 8 * 60)) for kind, rate in rates.items()]
        self.overtime = sum(worth, Decimal(0))
        self.heat = Decimal(300 * given["heat_exposed"])
        self.allowances = self._allowances() if given["unit"] == "street-1" else Decimal(0)

    def _allowances(self) -> Decimal:
        kept, lost = self._kept(Decimal(200))
        given = self.given
        shifts = Decimal(5 * (given["middle_shifts"] + given["night_shifts"]))
        cases = Decimal("0.05") * Decimal(given["standard_minutes"])
        return _round(kept - lost) + _round(self.scale / 20) + 20 * self.days("attended_days") + shifts + cases

    def _contributions(self) -> None:
        given = self.given
        base = min(max(self.yuan("social_base"), Decimal(7546)), Decimal(37731))
        own = {"pension": "0.08", "medical": "0.02", "unemployment": "0.005"}
        employers = {"pension": "0.16", "medical": "0.09", "unemployment": "0.005"}
        injury = {"work_injury": Decimal(given["work_injury_rate"]) / 1_000_000}
        self.social = self._insured(base, {k: Decimal(v) for k, v in own.items()})
        self.paid = self._insured(base, {k: Decimal(v) for k, v in employers.items()} | injury)
        annuity = given["occupational_annuity"]
        self.annuity = annuity * _round(base * Decimal("0.04"))
        self.paid += annuity * _round(base * Decimal("0.08"))
        housing = min(max(self.yuan("housing_base"), Decimal(2740)), Decimal(37731))
        rates = [Decimal(given[name]) / 1_000_000 for name in ("housing_rate", "supplementary_rate")]
        funded = sum((_round(housing * r, YUAN) for r in rates), Decimal(0))
        self.housing = funded if given["insured_housing_fund"] else Decimal(0)

    def _insured(self, base: Decimal, rates: dict[str, Decimal]) -> Decimal:
        return sum((self.given[f"insured_{item}"] * _round(base * rate) for item, rate in rates.items()), Decimal(0))

    def _tax(self) -> None:
        given = self.given
        one_off, untaxed = self.yuan("one_off_taxed_amount"), self.yuan("one_off_untaxed_amount")
        pay = self.base + self.hourly + self.yuan("performance_incentive_amount")
        self.counted = pay + self.allowances
        self.taxed = self.counted + self.shifts + self.overtime + self.heat + one_off
        self.bonus = self.yuan("annual_bonus_amount")
        self.own = self.social + self.annuity + self.housing
        self.taxes = Taxes(given, self.taxed, self.own, self.bonus)
        self.gross = self.taxed + untaxed + self.bonus + self.taxes.paid_apart

    def _totals(self) -> None:
        net = self.gross - self.own - self.taxes.all - self.yuan("net_deduction_amount")
        cost = self.gross + self.paid + self.housing
        kept, lost = self._kept(Decimal(2740))
        hours = Decimal(self.given["worked_minutes"]) / 60
        due = _round(25 * hours) if self.given["scheme"] == "hourly" else _round(kept - lost)
        short = max(Decimal(0), due - (self.counted - self.social - self.housing))
        self.figures = {
            "gross": self.gross,
            "taxed_income": self.taxed + self.taxes.merged,
            "tax_deductions": self.own,
            **self.taxes.figures,
            "net": net,
            "employer_cost": cost,
            "employer_cost_after_subsidy": cost - subsidy_4050(self.given),
            "minimum_wage_shortfall": short,
        }
