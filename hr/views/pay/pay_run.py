"""Pay runs: the month as finance lives it, from open to paid."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.pay_run import OpenRunForm, SendBackForm
from hr.models.pay.pay_run import OPEN, WITH_SLIPS, PayRun
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_options
from hr.queries.pay import pay_run as query
from hr.queries.pay.run_comparison import comparison_of
from hr.queries.pay.run_readiness import readiness_of
from hr.queries.pay.run_summary import cost_lines, summary_of
from hr.refusals import Refusal
from hr.services.pay import pay_run as service
from hr.views.door import say, today, viewer
from hr.views.listing import ListLook, show
from hr.views.pay.run_outputs import outputs_of
from hr.views.pay.steps import steps_of
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

blueprint = Blueprint("pay_run", __name__, url_prefix="/pay/runs")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The recent runs, and the form to open one."""
    viewer().require(Action.PAY_READ)
    form = _open_form() if viewer().may(Action.PAY_PREPARE) else None
    return render_template("pay/pay_run/list.html", runs=query.recent_runs(viewer=viewer()), form=form)


@blueprint.post("")
def open_() -> ResponseReturnValue:
    """Open a draft run."""
    viewer().require(Action.PAY_PREPARE)
    form = _open_form()
    if not form.validate_on_submit():
        return _list_again(form)
    try:
        run = service.open_run(Month.parse(form.month.data), form.unit_id.data, viewer=viewer())
    except Refusal as refusal:
        form.blame(refusal)
        return _list_again(form, refusal)
    return redirect(url_for("pay_run.page", run_id=run.id))


def _open_form() -> OpenRunForm:
    form = OpenRunForm()
    if not form.is_submitted():
        form.month.data = str(Month.of(today()) + -1)
    options = unit_options(viewer=viewer(), action=Action.PAY_PREPARE)
    form.unit_id.choices = [(option.id, "　" * option.depth + option.name) for option in options]
    return form


def _list_again(form: OpenRunForm, refusal: Refusal | None = None) -> ResponseReturnValue:
    runs = query.recent_runs(viewer=viewer())
    return render_template("pay/pay_run/list.html", runs=runs, form=form, refusal=refusal), 400


@blueprint.get("/<int:run_id>")
def page(run_id: int) -> ResponseReturnValue:
    """Where the month stands, what it adds up to, and what is wrong with it."""
    return _page(query.run_of(run_id, viewer=viewer()))


def _page(run: PayRun, refusal: Refusal | BadInput | None = None) -> str:
    path = run.unit.path
    may_prepare = viewer().may(Action.PAY_PREPARE, path)
    is_open = run.state in OPEN
    return render_template(
        "pay/pay_run/page.html",
        run=run,
        readiness=readiness_of(run) if may_prepare and is_open else None,
        may_recompute=may_prepare and is_open,
        steps=steps_of(run),
        summary=summary_of(run),
        lines=cost_lines(run),
        findings=query.findings_of_run(run),
        may_prepare=may_prepare,
        may_approve=_may_approve(run),
        outputs=outputs_of(run, viewer()),
        State=PayRunState,
        send_back=SendBackForm(),
        trouble=refusal,
    )


def _may_approve(run: PayRun) -> bool:
    return viewer().may(Action.PAY_APPROVE, run.unit.path) and viewer().user_id not in query.makers_of(run)


@blueprint.get("/<int:run_id>/slips")
def slips(run_id: int) -> ResponseReturnValue:
    """Everybody's slip."""
    run = query.run_of(run_id, viewer=viewer())
    may_export = viewer().may(Action.PAY_EXPORT, run.unit.path)
    title = Text("工资条 {month}", "Payslips {month}").format(month=run.month)
    look = ListLook(title, {"slip_id": "payslip.page"}, f"payslips-{run.month}" if may_export else None)
    return show(query.slip_list(run), look, "pay/pay_run/slips.html", run=run)


@blueprint.get("/<int:run_id>/comparison")
def comparison(run_id: int) -> ResponseReturnValue:
    """Against last month."""
    run = query.run_of(run_id, viewer=viewer())
    run.must_be(*WITH_SLIPS)
    return render_template(
        "pay/pay_run/comparison.html",
        run=run,
        found=comparison_of(run),
        may_approve=_may_approve(run),
        State=PayRunState,
    )


def _verb(run_id: int, deed: Callable[..., PayRun], done: Text) -> ResponseReturnValue:
    """Do it and come back; a refusal is shown on the run's page, where its cause can be mended."""
    try:
        deed(run_id, viewer=viewer())
    except (Refusal, BadInput) as refusal:
        return _page(query.run_of(run_id, viewer=viewer()), refusal), 409
    say(done)
    return redirect(url_for("pay_run.page", run_id=run_id))


@blueprint.post("/<int:run_id>/compute")
def compute(run_id: int) -> ResponseReturnValue:
    """Compute every slip anew."""
    return _verb(run_id, service.compute, Text("已计算", "Computed"))


@blueprint.post("/<int:run_id>/check")
def check(run_id: int) -> ResponseReturnValue:
    """Run the checks, and say whether anything blocks."""
    try:
        run = service.check(run_id, viewer=viewer())
    except (Refusal, BadInput) as refusal:
        return _page(query.run_of(run_id, viewer=viewer()), refusal), 409
    if run.state is PayRunState.CHECKED:
        say(Text("核对通过，可以提交审批", "Nothing blocks: the run can be approved"))
    else:
        blocking = summary_of(run).blocking
        say(
            Text("核对完成：{n} 项阻断问题须先解决", "Checked: {n} findings block the run").format(n=blocking),
            "warning",
        )
    return redirect(url_for("pay_run.page", run_id=run_id))


@blueprint.post("/<int:run_id>/people/<int:employment_id>/recompute")
def recompute(run_id: int, employment_id: int) -> ResponseReturnValue:
    """Compute one person's slip anew."""

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.recompute_one(run, employment_id, viewer=viewer)

    return _verb(run_id, deed, Text("已重算此人，请再次核对", "Computed again: run the checks once more"))


@blueprint.post("/<int:run_id>/approve")
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


@blueprint.post("/<int:run_id>/lock")
def lock(run_id: int) -> ResponseReturnValue:
    """Paid: lock it for good."""
    return _verb(run_id, service.lock, Text("已发放并锁定", "Paid and locked"))


@blueprint.post("/<int:run_id>/send-back")
def send_back(run_id: int) -> ResponseReturnValue:
    """Return it to its maker."""
    reason = request.form.get("reason", "")

    def deed(run: int, *, viewer: Viewer) -> PayRun:
        return service.send_back(run, reason, viewer=viewer)

    return _verb(run_id, deed, Text("已退回", "Sent back"))
