"""One pay scale as a grid on a page, a new one, and a new amount for one of its cells."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.pay.pay_rule import CellForm, ScaleForm
from hr.models.pay.pay_scale import ScalePart
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.pay_scale import changes_of, grids_of, may_change, scale_of
from hr.refusals import Refusal
from hr.services.pay.pay_scale import CellWish, confirm_scale, create_scale, set_cells
from hr.views.door import say, viewer, whole_viewer
from hr.views.organisation.form_page import Crumb, FormPage, handled
from hr.views.pay.correction import ask_why, filled, row_to_correct, titled, why
from hr.views.pay.months import month_asked
from vocabulary.text import Text

blueprint = Blueprint("pay_scale", __name__, url_prefix="/pay/rules/scales")
_RULES = Text("薪酬标准", "Pay rules")
_MOST_CHANGES = 200
_CELL = {"part": "part", "grade": "grade", "step": "step", "amount": "amount_fen"}


@blueprint.get("/<int:scale_id>")
def page(scale_id: int) -> ResponseReturnValue:
    """Its cells in a month, and what they were worth before."""
    scale = scale_of(scale_id, viewer=viewer())
    month = month_asked()
    return render_template(
        "pay/pay_scale/page.html",
        scale=scale,
        month=month,
        grids=grids_of(scale, month.last_day),
        changes=changes_of(scale)[:_MOST_CHANGES],
        may_change=may_change(scale, viewer=viewer()),
        correcting="correcting" in request.args,
        Part=ScalePart,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new, empty scale."""
    whole_viewer().require(Action.PAY_PREPARE)
    form = ScaleForm()
    options = unit_options(viewer=whole_viewer(), action=Action.PAY_PREPARE)
    offer(form.unit_id, [(option.id, "　" * option.depth + option.name) for option in options])

    def deed() -> str:
        scale = create_scale(form.code.data, form.name.data, form.unit_id.data, viewer=viewer())
        return url_for("pay_scale.page", scale_id=scale.id)

    title, done = Text("新建薪级表", "New pay scale"), Text("已建立，请录入或导入各级标准", "Made: enter its amounts")
    return handled(form, FormPage(title, [(_RULES, url_for("pay_rule.page"))], done), deed)


@blueprint.post("/<int:scale_id>/confirm")
def confirm(scale_id: int) -> ResponseReturnValue:
    """The amounts are the unit's own now: no example any more."""
    confirm_scale(scale_id, viewer=viewer())
    say(Text("已取消示例标记", "No example any more"))
    return redirect(url_for("pay_scale.page", scale_id=scale_id))


@blueprint.route("/<int:scale_id>/cell", methods=["GET", "POST"])
def cell(scale_id: int) -> ResponseReturnValue:
    """A new amount for one cell."""
    scale = scale_of(scale_id, viewer=viewer(), action=Action.PAY_PREPARE)
    wrong = row_to_correct(scale.cells)
    form = CellForm(data=filled(wrong, _CELL) if wrong else _asked_cell())
    ask_why(form)

    def deed() -> str:
        set_cells(scale_id, [_wish(form)], viewer=viewer())
        return url_for("pay_scale.page", scale_id=scale_id, month=form.start.data)

    trail: list[Crumb] = [
        (_RULES, url_for("pay_rule.page")),
        (scale.name, url_for("pay_scale.page", scale_id=scale_id)),
    ]
    title, done = titled(Text("月标准", "Amount of a cell")), Text("已登记", "The amount is on file")
    return handled(form, FormPage(title, trail, done), deed)


def _asked_cell() -> dict[str, Any]:
    """The cell that the address names."""
    part = request.args.get("part")
    found = {"part": ScalePart(part) if part in set(ScalePart) else None}  # type: ignore[call-arg]
    return {**found, "grade": request.args.get("grade"), "step": request.args.get("step", type=int)}


def _wish(form: CellForm) -> CellWish:
    part = form.part.data
    if part.has_grade and not form.grade.data:
        raise Refusal(Text("请填写岗位等级（级别工资填级别）", "Enter the grade (of a rank wage: the rank)"), "grade")
    if part.has_step and form.step.data is None:
        raise Refusal(Text("请填写薪级", "Enter the step"), "step")
    place = (part, form.grade.data or "", form.step.data or 0)
    return CellWish(*place, form.amount.data, form.start.data, bool(form.dated_back.data), why(form))
