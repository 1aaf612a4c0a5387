"""The rows of payslips that a computation gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hr.models.pay.pay_run import PayRun
from hr.queries.pay.month_staff import Paid
from payroll.results import Result
from vocabulary.text import Text

_TOTALS = {"gross_fen": "gross", "deductions_fen": "deductions", "net_fen": "net", "employer_cost_fen": "employer_cost"}
_LONGEST_FAILURE = 300


def slip_rows(
    run: PayRun, people: Sequence[Paid], inputs: Sequence[dict[str, Any]], result: Result
) -> list[dict[str, Any]]:
    """A row of table payslip for each employment, with every column but the id."""
    names = [figure.name for figure in result.catalogue]
    table = [dict(zip(names, figures, strict=True)) for figures in zip(*_columns(result, names), strict=True)]
    failures = _failures(result)
    return [
        {
            "pay_run_id": run.id,
            "month": run.month,
            **_who(one),
            **{column: figures[name] for column, name in _TOTALS.items()},
            **_failure(failures.get(place)),
            "figures": figures,
            "inputs": given,
        }
        for place, (one, given, figures) in enumerate(zip(people, inputs, table, strict=True))
    ]


def _columns(result: Result, names: Sequence[str]) -> list[list[int]]:
    return [result.figures[name].tolist() for name in names]


def _who(one: Paid) -> dict[str, Any]:
    return {
        "person_id": one.person_id,
        "employment_id": one.employment_id,
        "unit_id": one.unit_id,
        "post_id": one.post_id,
        "staffing_type": one.staffing_type,
        "fund_source": one.fund_source,
        "employer": one.employer,
        "grade": one.grade,
    }


def _failures(result: Result) -> dict[int, list[Text]]:
    found: dict[int, list[Text]] = {}
    for fault in result.faults:
        found.setdefault(fault.row, []).append(fault.reason)
    return found


def _failure(reasons: list[Text] | None) -> dict[str, str | None]:
    if not reasons:
        return {"failure_zh": None, "failure_en": None}
    return {
        "failure_zh": "；".join(reason.zh for reason in reasons)[:_LONGEST_FAILURE],
        "failure_en": "; ".join(reason.en for reason in reasons)[:_LONGEST_FAILURE],
    }
