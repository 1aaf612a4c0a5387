"""Back pay: what earlier months ought to have paid and did not, taxed in the month in which it is paid."""

from __future__ import annotations

from payroll.columns import BACK_ITEMS, COLUMNS
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import given
from vocabulary.text import Text


def _side(column: str, kind: FigureKind) -> Figure:
    return Figure(column, COLUMNS[column].label, kind, given(column))


_OWN = tuple(
    _side(f"back_{item}_employee", FigureKind.EMPLOYEE_CONTRIBUTION)
    for item, (_, shared) in BACK_ITEMS.items()
    if shared
)
_EMPLOYERS = tuple(_side(f"back_{item}_employer", FigureKind.EMPLOYER_CONTRIBUTION) for item in BACK_ITEMS)

ELEMENT = Element(
    "back_pay",
    Text("补发补缴", "Back pay"),
    Text(
        "以前月份按更正后的标准和数据重算，减去已发，差额并入支付当月计税（公告2018年第61号第6条：支付工资时预扣；"
        "个人应缴部分由单位代扣代缴，社会保险法第60条）；不计入当月最低工资",
        "Earlier months computed again by corrected rules and data, less what was paid; the difference is taxed in the "
        "month of payment (notice 2018 no. 61 art. 6: withheld when wages are paid; own contributions are withheld by "
        "the employer, Social Insurance Law art. 60); outside the month's minimum wage test",
    ),
    (
        Figure(
            "back_pay",
            Text("补发工资", "Back pay"),
            FigureKind.EARNING,
            given("back_pay_taxed"),
            in_contribution_base=False,  # the part that counts is given apart: see the element of gross
            in_minimum_wage=False,
        ),
        Figure(
            "back_pay_untaxed",
            Text("补发工资（免税）", "Back pay (untaxed)"),
            FigureKind.EARNING,
            given("back_pay_untaxed"),
            taxed=False,
            in_contribution_base=False,
            in_minimum_wage=False,
        ),
        *_OWN,
        *_EMPLOYERS,
    ),
)
FIGURES = frozenset(ELEMENT.gives)
"""The figures that belong to earlier months."""
