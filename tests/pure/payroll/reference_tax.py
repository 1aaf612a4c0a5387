"""Taxes, severance and employer's subsidies of one person written plainly in Decimal, as the law says it: August 2026.

Nothing here reads the law files or the formulas; amounts are yuan.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

FEN = Decimal("0.01")
NOTHING = Decimal(0)
MONTH_NUMBER, MONTHS = 8, 12
RATES = (3, 10, 20, 25, 30, 35, 45)
YEAR_UPPERS = (36000, 144000, 300000, 420000, 660000, 960000, None)
YEAR_QUICK = (0, 2520, 16920, 31920, 52920, 85920, 181920)
MONTH_UPPERS = (3000, 12000, 25000, 35000, 55000, 80000, None)
MONTH_QUICK = (0, 210, 1410, 2660, 4410, 7160, 15160)
YEAR_TABLE = list(zip(YEAR_UPPERS, RATES, YEAR_QUICK, strict=True))
MONTH_TABLE = list(zip(MONTH_UPPERS, RATES, MONTH_QUICK, strict=True))
SERVICE_TABLE = [(20000, 20, 0), (50000, 30, 2000), (None, 40, 7000)]
BASIC, BASIC_YEAR = 5000, 60000
AVERAGE_YEARLY_WAGE = Decimal(12577 * 12)
FLOOR, MINIMUM_WAGE, SUBSIDY_MONTHS = Decimal(7546), Decimal(2740), 36


def to_fen(amount: Decimal) -> Decimal:
    """``amount`` to the fen, halves away from zero."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def by_table(table: list[Any], amount: Decimal, measure: Decimal) -> Decimal:
    """The tax on ``amount`` by the bracket that ``measure`` lies in."""
    for upper, rate, quick in table:
        if upper is None or measure <= upper:
            return to_fen(amount * rate / 100 - quick)
    raise AssertionError


def year_tax(taxable: Decimal) -> Decimal:
    """The tax of a whole year."""
    taxable = max(NOTHING, taxable)
    return by_table(YEAR_TABLE, taxable, taxable)


