"""The year-end bonus taxed apart or merged into the year's income: what each way costs, and which is better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.bonus_trap import bonus_trap
from payroll.calculators.one_row import amount, compute, statutory_book
from payroll.calculators.single_taxes import bonus_rule_in_force
from vocabulary.money import yuan
from vocabulary.text import Text

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class BonusChoice:
    """Tax (fen) on the bonus taxed apart, and what the year's tax grows by when it is merged."""

    apart: int
    merged: int

    @property
    def better(self) -> str:
        """``apart``, ``merged``, or ``same``."""
        if self.apart == self.merged:
            return "same"
        return "apart" if self.apart < self.merged else "merged"

    def as_json(self) -> dict[str, Any]:
        """``{"tax": "…", "tax_merged": "…", "better": "apart", "saves": "…"}``; ``tax`` is that of the bonus apart."""
        saves = abs(self.apart - self.merged)
        return {"tax": yuan(self.apart), "tax_merged": yuan(self.merged), "better": self.better, "saves": yuan(saves)}


def bonus_choice(bonus: int, income: int, deductions: int = 0, on: date | None = None) -> BonusChoice:
    """Both ways over a whole year with ``income`` (fen, all wages but the bonus) less ``deductions`` and 60,000 yuan.

    ``deductions`` are the year's own contributions, special additional and other deductions (fen). Raises BadInput for
    a negative amount or a day when the bonus can't be taxed apart (财税〔2018〕164号; to 2027-12-31).
    """
    paid = amount(bonus, "amount")
    known = {
        "bonus_total": paid,
        "bonus_merged_amount": 0,
        "tax_income_to_date": amount(income, "income"),
        "tax_deductions_to_date": amount(deductions, "deductions"),
    }
    december = (on or bonus_rule_in_force()).replace(month=DECEMBER, day=1)
    columns = {"annual_bonus_amount": paid, "tax_months": DECEMBER}
    found = compute(december, columns, ("bonus_tax_apart", "bonus_tax_merged"), known)
    return BonusChoice(found["bonus_tax_apart"], found["bonus_tax_merged"])


def bonus_warning(bonus: int, on: date | None = None) -> Text | None:
    """What to say when a little less bonus (fen, taxed apart) would leave more; None when it would not."""
    trap = bonus_trap(statutory_book(), on or bonus_rule_in_force(), bonus)
    return None if trap is None else trap.said(bonus)
