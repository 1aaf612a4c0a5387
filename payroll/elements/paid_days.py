"""How the 21.75 paid days of a month fall to employment, unpaid days, sick and maternity leave, and probation."""

from __future__ import annotations

from payroll.formula.arithmetic import ZERO, Formula, Sum
from payroll.formula.branches import Choose, When
from payroll.formula.conditions import AtLeast
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import figure, given, law
from payroll.formula.limits import Smaller, never_negative
from payroll.formula.selections import Positive
from payroll.units import Unit
from vocabulary.text import Text

PAID_DAYS = law("working_time.paid_days")
SICK_KINDS = ("sick_days", "sick_days_relief", "sick_days_after_change", "sick_days_relief_after_change")
_SICK = Sum(tuple(given(name) for name in SICK_KINDS))
_EMPLOYED, _UNPAID = figure("days_employed"), figure("days_unpaid")
_NOT_UNPAID = _EMPLOYED - _UNPAID
PAID = figure("days_paid")
"""Days neither unpaid nor sick: what a sum that follows the part of the month worked is paid for."""


def by_days(amount: Formula, days: Formula) -> Formula:
    """What ``days`` of 21.75 are of a monthly ``amount``; not rounded."""
    return amount * days / PAID_DAYS


def _employed() -> Formula:
    absent = given("month_days") - given("employed_days")
    part = Choose(
        "settings.proration",
        {
            "paid_days": Smaller(PAID_DAYS, given("employed_days")),
            "deduct_absent": never_negative(PAID_DAYS - absent),
        },
    )
    return When(AtLeast(given("employed_days"), given("month_days")), PAID_DAYS, part)


def _of_what_is_left(days: Formula, away: Formula, left: Formula) -> Formula:
    """``days``, at most what is ``left``; all of it when with these the person was ``away`` on every day employed."""
    return When(AtLeast(away, given("employed_days")), left, Smaller(left, days))


def _some(name: str, formula: Formula) -> Formula:
    return When(Positive(given(name)), formula)


def _sick_parts() -> tuple[Figure, ...]:
    """The sick days by rule: each kind its own days, in this order, and the last one present what is left."""
    labels = (
        ("days_sick_within", "计薪病假日：六个月内", "Sick days counted: within six months"),
        ("days_sick_relief", "计薪病假日：超过六个月", "Sick days counted: beyond six months"),
        ("days_sick_within_after", "计薪病假日：六个月内，规则变更后", "Sick days counted: within, after the change"),
        ("days_sick_relief_after", "计薪病假日：超过六个月，规则变更后", "Sick days counted: beyond, after the change"),
    )
    parts: list[Figure] = []
    left: Formula = figure("days_sick")
    for place, (name, zh, en) in enumerate(labels):
        later = tuple(given(kind) for kind in SICK_KINDS[place + 1 :])
        taken = When(Positive(Sum(later)), Smaller(left, given(SICK_KINDS[place])), left) if later else left
        parts.append(_figure(name, zh, en, taken))
        left = left - figure(name)
    return tuple(parts)


def _figure(name: str, zh: str, en: str, formula: Formula) -> Figure:
    return Figure(name, Text(zh, en), FigureKind.WORKING, formula, Unit.DAYS)


_AWAY_SICK = given("unpaid_days") + _SICK
_WAGE_OFF = Choose("settings.maternity_pay", {"wage_continues": ZERO, "through_employer": figure("days_maternity")})

ELEMENT = Element(
    "paid_days",
    Text("计薪日构成", "Paid days"),
    Text(
        "整月为21.75个计薪日（人社部发〔2025〕2号；此前劳社部发〔2008〕3号）；不足月、无薪日、病假和产假各占其日数，全月未出勤的占整月；"
        "法定节假日、年休假和婚丧假是计薪日，不扣",
        "A whole month is 21.75 paid days (人社部发〔2025〕2号; earlier 劳社部发〔2008〕3号); a part month, unpaid, "
        "sick and maternity days take theirs, and all of it when no day was worked; statutory holidays, annual, "
        "marriage and bereavement leave are paid days, nothing is taken for them",
    ),
    (
        _figure("days_employed", "在职折算日", "Days employed, of 21.75", _employed()),
        _figure(
            "days_unpaid",
            "计扣无薪日",
            "Unpaid days counted",
            _of_what_is_left(given("unpaid_days"), given("unpaid_days"), _EMPLOYED),
        ),
        _figure(
            "days_sick",
            "计薪病假日",
            "Sick days counted",
            When(Positive(_SICK), _of_what_is_left(_SICK, _AWAY_SICK, _NOT_UNPAID)),
        ),
        *_sick_parts(),
        _figure("days_paid", "正常计薪日", "Days paid in the ordinary way", _NOT_UNPAID - figure("days_sick")),
        _figure(
            "days_maternity",
            "产假计薪日",
            "Maternity days counted",
            _some(
                "maternity_days",
                _of_what_is_left(given("maternity_days"), _AWAY_SICK + given("maternity_days"), PAID),
            ),
        ),
        _figure(
            "days_probation",
            "试用期折算日",
            "Probation days counted",
            _some(
                "probation_days",
                _of_what_is_left(given("probation_days"), given("probation_days"), PAID - _WAGE_OFF),
            ),
        ),
    ),
)
