"""What the checks of a run find, as rows of its findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.bank_account import BankAccount
from hr.queries.pay.in_force import in_force
from hr.queries.pay.payslip import slips_of_run
from payroll.checks import Checked, Finding, Severity, check
from payroll.engine import run as compute_month
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from vocabulary.text import Text

_DIFFERS = Text("存档金额与重新计算的结果不一致", "What is stored is not what the stored inputs and rules give")


def findings_of(run: PayRun) -> list[dict[str, Any]]:
    """Rows of table pay_run_finding for ``run``, which was looked up within scope.

    The month is computed once more from the stored inputs and book, to compare with what is stored; nothing is changed.
    """
    slips = slips_of_run(run)
    book = Book.from_json(run.book_json or "")
    inputs = Inputs.from_rows(run.month, [slip.inputs for slip in slips])
    result = compute_month(inputs, book)
    surroundings = Checked(
        result=result,
        inputs=inputs,
        book=book,
        last_net=_last_net(run),
        accounts=_accounts(run, slips),
        id_numbers=[slip.person.id_number_index.hex() for slip in slips],
    )
    found = [_row(run, finding) for finding in check(surroundings)]
    altered = [slip for place, slip in enumerate(slips) if slip.figures != result.slip(place)]
    return found + [_row(run, Finding(Severity.BLOCK, "differs", 0, slip.employment_id, _DIFFERS)) for slip in altered]


def _row(run: PayRun, finding: Finding) -> dict[str, Any]:
    return {
        "pay_run_id": run.id,
        "employment_id": finding.employment_id,
        "code": finding.code,
        "blocks": finding.severity is Severity.BLOCK,
        "text_zh": finding.text.zh,
        "text_en": finding.text.en,
    }


def _last_net(run: PayRun) -> Mapping[int, int]:
    """Last month's net by employment, whichever run paid it."""
    rows = db.session.execute(
        select(Payslip.employment_id, Payslip.net_fen).where(
            Payslip.month == run.month + -1, Payslip.failure_zh.is_(None)
        )
    )
    return {row.employment_id: row.net_fen for row in rows}


def _accounts(run: PayRun, slips: Sequence[Payslip]) -> list[str]:
    """A token of the confirmed account that each is paid to; "" where none is on record."""
    rows = db.session.execute(
        select(BankAccount.person_id, BankAccount.account_index)
        .where(BankAccount.confirmed_at.is_not(None), in_force(BankAccount, run.month.last_day))
        .order_by(BankAccount.valid_from)
    )
    tokens = {row.person_id: row.account_index.hex() for row in rows}
    return [tokens.get(slip.person_id, "") for slip in slips]
