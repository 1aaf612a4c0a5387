"""What a person costs the employer in the month."""

from __future__ import annotations

from payroll.elements.gross import total_of
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure
from vocabulary.text import Text


def employer_cost_element(figures: tuple[Figure, ...]) -> Element:
    """The element that adds the employer's contributions among ``figures`` to gross, and takes off its subsidies."""
    paid = total_of(f for f in figures if f.kind is FigureKind.EMPLOYER_CONTRIBUTION)
    subsidised = total_of(f for f in figures if f.kind is FigureKind.SUBSIDY)
    return Element(
        "employer_cost",
        Text("用工成本", "Employer's cost"),
        Text(
            "应发合计加单位缴费；补贴事后申领，另列补贴后成本",
            "Gross plus the employer's contributions; subsidies are claimed afterwards and shown apart",
        ),
        (
            Figure("employer_contributions", Text("单位缴费合计", "Employer's contributions"), FigureKind.TOTAL, paid),
            Figure(
                "employer_cost",
                Text("用工成本合计", "Employer's cost"),
                FigureKind.TOTAL,
                figure("gross") + figure("employer_contributions"),
            ),
            Figure(
                "employer_subsidies",
                Text("用人单位补贴合计", "Employer's subsidies"),
                FigureKind.TOTAL,
                subsidised,
            ),
            Figure(
                "employer_cost_after_subsidy",
                Text("补贴后用工成本", "Employer's cost after subsidies"),
                FigureKind.TOTAL,
                figure("employer_cost") - figure("employer_subsidies"),
            ),
        ),
    )
