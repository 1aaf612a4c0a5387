"""Joiners, leavers and unpaid days: the part of a whole month's pay that is taken off."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula
from payroll.formula.branches import Choose, When
from payroll.formula.conditions import AtLeast
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Rounded, Smaller, never_negative
from vocabulary.text import Text

PAID_DAYS = law("working_time.paid_days")


def employed_part(amount: Formula) -> Formula:
    """The part of a monthly ``amount`` for the days from joining to leaving: all of it for a whole month."""
    by_days = Smaller(amount, amount * given("employed_days") / PAID_DAYS)
    absent = given("month_days") - given("employed_days")
    by_absence = never_negative(amount - amount * absent / PAID_DAYS)
    part = Choose("settings.proration", {"paid_days": by_days, "deduct_absent": by_absence})
    whole_month = AtLeast(given("employed_days"), given("month_days"))
    return When(whole_month, amount, part)


def unpaid_part(amount: Formula, remaining: Formula) -> Formula:
    """What unpaid days take from a monthly ``amount`` of which ``remaining`` is left; all when no day was paid."""
    nothing_paid = AtLeast(given("unpaid_days"), given("employed_days"))
    return When(nothing_paid, remaining, Smaller(remaining, amount * given("unpaid_days") / PAID_DAYS))


def paid_part(amount: Formula) -> Formula:
    """What joining, leaving and unpaid days leave of a monthly ``amount``; not rounded."""
    employed = employed_part(amount)
    return employed - unpaid_part(amount, employed)


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
            figure("monthly_pay") - Rounded(employed_part(figure("monthly_pay"))),
        ),
        Figure(
            "unpaid_days_deduction",
            Text("无薪日扣减", "Unpaid days"),
            FigureKind.GROSS_DEDUCTION,
            Rounded(unpaid_part(figure("monthly_pay"), figure("monthly_pay") - figure("part_month_deduction"))),
        ),
    ),
)
