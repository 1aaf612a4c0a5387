"""参数补录: what law leaves open, and the values that the employer has put in its place."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.own_value import OwnValueForm
from hr.forms.pay.pay_rule import EndForm
from hr.permissions.actions import Action
from hr.queries.pay.own_value import cares_for_all, choices_of, law_in_use, own_value_page, value_row
from hr.refusals import OutOfScope, Refusal
from hr.request_language import language
from hr.services.pay import own_value as service
from hr.views.door import say, viewer, whole_viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.months import month_asked
from payroll.parameters.values import Parameter, shown_value
from vocabulary.text import Text

blueprint = Blueprint("own_value", __name__, url_prefix="/pay/own-values")
_PAGE = Text("参数补录", "Own values")
_ENTERED = Text("已录入，等待他人审批", "Entered; it waits for somebody else's approval")


@blueprint.get("")
def page() -> ResponseReturnValue:
    """Gaps and uncertain values of a month, and the values on file."""
    month = month_asked()
    return render_template(
        "pay/own_value/page.html",
        month=month,
        found=own_value_page(month.last_day, viewer=viewer()),
        shown=_shown,
        may_enter=_may(Action.PAY_PREPARE),
        may_approve=_may(Action.PAY_APPROVE),
    )


def _may(action: Action) -> bool:
    return viewer().may(action) and cares_for_all(viewer(), action)


def _shown(parameter: Parameter | None, value: object) -> Text:
    """A stored value as people read it."""
    if parameter is None:
        return Text(str(value), str(value))
    labels = dict(choices_of(parameter))
    if isinstance(value, str):
        return labels.get(value, Text(value, value))
    return shown_value(parameter.kind, tuple(value) if isinstance(value, list) else value)  # type: ignore[arg-type]


@blueprint.route("/<parameter>/new", methods=["GET", "POST"])
def new(parameter: str) -> ResponseReturnValue:
    """Enter a value for a parameter."""
    whole_viewer().require(Action.PAY_PREPARE)
    known = law_in_use().get(parameter)
    if known is None:
        raise OutOfScope(f"parameter {parameter}")
    form = OwnValueForm(data={"start": month_asked()})
    _fit(form, known)

    def deed() -> str:
        written = form.choice.data if "choice" in form else form.value.data
        wish = service.ValueWish(
            parameter, written, form.start.data, form.document.data, form.last.data, bool(form.dated_back.data)
        )
        service.enter(wish, viewer=viewer())
        return url_for("own_value.page", month=form.start.data)

    trail = [(_PAGE, url_for("own_value.page", month=month_asked()))]
    return handled(form, FormPage(known.label, trail, _ENTERED, lead=known.fill_in), deed)


def _fit(form: OwnValueForm, parameter: Parameter) -> None:
    choices = choices_of(parameter)
    if choices:
        del form.value
        form.choice.choices = [(code, label.in_(language())) for code, label in choices]
    else:
        del form.choice


@blueprint.post("/<int:value_id>/approve")
def approve(value_id: int) -> ResponseReturnValue:
    """Approve one that somebody else entered."""
    back = "dated_back" in request.form
    done = Text("已审批，计算时采用", "Approved: runs use it")
    return _done(lambda: service.approve(value_id, viewer=viewer(), dated_back=back), done)


@blueprint.post("/<int:value_id>/withdraw")
def withdraw(value_id: int) -> ResponseReturnValue:
    """Take back one that nobody has approved."""
    return _done(lambda: service.withdraw(value_id, viewer=viewer()), Text("已撤回", "Withdrawn"))


def _done(deed: object, done: Text) -> ResponseReturnValue:
    assert callable(deed)
    try:
        deed()
        say(done)
    except Refusal as refusal:
        say(refusal.reason, "danger")
    return redirect(url_for("own_value.page", month=request.args.get("month")))


@blueprint.route("/<int:value_id>/end", methods=["GET", "POST"])
def end(value_id: int) -> ResponseReturnValue:
    """Let an approved value end."""
    whole_viewer().require(Action.PAY_APPROVE)
    row = value_row(value_id, viewer=viewer())
    form = EndForm()

    def deed() -> str:
        service.end(row.id, form.last.data, viewer=viewer())
        return url_for("own_value.page")

    trail = [(_PAGE, url_for("own_value.page"))]
    return handled(form, FormPage(Text("截止补录值", "End an own value"), trail, Text("已登记", "On file")), deed)
