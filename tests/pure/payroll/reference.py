"""The month of one person written plainly in Decimal, as an oracle: August 2026, the made-up employer's rows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.pure.payroll.reference_tax import Taxes, subsidy_4050
from tests.pure.payroll.reference_time import Decisions, Time, to_fen

YUAN, NOTHING = Decimal(1), Decimal(0)
BACK = ("pension", "medical", "unemployment", "housing_fund", "supplementary_fund", "occupational_annuity")
BACK_EMPLOYERS = (*BACK, "maternity", "work_injury")


class Person:
    """One person's figures, computed in the order a payroll clerk would."""

    def __init__(self, given: dict[str, Any], decided: Decisions | None = None) -> None:
        self.given = given
        self._base_pay()
        self._contributions()
        self.time = Time(given, self.month, self.social + self.housing, decided or Decisions())
        self._extras()
        self._tax()
        self._totals()

    def yuan(self, name: str) -> Decimal:
        return Decimal(self.given.get(name) or 0) / 100

    def days(self, name: str) -> Decimal:
        return Decimal(self.given.get(name, 0)) / 100

    def _base_pay(self) -> None:
        scheme = self.given["scheme"]
        fixed = self.yuan("fixed_monthly_pay")
        standard = {"establishment": 4500, "grade_step": 6000, "fixed_monthly": fixed, "civil_service": 6500}
        self.month = Decimal(standard.get(scheme, 0)) + self.yuan("performance_basic_amount")
        self.scale = Decimal(6000) if scheme == "grade_step" else NOTHING
        self.hourly = self._by_the_hour(self.yuan("hourly_rate")) if scheme == "hourly" else NOTHING

    def _by_the_hour(self, rate: Decimal) -> Decimal:
        """Divided once, at the end: 28 digits of an hour would make 0.005 of 0.00499…"""
        return to_fen(rate * self.given["worked_minutes"] / 60)

    def _contributions(self) -> None:
        given = self.given
        base = min(max(self.yuan("social_base"), Decimal(7546)), Decimal(37731))
        own = {"pension": "0.08", "medical": "0.02", "unemployment": "0.005"}
        employers = {"pension": "0.16", "medical": "0.09", "unemployment": "0.005"}
        injury = {"work_injury": Decimal(given["work_injury_rate"]) / 1_000_000}
        self.social = self._insured(base, {k: Decimal(v) for k, v in own.items()})
        self.paid = self._insured(base, {k: Decimal(v) for k, v in employers.items()} | injury)
        annuity = given["occupational_annuity"]
        self.annuity = annuity * to_fen(base * Decimal("0.04"))
        self.paid += annuity * to_fen(base * Decimal("0.08"))
        housing = min(max(self.yuan("housing_base"), Decimal(2740)), Decimal(37731))
        rates = [Decimal(given[name]) / 1_000_000 for name in ("housing_rate", "supplementary_rate")]
        funded = sum(((housing * r).quantize(YUAN, ROUND_HALF_UP) for r in rates), NOTHING)
        self.housing = funded if given["insured_housing_fund"] else NOTHING

    def _insured(self, base: Decimal, rates: dict[str, Decimal]) -> Decimal:
        return sum((self.given[f"insured_{item}"] * to_fen(base * rate) for item, rate in rates.items()), NOTHING)

    def _extras(self) -> None:
        given = self.given
        night = 80 if given["post"] == "duty" else 60
        self.shifts = Decimal(given["middle_shifts"] * 30 + given["night_shifts"] * night)
        self.heat = Decimal(300 * given["heat_exposed"])
        self.allowances = self.time.tiers() + (self._allowances() if given["unit"] == "street-1" else NOTHING)

    def _allowances(self) -> Decimal:
        given = self.given
        shifts = Decimal(5 * (given.get("early_shifts", 0) + given["middle_shifts"] + given["night_shifts"]))
        cases = Decimal("0.05") * Decimal(given["standard_minutes"])
        post = to_fen(200 * self.time.days.paid / Decimal("21.75"))
        return post + to_fen(self.scale / 20) + 20 * self.days("attended_days") + shifts + cases

    def _tax(self) -> None:
        given, time = self.given, self.time
        one_off, back = self.yuan("one_off_taxed_amount"), self.yuan("back_pay_taxed")
        self.counted = time.kept + self.hourly + self.yuan("performance_incentive_amount") + self.allowances
        ordinary = self.counted - time.allowance + self.shifts + time.overtime + time.unused_leave + self.heat + one_off
        self.bonus = self.yuan("annual_bonus_amount")
        self.contribution_wage = ordinary + self.bonus + self.yuan("back_pay_counted")
        self.taxed = ordinary + back
        made_good = sum((self.yuan(f"back_{item}_employee") for item in BACK), NOTHING)
        self.own = self.social + self.annuity + self.housing + made_good
        self.taxes = Taxes(given, self.taxed, self.own, self.bonus)
        untaxed = self.yuan("one_off_untaxed_amount") + self.yuan("back_pay_untaxed") + time.allowance
        self.gross = self.taxed + untaxed + self.bonus + self.taxes.paid_apart

    def _totals(self) -> None:
        net = self.gross - self.own - self.taxes.all - self.yuan("net_deduction_amount")
        made_good = sum((self.yuan(f"back_{item}_employer") for item in BACK_EMPLOYERS), NOTHING)
        cost = self.gross + self.paid + self.housing + made_good
        by_hour = self.given["scheme"] == "hourly"
        due = self._by_the_hour(Decimal(25)) if by_hour else self.time.minimum_due
        self.figures = {
            **self.time.figures,
            "gross": self.gross,
            "taxed_income": self.taxed + self.taxes.merged,
            "contribution_wage": self.contribution_wage,
            "tax_deductions": self.own,
            **self.taxes.figures,
            "net": net,
            "employer_cost": cost,
            "employer_cost_after_subsidy": cost - subsidy_4050(self.given),
            "minimum_wage_due": due,
            "minimum_wage_shortfall": max(NOTHING, due - (self.counted - self.social - self.housing)),
        }
