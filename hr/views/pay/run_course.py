"""What is done with a pay run from its page: computed, checked, submitted, approved, paid, locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.pay_run import PayForm, SubmitForm
from hr.models.pay.pay_run import OPEN, WITH_SLIPS, PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay import pay_run as query
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import pay_run as service
from hr.services.pay.run_files import ALL_REPORTS, MAKERS
from hr.services.system.background_job import Wanted
from hr.views.background import begin
from hr.views.door import say, viewer
from hr.views.pay.run_page import run_page
from vocabulary.bad_input import BadInput
from vocabulary.terms import PayRunState
from vocabulary.text import Text

blueprint = Blueprint("run_course", __name__, url_prefix="/pay/runs/<int:run_id>")


def _verb(run_id: int, deed: Callable[..., PayRun], done: Text, **forms: Any) -> ResponseReturnValue:
    """Do it and come back; a refusal is shown on the run's page, where its cause can be mended."""
    try:
        deed(run_id, viewer=viewer())
    except (Refusal, BadInput) as refusal:
        for form in forms.values():
            if isinstance(refusal, Refusal):
                form.blame(refusal)
        return run_page(query.run_of(run_id, viewer=viewer()), refusal, **forms), 409
    say(done)
    return redirect(url_for("pay_run.page", run_id=run_id))


def _begin(run: PayRun, states: tuple[PayRunState, ...], wanted: Wanted) -> ResponseReturnValue:
    """Ask for long work on a run in one of ``states``; a refusal is shown on the run's page."""
    try:
        run.must_be(*states)
        return begin(wanted)
    except Refusal as refusal:
        return run_page(query.run_of(run.id, viewer=viewer()), refusal), 409


def _making(run_id: int, kind: str, subject: Text, **more: object) -> ResponseReturnValue:
    """Work of the maker, of which a run has but one at a time; ``more`` of its arguments."""
    action = Action.PAY_PREPARE
    run = query.run_of(run_id, viewer=viewer(), action=action)
    words, address = subject.format(month=run.month, unit=run.unit.name), url_for("pay_run.page", run_id=run_id)
    key, arguments = f"pay_run:{run_id}", {"run_id": run_id, **more}
    return _begin(run, OPEN, Wanted(kind, key, words, address, arguments, run.unit_id, action))


@blueprint.post("/compute")
def compute(run_id: int) -> ResponseReturnValue:
    """Compute every slip anew; ``everything``: back pay looks at all paid months."""
    everything = {"everything": True} if "everything" in request.form else {}
    return _making(run_id, "pay_run.compute", Text("计算 {month} {unit}", "Compute {month} {unit}"), **everything)


@blueprint.post("/check")
def check(run_id: int) -> ResponseReturnValue:
    """Run the checks, and say whether anything blocks."""
    return _making(run_id, "pay_run.check", Text("核对 {month} {unit}", "Check {month} {unit}"))


@blueprint.post("/files/<name>")
def make_file(run_id: int, name: str) -> ResponseReturnValue:
    """Make a file of the run in the background; ``reports.zip`` is all of them."""
    if name != ALL_REPORTS and name not in MAKERS:
        raise OutOfScope(f"file {name} of pay run {run_id}")
    kind, action = "pay_run.reports" if name == ALL_REPORTS else "pay_run.file", Action.PAY_EXPORT
    run = query.run_of(run_id, viewer=viewer(), action=action)
    words = f"{run.month} {run.unit.name} {name}"
    key, address = f"{kind}:{run_id}:{name}:{viewer().user_id}", url_for("pay_run.page", run_id=run_id)
    arguments = {"run_id": run_id, "name": name}
    return _begin(run, WITH_SLIPS, Wanted(kind, key, Text(words, words), address, arguments, run.unit_id, action))


@blueprint.post("/people/<int:employment_id>/recompute")
def recompute(run_id: int, employment_id: int) -> ResponseReturnValue:
    """Compute one person's slip anew."""

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.recompute_one(run, employment_id, viewer=viewer)

    return _verb(run_id, deed, Text("已重算此人，请再次核对", "Computed again: run the checks once more"))


@blueprint.post("/submit")
def submit(run_id: int) -> ResponseReturnValue:
    """Hand it over for approval."""
    form = SubmitForm()
    reasons = {"early_reason": form.early_reason.data or "", "no_shift_reason": form.no_shift_reason.data or ""}

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.submit(run, form.note.data or "", viewer=viewer, **reasons)

    return _verb(run_id, deed, Text("已提交，等待审批", "Submitted: somebody else approves it"), submit_form=form)


@blueprint.post("/withdraw")
def withdraw(run_id: int) -> ResponseReturnValue:
    """Take it back before it is approved."""
    return _verb(run_id, service.withdraw, Text("已撤回", "Taken back"))


@blueprint.post("/approve")
def approve(run_id: int) -> ResponseReturnValue:
    """Approve what was compared with last month, and no later version of it."""
    run = query.run_of(run_id, viewer=viewer(), action=Action.PAY_APPROVE)
    version = request.form.get("version", type=int)
    if request.form.get("compared") != "yes" or version is None:
        say(Text("请先与上月比较，再审批", "Compare with last month first, then approve"), "warning")
        return redirect(url_for("pay_run.comparison", run_id=run.id))

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.approve(run, viewer=viewer, version=version)

    return _verb(run_id, deed, Text("已审批", "Approved"))


@blueprint.post("/pay")
def pay(run_id: int) -> ResponseReturnValue:
    """Record the day on which it was paid out."""
    form = PayForm()

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.pay(run, form.paid_on.data, viewer=viewer)

    return _verb(run_id, deed, Text("已登记发放", "Payment recorded"), pay_form=form)


@blueprint.post("/lock")
def lock(run_id: int) -> ResponseReturnValue:
    """Close it for good."""
    return _verb(run_id, service.lock, Text("已锁定", "Locked"))


@blueprint.post("/send-back")
def send_back(run_id: int) -> ResponseReturnValue:
    """Return it to its maker."""
    reason = request.form.get("reason", "")

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.send_back(run, reason, viewer=viewer)

    return _verb(run_id, deed, Text("已退回", "Sent back"))
