"""Proposals of contribution bases: worked out, looked through, edited, approved, and declared."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.pay.base_proposal import ApproveForm, EditForm, ProposeForm
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.base_proposal import limits_in, proposal_of, waiting_of
from hr.queries.pay.base_proposal_list import proposal_list
from hr.refusals import OutOfScope, Refusal
from hr.request_language import language
from hr.services.pay import base_proposal as service
from hr.services.pay.base_declaration import declaration
from hr.services.pay.base_proposal import EditWish
from hr.views.door import say, today, viewer, whole_viewer
from hr.views.listing import ListLook, show
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.months import month_asked
from payroll.contribution_bases import DECLARED_IN
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("base_proposal", __name__, url_prefix="/pay/bases")
_BASES = Text("缴费基数申报", "Contribution bases")
_LEAD = Text(
    "自 {start} 起：上年度月平均工资，新进人员按首个足月工资；他人审批后写入缴费基数",
    "From {start}: last year's monthly average, for newcomers the first whole month; once approved, bases are declared",
)
_HINT = Text("先在上方选择机构和起始月份，生成建议。", "Choose a unit and a month above, and work the proposals out.")
_MADE = Text("已生成 {made} 人，保留 {kept} 人", "{made} worked out, {kept} left as they are")
_UNKNOWN = Text("{n} 人没有工资记录也没有现基数：{who}", "No wages and no base on record for {n}: {who}")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The proposals for a month."""
    start = month_asked(default=_next_declaration())
    viewer().require(Action.PAY_READ)
    limits = limits_in(start)
    may_export = viewer().may(Action.PAY_EXPORT)
    look = ListLook(
        _BASES,
        {"proposal_id": "base_proposal.page"},
        f"bases-{start}" if may_export else None,
        _LEAD.format(start=start),
        _HINT,
    )
    return show(
        proposal_list(start, limits, viewer=viewer()),
        look,
        "pay/base_proposal/list.html",
        start=start,
        limits=limits,
        form=_propose_form(start) if viewer().may(Action.PAY_PREPARE) else None,
        approval=ApproveForm() if viewer().may(Action.PAY_APPROVE) else None,
        waiting=len(waiting_of(start, viewer=viewer(), action=Action.PAY_APPROVE)),
        may_declare=may_export and viewer().may(Action.ID_NUMBER_READ),
    )


def _next_declaration() -> Month:
    """This year's July."""
    return Month(today().year, DECLARED_IN)


def _propose_form(start: Month) -> ProposeForm:
    form = ProposeForm(data={"start": start}) if not request.form else ProposeForm()
    options = unit_options(viewer=whole_viewer(), action=Action.PAY_PREPARE)
    offer(form.unit_id, [(option.id, "　" * option.depth + option.name) for option in options])
    return form


@blueprint.post("")
def propose() -> ResponseReturnValue:
    """Work proposals out."""
    whole_viewer().require(Action.PAY_PREPARE)
    form = _propose_form(month_asked())
    if not form.validate_on_submit():
        say(Text("请选择机构和起始月份", "Choose a unit and a month"), "warning")
        return redirect(url_for("base_proposal.listed"))
    done = service.propose(form.unit_id.data, form.start.data, viewer=viewer())
    say(_MADE.format(made=done.made, kept=done.kept))
    if done.unknown:
        say(_UNKNOWN.format(n=len(done.unknown), who=", ".join(done.unknown[:10])), "warning")
    return redirect(url_for("base_proposal.listed", month=form.start.data))


@blueprint.post("/approve/<month>")
def approve(month: str) -> ResponseReturnValue:
    """Approve everything that waits."""
    whole_viewer().require(Action.PAY_APPROVE)
    start = _month(month)
    try:
        n = service.approve(start, viewer=viewer(), dated_back=bool(ApproveForm().dated_back.data))
        say(Text("已审批 {n} 人，写入缴费基数", "{n} approved: their bases are declared").format(n=n))
    except Refusal as refusal:
        say(refusal.reason, "danger")
    return redirect(url_for("base_proposal.listed", month=start))


@blueprint.get("/declaration/<month>")
def declared(month: str) -> ResponseReturnValue:
    """基数申报表."""
    start = _month(month)
    name = Text("基数申报表-{month}", "base-declaration-{month}").format(month=start).in_(language())
    return send_file(BytesIO(declaration(start, viewer=viewer())), as_attachment=True, download_name=f"{name}.xlsx")


@blueprint.route("/<int:proposal_id>", methods=["GET", "POST"])
def page(proposal_id: int) -> ResponseReturnValue:
    """One proposal: what it rests on, and the form to set it otherwise."""
    row = proposal_of(proposal_id, viewer=viewer(), action=Action.PAY_READ)
    start = Month.of(row.valid_from)
    address = url_for("base_proposal.listed", month=start)
    path = row.employment.person.home_unit.path
    if row.approved_at is not None or not viewer().may(Action.PAY_PREPARE, path):
        return render_template("pay/base_proposal/page.html", row=row, start=start, limits=limits_in(start))
    form = EditForm(
        data={"social_base": row.social_base_fen, "housing_base": row.housing_base_fen, "reason": row.reason}
    )

    def deed() -> str:
        wish = EditWish(row.id, form.social_base.data, form.housing_base.data, form.reason.data or "")
        service.edit(wish, viewer=viewer())
        return address

    words = Text("{ground}：{total} 元 ÷ {n} 个月", "{ground}: {total} yuan ÷ {n} months")
    facts = {"ground": row.ground.label, "total": f"{row.wage_total_fen / 100:,.2f}", "n": max(row.wage_months, 1)}
    return handled(
        form,
        FormPage(
            Text("{name} 的缴费基数", "Bases of {name}").format(name=row.employment.person.name),
            [(_BASES, address)],
            Text("已修改，待审批", "Changed; it waits for approval"),
            words.format(**facts),
        ),
        deed,
    )


def _month(month: str) -> Month:
    try:
        return Month.parse(month)
    except ValueError:
        raise OutOfScope(f"month {month}") from None
