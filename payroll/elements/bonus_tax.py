"""Tax on the year-end bonus, apart or merged, and what the other way would have cost over the year."""

from __future__ import annotations

from payroll.elements.annual_bonus import MERGED
from payroll.elements.income_tax import DEDUCTED_ELSEWHERE, FIRST_WAGE, SIXTY_THOUSAND, tax_by_year
from payroll.formula.arithmetic import ZERO, Formula, number
from payroll.formula.brackets import BracketTax
from payroll.formula.branches import When
from payroll.formula.conditions import Condition, Flag, InForce, Not, Paid
from payroll.formula.figure import Element, Figure, FigureKind, Guard
from payroll.formula.leaves import MonthNumber, figure, given, law
from payroll.formula.limits import Rounded, never_negative
from payroll.formula.per_month import PerMonth
from payroll.units import Unit
from vocabulary.text import Text

_BONUS = figure("bonus_total")
_PAID = Paid(_BONUS)
_YEAR = number(12)
_APART, _MERGED = figure("bonus_tax_apart"), figure("bonus_tax_merged")

_APART_ALLOWED = InForce("income_tax.bonus_taxed_apart")
_APART_USED = Flag("bonus_taxed_apart_before")

_LAPSED = Text(
    "该月已不能单独计税，请并入综合所得。", "In that month the bonus can't be taxed apart; merge it into income."
)
_USED = Text(
    "本年度已有奖金单独计税（每年只能一次，财税〔2018〕164号），本次请并入综合所得。",
    "A bonus was taxed apart this year already (once a year only, 财税〔2018〕164号); merge this one into income.",
)


def _guards(paid: Condition, place: str) -> tuple[Guard, ...]:
    apart = paid & Not(MERGED)
    return Guard(apart & Not(_APART_ALLOWED), place, _LAPSED), Guard(apart & _APART_USED, place, _USED)


def _working(name: str, zh: str, en: str, formula: Formula, unit: Unit = Unit.FEN) -> Figure:
    """Only people with a bonus are asked for anything."""
    return Figure(name, Text(zh, en), FigureKind.WORKING, When(_PAID, formula), unit)


_TO_DATE = (
    figure("tax_income_to_date")
    - figure("bonus_merged_amount")
    - (figure("tax_deductions_to_date") + given("additional_to_date") + given("other_deductions_to_date"))
)
_MONTHS_BY_DECEMBER = given("tax_months") + (_YEAR - MonthNumber())
_BASIC = When(
    DEDUCTED_ELSEWHERE,
    ZERO,
    When(
        SIXTY_THOUSAND,
        law("income_tax.basic_deduction_year"),
        When(FIRST_WAGE, _YEAR, figure("bonus_months_of_year")) * law("income_tax.basic_deduction_month"),
    ),
)
_CARRIED_ON = PerMonth(_TO_DATE, given("tax_months")) * figure("bonus_months_of_year")
_DEARER = When(MERGED, never_negative(_MERGED - _APART), never_negative(_APART - _MERGED))

ELEMENT = Element(
    "bonus_tax",
    Text("全年一次性奖金计税", "Tax on the year-end bonus"),
    Text(
        "单独计税：奖金÷12查月度税率表，税额＝奖金×税率−速算扣除数，每年一次；也可并入综合所得（财税〔2018〕164号；公告2023年第30号）。"
        "两种方式按全年税额比较：本单位本年累计的收入减各项扣除，按月平均推算至12月（12月发放即为全年实数），再减全年减除费用；"
        "并入税额＝加上奖金后的全年税额−不加奖金的全年税额；其他单位的收入不在内",
        "Apart: bonus ÷ 12 finds the monthly bracket, tax = bonus × rate − quick deduction, once a year; or merged "
        "into income (财税〔2018〕164号; notice 2023 no. 30). Both ways are compared over the whole year: income less "
        "deductions to date at this employer, carried on by the month to December (exact when paid in December), less "
        "the year's basic deduction; merged costs the year's tax with the bonus less that without it. Income from "
        "other employers is left out",
    ),
    (
        _working(
            "bonus_tax_apart",
            "奖金单独计税税额",
            "Tax on the bonus, apart",
            Rounded(BracketTax("income_tax.monthly_table", _BONUS, _BONUS / _YEAR)),
        ),
        _working(
            "bonus_months_of_year",
            "至12月在本单位的月份数",
            "Months at this employer by December",
            _MONTHS_BY_DECEMBER,
            Unit.COUNT,
        ),
        _working("bonus_year_deduction", "全年减除费用", "Basic deduction of the year", _BASIC),
        _working(
            "bonus_year_taxable",
            "全年应纳税所得额（不含奖金，推算）",
            "Taxable in the year without the bonus, carried on",
            Rounded(_CARRIED_ON) - figure("bonus_year_deduction"),
        ),
        _working(
            "bonus_tax_merged",
            "奖金并入综合所得的税额",
            "Tax on the bonus, merged",
            tax_by_year(figure("bonus_year_taxable") + _BONUS) - tax_by_year(figure("bonus_year_taxable")),
        ),
        _working(
            "bonus_choice_cost",
            "所选计税方式全年多缴税额",
            "What the way chosen costs more over the year",
            When(_APART_ALLOWED & Not(_APART_USED), _DEARER),
        ),
        Figure(
            "annual_bonus_tax",
            Text("全年一次性奖金税额", "Tax on the year-end bonus"),
            FigureKind.TAX,
            When(MERGED, ZERO, _APART),
        ),
    ),
    (
        *_guards(Paid(given("annual_bonus_amount")), "annual_bonus_amount"),
        *_guards(Flag("civil_bonus_due"), "civil_bonus_due"),
    ),
)
