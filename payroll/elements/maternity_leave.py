"""Maternity leave: the wage goes on, or the fund's allowance comes through the employer, made up to the wage."""

from __future__ import annotations

from payroll.elements.paid_days import by_days
from payroll.elements.proration import AFTER_UNPAID, taken_off
from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.branches import Choose
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given
from payroll.formula.limits import Rounded, never_negative
from vocabulary.text import Text

_DAYS, _ALLOWANCE = figure("days_maternity"), given("maternity_allowance_amount")
_LEFT = AFTER_UNPAID - figure("sick_days_deduction")


def _through_employer(formula: Formula) -> Formula:
    return Choose("settings.maternity_pay", {"wage_continues": ZERO, "through_employer": formula})


ELEMENT = Element(
    "maternity_leave",
    Text("产假工资与生育津贴", "Maternity leave"),
    Text(
        "产假期间工资不降低（女职工劳动保护特别规定第5条、第8条）；设置为照发工资的，基金津贴归单位，津贴高于工资的差额应另付本人"
        "（以免税项目录入）；设置为津贴经单位发放的，停发工资、发当月津贴并补足到工资，津贴免税（财税〔2008〕8号）",
        "Pay is not lowered on maternity leave (女职工劳动保护特别规定 arts. 5, 8). Where the wage goes on, the fund's "
        "allowance is the employer's, and what it exceeds the wage by is owed to the person (enter it as an untaxed "
        "item); where the allowance comes through the employer, the wage stops, and the month's allowance, untaxed "
        "(财税〔2008〕8号), is made up to it",
    ),
    (
        Figure(
            "maternity_deduction",
            Text("产假停发工资", "Wage stopped on maternity leave"),
            FigureKind.GROSS_DEDUCTION,
            _through_employer(taken_off(_DAYS, figure("days_paid") - _DAYS, _LEFT)),
        ),
        Figure(
            "maternity_allowance",
            Text("生育津贴", "Maternity allowance"),
            FigureKind.EARNING,
            _through_employer(_ALLOWANCE),
            taxed=False,
            in_contribution_base=False,
        ),
        Figure(
            "maternity_top_up",
            Text("产假工资补足", "Made up to the wage on maternity leave"),
            FigureKind.EARNING,
            _through_employer(never_negative(Rounded(by_days(figure("usual_pay"), _DAYS)) - _ALLOWANCE)),
        ),
    ),
)
