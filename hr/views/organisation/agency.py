"""Dispatch agencies."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.agency import AgencyForm
from hr.permissions.actions import Action
from hr.queries.organisation.agency import agencies_listing, agency_of, may_write_agencies
from hr.queries.organisation.agency_terms import fee_terms, terms_of
from hr.refusals import OutOfScope
from hr.services.organisation import agency as service
from hr.services.organisation.agency import AgencyWish
from hr.views.door import today, viewer, whole_viewer
from hr.views.listing import ListLook, show
from hr.views.organisation.form_page import Crumb, FormPage, handled
from vocabulary.periods import Month
from vocabulary.text import Text

blueprint = Blueprint("agency", __name__, url_prefix="/agencies")
AGENCIES = Text("派遣单位", "Dispatch agencies")
LOOK = ListLook(
    AGENCIES,
    links={"agency_id": "agency.page"},
    lead=Text("派遣人员的用人单位；派遣协议和管理费由区级维护", "Employers of dispatched staff; kept by the district"),
    hint=Text("有劳务派遣人员前，先登记其派遣单位。", "Enter the agency before its first dispatched worker."),
)


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The agencies."""
    may_add = may_write_agencies(whole_viewer())
    return show(agencies_listing(viewer=viewer()), LOOK, "organisation/agency/list.html", may_add=may_add)


@blueprint.get("/<int:agency_id>")
def page(agency_id: int) -> ResponseReturnValue:
    """An agency."""
    agency = agency_of(agency_id, viewer=viewer())
    return render_template(
        "organisation/agency/page.html",
        agency=agency,
        terms=[(row, fee_terms(agency, row).said) for row in terms_of(agency)],
        may_write=may_write_agencies(viewer()),
        may_see_pay=viewer().may(Action.PAY_READ),
        today=today(),
        last_month=Month.of(today()) + -1,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A new agency."""
    _require()
    form = AgencyForm(service_fee_fen=0)
    page = FormPage(
        Text("新增派遣单位", "New agency"),
        [(AGENCIES, url_for("agency.listed"))],
        Text("派遣单位已新增", "The agency was added"),
    )

    def deed() -> str:
        return url_for("agency.page", agency_id=service.add(_wish(form), viewer=viewer()).id)

    return handled(form, page, deed)


@blueprint.route("/<int:agency_id>/edit", methods=["GET", "POST"])
def edit(agency_id: int) -> ResponseReturnValue:
    """Change an agency."""
    _require()
    agency = agency_of(agency_id, viewer=viewer())
    form = AgencyForm(obj=agency)
    above: list[Crumb] = [
        (AGENCIES, url_for("agency.listed")),
        (agency.name, url_for("agency.page", agency_id=agency_id)),
    ]
    page = FormPage(Text("修改派遣单位", "Change the agency"), above, Text("派遣单位已修改", "The agency was changed"))

    def deed() -> str:
        service.change(agency_id, _wish(form), viewer=viewer())
        return url_for("agency.page", agency_id=agency_id)

    return handled(form, page, deed)


def _require() -> None:
    if not may_write_agencies(whole_viewer()):
        raise OutOfScope("agencies")


def _wish(form: AgencyForm) -> AgencyWish:
    return AgencyWish(
        code=form.code.data,
        name=form.name.data,
        licence_number=form.licence_number.data,
        licence_until=form.licence_until.data,
        service_fee_fen=form.service_fee_fen.data,
    )
