"""What is looked at before a run may be approved: findings that block or warn, each with its person and numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from payroll import tax_checks, time_checks
from payroll.findings import Checked, Finding, Severity, finding, rows_of
from vocabulary.money import share, yuan_grouped
from vocabulary.text import Text

__all__ = ("Checked", "Finding", "Severity", "check")


def check(month: Checked) -> tuple[Finding, ...]:
    """All findings, blocking ones first, then by row."""
    found = [each for one in _CHECKS for each in one(month)]
    return tuple(sorted(found, key=lambda f: (f.severity is not Severity.BLOCK, f.row, f.code)))


def _failed(month: Checked) -> Iterator[Finding]:
    """Missing inputs and values out of limits: the slip could not be computed."""
    for fault in month.result.faults:
        yield finding(month, fault.row, (Severity.BLOCK, "slip_failed"), fault.reason)


def _not_approved(month: Checked) -> Iterator[Finding]:
    text = Text("当月数据尚未审批。", "The month's inputs are not approved.")
    for row in rows_of(month.inputs.column("inputs_approved") == 0):
        yield finding(month, row, (Severity.BLOCK, "inputs_not_approved"), text)


def _negative_net(month: Checked) -> Iterator[Finding]:
    net = month.result.column("net")
    for row in rows_of(net < 0):
        text = Text("实发为负：{n} 元。", "Net pay is negative: {n} yuan.").format(n=yuan_grouped(int(net[row])))
        yield finding(month, row, (Severity.BLOCK, "negative_net"), text, {"net": int(net[row])})


def _net_changed(month: Checked) -> Iterator[Finding]:
    on = month.result.month.first_day
    rate, least = month.book.whole("settings.net_change_share", on), month.book.whole("settings.net_change_least", on)
    text = Text("实发由 {a} 元变为 {b} 元。", "Net pay went from {a} to {b} yuan.")
    for row in rows_of(~month.result.failed):
        last = month.last_net.get(int(month.result.employment_id[row]))
        net = int(month.result.column("net")[row])
        if last is not None and abs(net - last) > max(share(abs(last), rate), least):
            said = text.format(a=yuan_grouped(last), b=yuan_grouped(net))
            yield finding(month, row, (Severity.WARN, "net_changed"), said, {"last_net": last, "net": net})


def _not_prorated(month: Checked) -> Iterator[Finding]:
    inputs = month.inputs
    moved = (inputs.column("joined_this_month") | inputs.column("left_this_month")) != 0
    whole = inputs.column("employed_days") >= inputs.column("month_days")
    text = Text("当月入职或离职，但按整月计薪。", "Joined or left within the month, yet paid for the whole of it.")
    for row in rows_of(moved & whole):
        numbers = {name: int(inputs.column(name)[row]) for name in ("employed_days", "month_days")}
        yield finding(month, row, (Severity.WARN, "not_prorated"), text, numbers)


def _below_minimum(month: Checked) -> Iterator[Finding]:
    short = month.result.column("minimum_wage_shortfall")
    text = Text(
        "扣除个人缴费后低于最低工资 {s} 元（可比收入 {p} 元，标准 {d} 元）。",
        "Net of own contributions {s} yuan below the minimum wage (counts {p}, minimum {d} yuan).",
    )
    names = ("minimum_wage_shortfall", "minimum_wage_pay", "minimum_wage_due")
    for row in rows_of(short > 0):
        numbers = {name: int(month.result.column(name)[row]) for name in names}
        s, p, d = (yuan_grouped(value) for value in numbers.values())
        yield finding(month, row, (Severity.WARN, "below_minimum_wage"), text.format(s=s, p=p, d=d), numbers)


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
                    yield finding(month, row, (Severity.BLOCK, code), text.format(n=len(rows)))


_CHECKS = (
    _failed,
    _not_approved,
    _negative_net,
    _net_changed,
    _not_prorated,
    _below_minimum,
    _duplicates,
    *time_checks.CHECKS,
    *tax_checks.CHECKS,
)
