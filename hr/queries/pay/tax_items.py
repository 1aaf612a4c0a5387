"""Deductions that people declared, added up over the year by the columns of the tax client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import or_, select

from hr.database import db
from hr.models.pay.pay_standing import OtherDeduction, TaxDeduction
from payroll.calculators.additional_deductions import Additional
from vocabulary.periods import Month

_COLUMN_OF = {
    Additional.DEGREE_EDUCATION.value: "continuing_education",
    Additional.PROFESSIONAL_CERTIFICATE.value: "continuing_education",
}
MONTHLY_ITEMS = (OtherDeduction.HEALTH_INSURANCE.value,)
"""Items of which the client asks for the month's amount, not for the year's to date."""


def deductions_to_date(month: Month, months_counted: Mapping[int, int]) -> dict[int, dict[str, int]]:
    """By person and column of the sheet, fen of the year up to ``month``; monthly items are those of the month alone.

    ``months_counted``: for each person how many months of the year they have worked for the employer, this included.
    """
    january = Month(month.year, 1)
    rows = db.session.scalars(
        select(TaxDeduction).where(
            TaxDeduction.valid_from <= month.last_day,
            or_(TaxDeduction.valid_to.is_(None), TaxDeduction.valid_to >= january.first_day),
        )
    )
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        if row.person_id in months_counted:
            since = month + (1 - months_counted[row.person_id])
            column = _COLUMN_OF.get(row.item, row.item)
            amount = row.monthly_fen * _months(row, month, max(january, since))
            found[row.person_id][column] = found[row.person_id].get(column, 0) + amount
    return found


def _months(row: TaxDeduction, month: Month, since: Month) -> int:
    """How many months of the year the deduction counts for; of a monthly item this month or none."""
    first = max(since, Month.of(row.valid_from))
    if row.item in MONTHLY_ITEMS:
        first = max(first, month)
    last = month if row.valid_to is None else min(month, Month.of(row.valid_to))
    return max(0, last - first + 1)
