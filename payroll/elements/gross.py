"""Gross pay, and the parts of it that are taxed or counted for contribution bases."""

from __future__ import annotations

from collections.abc import Iterable

from payroll.formula.arithmetic import Formula, Sum
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given
from vocabulary.text import Text


def total_of(figures: Iterable[Figure]) -> Formula:
    """The sum of those figures."""
    return Sum(tuple(figure(f.name) for f in figures))


def gross_element(figures: tuple[Figure, ...]) -> Element:
    """The element that adds up all earnings among ``figures`` less what is taken off gross."""
    earnings = [f for f in figures if f.kind is FigureKind.EARNING]
    off = total_of(f for f in figures if f.kind is FigureKind.GROSS_DEDUCTION)
    taxed = total_of(f for f in earnings if f.taxed and not f.bonus) + figure("bonus_merged_amount")
    counted = total_of(f for f in earnings if f.in_contribution_base)
    return Element(
        "gross",
        Text("应发工资", "Gross pay"),
        Text("应发项目合计减不足月与无薪日扣减", "All earnings less part-month and unpaid-day deductions"),
        (
            Figure("gross", Text("应发合计", "Gross"), FigureKind.TOTAL, total_of(earnings) - off),
            Figure("taxed_income", Text("本月应税收入", "Taxed income"), FigureKind.WORKING, taxed - off),
            Figure(
                "contribution_wage",
                Text("计入缴费工资的收入", "Wages that count for contribution bases"),
                FigureKind.WORKING,
                counted - off + given("back_pay_counted"),
            ),
        ),
    )
