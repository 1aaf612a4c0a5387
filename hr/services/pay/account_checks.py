"""What the checks say of where the money goes: accounts that are new, changed since last month, or lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.bank_account import BankAccount
from hr.queries.pay.in_force import in_force
from payroll.findings import Finding, Severity
from vocabulary.text import Text

_CHANGED = Text("银行账号与上月不同，请与本人核实", "Paid to another account than last month: ask the person")
_NEW = Text(
    "上月没有银行账号，本月新登记，请与本人核实", "An account since last month, where there was none: ask the person"
)
_JOINER = Text("本月新进人员，银行账号尚未登记或尚未复核", "New this month, and no confirmed bank account yet")


def accounts_on(day: date) -> Mapping[int, str]:
    """A token of the confirmed account that each person is paid to on ``day``."""
    rows = db.session.execute(
        select(BankAccount.person_id, BankAccount.account_index)
        .where(BankAccount.confirmed_at.is_not(None), in_force(BankAccount, day))
        .order_by(BankAccount.valid_from)
    )
    return {row.person_id: row.account_index.hex() for row in rows}


def account_findings(run: PayRun, slips: Sequence[Payslip], last_net: Mapping[int, int]) -> Iterator[Finding]:
    """Warnings for ``slips`` of ``run``; ``last_net`` holds the employments that were paid the month before."""
    compared = any(slip.employment_id in last_net for slip in slips)  # in a unit's first run everybody would be new
    now, before = accounts_on(run.month.last_day), accounts_on((run.month + -1).last_day)
    for slip in slips:
        mine, earlier = now.get(slip.person_id), before.get(slip.person_id)
        found = _finding(mine, earlier, was_paid=slip.employment_id in last_net)
        if found is not None and compared:
            code, text = found
            yield Finding(Severity.WARN, code, 0, slip.employment_id, text)


def _finding(mine: str | None, earlier: str | None, *, was_paid: bool) -> tuple[str, Text] | None:
    if not was_paid:
        return ("joiner_without_account", _JOINER) if mine is None else None
    if mine is not None and earlier is None:
        return "account_new", _NEW
    if mine is not None and mine != earlier:
        return "account_changed", _CHANGED
    return None
