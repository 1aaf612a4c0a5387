"""What each way to tax the year-end bonus costs over the whole year, and what the way chosen costs more."""

from __future__ import annotations

from payroll.elements.annual_bonus import MERGED
from payroll.elements.bonus_tax import APART_ALLOWED, APART_USED, BONUS, YEAR
from payroll.elements.income_tax import DEDUCTED_ELSEWHERE, FIRST_WAGE, SIXTY_THOUSAND, tax_by_year
from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.branches import When
from payroll.formula.conditions import Not
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import MonthNumber, figure, given, law
from payroll.formula.limits import Rounded, never_negative
from payroll.formula.per_month import PerMonth
from payroll.formula.selections import Positive
from payroll.units import Unit
from vocabulary.text import Text

_APART, _MERGED = figure("bonus_tax_apart"), figure("bonus_tax_merged")
_MONTHS = figure("bonus_months_of_year")


def _working(name: str, zh: str, en: str, formula: Formula, unit: Unit = Unit.FEN) -> Figure:
    """Only people with a bonus are asked for anything."""
    return Figure(name, Text(zh, en), FigureKind.WORKING, When(Positive(BONUS), formula), unit)


_TO_DATE = (
    figure("tax_income_to_date")
    - figure("bonus_merged_amount")
    - (figure("tax_deductions_to_date") + given("additional_to_date") + given("other_deductions_to_date"))
)
_CARRIED_ON = PerMonth(_TO_DATE, given("tax_months")) * _MONTHS
_BASIC = When(
    DEDUCTED_ELSEWHERE,
    ZERO,
    When(
        SIXTY_THOUSAND,
        law("income_tax.basic_deduction_year"),
        When(FIRST_WAGE, YEAR, _MONTHS) * law("income_tax.basic_deduction_month"),
    ),
)
_DEARER = When(MERGED, never_negative(_MERGED - _APART), never_negative(_APART - _MERGED))

ELEMENT = Element(
    "bonus_choice",
    Text("奖金计税方式比较", "The bonus both ways"),
    Text(
        "按全年税额比较（财税〔2018〕164号第1条，由本人选择）：本单位本年累计的收入减各项扣除，按月平均推算至12月（12月发放即为全年实数），"
        "再减全年减除费用；并入税额＝加上奖金的全年税额−不加奖金的全年税额；其他单位的收入不在内",
        "Compared over the year (财税〔2018〕164号 art. 1, the person chooses): income less deductions to date at this "
        "employer, carried on by the month to December (exact when paid in December), less the year's basic deduction; "
        "merged costs the year's tax with the bonus less that without it; income from other employers is left out",
    ),
    (
        _working(
            "bonus_months_of_year",
            "至12月在本单位的月份数",
            "Months at this employer by December",
            given("tax_months") + (YEAR - MonthNumber()),
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
            tax_by_year(figure("bonus_year_taxable") + BONUS) - tax_by_year(figure("bonus_year_taxable")),
        ),
        _working(
            "bonus_choice_cost",
            "所选计税方式全年多缴税额",
            "What the way chosen costs more over the year",
            When(APART_ALLOWED & Not(APART_USED), _DEARER),
        ),
    ),
)
