"""What an employer insures people for in a month: from what was declared, staffing type, age and pay by the hour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from analytics.establishment.retirement import retirement
from hr.queries.pay.month_columns import Column, transposed
from hr.queries.pay.month_staff import Paid
from payroll.parameters.book import Book
from payroll.schemes import PayScheme
from vocabulary.periods import Month
from vocabulary.terms import InsuranceKind, RetirementGroup, StaffingType

_IN_FORCE = "in_force"
_NAMES = (
    "social_base",
    "housing_base",
    "insured_pension",
    "insured_medical",
    "insured_unemployment",
    "insured_work_injury",
    "insured_housing_fund",
    "work_injury_rate",
    "housing_rate",
    "supplementary_rate",
    "occupational_annuity",
)
_WHOLE = (InsuranceKind.URBAN, InsuranceKind.ESTABLISHMENT)


def insurance_columns(people: Sequence[Paid], month: Month, book: Book) -> dict[str, Column]:
    """The columns of everybody."""
    over_age = book.choice("social_insurance.injury_only", month.last_day) == _IN_FORCE
    return transposed(_NAMES, (_row(one, insurance_kind(one, month, injury_over_age=over_age)) for one in people))


def insurance_kind(one: Paid, month: Month, *, injury_over_age: bool) -> InsuranceKind:
    """What somebody is insured as. ``injury_over_age``: whether the over-aged can be insured against injury alone.

    From the month after retirement age (社会保险法 art. 16) nobody pays for a pension any more, unless a later
    retirement was agreed; part-timers are insured by their employer against work injury only (劳社部发〔2003〕12号).
    """
    if one.insured is False:
        return InsuranceKind.NONE
    if month > retires_in(one.retirement_group, Month.of(one.born_on)) and not one.retires_later:
        return InsuranceKind.OVER_AGE if injury_over_age else InsuranceKind.NONE
    if one.injury_only or one.scheme is PayScheme.HOURLY:
        return InsuranceKind.INJURY_ONLY
    on_book = one.staffing_type is StaffingType.ESTABLISHMENT
    return InsuranceKind.ESTABLISHMENT if on_book else InsuranceKind.URBAN


@cache
def retires_in(group: RetirementGroup, born: Month) -> Month:
    """The month of statutory retirement."""
    return retirement(group, born).month


def _row(one: Paid, kind: InsuranceKind) -> tuple[int | None, ...]:
    whole = int(kind in _WHOLE)
    return (
        one.social_base,
        one.housing_base,
        whole,
        whole,
        whole,
        int(kind is not InsuranceKind.NONE),
        whole,
        one.work_injury_rate,
        one.housing_rate,
        one.supplementary_rate,
        int(kind is InsuranceKind.ESTABLISHMENT),
    )
