"""What the checks of a run find, as rows of its findings."""

from __future__ import annotations

from typing import Any

from hr.models.pay.pay_run import PayRun
from hr.queries.pay.payslip import slips_of_run


def findings_of(run: PayRun) -> list[dict[str, Any]]:
    """Rows of table pay_run_finding for ``run``, which was looked up within scope."""
    return [
        {
            "pay_run_id": run.id,
            "employment_id": slip.employment_id,
            "code": "failed",
            "blocks": True,
            "text_zh": slip.failure_zh,
            "text_en": slip.failure_en,
        }
        for slip in slips_of_run(run)
        if slip.failure_zh is not None
    ]
