"""What finance enters for the sample's months, subsidies granted, and values of the district's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.employments import Employments
from hr.sample.plan.setting import Setting
from hr.sample.plan.standing import Standing
from hr.sample.plan.table import Days, Flags, Table, Whole, ids, keys, place_of, plus_months
from scheduling.calendar import china_calendar
from vocabulary.money import PPM, share, to_yuan
from vocabulary.pay_inputs import PayInputKind
from vocabulary.periods import Month
from vocabulary.terms import SeparationKind, StaffingType

_MAKER, _APPROVER = "财务（示例）", "财务审批（示例）"
_SEVERED = (SeparationKind.INVOLUNTARY, SeparationKind.END_OF_CONTRACT)
_PER = {"sick_days": 100, "unpaid_days": 100, "unused_leave_days": 100, "overtime_workday": 60}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One approved input of a month."""

    employment: int
    month: Month
    kind: PayInputKind
    amount: int
    first_day: date | None = None


def entries(setting: Setting, employments: Employments, pay: Standing) -> Table:
    """Table ``pay_input``: everything entered for the closed months, approved by somebody else."""
    monthly = _monthly(employments, pay)
    rows = [one for month in setting.case_months for one in _of_month(setting, month, employments, monthly)]
    return Table(
        "pay_input",
        {
            "id": ids(len(rows)),
            "employment_id": [one.employment + 1 for one in rows],
            "month": [one.month for one in rows],
            "kind": [one.kind for one in rows],
            "name": [one.first_day.isoformat() if one.first_day else one.kind.value for one in rows],
            "amount": [one.amount for one in rows],
            "first_day": [one.first_day for one in rows],
            "entered_by": [_MAKER] * len(rows),
            "entered_at": [_moment(one.month, 25) for one in rows],
            "approved_by": [_APPROVER] * len(rows),
            "approved_at": [_moment(one.month, 26) for one in rows],
        },
    )


def _of_month(setting: Setting, month: Month, employments: Employments, monthly: Whole) -> Iterator[_Entry]:
    generator = setting.stream("entries", month)
    first, last = (np.datetime64(day, "D") for day in (month.first_day, month.last_day))
    whole = (employments.start <= first) & (employments.until >= last)
    leaves = ~np.isnat(employments.end) & (employments.end >= first) & (employments.end < last)
    draws = {kind: generator.random((2, len(employments))) for kind in read("pay")["entries"]}
    workdays = china_calendar().workdays(month)
    for kind, (chance, size) in draws.items():
        rule, who = read("pay")["entries"][kind], leaves if kind == "unused_leave_days" else whole
        who = who & _labour_law(employments) if kind == "overtime_workday" else who
        for row in np.flatnonzero(who & (chance < rule["share"])).tolist():
            amount = rule["least"] + int(size[row] * (rule["most"] - rule["least"] + 1))
            began = workdays[int(size[row] * 10)] if kind == "sick_days" else None
            yield _Entry(row, month, PayInputKind(kind), amount * _PER[kind], began)  # type: ignore[call-arg]
    yield from _severance(month, employments, leaves, monthly)
    if month.month == read("pay")["bonus_month"]:
        yield from _bonuses(month, employments, whole, monthly)


def _labour_law(employments: Employments) -> Flags:
    """Everybody but the establishment; part-timers are left to their minutes."""
    others = (place_of(StaffingType.ESTABLISHMENT), place_of(StaffingType.ASSISTANT_4050))
    return ~np.isin(employments.staffing, others)


def _severance(month: Month, employments: Employments, leaves: Flags, monthly: Whole) -> Iterator[_Entry]:
    """A month's pay for each year of those whom the employer let go (劳动合同法 art. 47)."""
    kinds = [place_of(kind) for kind in _SEVERED]
    for row in np.flatnonzero(leaves & np.isin(employments.kind, kinds) & _labour_law(employments)).tolist():
        served = (employments.end[row] - employments.start[row]).astype(np.int64) / 365.25
        half_years = max(1, int(np.ceil(served * 2)))
        yield _Entry(row, month, PayInputKind.SEVERANCE, int(monthly[row]) * half_years // 2)


def _bonuses(month: Month, employments: Employments, whole: Flags, monthly: Whole) -> Iterator[_Entry]:
    """The year-end bonus of all who were there in the year before: one share of the monthly pay."""
    there = whole & (employments.start < np.datetime64(date(month.year - 1, 7, 1), "D")) & (monthly > 0)
    amounts = to_yuan(share(monthly, round(read("pay")["bonus_share"] * PPM)))
    for row in np.flatnonzero(there & _labour_law(employments)).tolist():
        yield _Entry(row, month, PayInputKind.ANNUAL_BONUS, int(amounts[row]))


def _monthly(employments: Employments, pay: Standing) -> Whole:
    """The monthly pay of each employment's last standing; 0 for one without any."""
    found = np.zeros(len(employments), dtype=np.int64)
    found[pay.rows.of] = pay.monthly
    return found


def subsidies(employments: Employments) -> Table:
    """Table ``subsidy_grant``: for each 4050 employment from its first month to the last that is paid for."""
    rows = np.flatnonzero(employments.staffing == place_of(StaffingType.ASSISTANT_4050))
    begin: Days = employments.start[rows].astype("datetime64[M]").astype("datetime64[D]")
    last = plus_months(begin, read("pay")["subsidy_months"] - 1)
    return Table(
        "subsidy_grant",
        {
            "id": ids(len(rows)),
            "employment_id": keys(rows),
            "first_month": [Month.of(day) for day in begin.tolist()],
            "last_month": [Month.of(day) for day in last.tolist()],
            "months_before": [0] * len(rows),
            "document": ["就业专项资金补贴审核表（示例）"] * len(rows),
        },
    )


def own_values() -> Table:
    """Table ``own_value``."""
    data = read("pay")
    rows: list[dict[str, Any]] = data["own_values"]
    moment = datetime(data["valid_from"].year, 1, 2, tzinfo=UTC)
    return Table(
        "own_value",
        {
            "id": ids(len(rows)),
            **{name: [row[name] for row in rows] for name in ("name", "value", "document")},
            "valid_from": [data["valid_from"]] * len(rows),
            "entered_by": [_MAKER] * len(rows),
            "entered_at": [moment] * len(rows),
            "approved_by": [_APPROVER] * len(rows),
            "approved_at": [moment] * len(rows),
        },
    )


def _moment(month: Month, day: int) -> datetime:
    return datetime(month.year, month.month, day, 2, tzinfo=UTC)
