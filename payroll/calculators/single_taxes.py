"""Taxes on one payment: year-end bonus taxed apart, labour-service remuneration, severance beyond the exemption."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.calculators.one_row import amount, compute, statutory_book
from vocabulary.money import yuan


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax (fen)."""

    tax: int

    def as_json(self) -> dict[str, Any]:
        """``{"tax": "…"}``."""
        return {"tax": yuan(self.tax)}


def bonus_tax(bonus: int, on: date | None = None) -> Tax:
    """Tax (fen) on a year-end bonus taxed apart (财税〔2018〕164号; to 2027-12-31).

    ``on`` is the day of payment, by default one in the rule's newest period. Raises BadInput for a negative bonus or
    a date when the rule is not in force.
    """
    paid = amount(bonus, "amount")
    column, known = {"annual_bonus_amount": paid}, {"bonus_total": paid}
    return Tax(compute(on or bonus_rule_in_force(), column, ("annual_bonus_tax",), known)["annual_bonus_tax"])


def labour_service_tax(payment: int, on: date | None = None) -> Tax:
    """Tax (fen) withheld from one payment of labour-service remuneration (公告2018年第61号 art. 8)."""
    column = {"labour_service_amount": amount(payment, "amount")}
    on = on or _newest("income_tax.labour_service_table")
    return Tax(compute(on, column, ("labour_service_tax",))["labour_service_tax"])


def severance_tax(excess: int, on: date | None = None) -> Tax:
    """Tax (fen) on severance pay beyond the exemption of three yearly averages (财税〔2018〕164号 art. 5)."""
    known = {"severance_excess": amount(excess, "excess")}
    on = on or _newest("income_tax.annual_table")
    return Tax(compute(on, {}, ("severance_tax",), known)["severance_tax"])


def _newest(parameter: str) -> date:
    return statutory_book().parameter(parameter).newest().valid.first


def bonus_rule_in_force() -> date:
    """The first day on which the newest income-tax law stands while a bonus can still be taxed apart."""
    book = statutory_book()
    rows = book.parameter("income_tax.bonus_taxed_apart").rows
    apart = [row.valid for row in rows if row.value == "in_force"][-1]
    law = (parameter for name, parameter in book.parameters.items() if name.startswith("income_tax."))
    return max(row.valid.first for parameter in law for row in parameter.rows if row.valid.first in apart)
