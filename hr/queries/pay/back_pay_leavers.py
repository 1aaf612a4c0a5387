"""People who have left and are still owed something: they get a slip of back pay alone in the run that owes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hr.models.pay.pay_run import PayRun
from hr.queries.pay.back_pay_share import Share
from hr.queries.pay.month_columns import Column, MonthColumns, usual_value
from hr.queries.pay.month_staff import Paid, paid_in
from hr.queries.pay.month_tax import tax_columns
from payroll.parameters.book import Book
from payroll.schemes import PayScheme
from vocabulary.periods import Month

_UP_TO_LEAVING = ("tax_months", "additional_to_date", "other_deductions_to_date")
"""What goes by the months worked this year, and stops with the last of them."""
_NOT_WORKED: dict[str, Any] = {
    "scheme": PayScheme.HOURLY.value,
    "hourly_rate": 0,
    "worked_minutes": 0,
    "employed_days": 0,
    "insured_pension": 0,
    "insured_medical": 0,
    "insured_unemployment": 0,
    "insured_work_injury": 0,
    "insured_housing_fund": 0,
}


def with_leavers(
    run: PayRun, filled: MonthColumns, shares: Mapping[int, Share], book: Book
) -> tuple[MonthColumns, dict[int, Share]]:
    """The month with a row for whoever is paid back pay alone, and everybody's shares.

    Who was paid too much or would have to pay in gets no slip: there is nothing to withhold it from.
    """
    here = {one.employment_id for one in filled.people}
    checked = {key: share if key in here or _is_due(share) else share.held() for key, share in shares.items()}
    due = {key: share.found[-1].month for key, share in checked.items() if key not in here and any(share.posted)}
    if not due:
        return filled, checked
    leavers = _last_seen(due, run.unit.path)
    known = {one.employment_id for one in leavers}
    final = {key: share if key in here | known else share.held() for key, share in checked.items()}
    return _added(filled, leavers, final, book), final


def _is_due(share: Share) -> bool:
    """Whether the person gets something when all of it is posted."""
    wages = share.wages(share.owed)
    return any(share.posted) and wages >= 0 and wages >= share.own_share(share.owed)


def _last_seen(months: Mapping[int, Month], path: str) -> list[Paid]:
    """Where each of them stood in the last month that is made good."""
    by_month: defaultdict[Month, set[int]] = defaultdict(set)
    for key, month in months.items():
        by_month[month].add(key)
    seen = ((paid_in(month, path), keys) for month, keys in sorted(by_month.items()))
    return [one for people, keys in seen for one in people if one.employment_id in keys]


def _added(filled: MonthColumns, leavers: Sequence[Paid], shares: Mapping[int, Share], book: Book) -> MonthColumns:
    rows = _rows(filled, leavers, shares, book)
    names = dict.fromkeys([*filled.columns, *(name for row in rows for name in row)])
    columns: dict[str, Column] = {}
    for name in names:
        usual = usual_value(name)
        before = filled.columns.get(name, [usual] * len(filled.people))
        columns[name] = [*before, *(row.get(name, usual) for row in rows)]
    # Nobody who did not work a day of the month earns an allowance of it, whatever the rule of the allowance says.
    nothing = {f"allowance.{item.code}": 0 for item in book.own.allowances}
    overrides = {**filled.overrides, **{one.employment_id: nothing for one in leavers}}
    return replace(filled, people=[*filled.people, *leavers], columns=columns, overrides=overrides)


def _rows(
    filled: MonthColumns, leavers: Sequence[Paid], shares: Mapping[int, Share], book: Book
) -> list[dict[str, Any]]:
    """The input columns of each leaver, by name."""
    days = filled.columns["month_days"][0]
    tax = _tax(leavers, {key: share.found[-1].month for key, share in shares.items()}, filled.month, book)
    return [
        {
            **_NOT_WORKED,
            "month_days": days,
            "staffing_type": one.staffing_type.value,
            "unit": str(one.unit_id),
            "post": one.post_family.value,
            "grade": one.grade or "",
            **tax[one.employment_id],
            **shares[one.employment_id].columns,
        }
        for one in leavers
    ]


def _tax(leavers: Sequence[Paid], seen: Mapping[int, Month], month: Month, book: Book) -> dict[int, dict[str, Any]]:
    """The year's tax so far, with the months worked here this year only (one for who left before it; 2018 no. 61).

    ``seen``: the last month that is made good, for those who have only moved to another employer of record.
    """
    by_last: defaultdict[Month, list[Paid]] = defaultdict(list)
    for one in leavers:
        last = min(month, seen[one.employment_id] if one.ends_on is None else Month.of(one.ends_on))
        by_last[max(last, Month(month.year, 1))].append(one)
    found: dict[int, dict[str, Any]] = {}
    for last, some in by_last.items():
        now, then = _by_person(tax_columns(some, month, book), some), _by_person(tax_columns(some, last, book), some)
        for one in some:
            key = one.employment_id
            found[key] = {**now[key], **{name: then[key][name] for name in _UP_TO_LEAVING}}
    return found


def _by_person(columns: Mapping[str, Column], people: Iterable[Paid]) -> dict[int, dict[str, Any]]:
    return {
        one.employment_id: {name: values[place] for name, values in columns.items()} for place, one in enumerate(people)
    }
