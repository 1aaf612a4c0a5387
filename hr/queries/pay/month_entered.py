"""What was entered and approved for a month, as columns: amounts, days of absence, unused leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hr.models.pay.pay_input import PayInputKind
from hr.queries.pay.month_columns import Column, transposed
from hr.queries.pay.month_facts import Absence, InputsOf
from hr.queries.pay.month_staff import Paid
from hr.queries.pay.month_time import PaidDays
from payroll.parameters.book import Book
from vocabulary.periods import DateRange, Month

SICK_RULE = "settings.sick_pay_rule"
"""The parameter whose change inside a month splits its days of sick leave."""
_AMOUNTS = {
    "one_off_taxed_amount": PayInputKind.TAXED,
    "one_off_untaxed_amount": PayInputKind.UNTAXED,
    "net_deduction_amount": PayInputKind.DEDUCTION,
    "unpaid_days": PayInputKind.UNPAID_DAYS,
    "maternity_days": PayInputKind.MATERNITY_DAYS,
    "maternity_allowance_amount": PayInputKind.MATERNITY_ALLOWANCE,
    "unused_leave_days": PayInputKind.UNUSED_LEAVE_DAYS,
    "annual_bonus_amount": PayInputKind.ANNUAL_BONUS,
    "labour_service_amount": PayInputKind.LABOUR_SERVICE,
    "severance_amount": PayInputKind.SEVERANCE,
}
_SICK = ("sick_days", "sick_days_after_change", "sick_days_relief", "sick_days_relief_after_change")
_NAMES = (*_AMOUNTS, *_SICK, "inputs_approved")
_NOTHING = (*(0 for _ in _AMOUNTS), *(0 for _ in _SICK), 1)


def entered_columns(
    people: Sequence[Paid], entered: Mapping[int, InputsOf], days: PaidDays, book: Book
) -> dict[str, Column]:
    """The columns; who has nothing entered has nothing waiting either."""
    change = rule_change(book, days.month)
    rows = (
        _row(entered[one.employment_id], days, change) if one.employment_id in entered else _NOTHING for one in people
    )
    return {**transposed(_NAMES, rows), **_differences(people, entered)}


def _differences(people: Sequence[Paid], entered: Mapping[int, InputsOf]) -> dict[str, Column]:
    """Contributions of earlier months that the bureau's list corrects."""
    here = [entered[one.employment_id].differences if one.employment_id in entered else {} for one in people]
    names = sorted({name for found in here for name in found})
    return {name: [found.get(name, 0) for found in here] for name in names}


def rule_change(book: Book, month: Month) -> date | None:
    """The day inside ``month`` from which another rule of sick pay holds; None where one rule holds all month."""
    rule = book.parameters.get(SICK_RULE)  # a book stored long ago has no such rule
    rows = rule.rows if rule else ()
    return next((row.valid.first for row in rows if month.first_day < row.valid.first <= month.last_day), None)


def _row(entered: InputsOf, days: PaidDays, change: date | None) -> tuple[int, ...]:
    amounts = (entered.amounts.get(kind, 0) for kind in _AMOUNTS.values())
    return (
        *amounts,
        *_split(entered.sick, days, change),
        *_split(entered.sick_relief, days, change),
        int(entered.approved),
    )


def _split(absences: Sequence[Absence], days: PaidDays, change: date | None) -> tuple[int, int]:
    """Hundredths of days before a change of the rule, and from it on."""
    after = 0 if change is None else sum(_after(absence, days, change) for absence in absences)
    return sum(absence.days for absence in absences) - after, after


def _after(absence: Absence, days: PaidDays, change: date) -> int:
    """How much of an absence lies after the change: it takes up one paid day after the other from its first day."""
    if absence.first_day is None or absence.first_day >= change:
        return absence.days if absence.first_day else 0
    before = days.within(DateRange(absence.first_day, date.fromordinal(change.toordinal() - 1)))
    return max(0, absence.days - before)
