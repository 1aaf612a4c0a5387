"""The chart of accounts of the pay voucher: what ships with the program, the unit's own rows, and what has none yet."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.pay.account_rule import AccountForm
from hr.forms.pay.pay_rule import EndForm
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.account_chart import booked_figures, rule_of, rules_seen, without_account
from hr.services.pay import account_rule as service
from hr.services.pay.account_rule import AccountWish
from hr.views.door import viewer, whole_viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.months import month_asked
from reports.voucher import AccountChoice, shipped_choices
from vocabulary.periods import Month
from vocabulary.terms import AccountRole
from vocabulary.text import Text

blueprint = Blueprint("account_rule", __name__, url_prefix="/pay/accounts")
_CHART = Text("科目对照", "Chart of accounts")
_PAID = (
    ("net", Text("实发工资", "Net pay")),
    ("tax", Text("个人所得税", "Income tax")),
    ("contributions", Text("社会保险费和住房公积金", "Contributions")),
    ("passed_on", Text("转付的代收款项（生育津贴）", "The fund's money passed on (maternity allowance)")),
    ("agency", Text("派遣单位", "Dispatch agencies")),
)


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """Every account in use in a month."""
    viewer().require(Action.PAY_READ)
    month = month_asked()
    rules = rules_seen(viewer=viewer())
    figures = booked_figures(month)
    return render_template(
        "pay/account_rule/page.html",
        month=month,
        rules=rules,
        may_change=viewer().may(Action.PAY_PREPARE),
        changeable={unit.id for _, unit in rules if viewer().may(Action.PAY_PREPARE, unit.path)},
        missing=without_account(figures, [rule for rule, _ in rules], month),
        shipped=_shipped(month),
        source=shipped_choices()[0].source,
        labels=_labels(month),
    )


def _shipped(month: Month) -> list[tuple[AccountRole, list[AccountChoice]]]:
    """By role, what holds in the month; elements that the month's slips don't have are left out."""
    known = {figure.name for figure in booked_figures(month)}
    holding = [
        choice
        for choice in shipped_choices()
        if choice.holds(month.last_day) and (choice.role is not AccountRole.ELEMENT or choice.element in known)
    ]
    return [(role, [choice for choice in holding if choice.role is role]) for role in AccountRole]


def _labels(month: Month) -> dict[str, Text]:
    return {figure.name: figure.label for figure in booked_figures(month)} | dict(_PAID)


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """An account for a part of pay."""
    whole_viewer().require(Action.PAY_PREPARE)
    month = month_asked()
    form = AccountForm(data={"element": request.args.get("element", ""), "role": AccountRole.ELEMENT, "start": month})
    options = unit_options(viewer=whole_viewer(), action=Action.PAY_PREPARE)
    offer(form.unit_id, [(option.id, "　" * option.depth + option.name) for option in options])
    sources = [(c.account.code, Text(c.account.name, c.account.name)) for c in shipped_choices() if _pays(c.role)]
    form.offer_elements([*_labels(month).items(), *dict(sources).items()])

    def deed() -> str:
        service.set_account(_wish(form), viewer=viewer())
        return url_for("account_rule.listed", month=form.start.data)

    page = FormPage(Text("新科目", "New account"), [(_CHART, url_for("account_rule.listed"))], _SAVED)
    return handled(form, page, deed)


_SAVED = Text("科目已登记", "The account is on file")


def _pays(role: AccountRole) -> bool:
    return role is AccountRole.SOURCE


def _wish(form: AccountForm) -> AccountWish:
    return AccountWish(
        unit_id=form.unit_id.data,
        role=form.role.data,
        account=form.account.data,
        account_name=form.account_name.data,
        start=form.start.data,
        element=form.element.data or "",
        unit_nature=form.unit_nature.data,
        fund_source=form.fund_source.data,
        post_family=form.post_family.data,
    )


@blueprint.route("/<int:account_rule_id>/end", methods=["GET", "POST"])
def end(account_rule_id: int) -> ResponseReturnValue:
    """The last month of an account."""
    rule = rule_of(account_rule_id, viewer=viewer())
    form = EndForm()

    def deed() -> str:
        service.end_account(rule.id, form.last.data, viewer=viewer())
        return url_for("account_rule.listed", month=form.last.data)

    title = Text("截止科目“{name}”", "End “{name}”").format(name=rule.account_name)
    page = FormPage(
        title, [(_CHART, url_for("account_rule.listed"))], Text("已登记截止月份", "The last month is on file")
    )
    return handled(form, page, deed)
