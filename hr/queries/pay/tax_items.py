"""Deductions that people declared, added up over the year by the columns of the tax client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Declared:
    """Everybody's deductions that count in the year up to ``month``, looked up once."""

    month: Month
    rows: Mapping[int, Sequence[TaxDeduction]]

    @classmethod
    def until(cls, month: Month) -> Declared:
        """Those of the year of ``month``; one statement."""
        january = Month(month.year, 1)
        found: defaultdict[int, list[TaxDeduction]] = defaultdict(list)
        statement = select(TaxDeduction).where(
            TaxDeduction.valid_from <= month.last_day,
            or_(TaxDeduction.valid_to.is_(None), TaxDeduction.valid_to >= january.first_day),
        )
        for row in db.session.scalars(statement):
            found[row.person_id].append(row)
        return cls(month, found)

    def to_date(self, person_id: int, months: int) -> dict[str, int]:
        """By column of the sheet, fen of the year to date; monthly items are those of the month alone.

        ``months``: how many months of the year the person has worked for the employer, this one included.
        """
        since = max(Month(self.month.year, 1), self.month + (1 - months))
        sums: dict[str, int] = {}
        for row in self.rows.get(person_id, ()):
            column = _COLUMN_OF.get(row.item, row.item)
            sums[column] = sums.get(column, 0) + row.monthly_fen * self._months(row, since)
        return sums

    def _months(self, row: TaxDeduction, since: Month) -> int:
        """How many months of the year the deduction counts for; of a monthly item this month or none."""
        first = max(since, Month.of(row.valid_from))
        if row.item in MONTHLY_ITEMS:
            first = max(first, self.month)
        last = self.month if row.valid_to is None else min(self.month, Month.of(row.valid_to))
        return max(0, last - first + 1)
