"""Terms with a dispatch agency: the form for new ones; they are shown on the agency's page."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.pay.agency_terms import TermsForm
from hr.queries.organisation.agency import agency_of, may_write_agencies
from hr.refusals import OutOfScope, Refusal
from hr.services.pay import agency_terms as service
from hr.services.pay.agency_terms import TermsWish
from hr.views.door import today, viewer, whole_viewer
from hr.views.organisation.form_page import Crumb, FormPage, handled
from vocabulary.periods import Month
from vocabulary.terms import AgencyFeeKind, AgencyTaxBase
from vocabulary.text import Text

blueprint = Blueprint("agency_terms", __name__, url_prefix="/agencies/<int:agency_id>/terms")


@blueprint.route("/new", methods=["GET", "POST"])
def new(agency_id: int) -> ResponseReturnValue:
    """New terms."""
    if not may_write_agencies(whole_viewer()):
        raise OutOfScope("agencies")
    agency = agency_of(agency_id, viewer=viewer())
    form = TermsForm(
        data={"fee_kind": AgencyFeeKind.PER_HEAD, "tax_base": AgencyTaxBase.FEE, "start": Month.of(today()) + 1}
    )
    above: list[Crumb] = [
        (Text("派遣单位", "Dispatch agencies"), url_for("agency.listed")),
        (agency.name, url_for("agency.page", agency_id=agency_id)),
    ]

    def deed() -> str:
        service.agree(_wish(agency_id, form), viewer=viewer())
        return url_for("agency.page", agency_id=agency_id)

    page = FormPage(Text("新结算条款", "New terms"), above, Text("结算条款已登记", "The terms are on file"))
    return handled(form, page, deed)


def _wish(agency_id: int, form: TermsForm) -> TermsWish:
    field = "fee" if form.fee_kind.data is AgencyFeeKind.PER_HEAD else "rate"
    if form[field].data is None:
        raise Refusal(Text("请填写服务费", "Enter the fee"), field)
    return TermsWish(
        agency_id=agency_id,
        start=form.start.data,
        fee_kind=form.fee_kind.data,
        fee=form[field].data,
        tax_ppm=form.tax_rate.data or 0,
        tax_base=form.tax_base.data,
        tax_note=form.tax_note.data or "",
        pay_day=form.pay_day.data,
    )
