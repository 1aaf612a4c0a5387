"""What a person costs the employer in the month."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure
from vocabulary.text import Text


def employer_cost_element(figures: tuple[Figure, ...]) -> Element:
    """The element that adds the employer's contributions among ``figures`` to gross."""
    paid = total_of(f for f in figures if f.kind is FigureKind.EMPLOYER_CONTRIBUTION)
    return Element(
        "employer_cost",
        Text("用工成本", "Employer's cost"),
        Text("应发合计加单位缴费", "Gross plus the employer's contributions"),
        (
            Figure("employer_contributions", Text("单位缴费合计", "Employer's contributions"), FigureKind.TOTAL, paid),
            Figure(
                "employer_cost",
                Text("用工成本合计", "Employer's cost"),
                FigureKind.TOTAL,
                figure("gross") + figure("employer_contributions"),
            ),
        ),
    )
