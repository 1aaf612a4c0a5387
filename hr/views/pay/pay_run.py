"""Pay runs: the month as finance lives it, from open to locked, on one page that says what to do next."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.pay_run import OpenRunForm
from hr.models.pay.pay_run import OPEN, WITH_SLIPS
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay import pay_run as query
from hr.queries.pay import run_findings
from hr.queries.pay.element_movers import compared_figure, movers_list
from hr.queries.pay.run_comparison import comparison_of
from hr.refusals import Refusal
from hr.services.pay import pay_run as service
from hr.views.door import today, viewer
from hr.views.listing import ListLook, show
from hr.views.pay.run_page import may_approve_run, run_page
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
        form.month.data = str(query.month_to_open(Month.of(today()) + -1, viewer=viewer()))
    options = unit_options(viewer=viewer(), action=Action.PAY_PREPARE)
    form.unit_id.choices = [(option.id, "　" * option.depth + option.name) for option in options]
    return form


def _list_again(form: OpenRunForm, refusal: Refusal | None = None) -> ResponseReturnValue:
    runs = query.recent_runs(viewer=viewer())
    return render_template("pay/pay_run/list.html", runs=runs, form=form, refusal=refusal), 400


@blueprint.get("/<int:run_id>")
def page(run_id: int) -> ResponseReturnValue:
    """The checklist of the month: where it stands, what it adds up to, what is wrong with it, what to do next."""
    return run_page(query.run_of(run_id, viewer=viewer()))


@blueprint.get("/<int:run_id>/slips")
def slips(run_id: int) -> ResponseReturnValue:
    """Everybody's slip."""
    run = query.run_of(run_id, viewer=viewer())
    may_export = viewer().may(Action.PAY_EXPORT, run.unit.path)
    title = Text("工资条 {month}", "Payslips {month}").format(month=run.month)
    look = ListLook(title, {"slip_id": "payslip.page"}, f"payslips-{run.month}" if may_export else None)
    return show(query.slip_list(run), look, "pay/pay_run/slips.html", run=run)


@blueprint.get("/<int:run_id>/findings")
def findings(run_id: int) -> ResponseReturnValue:
    """Whom the checks found something about, of one kind or of all."""
    run = query.run_of(run_id, viewer=viewer())
    code, number = request.args.get("code") or None, max(1, request.args.get("page", 1, int))
    groups = run_findings.groups_of(run)
    total = sum(group.count for group in groups if code in (None, group.code))
    return render_template(
        "pay/pay_run/findings.html",
        run=run,
        groups=groups,
        findings=run_findings.findings_of_run(run, code, number),
        code=code,
        number=number,
        pages=max(1, -(-total // run_findings.PAGE)),
        may_recompute=run.state in OPEN and viewer().may(Action.PAY_PREPARE, run.unit.path),
    )


@blueprint.get("/<int:run_id>/comparison")
def comparison(run_id: int) -> ResponseReturnValue:
    """Against last month: element by element, the largest movers, who is new and who is gone."""
    run = query.run_of(run_id, viewer=viewer())
    run.must_be(*WITH_SLIPS)
    found, may_approve = comparison_of(run), may_approve_run(run)
    return render_template(
        "pay/pay_run/comparison.html", run=run, found=found, may_approve=may_approve, State=PayRunState
    )


@blueprint.get("/<int:run_id>/comparison/people")
def compared_people(run_id: int) -> ResponseReturnValue:
    """Against last month, person by person."""
    run = query.run_of(run_id, viewer=viewer())
    may_export = viewer().may(Action.PAY_EXPORT, run.unit.path)
    title = Text("逐人比较 {month}", "Person by person {month}").format(month=run.month)
    look = ListLook(title, {"slip_id": "payslip.page"}, f"comparison-{run.month}" if may_export else None)
    return show(query.compared_list(run), look, "pay/pay_run/slips.html", run=run)


@blueprint.get("/<int:run_id>/comparison/elements/<figure>")
def compared_element(run_id: int, figure: str) -> ResponseReturnValue:
    """Against last month, one element: whose amount changed, the largest changes first."""
    run = query.run_of(run_id, viewer=viewer())
    run.must_be(*WITH_SLIPS)
    element = compared_figure(run, figure)
    may_export = viewer().may(Action.PAY_EXPORT, run.unit.path)
    title = Text("{element} {month} 与上月比较", "{element} {month} against the month before")
    look = ListLook(
        title.format(element=element.label, month=run.month),
        {"slip_id": "payslip.page"},
        f"comparison-{run.month}-{element.name}" if may_export else None,
        lead=Text("变动最大的在前；点开姓名看这个人的工资条", "Largest changes first; open a name for the slip"),
        hint=Text("没有人的这一项与上月不同。", "Nobody's amount differs from last month's."),
    )
    return show(movers_list(run, element.name), look, "pay/pay_run/movers.html", run=run, element=element)
