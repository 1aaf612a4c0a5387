"""Joiners, leavers and unpaid days: the part of a whole month's pay that is taken off."""

from __future__ import annotations

from payroll.elements.paid_days import PAID, by_days
from payroll.formula.arithmetic import Formula
from payroll.formula.branches import When
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure
from payroll.formula.limits import Rounded, Smaller
from payroll.formula.selections import Positive
from vocabulary.text import Text

_MONTH = figure("monthly_pay")
AFTER_UNPAID = _MONTH - figure("part_month_deduction") - figure("unpaid_days_deduction")


def taken_off(days: Formula, left: Formula, remaining: Formula) -> Formula:
    """What ``days`` take from the monthly pay of which ``remaining`` (fen) is left; all when no day is ``left``."""
    taken = When(Positive(left), Rounded(Smaller(remaining, by_days(_MONTH, days))), remaining)
    return When(Positive(days), taken)


def paid_part(amount: Formula) -> Formula:
    """What joining, leaving, unpaid and sick days leave of a monthly ``amount``; not rounded."""
    return by_days(amount, PAID)


ELEMENT = Element(
    "proration",
    Text("不足月折算", "Part month"),
    Text(
        "不足月工资按日工资折算，日工资＝月工资÷21.75（人社部发〔2025〕2号；此前劳社部发〔2008〕3号）；折算办法为参数设置",
        "A part month is paid by the day, month ÷ 21.75 (人社部发〔2025〕2号; earlier 劳社部发〔2008〕3号); "
        "the method is a setting",
    ),
    (
        Figure(
            "part_month_deduction",
            Text("不足月扣减", "Not employed for part of the month"),
            FigureKind.GROSS_DEDUCTION,
            _MONTH - Rounded(by_days(_MONTH, figure("days_employed"))),
        ),
        Figure(
            "unpaid_days_deduction",
            Text("无薪日扣减", "Unpaid days"),
            FigureKind.GROSS_DEDUCTION,
            taken_off(
                figure("days_unpaid"),
                figure("days_employed") - figure("days_unpaid"),
                _MONTH - figure("part_month_deduction"),
            ),
        ),
    ),
)
