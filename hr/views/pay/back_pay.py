"""Back pay on a page: the runs that make months good, what each of them found and why, and one person's decision."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.back_pay import BackPayForm
from hr.models.pay.pay_run import OPEN, PayRun
from hr.permissions.actions import Action
from hr.queries.pay.back_pay import (
    PersonBackPay,
    back_pay_list,
    back_pay_of,
    by_month,
    month_sums,
    person_in,
    runs_with_back_pay,
    sums_of,
)
from hr.queries.pay.pay_run import recent_runs, run_of
from hr.refusals import OutOfScope, Refusal
from hr.services.pay.back_pay import Decision, decide
from hr.views.door import say, viewer
from hr.views.listing import ListLook, show
from vocabulary.text import Text

blueprint = Blueprint("back_pay", __name__, url_prefix="/pay/back-pay")
_DECIDED = Text("已登记；重新计算后生效", "On file: it counts once the run is computed again")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The runs that made earlier months good."""
    viewer().require(Action.PAY_READ)
    run_id = request.args.get("run_id", type=int)
    if run_id is not None:
        return redirect(url_for("back_pay.of_run", run_id=run_id))
    runs = runs_with_back_pay(viewer=viewer())
    return render_template("pay/back_pay/list.html", runs=runs, all_runs=recent_runs(viewer=viewer()))


@blueprint.get("/runs/<int:run_id>")
def of_run(run_id: int) -> ResponseReturnValue:
    """What a run found different: by month, and line by line."""
    run = run_of(run_id, viewer=viewer())
    may_export = viewer().may(Action.PAY_EXPORT, run.unit.path)
    look = ListLook(
        Text("{month} 批次的补发", "Back pay in the run of {month}").format(month=run.month),
        {"back_pay_id": "back_pay.line"},
        f"back-pay-{run.month}" if may_export else None,
        Text(
            "以前月份按现在的标准和数据重算，减去已发；差额随本批次发放，支付时计税。",
            "Earlier months by today's rules and data, less what was paid: paid with this run, and taxed then.",
        ),
        Text(
            "以前月份都没有差额。批次计算时自动核对，不用另外操作。",
            "No earlier month comes out differently. Every computation of a run looks by itself.",
        ),
    )
    return show(
        back_pay_list(run, viewer=viewer()),
        look,
        "pay/back_pay/run.html",
        run=run,
        may_compute=run.state in OPEN and viewer().may(Action.PAY_PREPARE, run.unit.path),
        sums=sums_of(run),
        months=month_sums(run),
    )


@blueprint.get("/lines/<int:back_pay_id>")
def line(back_pay_id: int) -> ResponseReturnValue:
    """To the person whom a line of the list is about."""
    row = back_pay_of(back_pay_id, viewer=viewer())
    return redirect(url_for("back_pay.person", run_id=row.pay_run_id, employment_id=row.employment_id))


@blueprint.get("/runs/<int:run_id>/people/<int:employment_id>")
def person(run_id: int, employment_id: int) -> ResponseReturnValue:
    """One person's differences, and what to do about them."""
    run = run_of(run_id, viewer=viewer())
    found = _found(run, employment_id)
    stored = found.decision
    chosen = {} if stored is None else {"choice": stored.choice.value, "reason": stored.reason}
    return _person_page(run, found, BackPayForm(data=chosen).offer(found.choices))


@blueprint.post("/runs/<int:run_id>/people/<int:employment_id>")
def decide_about(run_id: int, employment_id: int) -> ResponseReturnValue:
    """Leave somebody out, take back what was overpaid, or undo either."""
    run = run_of(run_id, viewer=viewer(), action=Action.PAY_PREPARE)
    found = _found(run, employment_id)
    form = BackPayForm().offer(found.choices)
    if not form.validate_on_submit():
        return _person_page(run, found, form), 400
    try:
        decide(Decision(run_id, employment_id, form.chosen, form.reason.data or ""), viewer=viewer())
    except Refusal as refusal:
        form.blame(refusal)
        again = run_of(run_id, viewer=viewer())
        return _person_page(again, _found(again, employment_id), form), 400
    say(_DECIDED)
    return redirect(url_for("back_pay.person", run_id=run_id, employment_id=employment_id))


def _found(run: PayRun, employment_id: int) -> PersonBackPay:
    found = person_in(run, employment_id)
    if found is None:
        raise OutOfScope(f"back pay of employment {employment_id}")
    return found


def _person_page(run: PayRun, found: PersonBackPay, form: BackPayForm) -> str:
    return render_template(
        "pay/back_pay/person.html",
        run=run,
        found=found,
        months=by_month(found.rows),
        form=form,
        may_decide=run.state in OPEN and viewer().may(Action.PAY_PREPARE, run.unit.path),
    )
