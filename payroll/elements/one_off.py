"""Items of one month: taxed and untaxed sums, and the year-end bonus that is taxed apart."""

from __future__ import annotations

from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import given
from vocabulary.text import Text

ELEMENT = Element(
    "one_off",
    Text("一次性项目", "One-off items"),
    Text(
        "经审批录入的当月项目；免税项目须属个人所得税法第4条等不征税、免税范围",
        "Approved items of the month; untaxed ones must be exempt or not taxable (IIT Law art. 4 and notices)",
    ),
    (
        Figure(
            "one_off_taxed",
            Text("一次性应税项目", "One-off taxed items"),
            FigureKind.EARNING,
            given("one_off_taxed_amount"),
            in_minimum_wage=False,
        ),
        Figure(
            "one_off_untaxed",
            Text("一次性免税项目", "One-off untaxed items"),
            FigureKind.EARNING,
            given("one_off_untaxed_amount"),
            taxed=False,
            in_contribution_base=False,
            in_minimum_wage=False,
        ),
        Figure(
            "net_deduction",
            Text("税后扣款", "Deductions after tax"),
            FigureKind.NET_DEDUCTION,
            given("net_deduction_amount"),
        ),
    ),
)
