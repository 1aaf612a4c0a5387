"""The bank's file of a run: who is paid by it, who is not and why, and the file itself."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hr.models.pay.bank_file import PayFile
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.permissions.actions import Action
from hr.queries.pay.bank_file import bank_shares, pay_day
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_employers import employers_of, files_of
from hr.refusals import Refusal
from hr.services.pay.bank_file import KIND, take_bank_file
from hr.views.door import viewer
from hr.views.downloads import download
from vocabulary.bad_input import BadInput

blueprint = Blueprint("bank_file", __name__, url_prefix="/pay/runs/<int:run_id>/bank-file")


@blueprint.get("")
def page(run_id: int) -> ResponseReturnValue:
    """Each employer's share, and the files that were taken before."""
    return _page(_run(run_id))


@blueprint.post("")
def take(run_id: int) -> ResponseReturnValue:
    """Take one employer's file out."""
    run = _run(run_id)
    try:
        made = take_bank_file(
            run.id,
            request.form.get("employer", ""),
            request.form.get("format_id", 0, int),
            viewer=viewer(),
            leave_out=request.form.get("leave_out") == "yes",
        )
    except (Refusal, BadInput) as refusal:
        return _page(run, refusal), 409
    return download(made)


def _run(run_id: int) -> PayRun:
    run = run_of(run_id, viewer=viewer(), action=Action.PAY_EXPORT)
    viewer().require(Action.BANK_READ, run.unit.path)
    return run


def _page(run: PayRun, refusal: Refusal | BadInput | None = None) -> str:
    taken: dict[str, list[PayFile]] = {}
    for file in files_of(run):
        if file.kind == KIND:
            taken.setdefault(file.subject, []).append(file)
    return render_template(
        "pay/bank_file/page.html",
        run=run,
        settled=run.state in SETTLED,
        shares=bank_shares(run),
        agencies=[employer for employer in employers_of(run) if employer.is_agency],
        taken=taken,
        pay_day=pay_day(run),
        may_prepare=viewer().may(Action.PAY_PREPARE),
        trouble=refusal,
    )
