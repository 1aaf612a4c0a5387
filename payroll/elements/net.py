"""Net pay: what reaches the bank account."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure
from vocabulary.text import Text

_TAKEN = (FigureKind.EMPLOYEE_CONTRIBUTION, FigureKind.TAX, FigureKind.NET_DEDUCTION)


def net_element(figures: tuple[Figure, ...]) -> Element:
    """The element that takes own contributions, taxes and other deductions among ``figures`` from gross."""
    taken = total_of(f for f in figures if f.kind in _TAKEN)
    return Element(
        "net",
        Text("实发工资", "Net pay"),
        Text(
            "应发合计减个人缴费、个人所得税和税后扣款",
            "Gross less own contributions, income tax and deductions after tax",
        ),
        (
            Figure("deductions", Text("扣款合计", "Deductions"), FigureKind.TOTAL, taken),
            Figure("net", Text("实发合计", "Net"), FigureKind.TOTAL, figure("gross") - figure("deductions")),
        ),
    )
