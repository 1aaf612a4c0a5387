"""Whether pay net of own contributions reaches the minimum wage."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.elements.paid_days import by_days
from payroll.elements.proration import paid_part
from payroll.formula.arithmetic import number
from payroll.formula.branches import When
from payroll.formula.conditions import Is
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Rounded, never_negative
from payroll.formula.selections import Positive
from payroll.schemes import PayScheme
from vocabulary.text import Text

NET_OF = (
    "pension_employee",
    "medical_employee",
    "unemployment_employee",
    "housing_fund_employee",
    "supplementary_fund_employee",
)
_MONTHLY = law("minimum_wage.monthly")
_SICK = When(Positive(figure("days_sick")), by_days(_MONTHLY * law("sick_leave.least_share"), figure("days_sick")))
_HOURLY = Is("scheme", PayScheme.HOURLY.value, PayScheme.HOURLY.label)


def minimum_wage_element(figures: tuple[Figure, ...]) -> Element:
    """The element; earnings among ``figures`` that are marked as outside the test are left out."""
    counted = total_of(f for f in figures if f.kind is FigureKind.EARNING and f.in_minimum_wage)
    off = total_of(f for f in figures if f.kind is FigureKind.GROSS_DEDUCTION)
    own = total_of(f for f in figures if f.name in NET_OF)
    hours = law("minimum_wage.hourly") * given("worked_minutes") / number(60)
    return Element(
        "minimum_wage_test",
        Text("最低工资核对", "Minimum wage test"),
        Text(
            "不含加班工资、中夜班和高温津贴、伙食交通住房补贴，并扣除个人缴纳的社保和公积金后，不得低于最低工资（沪人社规〔2025〕10号）；病假日按最低工资的80%（劳部发〔1995〕309号第59条）",
            "Without overtime, shift and heat allowances, meal, transport and housing subsidies, and net of own "
            "social insurance and housing fund, pay must reach the minimum wage (沪人社规〔2025〕10号), for sick "
            "days 80 % of it (劳部发〔1995〕309号 art. 59)",
        ),
        (
            Figure(
                "minimum_wage_pay",
                Text("最低工资可比收入", "Pay that counts for the minimum wage"),
                FigureKind.WORKING,
                counted - off - own,
            ),
            Figure(
                "minimum_wage_due",
                Text("本月最低工资标准", "Minimum wage of the month"),
                FigureKind.WORKING,
                When(_HOURLY, Rounded(hours), Rounded(paid_part(_MONTHLY) + _SICK)),
            ),
            Figure(
                "minimum_wage_shortfall",
                Text("低于最低工资差额", "Short of the minimum wage"),
                FigureKind.WORKING,
                never_negative(figure("minimum_wage_due") - figure("minimum_wage_pay")),
            ),
        ),
    )
