"""Twelve months of pay: page, PDF and workbook."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.forms.pay.year import TrendForm
from hr.permissions.actions import Action
from hr.queries.organisation.unit import unit_options
from hr.queries.pay.trend import TrendAsked, trend_of, years_with_pay
from hr.services.pay.trend_file import take_trend
from hr.views.door import today
from hr.views.downloads import download
from hr.views.questions import asker, filled, unit_asked
from reports.pay_trend import trend_document
from vocabulary.bad_input import BadInput
from vocabulary.terms import StaffingType
from vocabulary.text import Text

blueprint = Blueprint("pay_trend", __name__, url_prefix="/pay")
_NO_SUCH = Text("没有这个年度或用工性质", "There is no such year or staffing type")


@blueprint.get("/trend")
def page() -> ResponseReturnValue:
    """Items × months of a year."""
    form, asked = _asked()
    return render_template(
        "pay/trend/page.html",
        form=form,
        report=trend_document(trend_of(asked, viewer=asker())),
        may_export=asker().may(Action.PAY_EXPORT, asked.unit.path),
    )


@blueprint.get("/trend.<any(pdf, xlsx):ending>")
def file(ending: str) -> ResponseReturnValue:
    """The same on paper or as a workbook."""
    return download(take_trend(_asked()[1], ending, viewer=asker()))


def _asked() -> tuple[TrendForm, TrendAsked]:
    unit = unit_asked(Action.PAY_READ)
    years = years_with_pay(viewer=asker()) or [today().year]
    form = TrendForm(filled({"unit": unit.id, "year": years[0], "staffing_type": ""}))
    form.offer(unit_options(viewer=asker(), action=Action.PAY_READ), years)
    if not form.validate():
        raise BadInput(_NO_SUCH)
    kind = StaffingType.of(form.staffing_type.data) if form.staffing_type.data else None
    return form, TrendAsked(unit, form.year.data, kind)
