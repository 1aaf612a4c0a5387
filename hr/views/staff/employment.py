"""Hiring, ending and converting employments."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.organisation.fields import offer
from hr.forms.staff.employment import ConversionForm, HireForm, RehireForm, SeparationForm
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.agency import agencies
from hr.queries.organisation.post import post_options
from hr.queries.staff.employment import employment_of
from hr.queries.staff.person import person_of
from hr.services.staff import employment as service
from hr.services.staff.wishes import Conversion, Hire, Identity, Leaving
from hr.views.door import today, viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.staff.person import PEOPLE, trail
from vocabulary.terms import FundSource, IdType, SeparationKind
from vocabulary.text import Text

blueprint = Blueprint("employment", __name__)
_HIRED = Text("入职已办理", "Hired")


def offer_posts(form: RehireForm, asking: Viewer) -> None:
    """Fill in the posts that can be held today where the viewer maintains staff, and the agencies."""
    posts = post_options(viewer=asking, action=Action.STAFF_WRITE, on=today())
    offer(form.post_id, [(post.id, f"{post.unit_name} · {post.name}（{post.code}）") for post in posts])
    offer_agencies(form, asking)


def offer_agencies(form: RehireForm | ConversionForm, asking: Viewer) -> None:
    """Fill in the agencies."""
    offer(form.agency_id, [(agency.id, agency.name) for agency in agencies(viewer=asking)])


@blueprint.route("/people/hire", methods=["GET", "POST"])
def hire() -> ResponseReturnValue:
    """Somebody new comes to work."""
    viewer().require(Action.STAFF_WRITE)
    form = HireForm(starts_on=today(), id_type=IdType.RESIDENT_ID, fund_source=FundSource.FISCAL)
    offer_posts(form, viewer())
    page = FormPage(
        Text("办理入职", "Hire"),
        [(PEOPLE, url_for("person.listed"))],
        _HIRED,
        lead=Text(
            "一次登记人员、用工关系、主要任职和合同；薪级在薪级页设置，多人请用导入。",
            "Person, employment, primary post and contract at once; grades are set under pay, many are imported.",
        ),
    )

    def deed() -> str:
        made = service.hire(_hire(form, _identity(form), None), viewer=viewer())
        return url_for("person.page", person_id=made.person_id)

    return handled(form, page, deed)


@blueprint.route("/people/<int:person_id>/hire", methods=["GET", "POST"])
def hire_again(person_id: int) -> ResponseReturnValue:
    """Somebody known comes back."""
    person = person_of(person_id, viewer=viewer(), action=Action.STAFF_WRITE)
    form = RehireForm(starts_on=today(), fund_source=FundSource.FISCAL)
    offer_posts(form, viewer())
    page = FormPage(Text("办理再入职", "Hire again"), trail(person_id, person.name), _HIRED)

    def deed() -> str:
        service.hire(_hire(form, None, person_id), viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


def _hire(form: RehireForm, identity: Identity | None, person_id: int | None) -> Hire:
    return Hire(
        post_id=form.post_id.data,
        staffing_type=form.staffing_type.data,
        starts_on=form.starts_on.data,
        identity=identity,
        person_id=person_id,
        agency_id=form.agency_id.data,
        fund_source=form.fund_source.data,
        first_wage_in_year=form.first_wage_in_year.data,
        contract=form.terms(form.starts_on.data),
    )


def _identity(form: HireForm) -> Identity:
    return Identity(
        staff_number=form.staff_number.data,
        name=form.name.data,
        id_number=form.id_number.data,
        id_type=form.id_type.data,
        sex=form.sex.data,
        born_on=form.born_on.data,
        retirement_group=form.retirement_group.data,
        education=form.education.data,
        mobile=form.mobile.data,
        first_worked_on=form.first_worked_on.data,
    )


@blueprint.route("/employments/<int:employment_id>/separate", methods=["GET", "POST"])
def separate(employment_id: int) -> ResponseReturnValue:
    """The employment ends."""
    employment = employment_of(employment_id, viewer=viewer(), action=Action.STAFF_WRITE)
    person_id, name = employment.person_id, employment.person.name
    form = SeparationForm(on=today())
    page = FormPage(
        Text("办理离职", "End the employment"),
        trail(person_id, name),
        Text("离职已办理", "The employment was ended"),
        lead=Text(
            "合同和任职一并结束，历史保留。", "Its contract and assignments end with it; what was stays on record."
        ),
        tone="danger",
    )

    def deed() -> str:
        wish = Leaving(on=form.on.data, kind=form.kind.data, reason=form.reason.data, note=form.note.data)
        service.separate(employment_id, wish, viewer=viewer())
        return url_for("person.page", person_id=person_id)

    form.kind.choices = [one for one in form.kind.choices if one[0] != SeparationKind.CONVERSION.value]
    return handled(form, page, deed)


@blueprint.route("/employments/<int:employment_id>/convert", methods=["GET", "POST"])
def convert(employment_id: int) -> ResponseReturnValue:
    """The person works on under another staffing type."""
    employment = employment_of(employment_id, viewer=viewer(), action=Action.STAFF_WRITE)
    person_id, name = employment.person_id, employment.person.name
    form = ConversionForm(on=today(), fund_source=employment.fund_source)
    offer_agencies(form, viewer())
    page = FormPage(
        Text("转换用工性质", "Change the staffing type"),
        trail(person_id, name),
        Text("用工性质已转换", "The staffing type was changed"),
        lead=Text(
            "原用工关系在前一日结束，新的同日衔接，任职不变；不计入流失。",
            "The old employment ends the day before, the new one follows on the same posts; it is no loss in turnover.",
        ),
    )

    def deed() -> str:
        wish = Conversion(
            on=form.on.data,
            staffing_type=form.staffing_type.data,
            agency_id=form.agency_id.data,
            fund_source=form.fund_source.data,
            contract=form.terms(form.on.data),
            note=form.note.data or "",
        )
        service.change_staffing_type(employment_id, wish, viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)
