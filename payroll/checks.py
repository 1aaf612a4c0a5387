"""What is looked at before a run may be approved: findings that block or warn, each with its person and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from payroll.inputs import BoolArray, Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from vocabulary.money import share, yuan_grouped
from vocabulary.terms import Term
from vocabulary.text import Text


class Severity(Term):
    """How much a finding weighs: a run with a blocking one can't be approved."""

    BLOCK = "block", "阻止", "Blocks"
    WARN = "warn", "提示", "Warns"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``numbers`` by figure or input name, in its unit (fen, hundredths of days, minutes)."""

    severity: Severity
    code: str
    row: int
    employment_id: int
    text: Text
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """A computed month with what surrounds it. ``last_net``: last month's net (fen) by employment id.

    ``accounts`` and ``id_numbers`` go by row of the inputs; any token will do (a blind index, say), "" means unknown.
    """

    result: Result
    inputs: Inputs
    book: Book
    last_net: Mapping[int, int] = field(default_factory=dict)
    accounts: Sequence[str] = ()
    id_numbers: Sequence[str] = ()


def check(month: Checked) -> tuple[Finding, ...]:
    """All findings, blocking ones first, then by row."""
    found = [finding for one in _CHECKS for finding in one(month)]
    return tuple(sorted(found, key=lambda f: (f.severity is not Severity.BLOCK, f.row, f.code)))


def _finding(
    month: Checked, row: int, kind: tuple[Severity, str], text: Text, numbers: Mapping[str, int] | None = None
) -> Finding:
    severity, code = kind
    return Finding(severity, code, row, int(month.result.employment_id[row]), text, numbers or {})


def _rows(mask: BoolArray) -> list[int]:
    return [int(row) for row in np.flatnonzero(mask)]


def _failed(month: Checked) -> Iterator[Finding]:
    """Missing inputs and values out of limits: the slip could not be computed."""
    for fault in month.result.faults:
        yield _finding(month, fault.row, (Severity.BLOCK, "slip_failed"), fault.reason)


def _not_approved(month: Checked) -> Iterator[Finding]:
    text = Text("当月数据尚未审批。", "The month's inputs are not approved.")
    for row in _rows(month.inputs.column("inputs_approved") == 0):
        yield _finding(month, row, (Severity.BLOCK, "inputs_not_approved"), text)


def _negative_net(month: Checked) -> Iterator[Finding]:
    net = month.result.column("net")
    for row in _rows(net < 0):
        text = Text("实发为负：{n} 元。", "Net pay is negative: {n} yuan.").format(n=yuan_grouped(int(net[row])))
        yield _finding(month, row, (Severity.BLOCK, "negative_net"), text, {"net": int(net[row])})


def _net_changed(month: Checked) -> Iterator[Finding]:
    on = month.result.month.first_day
    rate, least = month.book.whole("settings.net_change_share", on), month.book.whole("settings.net_change_least", on)
    text = Text("实发由 {a} 元变为 {b} 元。", "Net pay went from {a} to {b} yuan.")
    for row in _rows(~month.result.failed):
        last = month.last_net.get(int(month.result.employment_id[row]))
        net = int(month.result.column("net")[row])
        if last is not None and abs(net - last) > max(share(abs(last), rate), least):
            said = text.format(a=yuan_grouped(last), b=yuan_grouped(net))
            yield _finding(month, row, (Severity.WARN, "net_changed"), said, {"last_net": last, "net": net})


def _not_prorated(month: Checked) -> Iterator[Finding]:
    inputs = month.inputs
    moved = (inputs.column("joined_this_month") | inputs.column("left_this_month")) != 0
    whole = inputs.column("employed_days") >= inputs.column("month_days")
    text = Text("当月入职或离职，但按整月计薪。", "Joined or left within the month, yet paid for the whole of it.")
    for row in _rows(moved & whole):
        numbers = {name: int(inputs.column(name)[row]) for name in ("employed_days", "month_days")}
        yield _finding(month, row, (Severity.WARN, "not_prorated"), text, numbers)


def _below_minimum(month: Checked) -> Iterator[Finding]:
    short = month.result.column("minimum_wage_shortfall")
    text = Text(
        "扣除个人缴费后低于最低工资 {s} 元（可比收入 {p} 元，标准 {d} 元）。",
        "Net of own contributions {s} yuan below the minimum wage (counts {p}, minimum {d} yuan).",
    )
    names = ("minimum_wage_shortfall", "minimum_wage_pay", "minimum_wage_due")
    for row in _rows(short > 0):
        numbers = {name: int(month.result.column(name)[row]) for name in names}
        s, p, d = (yuan_grouped(value) for value in numbers.values())
        yield _finding(month, row, (Severity.WARN, "below_minimum_wage"), text.format(s=s, p=p, d=d), numbers)


def _overtime_limit(month: Checked) -> Iterator[Finding]:
    hours = month.book.whole("working_time.overtime_hours_a_month", month.result.month.first_day)
    kinds = ("overtime_minutes_workday", "overtime_minutes_rest_day", "overtime_minutes_holiday")
    minutes = sum((month.inputs.column(kind) for kind in kinds), np.zeros(len(month.inputs), dtype=np.int64))
    text = Text("加班 {m} 分钟，超过每月 {h} 小时。", "{m} minutes of overtime, over {h} hours a month.")
    for row in _rows(minutes > hours * 60):
        said = text.format(m=int(minutes[row]), h=hours)
        yield _finding(month, row, (Severity.WARN, "overtime_over_limit"), said, {"minutes": int(minutes[row])})


def _duplicates(month: Checked) -> Iterator[Finding]:
    account = Text("银行账号与其他人员重复（{n} 人）。", "The bank account is shared by {n} people.")
    number = Text("证件号码与其他人员重复（{n} 人）。", "The ID number is shared by {n} people.")
    for tokens, code, text in (
        (month.accounts, "duplicate_account", account),
        (month.id_numbers, "duplicate_id", number),
    ):
        holders: dict[str, list[int]] = defaultdict(list)
        for row, token in enumerate(tokens):
            holders[token].append(row)
        for token, rows in holders.items():
            if token and len(rows) > 1:
                for row in rows:
                    yield _finding(month, row, (Severity.BLOCK, code), text.format(n=len(rows)))


_CHECKS = (
    _failed,
    _not_approved,
    _negative_net,
    _net_changed,
    _not_prorated,
    _below_minimum,
    _overtime_limit,
    _duplicates,
)
