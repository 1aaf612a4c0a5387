"""Certificates of a person."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from hr.forms.staff.person import QualificationForm
from hr.permissions.actions import Action
from hr.queries.staff.person import person_of
from hr.queries.staff.qualification import qualification_of
from hr.services.staff import qualification as service
from hr.services.staff.wishes import Certificate
from hr.views.door import viewer
from hr.views.organisation.form_page import FormPage, handled
from hr.views.staff.person import trail
from vocabulary.text import Text

blueprint = Blueprint("qualification", __name__)


@blueprint.route("/people/<int:person_id>/qualifications/new", methods=["GET", "POST"])
def new(person_id: int) -> ResponseReturnValue:
    """Put a certificate on file."""
    person = person_of(person_id, viewer=viewer(), action=Action.STAFF_WRITE)
    form = QualificationForm()
    page = FormPage(
        Text("登记证书", "Add a certificate"),
        trail(person_id, person.name),
        Text("证书已登记", "The certificate is on file"),
    )

    def deed() -> str:
        service.add(person_id, _wish(form), viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


@blueprint.route("/qualifications/<int:qualification_id>/edit", methods=["GET", "POST"])
def edit(qualification_id: int) -> ResponseReturnValue:
    """Put a certificate's data right."""
    held = qualification_of(qualification_id, viewer=viewer(), action=Action.STAFF_WRITE)
    person_id = held.person_id
    form = QualificationForm(obj=held)
    page = FormPage(
        Text("更正证书", "Correct the certificate"),
        trail(person_id, held.person.name),
        Text("证书已更正", "The certificate was corrected"),
    )

    def deed() -> str:
        service.correct(qualification_id, _wish(form), viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


def _wish(form: QualificationForm) -> Certificate:
    return Certificate(
        name=form.name.data,
        level=form.level.data,
        issued_on=form.issued_on.data,
        expires_on=form.expires_on.data,
    )
