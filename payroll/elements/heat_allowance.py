"""The summer heat allowance of people who work in the heat."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula
from payroll.formula.branches import When
from payroll.formula.conditions import Flag, MonthAmong
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import law
from vocabulary.text import Text

_AMOUNT: Formula = law("heat.monthly_amount")

ELEMENT = Element(
    "heat_allowance",
    Text("夏季高温津贴", "Heat allowance"),
    Text(
        "6月至9月高温岗位每月一笔（沪人社规〔2019〕19号）；计税，不计入最低工资",
        "Monthly from June to September for work in the heat (沪人社规〔2019〕19号); taxed, outside the minimum wage",
    ),
    (
        Figure(
            "heat_allowance",
            Text("夏季高温津贴", "Heat allowance"),
            FigureKind.EARNING,
            When(Flag("heat_exposed") & MonthAmong("heat.months"), _AMOUNT),
            in_minimum_wage=False,
        ),
    ),
)
