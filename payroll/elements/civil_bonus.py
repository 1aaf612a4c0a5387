"""The year-end one-off bonus of institutions managed like the civil service: December's basic pay."""

from __future__ import annotations

from payroll.formula.branches import When
from payroll.formula.conditions import Flag, Is, MonthAmong, Not
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure
from payroll.schemes import PayScheme
from vocabulary.text import Text

_DUE = Flag("civil_bonus_due")
_CIVIL = Is("scheme", PayScheme.CIVIL_SERVICE.value, PayScheme.CIVIL_SERVICE.label)

ELEMENT = Element(
    "civil_bonus",
    Text("年终一次性奖金", "Civil-service year-end bonus"),
    Text(
        "年度考核称职（合格）及以上的，发本人当年12月份基本工资（国发〔2006〕22号；国人部发〔2006〕58号），按全年一次性奖金计税",
        "Appraised as competent or better, a person gets one more December basic pay (国发〔2006〕22号; "
        "国人部发〔2006〕58号), taxed as a year-end bonus",
    ),
    (
        Figure(
            "civil_bonus",
            Text("年终一次性奖金（参公）", "Civil-service year-end bonus"),
            FigureKind.EARNING,
            When(_DUE, figure("position_wage") + figure("rank_wage")),
            in_minimum_wage=False,
            bonus=True,
        ),
    ),
    (
        Guard(
            _DUE & Not(_CIVIL),
            "civil_bonus_due",
            Text("只有参公薪酬方案发年终一次性奖金。", "Only the civil-service scheme has this year-end bonus."),
        ),
        Guard(
            _DUE & Not(MonthAmong("civil_service.bonus_months")),
            "civil_bonus_due",
            Text(
                "年终一次性奖金按12月基本工资计发，请在12月批次发放；以后发放的，按金额录入全年一次性奖金。",
                "This bonus is December's basic pay: pay it in the run of December, or enter its amount later as a "
                "year-end bonus.",
            ),
        ),
    ),
)
