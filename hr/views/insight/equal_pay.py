"""Equal pay for equal work: the assessment of a month on the page and as a PDF; nothing here is about a person."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hr.forms.insight.questions import EqualPayForm
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.queries.insight.equal_pay import EqualPayAsked, Reference, equal_pay_of
from hr.queries.insight.equal_pay_document import document_of
from hr.queries.insight.equal_pay_rows import months_with_pay
from hr.queries.organisation.unit import unit_options
from hr.views.documents import pdf_answer
from hr.views.questions import asker, filled, unit_asked
from reports.document import Document
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import Text

blueprint = Blueprint("equal_pay", __name__, url_prefix="/insight")
_WRONG = Text("没有这个月份、参照组或比较组", "There is no such month, reference or group")


@blueprint.get("/equal-pay")
def page() -> ResponseReturnValue:
    """The verdict of a month, how it was reached, and the rules that differ."""
    form, unit = _form()
    if not form.month.choices:
        return render_template("insight/equal_pay/page.html", form=None, report=None)
    if not form.validate():
        return render_template("insight/equal_pay/page.html", form=form, report=None), 400
    return render_template("insight/equal_pay/page.html", form=form, report=_document(form, unit))


@blueprint.get("/equal-pay.pdf")
def pdf() -> ResponseReturnValue:
    """The same on paper."""
    form, unit = _form()
    if not form.validate():
        raise BadInput(_WRONG)
    return pdf_answer(_document(form, unit), f"equal-pay-{form.month.data}")


def _form() -> tuple[EqualPayForm, Unit]:
    unit = unit_asked(Action.EQUAL_PAY_READ)
    months = months_with_pay(viewer=asker())
    latest = str(months[0]) if months else ""
    usual = {"month": latest, "unit": unit.id, "reference": Reference.OWN_STAFF, "group": StaffingType.DISPATCHED}
    options = unit_options(viewer=asker(), action=Action.EQUAL_PAY_READ)
    return EqualPayForm(filled(usual)).offer(options, months), unit


def _document(form: EqualPayForm, unit: Unit) -> Document:
    reference = Reference(form.reference.data)  # type: ignore[call-arg]
    group = StaffingType(form.group.data)  # type: ignore[call-arg]
    asked = EqualPayAsked(Month.parse(form.month.data), unit, reference, group)
    return document_of(equal_pay_of(asked, viewer=asker()))
