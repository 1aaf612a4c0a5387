"""Reconciliation with the bureau: the lists that were brought in, where they part from the runs, and settling that."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.bureau import RoundingForm, SettleForm
from hr.models.organisation.unit import Unit
from hr.models.pay.bureau_line import SettlementWay
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.bureau import Compared, compared, lists_seen
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import bureau_settlement as service
from hr.services.pay.bureau_report import reconciliation
from hr.services.pay.bureau_settlement import SettleWish
from hr.views.door import say, viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.pay.report_page import Crumb, ReportPage, download, shown
from reports.contributions import DifferenceKind
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

blueprint = Blueprint("bureau", __name__, url_prefix="/pay/bureau")
_LISTS = Text("社保公积金对账", "Reconciliation with the bureau")
_MOST = 200
_SETTLED = Text("已处理，调整项待他人审批", "Settled; what is adjusted waits for approval")
_POSTED = Text("{n} 项取整差已转入 {month}，待审批", "{n} differences by rounding go into {month}, once approved")


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The bureau's lists, month by month."""
    viewer().require(Action.PAY_READ)
    lists = lists_seen(viewer=viewer())
    return render_template("pay/bureau/list.html", lists=lists, may_import=viewer().may(Action.PAY_PREPARE))


@blueprint.get("/<int:unit_id>/<month>")
def page(unit_id: int, month: str) -> ResponseReturnValue:
    """Where a list and the run part, and what was done about it."""
    unit, asked = _asked(unit_id, month, Action.PAY_READ)
    found = compared(unit, asked)
    may_settle = viewer().may(Action.PAY_PREPARE, unit.path)
    waiting = [one for one in found.found if found.settlement_of(one) is None]
    return shown(
        reconciliation(found, each=False),
        ReportPage(_title(asked), [(_LISTS, url_for("bureau.listed"))], _files(unit, asked), (), unit.name),
        "pay/bureau/page.html",
        found=found,
        waiting=waiting[:_MOST],
        more=max(0, len(waiting) - _MOST),
        settled=[one for one in found.found if found.settlement_of(one)][:_MOST],
        may_settle=may_settle,
        rounding=_rounding(found) if may_settle else None,
        n_rounding=sum(one.kind is DifferenceKind.ROUNDING for one in waiting),
    )


def _rounding(found: Compared) -> RoundingForm:
    return RoundingForm(data={"pay_month": found.month + 1})


@blueprint.get("/<int:unit_id>/<month>/reconciliation.<any(pdf, xlsx):ending>")
def file(unit_id: int, month: str, ending: str) -> ResponseReturnValue:
    """The same as a file."""
    unit, asked = _asked(unit_id, month, Action.PAY_EXPORT)
    return download(reconciliation(compared(unit, asked)), ending)


@blueprint.route("/<int:unit_id>/<month>/<who>/<item>", methods=["GET", "POST"])
def settle(unit_id: int, month: str, who: str, item: str) -> ResponseReturnValue:
    """Settle one difference."""
    unit, asked = _asked(unit_id, month, Action.PAY_PREPARE)
    found = compared(unit, asked)
    try:
        one = found.difference(who, ContributionItem.of(item))
    except ValueError:
        raise OutOfScope(item) from None
    form = SettleForm(data={"way": SettlementWay.ADJUST, "pay_month": asked + 1})
    somebody = found.people[who]
    address = url_for("bureau.page", unit_id=unit.id, month=asked)

    def deed() -> str:
        wish = SettleWish(unit.id, asked, who, one.item, form.way.data, form.reason.data or "", form.pay_month.data)
        service.settle(wish, viewer=viewer())
        return address

    title = Text("{name}：{item}差异", "{name}: {item}").format(name=somebody.name, item=one.item.label)
    lead = Text(
        "{kind}；核定表比本系统多：个人 {own} 元，单位 {employer} 元",
        "{kind}; the bureau asks {own} (own) and {employer} (employer) yuan more",
    ).format(kind=one.kind.label, own=f"{one.employee / 100:,.2f}", employer=f"{one.employer / 100:,.2f}")
    trail: list[Crumb] = [(_LISTS, url_for("bureau.listed")), (_title(asked), address)]
    return handled(form, FormPage(title, trail, _SETTLED, lead), deed)


@blueprint.post("/<int:unit_id>/<month>/rounding")
def post_rounding(unit_id: int, month: str) -> ResponseReturnValue:
    """Adjust every difference by rounding at once."""
    unit, asked = _asked(unit_id, month, Action.PAY_PREPARE)
    form = RoundingForm()
    if form.validate_on_submit():
        try:
            n = service.post_rounding(unit.id, asked, form.pay_month.data, viewer=viewer())
            say(_POSTED.format(n=n, month=form.pay_month.data))
        except Refusal as refusal:
            say(refusal.reason, "danger")
    else:
        say(Text("请填写调整月份", "Say in which month"), "warning")
    return redirect(url_for("bureau.page", unit_id=unit.id, month=asked))


def _asked(unit_id: int, month: str, action: Action) -> tuple[Unit, Month]:
    try:
        asked = Month.parse(month)
    except ValueError:
        raise OutOfScope(f"month {month}") from None
    return unit_of(unit_id, viewer=viewer(), action=action), asked


def _title(month: Month) -> Text:
    return Text("{month} 核定对账", "Reconciliation {month}").format(month=month)


def _files(unit: Unit, month: Month) -> list[tuple[str, str]]:
    if not viewer().may(Action.PAY_EXPORT, unit.path):
        return []
    return [(e, url_for("bureau.file", unit_id=unit.id, month=month, ending=e)) for e in ("pdf", "xlsx")]
