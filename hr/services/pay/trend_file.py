"""Taking out the twelve-month trend."""

from __future__ import annotations

from hr.audit import record_event
from hr.clock import SHANGHAI
from hr.database import now, unit_of_work
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.trend import TrendAsked, trend_of
from hr.services.pay.pay_file import TakenFile
from reports.document import Stamp
from reports.pay_trend import trend_document, trend_xlsx
from reports.pdf.document_pdf import document_pdf
from reports.pdf.look import A3_LANDSCAPE


def take_trend(asked: TrendAsked, ending: str, *, viewer: Viewer) -> TakenFile:
    """The trend as ``pdf`` (A3 lying) or ``xlsx``; that it was taken is on record.

    Raises OutOfScope without the right to export pay at the unit.
    """
    viewer.require(Action.PAY_EXPORT, asked.unit.path)
    trend, stamp = trend_of(asked, viewer=viewer), Stamp(now().astimezone(SHANGHAI), viewer.name)
    if ending == "pdf":
        content = document_pdf(trend_document(trend, on_paper=True), viewer.language, stamp, paper=A3_LANDSCAPE)
    else:
        content = trend_xlsx(trend, viewer.language, stamp)
    with unit_of_work(viewer, "pay_trend.export") as session:
        record_event(session, "unit", asked.unit.id, {"export": f"trend.{ending}", "year": asked.year})
    return TakenFile(f"{asked.year}-{asked.unit.name}-工资十二个月趋势.{ending}", content)
