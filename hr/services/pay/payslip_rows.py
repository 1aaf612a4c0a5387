"""The rows of payslips that a computation gives, their figures and inputs spelt as they are stored and audited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hr.audit import canonical
from hr.database import JsonText
from hr.models.pay.pay_run import PayRun
from hr.queries.pay.month_staff import Paid
from payroll.results import Result
from vocabulary.money import FenArray
from vocabulary.text import Text

_TOTALS = {"gross_fen": "gross", "deductions_fen": "deductions", "net_fen": "net", "employer_cost_fen": "employer_cost"}
_LONGEST_FAILURE = 300


def slip_rows(
    run: PayRun, people: Sequence[Paid], inputs: Sequence[dict[str, Any]], result: Result
) -> list[dict[str, Any]]:
    """A row of table payslip for each employment, with every column but the id."""
    failures = _failures(result)
    totals = [result.figures[name].tolist() for name in _TOTALS.values()]
    whole = zip(people, inputs, spelt_figures(result.figures), zip(*totals, strict=True), strict=True)
    return [
        {
            "pay_run_id": run.id,
            "month": run.month,
            **_who(one),
            **dict(zip(_TOTALS, sums, strict=True)),
            **_failure(failures.get(place)),
            "figures": figures,
            "inputs": JsonText(canonical(given)),
        }
        for place, (one, given, figures, sums) in enumerate(whole)
    ]


def spelt_figures(figures: Mapping[str, FenArray]) -> Iterator[JsonText]:
    """Everybody's figures by name: one spelling with places for the numbers, filled in person by person."""
    names = sorted(figures)
    spelling = ", ".join(f"{_name(name)}: %d" for name in names).join("{}")
    table = zip(*(figures[name].tolist() for name in names), strict=True)
    return (JsonText(spelling % row) for row in table)


def _name(figure: str) -> str:
    return json.dumps(figure, ensure_ascii=False).replace("%", "%%")


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
