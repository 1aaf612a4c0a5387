"""Tax on the year-end bonus: apart by the monthly table, once a year, or merged into the wages of the month."""

from __future__ import annotations

from payroll.elements.annual_bonus import MERGED
from payroll.formula.arithmetic import ZERO, number
from payroll.formula.brackets import BracketTax
from payroll.formula.branches import When
from payroll.formula.conditions import Condition, Flag, InForce, Not
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import figure, given
from payroll.formula.limits import Rounded
from payroll.formula.selections import Positive
from vocabulary.text import Text

BONUS = figure("bonus_total")
YEAR = number(12)
APART_ALLOWED = InForce("income_tax.bonus_taxed_apart")
APART_USED = Flag("bonus_taxed_apart_before")

_LAPSED = Text(
    "该月已不能单独计税，请并入综合所得。", "In that month the bonus can't be taxed apart; merge it into income."
)
_USED = Text(
    "本年度已有奖金单独计税（每年只能一次，财税〔2018〕164号），本次请并入综合所得。",
    "A bonus was taxed apart this year already (once a year only, 财税〔2018〕164号); merge this one into income.",
)


def _guards(paid: Condition, place: str) -> tuple[Guard, ...]:
    apart = paid & Not(MERGED)
    return Guard(apart & Not(APART_ALLOWED), place, _LAPSED), Guard(apart & APART_USED, place, _USED)


ELEMENT = Element(
    "bonus_tax",
    Text("全年一次性奖金计税", "Tax on the year-end bonus"),
    Text(
        "单独计税：奖金÷12查月度税率表，税额＝奖金×税率−速算扣除数，每年一次；选择并入综合所得的，随工资累计预扣（财税〔2018〕164号；公告2023年第30号）",
        "Apart: bonus ÷ 12 finds the monthly bracket, tax = bonus × rate − quick deduction, once a year; merged it is "
        "withheld with the wages (财税〔2018〕164号; notice 2023 no. 30)",
    ),
    (
        Figure(
            "bonus_tax_apart",
            Text("奖金单独计税税额", "Tax on the bonus, apart"),
            FigureKind.WORKING,
            When(Positive(BONUS), Rounded(BracketTax("income_tax.monthly_table", BONUS, BONUS / YEAR))),
        ),
        Figure(
            "annual_bonus_tax",
            Text("全年一次性奖金税额", "Tax on the year-end bonus"),
            FigureKind.TAX,
            When(MERGED, ZERO, figure("bonus_tax_apart")),
        ),
    ),
    (
        *_guards(Positive(given("annual_bonus_amount")), "annual_bonus_amount"),
        *_guards(Flag("civil_bonus_due"), "civil_bonus_due"),
    ),
)
