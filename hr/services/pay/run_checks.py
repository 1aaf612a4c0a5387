"""What the checks of a run find, as rows of its findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.queries.pay.back_pay_assessment import assess
from hr.queries.pay.month_columns import essential
from hr.queries.pay.month_inputs import columns_for
from hr.queries.pay.month_overtime import period_months_in
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.payslip import slips_of_run
from hr.services.pay.account_checks import account_findings, accounts_on
from payroll.checks import Checked, Finding, Severity, check
from payroll.columns import CODED, COLUMNS
from payroll.engine import run as compute_month
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from vocabulary.text import Text

_NAMED = 4
_OTHER_RULES = Text(
    "计算之后薪酬标准有变动，请重新计算", "The pay rules have changed since the run was computed: compute again"
)
_NOT_IN_RUN = Text("应在本批次发放，但计算时未包含，请重新计算", "To be paid in this run, but left out: compute again")
_GONE = Text("已不在本批次发放范围，请重新计算", "No longer to be paid in this run: compute again")
_INPUTS_CHANGED = Text(
    "计算之后资料有变动（{names}），请重新计算此人",
    "Changed since the run was computed ({names}): compute this person again",
)
_DIFFERS = Text("存档金额与重新计算的结果不一致", "What is stored is not what the stored inputs and rules give")


def findings_of(run: PayRun) -> list[dict[str, Any]]:
    """Rows of table pay_run_finding for ``run``, which was looked up within scope.

    The month is computed once more from the stored inputs and book, to compare with what is stored; nothing is changed.
    """
    slips = slips_of_run(run)
    book = Book.from_json(run.book_json or "")
    inputs = Inputs.from_rows(run.month, [slip.inputs for slip in slips])
    result = compute_month(inputs, book)
    last_net, accounts = _last_net(run), accounts_on(run.month.last_day)
    surroundings = Checked(
        result=result,
        inputs=inputs,
        book=book,
        last_net=last_net,
        accounts=[accounts.get(slip.person_id, "") for slip in slips],
        id_numbers=[slip.person.id_number_index.hex() for slip in slips],
        period_months=period_months_in(run.month),
    )
    found = [_row(run, finding) for finding in check(surroundings)]
    altered = [slip for place, slip in enumerate(slips) if slip.figures != result.slip(place)]
    found += [_row(run, Finding(Severity.BLOCK, "differs", 0, slip.employment_id, _DIFFERS)) for slip in altered]
    found += [_row(run, finding) for finding in account_findings(run, slips, last_net)]
    return found + [_row(run, finding) for finding in _stale(run, slips)]


def _stale(run: PayRun, slips: Sequence[Payslip]) -> Iterator[Finding]:
    """What has changed since the computation: who is to be paid, on what inputs, by which rules, and earlier months."""
    book = book_for(run.month)
    if book.fingerprint != run.book_fingerprint:
        yield Finding(Severity.BLOCK, "rules_changed", 0, 0, _OTHER_RULES)
    owed = assess(run, columns_for(run.month, run.unit.path, book), book)
    yield from owed.findings
    fresh = {row["employment_id"]: row for row in owed.columns.rows()}
    stored = {slip.employment_id: essential(slip.inputs) for slip in slips}
    for employment_id in fresh.keys() - stored.keys():
        yield Finding(Severity.BLOCK, "not_in_run", 0, employment_id, _NOT_IN_RUN)
    for employment_id in stored.keys() - fresh.keys():
        yield Finding(Severity.BLOCK, "not_employed", 0, employment_id, _GONE)
    for employment_id in stored.keys() & fresh.keys():
        changed = _changed(stored[employment_id], fresh[employment_id])
        if changed:
            yield Finding(
                Severity.BLOCK, "inputs_changed", 0, employment_id, _INPUTS_CHANGED.format(names=_labels(changed))
            )


def _changed(stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> list[str]:
    return [name for name in sorted({*stored, *fresh}) if stored.get(name) != fresh.get(name)]


def _labels(names: Sequence[str]) -> Text:
    known = {**CODED, **{name: spec.label for name, spec in COLUMNS.items()}}
    labels = [known.get(name, Text(name, name)) for name in names[:_NAMED]]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _row(run: PayRun, finding: Finding) -> dict[str, Any]:
    return {
        "pay_run_id": run.id,
        "employment_id": finding.employment_id or None,
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
