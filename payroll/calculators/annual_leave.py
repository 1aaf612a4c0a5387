"""Paid annual leave of a year in which somebody joins or leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from payroll.calculators.one_row import count, statutory_book
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

LONGEST_ENTITLEMENT = 60


@dataclass(frozen=True, slots=True)
class AnnualLeave:
    """Whole days still to be taken (or paid)."""

    days: int

    def as_json(self) -> dict[str, Any]:
        """``{"days": 7}``."""
        return {"days": self.days}


def annual_leave(
    entitlement: int, *, start: date | None = None, exit_on: date | None = None, taken: int = 0
) -> AnnualLeave:
    """Days due for the part of the year from ``start``, or up to ``exit_on`` (that day included), less those taken.

    Parts of a day do not count, days taken too many are not claimed back (企业职工带薪年休假实施办法 arts 5, 12).
    Raises BadInput unless exactly one of the dates is given, or for negative numbers.
    """
    if (start is None) == (exit_on is None):
        raise BadInput(
            Text("入职日期与离职日期须且只须填一个。", "Give a start or an exit date, and only one."), "start"
        )
    if start is not None:
        day, days = start, (date(start.year, 12, 31) - start).days + 1
    else:
        assert exit_on is not None
        day, days = exit_on, (exit_on - date(exit_on.year, 1, 1)).days + 1
    whole_year = statutory_book().whole("annual_leave.year_days", day)
    due = min(days * count(entitlement, "entitlement", LONGEST_ENTITLEMENT) // whole_year, entitlement)
    return AnnualLeave(max(0, due - count(taken, "taken", LONGEST_ENTITLEMENT)))


def annual_leave_entitlement(working_years: int, on: date) -> int:
    """Days a year for accumulated working years (职工带薪年休假条例 art. 3); 0 in the first."""
    book = statutory_book()
    steps, days = book.row("annual_leave.working_years", on).value, book.row("annual_leave.days", on).value
    assert isinstance(steps, tuple)
    assert isinstance(days, tuple)
    reached = [d for step, d in zip(steps, days, strict=True) if isinstance(step, int) and working_years >= step]
    return int(reached[-1]) if reached and isinstance(reached[-1], int) else 0
