"""The employer's own allowances: one element a code, made from the rows of the book."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from payroll.elements.proration import paid_part
from payroll.formula.arithmetic import Formula
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given
from payroll.formula.limits import Rounded
from payroll.formula.scoped import ScopedAmount
from payroll.formula.tiers import TieredAmount
from payroll.parameters.own import Allowance, AllowanceKind
from payroll.units import Unit
from vocabulary.text import Text


def _fixed(row: Allowance, amount: Formula) -> Formula:
    return Rounded(paid_part(amount)) if row.prorated else amount


def _rate_of_base(row: Allowance, amount: Formula) -> Formula:
    return Rounded(figure(row.base) * amount)


def _per_shift(_row: Allowance, amount: Formula) -> Formula:
    return amount * (given("early_shifts") + given("middle_shifts") + given("night_shifts"))


def _per_day(_row: Allowance, amount: Formula) -> Formula:
    return Rounded(amount * given("attended_days"))


def _per_standard_minute(_row: Allowance, amount: Formula) -> Formula:
    return amount * given("standard_minutes")


def _tiered(row: Allowance, _amount: Formula) -> Formula:
    tiers = TieredAmount(row.code, row.label, row.measure, row.marginal)
    if row.marginal:
        return Rounded(tiers)
    return Rounded(paid_part(tiers)) if row.prorated else tiers


_FORMULAS: dict[AllowanceKind, Callable[[Allowance, Formula], Formula]] = {
    AllowanceKind.FIXED: _fixed,
    AllowanceKind.RATE_OF_BASE: _rate_of_base,
    AllowanceKind.PER_SHIFT: _per_shift,
    AllowanceKind.PER_DAY: _per_day,
    AllowanceKind.PER_STANDARD_MINUTE: _per_standard_minute,
    AllowanceKind.TIERED: _tiered,
}
_RULE = Text("单位自定津贴（本单位制度文件）", "The employer's own allowance (the unit's own rules)")


def allowance_elements(rows: Sequence[Allowance]) -> tuple[Element, ...]:
    """One element for each allowance code among a book's rows, in the order of the codes."""
    first = {row.code: row for row in reversed(rows)}
    return tuple(_element(first[code]) for code in sorted(first))


def _element(row: Allowance) -> Element:
    unit = Unit.RATE if row.kind is AllowanceKind.RATE_OF_BASE else Unit.FEN
    name = f"allowance.{row.code}"
    amount = ScopedAmount(name, row.label, unit)
    earned = Figure(
        name,
        row.label,
        FigureKind.EARNING,
        _FORMULAS[row.kind](row, amount),
        taxed=row.taxed,
        in_contribution_base=row.in_contribution_base,
        in_minimum_wage=row.in_minimum_wage,
    )
    return Element(name, row.label, _RULE, (earned,))
