"""A month's inputs in the form that the pay engine takes: who is paid, and every fact about them."""

from __future__ import annotations

from typing import Any

from hr.queries.pay.month_columns import MonthColumns
from hr.queries.pay.month_entered import entered_columns
from hr.queries.pay.month_facts import inputs_in
from hr.queries.pay.month_insurance import insurance_columns
from hr.queries.pay.month_place import place_columns
from hr.queries.pay.month_service import service_columns
from hr.queries.pay.month_staff import Paid, paid_in
from hr.queries.pay.month_tax import tax_columns
from hr.queries.pay.month_time import PaidDays, time_columns
from payroll.parameters.book import Book
from vocabulary.periods import Month


def columns_for(month: Month, path: str, book: Book) -> MonthColumns:
    """Who is paid at and below ``path`` and everybody's inputs, in a number of statements that people don't raise."""
    people, entered, days = paid_in(month, path), inputs_in(month), PaidDays(month)
    columns = {
        **place_columns(people),
        **time_columns(people, days, entered),
        **service_columns(people, days, entered),
        **entered_columns(people, entered, days, book),
        **insurance_columns(people, month, book),
        **tax_columns(people, month, book),
    }
    here = {one.employment_id for one in people}
    overrides = {key: found.overrides for key, found in entered.items() if found.overrides and key in here}
    return MonthColumns(month, people, columns, overrides)


def inputs_for(month: Month, path: str, book: Book) -> tuple[list[Paid], list[dict[str, Any]]]:
    """Who is paid at and below ``path``, and each one's row of inputs as a slip stores it, in the same order."""
    found = columns_for(month, path, book)
    return list(found.people), found.rows()
