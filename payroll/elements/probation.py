"""Pay on probation, and with it what a whole month in ordinary attendance is worth."""

from __future__ import annotations

from payroll.elements.paid_days import by_days
from payroll.formula.arithmetic import Formula
from payroll.formula.branches import When
from payroll.formula.conditions import AtLeast
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Larger, Rounded, Smaller
from payroll.formula.selections import Positive
from vocabulary.text import Text

_MONTH = figure("monthly_pay")
_SHARE = Larger(law("settings.probation_share"), law("probation.least_share"))
_ON_PROBATION = Positive(given("probation_days"))
_ALL_MONTH = _ON_PROBATION & AtLeast(given("probation_days"), given("employed_days"))


def _part(monthly: Formula) -> Formula:
    """The days' share of either wage, each rounded, so that what is left is the probation wage's to the fen."""
    return Rounded(by_days(monthly, figure("days_probation")))


ELEMENT = Element(
    "probation",
    Text("试用期工资", "Probation"),
    Text(
        "试用期工资不低于约定工资的80%，并不低于最低工资（劳动合同法第20条、实施条例第15条）；试用期日数的差额扣减",
        "On probation at least 80 % of the agreed wage and the minimum wage (Labour Contract Law art. 20, its "
        "Regulation art. 15); the difference is taken off for the days on probation",
    ),
    (
        Figure(
            "probation_wage",
            Text("试用期整月工资", "Whole month's pay on probation"),
            FigureKind.WORKING,
            When(_ON_PROBATION, Rounded(Smaller(_MONTH, Larger(_MONTH * _SHARE, law("minimum_wage.monthly"))))),
        ),
        Figure(
            "usual_pay",
            Text("正常出勤整月工资", "Whole month's pay in ordinary attendance"),
            FigureKind.WORKING,
            When(_ALL_MONTH, figure("probation_wage"), _MONTH),
        ),
        Figure(
            "probation_deduction",
            Text("试用期扣减", "On probation"),
            FigureKind.GROSS_DEDUCTION,
            When(_ON_PROBATION, _part(_MONTH) - _part(figure("probation_wage"))),
        ),
    ),
)