class Taxes:
    """``given`` as the engine stores it; ``taxed`` wages and ``own`` contributions of the month, and its ``bonus``."""

    def __init__(self, given: dict[str, Any], taxed: Decimal, own: Decimal, bonus: Decimal) -> None:
        self.given, self.bonus = given, bonus
        self.merged = bonus if self._yes("bonus_merged") else NOTHING
        self.income_to_date = self._yuan("tax_income_before") + taxed
        self.own_to_date = self._yuan("tax_deductions_before") + own
        self.deducted = self.own_to_date + self._yuan("additional_to_date") + self._yuan("other_deductions_to_date")
        self._wages()
        self._bonus()
        self._labour_service()
        self._severance()

    def _yuan(self, name: str) -> Decimal:
        return Decimal(self.given.get(name, 0)) / 100

    def _yes(self, name: str) -> bool:
        return bool(self.given.get(name, 0))

    def _basic(self, months: int) -> Decimal:
        """5,000 for each month, nothing at the second of two employers, all of it at once under the 60,000 rule."""
        if self._yes("basic_deduction_elsewhere"):
            return NOTHING
        return Decimal(BASIC_YEAR if self._yes("sixty_thousand_rule") else BASIC * months)

    def _wages(self) -> None:
        self.months = MONTH_NUMBER if self._yes("first_wage_in_year") else self.given["tax_months"]
        self.basic = self._basic(self.months)
        self.taxable = max(NOTHING, self.income_to_date + self.merged - self.deducted - self.basic)
        self.due = year_tax(self.taxable)
        paid = self._yuan("tax_withheld_before") + self._yuan("tax_relief_to_date")
        self.income_tax = max(NOTHING, self.due - paid)

    def _bonus(self) -> None:
        self.apart = by_table(MONTH_TABLE, self.bonus, self.bonus / MONTHS)
        self.bonus_tax = NOTHING if self._yes("bonus_merged") else self.apart
        here = self.given["tax_months"]
        self.by_december = by_december = here + MONTHS - MONTH_NUMBER
        carried_on = to_fen((self.income_to_date - self.deducted) * by_december / max(here, 1))
        self.basic_of_year = self._basic(MONTHS if self._yes("first_wage_in_year") else by_december)
        self.rest = rest = carried_on - self.basic_of_year
        self.if_merged = year_tax(rest + self.bonus) - year_tax(rest) if self.bonus else NOTHING
        dearer = self.if_merged - self.apart if self._yes("bonus_merged") else self.apart - self.if_merged
        self.choice_cost = NOTHING if self._yes("bonus_taxed_apart_before") else max(NOTHING, dearer)

    def _labour_service(self) -> None:
        self.service = self._yuan("labour_service_amount")
        after = self.service - 800 if self.service <= 4000 else self.service * 4 / 5
        after = self.service_taxable = to_fen(max(NOTHING, after))
        self.service_tax = by_table(SERVICE_TABLE, after, after)

    def _severance(self) -> None:
        self.severance = self._yuan("severance_amount")
        self.severance_exempt = 3 * AVERAGE_YEARLY_WAGE if self.severance else NOTHING
        self.severance_excess = max(NOTHING, self.severance - self.severance_exempt)
        self.severance_tax = year_tax(self.severance_excess)

    @property
    def paid_apart(self) -> Decimal:
        """What is paid besides wages and bonus."""
        return self.service + self.severance

    @property
    def all(self) -> Decimal:
        """Every tax of the slip."""
        return self.income_tax + self.bonus_tax + self.service_tax + self.severance_tax

    @property
    def figures(self) -> dict[str, Decimal]:
        """The figures of the slip that are taxes, or lead to one, and what is paid besides wages."""
        return {
            "annual_bonus": self.bonus,
            "civil_bonus": NOTHING,  # paid in December
            "bonus_total": self.bonus,
            "bonus_merged_amount": self.merged,
            "tax_income_to_date": self.income_to_date + self.merged,
            "tax_deductions_to_date": self.own_to_date,
            "deduction_months": Decimal(self.months),
            "basic_deduction_to_date": self.basic,
            "taxable_to_date": self.taxable,
            "tax_due_to_date": self.due,
            "bonus_tax_apart": self.apart,
            "bonus_months_of_year": Decimal(self.by_december) if self.bonus else NOTHING,
            "bonus_year_deduction": self.basic_of_year if self.bonus else NOTHING,
            "bonus_year_taxable": self.rest if self.bonus else NOTHING,
            "labour_service": self.service,
            "labour_service_taxable": self.service_taxable,
            "severance": self.severance,
            "severance_exempt": self.severance_exempt,
            "severance_excess": self.severance_excess,
            "income_tax": self.income_tax,
            "annual_bonus_tax": self.bonus_tax,
            "bonus_tax_merged": self.if_merged,
            "bonus_choice_cost": self.choice_cost,
            "labour_service_tax": self.service_tax,
            "severance_tax": self.severance_tax,
        }


def subsidies_4050(given: dict[str, Any]) -> dict[str, Decimal]:
    """Half the minimum wage, and half of the 25.5 % at the floor, to the employer of somebody hard to place."""
    insured = all(given[f"insured_{item}"] for item in ("pension", "medical", "unemployment"))
    agency = given.get("staffing_type") == "dispatched"
    used_up = given.get("subsidy_months_used", 0) >= SUBSIDY_MONTHS
    post = insurance = NOTHING
    if given.get("subsidy_4050") and insured and not agency and not used_up:
        post, insurance = to_fen(MINIMUM_WAGE / 2), to_fen(FLOOR * Decimal("0.255") / 2)
    return {"post_subsidy": post, "insurance_subsidy": insurance, "employer_subsidies": post + insurance}
