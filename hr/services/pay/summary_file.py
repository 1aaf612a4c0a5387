"""Taking out a run's summary by unit, staffing type and fund source."""

from __future__ import annotations

from hr.audit import record_event
from hr.database import unit_of_work
from hr.models.pay.pay_run import WITH_SLIPS
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.summary import summary_of_run
from hr.services.pay.pay_file import TakenFile
from hr.services.pay.payslip_file import stamp_of
from reports.pay_summary import summary_document, summary_xlsx
from reports.pdf.document_pdf import document_pdf
from reports.pdf.look import A3_LANDSCAPE


def take_summary(run_id: int, ending: str, *, viewer: Viewer) -> TakenFile:
    """The summary as ``pdf`` (A3 lying) or ``xlsx``; that it was taken is on record.

    Raises OutOfScope without the right to export pay.
    """
    run = run_of(run_id, viewer=viewer, action=Action.PAY_EXPORT)
    run.must_be(*WITH_SLIPS)
    summary, stamp = summary_of_run(run), stamp_of(run, viewer)
    if ending == "pdf":
        content = document_pdf(summary_document(summary), viewer.language, stamp, paper=A3_LANDSCAPE)
    else:
        content = summary_xlsx(summary, viewer.language, stamp)
    with unit_of_work(viewer, "pay_run.export") as session:
        record_event(session, "pay_run", run.id, {"export": f"summary.{ending}"})
    return TakenFile(f"{run.month}-{run.unit.name}-工资汇总表.{ending}", content)
