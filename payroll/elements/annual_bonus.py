"""The year-end bonus taxed apart from the year's other pay."""

from __future__ import annotations

from payroll.formula.arithmetic import number
from payroll.formula.brackets import BracketTax
from payroll.formula.conditions import AtLeast, InForce, Not
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure, given
from payroll.formula.limits import Rounded
from vocabulary.text import Text

_BONUS = figure("annual_bonus")

ELEMENT = Element(
    "annual_bonus",
    Text("全年一次性奖金", "Year-end bonus"),
    Text(
        "单独计税：奖金÷12查月度税率表，税额＝奖金×税率−速算扣除数；每年一次（财税〔2018〕164号；公告2023年第30号）",
        "Taxed apart: bonus ÷ 12 finds the monthly bracket, tax = bonus × rate − quick deduction; once a year "
        "(财税〔2018〕164号; notice 2023 no. 30)",
    ),
    (
        Figure(
            "annual_bonus",
            Text("全年一次性奖金（单独计税）", "Year-end bonus (taxed apart)"),
            FigureKind.EARNING,
            given("annual_bonus_amount"),
            taxed=False,
            in_minimum_wage=False,
        ),
        Figure(
            "annual_bonus_tax",
            Text("全年一次性奖金税额", "Tax on the year-end bonus"),
            FigureKind.TAX,
            Rounded(BracketTax("income_tax.monthly_table", _BONUS, _BONUS / number(12))),
        ),
    ),
    (
        Guard(
            AtLeast(given("annual_bonus_amount"), number(1)) & Not(InForce("income_tax.bonus_taxed_apart")),
            "annual_bonus_amount",
            Text(
                "该月已不能单独计税，请并入综合所得。",
                "In that month the bonus can't be taxed apart; merge it into income.",
            ),
        ),
    ),
)
