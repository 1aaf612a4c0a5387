"""Pay rules on a page: shift rates, allowances and scales as they hold in a month, and the law behind them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.pay.pay_rule import AllowanceForm, EndPaidForm, ShiftRateForm
from hr.models.pay.pay_item import PayItem, PayItemKind, ShiftRate
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.law import law_on
from hr.queries.pay.own_value import law_in_use
from hr.queries.pay.pay_rule import allowance_lines, rule_row, shift_rate_lines, unequal_rates
from hr.queries.pay.pay_scale import scale_lines
from hr.refusals import Refusal
from hr.services.pay import pay_item as service
from hr.views.door import viewer, whole_viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.correction import ask_why, filled, is_correction, titled, why
from hr.views.pay.months import month_asked
from vocabulary.text import Text

blueprint = Blueprint("pay_rule", __name__, url_prefix="/pay/rules")
_RULES = Text("薪酬标准", "Pay rules")
_SAVED = Text("已登记新标准", "The new amount is on file")
_ENDED = Text("已登记截止月份", "The last month is on file")
SUBJECTS = {
    "additional_deductions": Text("专项附加扣除", "Special additional deductions"),
    "annual_leave": Text("年休假", "Annual leave"),
    "annuity": Text("职业年金", "Occupational annuity"),
    "income_tax": Text("个人所得税", "Income tax"),
    "severance": Text("经济补偿", "Severance"),
    "working_time": Text("工时与加班", "Working time and overtime"),
    "heat": Text("高温津贴", "Heat allowance"),
    "housing_fund": Text("住房公积金", "Housing fund"),
    "minimum_wage": Text("最低工资", "Minimum wage"),
    "social_insurance": Text("社会保险", "Social insurance"),
    "subsidy_4050": Text("“4050”补贴", "4050 subsidies"),
    "flexible_employment": Text("灵活就业", "Flexible employment"),
    "sick_leave": Text("病假", "Sick leave"),
    "maternity": Text("产假与生育", "Maternity"),
    "probation": Text("试用期", "Probation"),
    "civil_service": Text("参公管理", "Civil-service pay"),
    "wage_payment": Text("工资支付", "Wage payment"),
    "settings": Text("单位设置的默认值", "Defaults of what the employer sets"),
}


@blueprint.get("")
def page() -> ResponseReturnValue:
    """What holds in a month, with its history, and where the same shift is paid differently."""
    viewer().require(Action.PAY_READ)
    month = month_asked()
    on = month.last_day
    rates = shift_rate_lines(on, viewer=viewer())
    return render_template(
        "pay/pay_rule/page.html",
        month=month,
        rates=rates,
        allowances=allowance_lines(on, viewer=viewer()),
        scales=scale_lines(on, viewer=viewer()),
        unequal=unequal_rates(rates, on),
        may_prepare=viewer().may(Action.PAY_PREPARE),
        Kind=PayItemKind,
    )


@blueprint.get("/law")
def law() -> ResponseReturnValue:
    """Every statutory value in force in a month, with dates, source and how sure it is."""
    viewer().require(Action.PAY_READ)
    month = month_asked()
    groups = law_on(month.last_day, law_in_use().values())
    lines = [line for group in groups for line in group.lines]
    return render_template(
        "pay/pay_rule/law.html",
        month=month,
        groups=groups,
        subjects=SUBJECTS,
        gaps=[line for line in lines if line.state == "gap"],
        ended=[line for line in lines if line.state == "ended"],
        expiring=[line for line in lines if line.expires],
        to_confirm=[line for line in lines if line.to_confirm],
        known=sum(line.state == "in_force" for line in lines),
    )


def _form_page(title: Text, done: Text = _SAVED) -> FormPage:
    return FormPage(title, [(_RULES, url_for("pay_rule.page"))], done)


def _offer_units(form: Any) -> None:
    options = unit_options(viewer=whole_viewer(), action=Action.PAY_PREPARE)
    offer(form.unit_id, [(option.id, "　" * option.depth + option.name) for option in options])


@blueprint.route("/shift-rates/new", methods=["GET", "POST"])
def shift_rate() -> ResponseReturnValue:
    """A new shift rate, beginning with the one that is to give way where the address names it."""
    whole_viewer().require(Action.PAY_PREPARE)
    form = ShiftRateForm(data=_before(ShiftRate, {"amount_fen": "amount"}))
    ask_why(form)
    _offer_units(form)

    def deed() -> str:
        wish = service.ShiftRateWish(
            form.unit_id.data,
            form.shift_kind.data,
            form.amount.data,
            form.start.data,
            form.last.data,
            form.staffing_type.data,
            form.post_family.data,
            bool(form.dated_back.data),
            why(form),
        )
        service.set_shift_rate(wish, viewer=viewer())
        return url_for("pay_rule.page", month=form.start.data)

    return handled(form, _form_page(titled(Text("班次津贴标准", "Shift rate"))), deed)


@blueprint.route("/allowances/new", methods=["GET", "POST"])
def allowance() -> ResponseReturnValue:
    """A new amount of an allowance, or a new allowance."""
    whole_viewer().require(Action.PAY_PREPARE)
    form = AllowanceForm(data=_before(PayItem, {}))
    ask_why(form)
    _offer_units(form)

    def deed() -> str:
        service.set_allowance(_allowance_wish(form), viewer=viewer())
        return url_for("pay_rule.page", month=form.start.data)

    return handled(form, _form_page(titled(Text("津贴标准", "Allowance"))), deed)


def _allowance_wish(form: AllowanceForm) -> service.AllowanceWish:
    is_rate, is_tiered = (form.kind.data is kind for kind in (PayItemKind.RATE_OF_BASE, PayItemKind.TIERED))
    amount = form.rate.data if is_rate else 0 if is_tiered else form.amount.data
    if is_tiered and not (form.measure.data and form.tiers.data):
        raise Refusal(Text("请填写分档依据和各档", "Say what the tiers are by, and enter them"), "tiers")
    if amount is None:
        raise Refusal(Text("请填写金额或比例", "Enter the amount or the rate"), "rate" if is_rate else "amount")
    names = ("unit_id", "code", "name", "kind", "start", "last", "staffing_type", "post_family", "grade")
    flags = ("taxed", "in_contribution_base", "in_minimum_wage", "dated_back")
    wished = {name: form[name].data for name in (*names, *flags)} | {"correction": why(form)}
    if is_tiered:
        wished |= {"measure": form.measure.data, "tiers": form.tiers.data, "marginal": bool(form.marginal.data)}
    return service.AllowanceWish(amount=amount, **wished)


def _before(model: Any, renamed: dict[str, str]) -> dict[str, Any]:
    """The columns of the row named in the address, under the names of the form's fields.

    The dates of one that is to be followed are left out, those of one that is to be corrected stay.
    """
    row_id = request.args.get("correct" if is_correction() else "after", type=int)
    if row_id is None:
        return {}
    row = rule_row(model, row_id, viewer=whole_viewer())
    found = {column.key: getattr(row, column.key) for column in model.__table__.columns}
    if found.get("kind") is PayItemKind.RATE_OF_BASE:
        found["rate"] = found.pop("amount")
    shown = {renamed.get(name, name): value for name, value in found.items() if not name.startswith("valid_")}
    return {**shown, **filled(row, {})} if is_correction() else shown


@blueprint.route("/shift-rates/<int:rate_id>/end", methods=["GET", "POST"])
def end_shift_rate(rate_id: int) -> ResponseReturnValue:
    """Let a shift rate end."""
    rule_row(ShiftRate, rate_id, viewer=viewer())
    form = EndPaidForm()

    def deed() -> str:
        service.end_shift_rate(rate_id, form.last.data, viewer=viewer(), dated_back=bool(form.dated_back.data))
        return url_for("pay_rule.page")

    return handled(form, _form_page(Text("截止班次津贴标准", "End a shift rate"), _ENDED), deed)


@blueprint.route("/allowances/<int:allowance_id>/end", methods=["GET", "POST"])
def end_allowance(allowance_id: int) -> ResponseReturnValue:
    """Let an allowance end."""
    rule_row(PayItem, allowance_id, viewer=viewer())
    form = EndPaidForm()

    def deed() -> str:
        service.end_allowance(allowance_id, form.last.data, viewer=viewer(), dated_back=bool(form.dated_back.data))
        return url_for("pay_rule.page")

    return handled(form, _form_page(Text("截止津贴", "End an allowance"), _ENDED), deed)
