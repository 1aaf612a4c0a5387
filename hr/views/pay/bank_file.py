"""The bank's file of a run: who is paid by it, who is not and why, and the file itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hr.models.pay.bank_file import BankFileFormat
from hr.models.pay.pay_run import SETTLED, PayRun
from hr.permissions.actions import Action
from hr.queries.pay.bank_file import BankShare, bank_shares, pay_day
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_employers import employers_of, files_of
from hr.refusals import Refusal
from hr.services.pay.bank_file import KIND, take_all_bank_files, take_bank_file
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
    """Take one employer's file out, or everybody's when none is named."""
    run, employer = _run(run_id), request.form.get("employer", "")
    format_id, leave_out = request.form.get("format_id", 0, int), request.form.get("leave_out") == "yes"
    try:
        if employer:
            return download(take_bank_file(run.id, employer, format_id, viewer=viewer(), leave_out=leave_out))
        return download(take_all_bank_files(run.id, format_id, viewer=viewer(), leave_out=leave_out))
    except (Refusal, BadInput) as refusal:
        return _page(run, refusal), 409


def _run(run_id: int) -> PayRun:
    run = run_of(run_id, viewer=viewer(), action=Action.PAY_EXPORT)
    viewer().require(Action.BANK_READ, run.unit.path)
    return run


def _page(run: PayRun, refusal: Refusal | BadInput | None = None) -> str:
    shares = bank_shares(run)
    taken = [file for file in files_of(run) if file.kind == KIND]
    return render_template(
        "pay/bank_file/page.html",
        run=run,
        settled=run.state in SETTLED,
        shares=shares,
        common=_common(shares),
        held=sum(len(share.held) for share in shares),
        agencies=[employer for employer in employers_of(run) if employer.is_agency],
        taken=taken,
        times=Counter(file.subject for file in taken),
        pay_day=pay_day(run),
        may_prepare=viewer().may(Action.PAY_PREPARE),
        trouble=refusal,
    )


def _common(shares: Sequence[BankShare]) -> list[BankFileFormat]:
    """The formats that hold for every employer of the run."""
    first, *others = [share.formats for share in shares] or [[]]
    return [one for one in first if all(one in formats for formats in others)]
