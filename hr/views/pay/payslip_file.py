"""A run's payslips as files."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.forms.pay.files import PayslipFilesForm
from hr.models.pay.pay_run import PayRun
from hr.permissions.actions import Action
from hr.queries.pay.pay_run import run_of
from hr.refusals import Refusal
from hr.services.pay.payslip_file import Lock, Packing, take_payslips
from hr.views.door import viewer
from hr.views.downloads import download

blueprint = Blueprint("payslip_file", __name__, url_prefix="/pay/runs/<int:run_id>/payslip-files")


@blueprint.get("")
def page(run_id: int) -> ResponseReturnValue:
    """How they are to be packed and locked."""
    return _page(_run(run_id), PayslipFilesForm(packing=Packing.EACH, lock=Lock.ID_NUMBER))


@blueprint.post("")
def take(run_id: int) -> ResponseReturnValue:
    """Take them out."""
    run, form = _run(run_id), PayslipFilesForm()
    if not form.validate_on_submit():
        return _page(run, form), 400
    try:
        return download(take_payslips(run.id, form.packing.data, form.wish(), viewer=viewer()))
    except Refusal as refusal:
        form.blame(refusal)
        return _page(run, form, refusal), 400


def _run(run_id: int) -> PayRun:
    return run_of(run_id, viewer=viewer(), action=Action.PAY_EXPORT)


def _page(run: PayRun, form: PayslipFilesForm, refusal: Refusal | None = None) -> str:
    return render_template("pay/payslip_file/page.html", run=run, form=form, refusal=refusal)
