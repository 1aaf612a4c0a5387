"""Income tax on wages, month by month through a year, by cumulative withholding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.calculators.one_row import amount, compute, statutory_book
from vocabulary.bad_input import BadInput
from vocabulary.money import yuan
from vocabulary.text import Text

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class TaxMonth:
    """One month (fen): income, own contributions (``insurance``), special additional deductions of that month."""

    month: int
    income: int
    insurance: int = 0
    additional: int = 0


@dataclass(frozen=True, slots=True)
class PriorYear:
    """Last year's wages at this employer (fen, all kinds, nothing deducted); whether all twelve months were paid."""

    income: int
    all_twelve_months: bool


@dataclass(frozen=True, slots=True)
class TaxYear:
    """Tax withheld in each month (fen), in the order of the months asked for."""

    tax: tuple[int, ...]

    def as_json(self) -> dict[str, Any]:
        """``{"tax": ["75.00", …], "total": "900.00"}``."""
        return {"tax": [yuan(value) for value in self.tax], "total": yuan(sum(self.tax))}


def income_tax(
    year: int,
    months: Sequence[TaxMonth],
    *,
    first_wage_in_year: bool = False,
    prior_year: PriorYear | None = None,
) -> TaxYear:
    """Tax withheld by one employer through ``year`` (公告2018年第61号), the person employed from the first month given.

    ``first_wage_in_year``: no wage anywhere before that month (公告2020年第13号). ``prior_year``: for the 60,000 rule
    (公告2020年第19号). Raises BadInput for a negative amount, a month repeated or out of range, a year without a table.
    """
    _check(year, months)
    ordered = sorted(months, key=lambda m: m.month)
    sixty = prior_year is not None and _sixty_thousand(year, ordered[0].month, prior_year)
    flags = {"first_wage_in_year": int(first_wage_in_year), "sixty_thousand_rule": int(sixty)}
    withheld: dict[int, int] = {}
    for upto, this in enumerate(ordered, start=1):
        columns = flags | _to_date(ordered[:upto], sum(withheld.values()))
        given = {"taxed_income": this.income, "tax_deductions": this.insurance}
        withheld[this.month] = compute(date(year, this.month, 1), columns, ("income_tax",), given)["income_tax"]
    return TaxYear(tuple(withheld[m.month] for m in months))


def _check(year: int, months: Sequence[TaxMonth]) -> None:
    if not months:
        raise BadInput(Text("缺少各月数据。", "The months are missing."), "months")
    if not date.min.year <= year <= date.max.year:
        raise BadInput(Text("没有这个年份。", "There is no such year."), "year")
    statutory_book().row("income_tax.annual_table", date(year, 1, 1))
    seen: set[int] = set()
    for i, month in enumerate(months):
        place = f"months[{i}]"
        if not 1 <= month.month <= DECEMBER:
            raise BadInput(Text("月份须为 1 到 12。", "A month is 1 to 12."), f"{place}.month")
        if month.month in seen:
            raise BadInput(Text("月份重复。", "The month is repeated."), f"{place}.month")
        seen.add(month.month)
        for name in ("income", "insurance", "additional"):
            amount(getattr(month, name), f"{place}.{name}")


def _to_date(months: Sequence[TaxMonth], withheld: int) -> dict[str, int]:
    """The cumulative inputs of the last of ``months``, which are this employer's so far."""
    earlier, this = months[:-1], months[-1]
    return {
        "tax_months": this.month - months[0].month + 1,
        "tax_income_before": sum(m.income for m in earlier),
        "tax_deductions_before": sum(m.insurance for m in earlier),
        "additional_to_date": sum(m.additional for m in months),
        "tax_withheld_before": withheld,
    }


def _sixty_thousand(year: int, first_month: int, prior: PriorYear) -> bool:
    """Whether the rule is in force and its conditions met: a low income, twelve months, still here in January."""
    on = date(year, 1, 1)
    income = amount(prior.income, "prior_year.income")
    if statutory_book().choice("income_tax.sixty_thousand_rule", on) != "in_force":
        return False
    low = income <= statutory_book().whole("income_tax.sixty_thousand_limit", on)
    return low and prior.all_twelve_months and first_month == 1
