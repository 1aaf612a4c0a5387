"""Income tax on wages by cumulative withholding."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.formula.arithmetic import ZERO, Formula
from payroll.formula.brackets import BracketTax
from payroll.formula.branches import When
from payroll.formula.conditions import Flag, InForce
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import MonthNumber, figure, given, law
from payroll.formula.limits import Rounded, never_negative
from payroll.units import Unit
from vocabulary.text import Text


def _working(name: str, zh: str, en: str, formula: Formula, unit: Unit = Unit.FEN) -> Figure:
    return Figure(name, Text(zh, en), FigureKind.WORKING, formula, unit)


FIRST_WAGE = Flag("first_wage_in_year") & InForce("income_tax.first_wage_rule")
SIXTY_THOUSAND = Flag("sixty_thousand_rule") & InForce("income_tax.sixty_thousand_rule")
DEDUCTED_ELSEWHERE = Flag("basic_deduction_elsewhere")
_DEDUCTED = (
    figure("tax_deductions_to_date")
    + figure("basic_deduction_to_date")
    + given("additional_to_date")
    + given("other_deductions_to_date")
)


def tax_by_year(taxable: Formula) -> Formula:
    """The tax of a year on ``taxable`` (nothing when below zero), to the fen."""
    amount = never_negative(taxable)
    return Rounded(BracketTax("income_tax.annual_table", amount, amount))


_RULE = Text(
    "累计预扣法：（累计收入−累计减除费用−累计各项扣除）×预扣率−速算扣除数−减免−已预扣，负数记零（公告2018年第61号；"
    "首次取得工资：公告2020年第13号；六万元规则：公告2020年第19号；减除费用全年只减一次，二处任职者可只在一处减除：个人所得税法第6条）。"
    "只计本单位发放的收入和预扣税额，此前在其他单位的不并入，年度汇算时合并",
    "Cumulative withholding: (income − all deductions to date) × rate − quick deduction − relief − withheld, "
    "never below zero (notice 2018 no. 61; first wage: 2020 no. 13; 60,000 rule: 2020 no. 19; the basic "
    "deduction is had once, by who has two employers at one of them: IIT Law art. 6). Only this employer's "
    "income and withholding count; what came before elsewhere is joined in the annual settlement",
)
_TO_DATE = (
    _working(
        "tax_income_to_date",
        "累计收入",
        "Income to date",
        given("tax_income_before") + figure("taxed_income"),
    ),
    _working(
        "tax_deductions_to_date",
        "累计专项扣除",
        "Own contributions to date",
        given("tax_deductions_before") + figure("tax_deductions"),
    ),
    _working(
        "deduction_months",
        "减除费用月份数",
        "Months of basic deduction",
        When(FIRST_WAGE, MonthNumber(), given("tax_months")),
        Unit.COUNT,
    ),
    _working(
        "basic_deduction_to_date",
        "累计减除费用",
        "Basic deduction to date",
        When(
            DEDUCTED_ELSEWHERE,
            ZERO,
            When(
                SIXTY_THOUSAND,
                law("income_tax.basic_deduction_year"),
                figure("deduction_months") * law("income_tax.basic_deduction_month"),
            ),
        ),
    ),
    _working(
        "taxable_to_date",
        "累计应纳税所得额",
        "Taxable to date",
        never_negative(figure("tax_income_to_date") - _DEDUCTED),
    ),
    _working(
        "tax_due_to_date",
        "累计应纳税额",
        "Tax due to date",
        Rounded(
            BracketTax("income_tax.annual_table", figure("taxable_to_date"), figure("taxable_to_date")),
        ),
    ),
)
_TAX = Figure(
    "income_tax",
    Text("个人所得税", "Income tax"),
    FigureKind.TAX,
    never_negative(figure("tax_due_to_date") - given("tax_relief_to_date") - given("tax_withheld_before")),
)


def income_tax_element(figures: tuple[Figure, ...]) -> Element:
    """The element; ``figures`` are those before it, whose own contributions are the month's special deductions.

    The caps on tax-free housing fund (财税〔2006〕10号: rates up to 12 %) and annuity (财税〔2013〕103号: 4 %)
    can't bind: no rate allowed is above them, and bases stop at three averages as theirs do.
    """
    own = total_of(f for f in figures if f.kind is FigureKind.EMPLOYEE_CONTRIBUTION)
    deductions = _working("tax_deductions", "本月专项扣除", "The month's own contributions", own)
    return Element("income_tax", Text("个人所得税", "Income tax"), _RULE, (deductions, *_TO_DATE, _TAX))
