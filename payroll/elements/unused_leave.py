"""Annual leave that was not taken: 300 % of the daily wage, of which the ordinary wage is one part and paid anyway."""

from __future__ import annotations

from payroll.elements.paid_days import by_days
from payroll.formula.branches import When
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import given, law
from payroll.formula.limits import Rounded
from payroll.formula.selections import Positive
from vocabulary.text import Text

_DAYS = given("unused_leave_days")

ELEMENT = Element(
    "unused_leave",
    Text("未休年休假工资", "Annual leave not taken"),
    Text(
        "应休未休的年休假按日工资300%支付，其中含已发的正常工资，故另付200%；日工资＝前12个月月平均工资（剔除加班工资）÷21.75"
        "（企业职工带薪年休假实施办法第10条、第11条）。已休的年休假是计薪日，不扣工资",
        "Leave due and not taken is paid at 300 % of the daily wage, the ordinary wage included, hence 200 % on top; "
        "a day is the average of 12 months without overtime ÷ 21.75 (企业职工带薪年休假实施办法 arts. 10, 11). "
        "Leave that is taken is paid days: nothing is taken off",
    ),
    (
        Figure(
            "unused_leave_pay",
            Text("未休年休假工资", "Annual leave not taken"),
            FigureKind.EARNING,
            When(
                Positive(_DAYS),
                Rounded(by_days(given("average_wage"), _DAYS) * law("annual_leave.unused_on_top")),
            ),
            in_minimum_wage=False,
        ),
    ),
)
