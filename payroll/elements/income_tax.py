"""Income tax on wages by cumulative withholding."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.formula.arithmetic import Formula
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


_FIRST_WAGE = Flag("first_wage_in_year") & InForce("income_tax.first_wage_rule")
_SIXTY_THOUSAND = Flag("sixty_thousand_rule") & InForce("income_tax.sixty_thousand_rule")
_DEDUCTED = (
    figure("tax_deductions_to_date")
    + figure("basic_deduction_to_date")
    + given("additional_to_date")
    + given("other_deductions_to_date")
)


def income_tax_element(figures: tuple[Figure, ...]) -> Element:
    """The element; ``figures`` are those before it, whose own contributions are the month's special deductions.

    The caps on tax-free housing fund and annuity (财税〔2006〕10号, 财税〔2013〕103号) can't bind: bases stop at three
    averages.
    """
    own = total_of(f for f in figures if f.kind is FigureKind.EMPLOYEE_CONTRIBUTION)
    return Element(
        "income_tax",
        Text("个人所得税", "Income tax"),
        Text(
            "累计预扣法：（累计收入−累计减除费用−累计各项扣除）×预扣率−速算扣除数−减免−已预扣，负数记零（公告2018年第61号；"
            "首次取得工资：公告2020年第13号；六万元规则：公告2020年第19号）",
            "Cumulative withholding: (income − all deductions to date) × rate − quick deduction − relief − withheld, "
            "never below zero (notice 2018 no. 61; first wage: 2020 no. 13; 60,000 rule: 2020 no. 19)",
        ),
        (
            _working("tax_deductions", "本月专项扣除", "The month's own contributions", own),
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
                When(_FIRST_WAGE, MonthNumber(), given("tax_months")),
                Unit.COUNT,
            ),
            _working(
                "basic_deduction_to_date",
                "累计减除费用",
                "Basic deduction to date",
                When(
                    _SIXTY_THOUSAND,
                    law("income_tax.basic_deduction_year"),
                    figure("deduction_months") * law("income_tax.basic_deduction_month"),
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
            Figure(
                "income_tax",
                Text("个人所得税", "Income tax"),
                FigureKind.TAX,
                never_negative(figure("tax_due_to_date") - given("tax_relief_to_date") - given("tax_withheld_before")),
            ),
        ),
    )
