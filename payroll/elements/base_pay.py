"""Base pay of a whole month, by pay scheme, and the monthly pay that proration and overtime start from."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula, Sum, number
from payroll.formula.branches import When
from payroll.formula.conditions import Among, Is, Not
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure, given
from payroll.formula.limits import Rounded
from payroll.formula.scoped import CellOf
from payroll.formula.selections import Positive
from payroll.schemes import PayScheme
from vocabulary.text import Text


def _for(scheme: PayScheme, formula: Formula) -> Formula:
    return When(Is("scheme", scheme.value, scheme.label), formula)


def _earning(name: str, zh: str, en: str, formula: Formula) -> Figure:
    return Figure(name, Text(zh, en), FigureKind.EARNING, formula)


WHOLE_MONTH = (
    "post_wage",
    "step_wage",
    "scale_wage",
    "fixed_wage",
    "position_wage",
    "rank_wage",
    "performance_basic",
)
_PERFORMANCE = given("performance_basic_amount") + given("performance_incentive_amount")

ELEMENT = Element(
    "base_pay",
    Text("基本工资", "Base pay"),
    Text(
        "按用工关系的薪酬方案取整月标准（事业单位：国人部发〔2006〕56号；参公：国发〔2006〕22号；其他：劳动合同与薪级表）",
        "The whole month's standard of the scheme (public institutions: 国人部发〔2006〕56号; "
        "civil service: 国发〔2006〕22号; others: contract, scale)",
    ),
    (
        _earning("post_wage", "岗位工资", "Post wage", _for(PayScheme.ESTABLISHMENT, CellOf("post_wage_cell"))),
        _earning("step_wage", "薪级工资", "Step wage", _for(PayScheme.ESTABLISHMENT, CellOf("step_wage_cell"))),
        _earning("scale_wage", "等级工资", "Scale wage", _for(PayScheme.GRADE_STEP, CellOf("scale_cell"))),
        _earning("fixed_wage", "固定月薪", "Fixed wage", _for(PayScheme.FIXED_MONTHLY, given("fixed_monthly_pay"))),
        _earning(
            "position_wage",
            "职务职级工资",
            "Position wage",
            _for(PayScheme.CIVIL_SERVICE, CellOf("position_wage_cell")),
        ),
        _earning("rank_wage", "级别工资", "Rank wage", _for(PayScheme.CIVIL_SERVICE, CellOf("rank_wage_cell"))),
        _earning("performance_basic", "基础性绩效", "Basic performance pay", given("performance_basic_amount")),
        _earning(
            "performance_incentive", "奖励性绩效", "Incentive performance pay", given("performance_incentive_amount")
        ),
        _earning(
            "hourly_wage",
            "小时工资",
            "Hourly wage",
            _for(PayScheme.HOURLY, Rounded(given("hourly_rate") * given("worked_minutes") / number(60))),
        ),
        Figure(
            "monthly_pay",
            Text("整月标准工资", "Whole month's pay"),
            FigureKind.WORKING,
            Sum(tuple(figure(name) for name in WHOLE_MONTH)),
        ),
    ),
    (
        Guard(
            Not(Among("scheme", tuple(scheme.value for scheme in PayScheme))),
            "scheme",
            Text("没有这种薪酬方案。", "There is no such pay scheme."),
        ),
        Guard(
            Positive(_PERFORMANCE) & Is("scheme", PayScheme.CIVIL_SERVICE.value, PayScheme.CIVIL_SERVICE.label),
            "performance_basic_amount",
            Text(
                "参公人员不实行绩效工资（国发〔2006〕22号），请删去绩效标准。",
                "Civil-service pay has no performance pay (国发〔2006〕22号); take the performance amounts out.",
            ),
        ),
    ),
)
