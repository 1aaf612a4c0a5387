"""A run by unit × staffing type × fund source: page, PDF and workbook."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.permissions.actions import Action
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.summary import summary_of_run
from hr.services.pay.summary_file import take_summary
from hr.views.door import viewer
from hr.views.downloads import download
from reports.pay_summary import summary_document

blueprint = Blueprint("pay_summary", __name__, url_prefix="/pay/runs/<int:run_id>")


@blueprint.get("/summary")
def page(run_id: int) -> ResponseReturnValue:
    """The summary, as far as the run has slips."""
    run = _run(run_id, Action.PAY_READ)
    report = summary_document(summary_of_run(run))
    may_export = viewer().may(Action.PAY_EXPORT, run.unit.path)
    return render_template("pay/summary/page.html", run=run, report=report, may_export=may_export)


@blueprint.get("/summary.<any(pdf, xlsx):ending>")
def file(run_id: int, ending: str) -> ResponseReturnValue:
    """The same on paper or as a workbook."""
    return download(take_summary(run_id, ending, viewer=viewer()))


def _run(run_id: int, action: Action) -> PayRun:
    run = run_of(run_id, viewer=viewer(), action=action)
    run.must_be(*WITH_SLIPS)
    return run
