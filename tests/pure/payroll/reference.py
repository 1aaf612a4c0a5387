"""The month of one person written plainly in Decimal, as an oracle: August 2026, the made-up employer's rows.

Every figure of the slip: amounts are yuan, days are days, counts and minutes as they are.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.pure.payroll.reference_tax import Taxes, subsidies_4050
from tests.pure.payroll.reference_time import Decisions, Time, to_fen

YUAN, NOTHING = Decimal(1), Decimal(0)
BACK = ("pension", "medical", "unemployment", "housing_fund", "supplementary_fund", "occupational_annuity")
BACK_EMPLOYERS = (*BACK, "maternity", "work_injury")
INSURANCES = ("pension", "medical", "unemployment", "work_injury")
OWN = {"pension": "0.08", "medical": "0.02", "unemployment": "0.005"}
EMPLOYERS = {"pension": "0.16", "medical": "0.09", "unemployment": "0.005"}


class Person:
    """One person's figures, computed in the order a payroll clerk would."""

    def __init__(self, given: dict[str, Any], decided: Decisions | None = None) -> None:
        self.given = given
        self.figures: dict[str, Decimal] = {}
        self._base_pay()
        self._social_insurance()
        self._housing_fund()
        self.net_of = self.social + self.housing
        self.time = Time(given, self.month, self.net_of, decided or Decisions())
        self._extras()
        self._back_pay()
        self._tax()
        self._totals()
        self._minimum_wage()
        self.figures.update(self.time.figures)
        self.figures.update(self.taxes.figures)

    def yuan(self, name: str) -> Decimal:
        return Decimal(self.given.get(name) or 0) / 100

    def days(self, name: str) -> Decimal:
        return Decimal(self.given.get(name, 0)) / 100

    def _base_pay(self) -> None:
        scheme = self.given["scheme"]
        establishment, civil = scheme == "establishment", scheme == "civil_service"
        parts = {
            "post_wage": Decimal(3000) if establishment else NOTHING,
            "step_wage": Decimal(1500) if establishment else NOTHING,
            "scale_wage": Decimal(6000) if scheme == "grade_step" else NOTHING,
            "fixed_wage": self.yuan("fixed_monthly_pay") if scheme == "fixed_monthly" else NOTHING,
            "position_wage": Decimal(4000) if civil else NOTHING,
            "rank_wage": Decimal(2500) if civil else NOTHING,
            "performance_basic": self.yuan("performance_basic_amount"),
        }
        self.month, self.scale = sum(parts.values(), NOTHING), parts["scale_wage"]
        self.incentive = self.yuan("performance_incentive_amount")
        self.hourly = self._by_the_hour(self.yuan("hourly_rate")) if scheme == "hourly" else NOTHING
        self.figures |= parts | {"monthly_pay": self.month}
        self.figures |= {"performance_incentive": self.incentive, "hourly_wage": self.hourly}

    def _by_the_hour(self, rate: Decimal) -> Decimal:
        """Divided once, at the end: 28 digits of an hour would make 0.005 of 0.00499…"""
        return to_fen(rate * self.given["worked_minutes"] / 60)

    def _social_insurance(self) -> None:
        given, annuity = self.given, self.given["occupational_annuity"]
        insured = annuity or any(given[f"insured_{item}"] for item in INSURANCES)
        base = min(max(self.yuan("social_base"), Decimal(7546)), Decimal(37731)) if insured else NOTHING
        injury = {"work_injury": Decimal(given["work_injury_rate"]) / 1_000_000}
        own = self._insured("employee", base, {k: Decimal(v) for k, v in OWN.items()})
        paid = self._insured("employer", base, {k: Decimal(v) for k, v in EMPLOYERS.items()} | injury)
        self.annuity = annuity * to_fen(base * Decimal("0.04"))
        by_employer = annuity * to_fen(base * Decimal("0.08"))
        self.social, self.paid = sum(own.values(), NOTHING), sum(paid.values(), NOTHING) + by_employer
        self.figures |= own | paid | {"social_contribution_base": base, "maternity_employer": NOTHING}
        self.figures |= {"annuity_employee": self.annuity, "annuity_employer": by_employer}

    def _insured(self, side: str, base: Decimal, rates: dict[str, Decimal]) -> dict[str, Decimal]:
        return {f"{item}_{side}": self.given[f"insured_{item}"] * to_fen(base * rate) for item, rate in rates.items()}

    def _housing_fund(self) -> None:
        insured = self.given["insured_housing_fund"]
        base = min(max(self.yuan("housing_base"), Decimal(2740)), Decimal(37731)) if insured else NOTHING
        self.housing = NOTHING
        for name, rate in (("housing_fund", "housing_rate"), ("supplementary_fund", "supplementary_rate")):
            share = (base * Decimal(self.given[rate]) / 1_000_000).quantize(YUAN, ROUND_HALF_UP)
            self.figures |= {f"{name}_employee": share, f"{name}_employer": share}
            self.housing += share
        self.figures["housing_contribution_base"] = base

    def _extras(self) -> None:
        given = self.given
        night = 80 if given["post"] == "duty" else 60
        shifts = {
            "early_shift_pay": NOTHING,
            "middle_shift_pay": Decimal(given["middle_shifts"] * 30),
            "night_shift_pay": Decimal(given["night_shifts"] * night),
        }
        self.shifts, self.heat = sum(shifts.values(), NOTHING), Decimal(300 * given["heat_exposed"])
        allowances = self.time.tiers() | self._allowances()
        self.allowances = sum(allowances.values(), NOTHING)
        self.figures |= shifts | allowances | {"heat_allowance": self.heat}
        for name in ("one_off_taxed", "one_off_untaxed", "net_deduction"):
            self.figures[name] = self.yuan(f"{name}_amount")

    def _allowances(self) -> dict[str, Decimal]:
        given = self.given
        if given["unit"] != "street-1":
            return dict.fromkeys((f"allowance.{code}" for code in ("post", "share", "meal", "shift", "case")), NOTHING)
        return {
            "allowance.post": to_fen(200 * self.time.days.paid / Decimal("21.75")),
            "allowance.share": to_fen(self.scale / 20),
            "allowance.meal": 20 * self.days("attended_days"),
            "allowance.shift": Decimal(
                5 * (given.get("early_shifts", 0) + given["middle_shifts"] + given["night_shifts"])
            ),
            "allowance.case": Decimal("0.05") * Decimal(given["standard_minutes"]),
        }

    def _back_pay(self) -> None:
        own = {f"back_{item}_employee": self.yuan(f"back_{item}_employee") for item in BACK}
        employers = {f"back_{item}_employer": self.yuan(f"back_{item}_employer") for item in BACK_EMPLOYERS}
        self.made_good, self.owed = sum(own.values(), NOTHING), sum(employers.values(), NOTHING)
        self.back = {"back_pay": self.yuan("back_pay_taxed"), "back_pay_untaxed": self.yuan("back_pay_untaxed")}
        self.figures |= own | employers | self.back

    def _tax(self) -> None:
        given, time = self.given, self.time
        one_off, back = self.figures["one_off_taxed"], self.back["back_pay"]
        self.counted = time.kept + self.hourly + self.incentive + self.allowances
        ordinary = self.counted - time.allowance + self.shifts + time.overtime + time.unused_leave + self.heat + one_off
        bonus = self.yuan("annual_bonus_amount")
        self.taxed = ordinary + back
        self.own = self.social + self.annuity + self.housing + self.made_good
        self.taxes = Taxes(given, self.taxed, self.own, bonus)
        untaxed = self.figures["one_off_untaxed"] + self.back["back_pay_untaxed"] + time.allowance
        self.gross = self.taxed + untaxed + bonus + self.taxes.paid_apart
        self.figures["contribution_wage"] = ordinary + bonus + self.yuan("back_pay_counted")

    def _totals(self) -> None:
        deductions = self.own + self.taxes.all + self.figures["net_deduction"]
        contributions = self.paid + self.housing + self.owed
        subsidies = subsidies_4050(self.given)
        cost = self.gross + contributions
        self.figures |= subsidies | {
            "gross": self.gross,
            "taxed_income": self.taxed + self.taxes.merged,
            "tax_deductions": self.own,
            "deductions": deductions,
            "net": self.gross - deductions,
            "employer_contributions": contributions,
            "employer_cost": cost,
            "employer_cost_after_subsidy": cost - subsidies["employer_subsidies"],
        }

    def _minimum_wage(self) -> None:
        by_hour = self.given["scheme"] == "hourly"
        due = self._by_the_hour(Decimal(25)) if by_hour else self.time.minimum_due
        paid = self.counted - self.net_of
        self.figures |= {
            "minimum_wage_pay": paid,
            "minimum_wage_due": due,
            "minimum_wage_shortfall": max(NOTHING, due - paid),
        }
