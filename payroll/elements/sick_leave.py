"""Sick leave: the day's wage is taken off and sick pay is given, by the rule of the day."""

from __future__ import annotations

from payroll.elements.minimum_wage_test import NET_OF
from payroll.elements.paid_days import by_days
from payroll.elements.proration import AFTER_UNPAID, taken_off
from payroll.formula.arithmetic import Formula, Sum
from payroll.formula.branches import Choose, IfGiven, When
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Larger, Rounded, Smaller
from payroll.formula.selections import Positive
from payroll.formula.steps import RateByStep
from vocabulary.text import Text

_SICK, _BASE = Positive(figure("days_sick")), figure("sick_base_used")


def _monthly(scale: str, *, at_end: bool) -> Formula:
    """What a whole sick month is worth by the rule of the month's first or last day."""
    rate = RateByStep(given("service_years"), f"sick_leave.{scale}_years", f"sick_leave.{scale}_rates", at_end)
    by_rule = Choose(
        "settings.sick_pay_rule",
        {"service_scale": _BASE * rate, "national_floor": _BASE * law("settings.sick_pay_share", at_end=at_end)},
        at_end,
    )
    return Smaller(figure("usual_pay"), Larger(by_rule, figure("sick_pay_floor")))


def _pay(name: str, zh: str, en: str, days: str, scale: str) -> Figure:
    """The pay of the days before and after a change of the rule within the month, rounded together."""
    before, after = figure(f"days_sick_{days}"), figure(f"days_sick_{days}_after")
    worth = _part(before, _monthly(scale, at_end=False)) + _part(after, _monthly(scale, at_end=True))
    return Figure(name, Text(zh, en), FigureKind.EARNING, Rounded(worth))


def _part(days: Formula, monthly: Formula) -> Formula:
    return When(Positive(days), by_days(monthly, days))


ELEMENT = Element(
    "sick_leave",
    Text("病假工资", "Sick pay"),
    Text(
        "病假日扣日工资、另付病假工资：至2026-08-15按工龄系数（沪劳保发〔1995〕83号、沪劳保保发〔2000〕14号），此后不低于最低工资80%"
        "（劳部发〔1995〕309号第59条）并从约定，可由设置继续原系数；最低工资80%不含个人缴费；不高于正常出勤的日工资；"
        "病假扣当月一部分的，个人缴费按日分摊",
        "A sick day's wage is taken off and sick pay given: to 2026-08-15 by years of service (沪劳保发〔1995〕83号, "
        "沪劳保保发〔2000〕14号), since then at least 80 % of the minimum wage (劳部发〔1995〕309号 art. 59) and "
        "what was agreed, or the old scale by a setting; the 80 % are net of own contributions, by the day; never "
        "above the ordinary day's wage",
    ),
    (
        Figure(
            "sick_days_deduction",
            Text("病假扣减", "Sick days"),
            FigureKind.GROSS_DEDUCTION,
            taken_off(figure("days_sick"), figure("days_paid"), AFTER_UNPAID),
        ),
        Figure(
            "sick_base_used",
            Text("病假工资基数", "Sick pay base"),
            FigureKind.WORKING,
            When(
                _SICK,
                Larger(
                    IfGiven(given("sick_base"), "sick_base", figure("overtime_base_used")),
                    law("minimum_wage.monthly"),
                ),
            ),
        ),
        Figure(
            "sick_pay_floor",
            Text("整月病假工资下限", "Least pay of a sick month"),
            FigureKind.WORKING,
            When(
                _SICK,
                Rounded(law("minimum_wage.monthly") * law("sick_leave.least_share"))
                + Sum(tuple(figure(name) for name in NET_OF)),
            ),
        ),
        _pay("sick_pay", "病假工资", "Sick pay", "within", "scale"),
        _pay("sick_relief_pay", "疾病救济费", "Sick relief", "relief", "relief"),
    ),
)
