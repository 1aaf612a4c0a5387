"""Monthly inputs: the list of a month, entering one, approving what others entered."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.pay_input import InputForm
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.permissions.actions import Action
from hr.queries.pay.pay_input import as_read, input_list, inputs_of, item_of, overridable, waiting_for
from hr.refusals import OutOfScope, Refusal
from hr.request_language import language
from hr.services.pay import pay_input as service
from hr.views.door import say, viewer, whole_viewer
from hr.views.listing import ListLook, show
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.months import month_asked
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("pay_input", __name__, url_prefix="/pay/inputs")
_INPUTS = Text("录入项", "Inputs")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The inputs of a month, and above them those that wait for this viewer."""
    viewer().require(Action.PAY_READ)
    month = month_asked()
    look = ListLook(
        _INPUTS,
        {"employment_id": "pay_standing.page", "input_id": "pay_input.page"},
        f"pay-inputs-{month}" if viewer().may(Action.PAY_EXPORT) else None,
        Text("一人录入，另一人审批；审批后才计入工资。", "One enters, another approves; only then they are paid."),
        Text("该月还没有录入项。", "There are no inputs for the month."),
    )
    return show(
        input_list(month, viewer=viewer()),
        look,
        "pay/pay_input/list.html",
        month=month,
        waiting=waiting_for(month, viewer=viewer()),
        may_prepare=viewer().may(Action.PAY_PREPARE),
        may_approve=viewer().may(Action.PAY_APPROVE),
        called=_called(month),
        as_read=_as_read,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Enter one."""
    whole_viewer().require(Action.PAY_PREPARE)
    month = month_asked()
    form = InputForm(data={"month": month, "staff_number": request.args.get("staff_number")})
    form.figure.choices = [("", "—"), *((name, label.in_(language())) for name, label in _labels(month).items())]

    def deed() -> str:
        service.enter(_wish(form), viewer=viewer())
        return url_for("pay_input.listed", month=form.month.data)

    trail = [(_INPUTS, url_for("pay_input.listed", month=month))]
    done = Text("已录入，等待他人审批", "Entered; it waits for somebody else's approval")
    return handled(form, FormPage(Text("新录入项", "New input"), trail, done), deed)


def _labels(month: Month) -> dict[str, Text]:
    """What the figures that may be set by hand are called."""
    return {figure.name: figure.label for figure in overridable(month)}


def _wish(form: InputForm) -> service.InputWish:
    kind = form.kind.data
    name = form.figure.data if kind is PayInputKind.OVERRIDE else form.name.data
    return service.InputWish(
        form.staff_number.data,
        form.month.data,
        kind,
        name or "",
        service.as_counted(kind, form.amount.data),
        form.reason.data or "",
        form.first_day.data,
        bool(form.dated_back.data),
    )


def _called(month: Month) -> Callable[[PayInput], Text]:
    """What inputs of a month are called; a figure that is set by hand by its label."""
    labels = _labels(month)

    def called(row: PayInput) -> Text:
        by_hand = row.kind is PayInputKind.OVERRIDE and row.name in labels
        return labels[row.name] if by_hand else item_of(row)

    return called


def _as_read(row: PayInput) -> Text:
    return as_read(row.kind, row.amount)


@blueprint.post("/approve")
def approve() -> ResponseReturnValue:
    """Approve the inputs that were ticked."""
    whole_viewer().require(Action.PAY_APPROVE)
    ids = [int(value) for value in request.form.getlist("input_id") if value.isdecimal()]
    if not ids:
        say(Text("没有选择任何录入项", "No input was ticked"), "warning")
        return _back(None)
    month = inputs_of(ids, viewer=viewer(), action=Action.PAY_APPROVE)[0].month
    try:
        done = service.approve(ids, viewer=viewer(), dated_back=_meant())
    except Refusal as refusal:
        say(refusal.reason, "danger")
    else:
        say(Text("已审批 {n} 项", "{n} approved").format(n=done))
    return _back(month)


@blueprint.post("/<int:input_id>/withdraw")
def withdraw(input_id: int) -> ResponseReturnValue:
    """Take one out that is not approved yet."""
    row = _one(input_id, Action.PAY_PREPARE)
    month = row.month
    try:
        service.withdraw(input_id, viewer=viewer())
        say(Text("已撤回", "Withdrawn"))
    except Refusal as refusal:
        say(refusal.reason, "danger")
    return _back(month)


@blueprint.post("/<int:input_id>/send-back")
def send_back(input_id: int) -> ResponseReturnValue:
    """Undo an approval while the month is open."""
    month = _one(input_id, Action.PAY_APPROVE).month
    try:
        service.send_back(input_id, viewer=viewer(), dated_back=_meant())
        say(Text("已退回待审批", "It waits for approval again"))
    except Refusal as refusal:
        say(refusal.reason, "danger")
    return _back(month)


@blueprint.get("/<int:input_id>")
def page(input_id: int) -> ResponseReturnValue:
    """One input with who entered and approved it."""
    row = _one(input_id, Action.PAY_READ)
    path = row.employment.person.home_unit.path
    return render_template(
        "pay/pay_input/page.html",
        row=row,
        called=_called(row.month),
        as_read=_as_read,
        may_withdraw=row.approved_at is None and viewer().may(Action.PAY_PREPARE, path),
        may_send_back=row.approved_at is not None and viewer().may(Action.PAY_APPROVE, path),
    )


def _one(input_id: int, action: Action) -> PayInput:
    found = inputs_of([input_id], viewer=viewer(), action=action)
    if not found:
        raise OutOfScope("pay input")
    return found[0]


def _meant() -> bool:
    """Whether the page was told that locked months are meant, too."""
    return request.form.get("dated_back") == "yes"


def _back(month: object) -> ResponseReturnValue:
    return redirect(url_for("pay_input.listed", month=month))
