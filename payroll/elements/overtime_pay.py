"""Overtime pay at 150, 200 and 300 % of the hourly wage."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula, number
from payroll.formula.branches import IfGiven, When
from payroll.formula.conditions import AtLeast
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Larger, Rounded
from vocabulary.text import Text

HOURS_A_DAY = law("working_time.hours_a_day")
PAID_DAYS = law("working_time.paid_days")


def hourly(base: Formula) -> Formula:
    """The hourly wage of a monthly ``base``: ÷ 21.75 ÷ 8; not rounded."""
    return base / PAID_DAYS / HOURS_A_DAY


def overtime_hour(kind: str, base: Formula) -> Formula:
    """One overtime hour of ``kind`` (workday, rest_day, holiday); not rounded."""
    return hourly(base) * law(f"working_time.overtime_{kind}")


def _pay(kind: str, zh: str, en: str) -> Figure:
    minutes = given(f"overtime_minutes_{kind}")
    amount = Rounded(overtime_hour(kind, figure("overtime_base_used")) * minutes / number(60))
    return Figure(
        f"overtime_{kind}_pay",
        Text(zh, en),
        FigureKind.EARNING,
        When(AtLeast(minutes, number(1)), amount),
        in_minimum_wage=False,
    )


ELEMENT = Element(
    "overtime_pay",
    Text("加班工资", "Overtime pay"),
    Text(
        "劳动法第44条；小时工资＝月工资÷21.75÷8；基数不低于最低工资（沪人社综发〔2016〕29号，2026年8月起沪人社规〔2026〕10号）",
        "Labour Law art. 44; an hour is the month ÷ 21.75 ÷ 8; base not below the minimum wage "
        "(沪人社综发〔2016〕29号, from August 2026 沪人社规〔2026〕10号)",
    ),
    (
        Figure(
            "overtime_base_used",
            Text("加班工资基数", "Overtime base"),
            FigureKind.WORKING,
            Larger(
                IfGiven(given("overtime_base"), "overtime_base", figure("monthly_pay")), law("minimum_wage.monthly")
            ),
        ),
        _pay("workday", "延时加班工资", "Overtime pay, workdays"),
        _pay("rest_day", "休息日加班工资", "Overtime pay, rest days"),
        _pay("holiday", "法定节假日加班工资", "Overtime pay, statutory holidays"),
    ),
)
