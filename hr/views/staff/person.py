"""The list of people, a person's page, and putting their data right."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hr import audit
from hr.database import unit_of_work
from hr.forms.staff.person import CorrectionForm
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.queries.staff.people import SEALED_COLUMNS, people_listing
from hr.queries.staff.person import person_of
from hr.queries.staff.person_file import person_file
from hr.refusals import OutOfScope
from hr.services.staff import person as service
from hr.services.staff.person import SealedField
from hr.services.staff.wishes import Correction
from hr.views.door import today, viewer
from hr.views.listing import ListLook, asked, show
from hr.views.organisation.form_page import Crumb, FormPage, handled
from vocabulary.text import Text

blueprint = Blueprint("person", __name__, url_prefix="/people")
PEOPLE = Text("人员", "People")
_ELSEWHERE = (
    (Text("班次", "Shifts"), "shift.person", Action.WORKTIME_READ),
    (Text("工作量", "Workload"), "workload.person", Action.WORKLOAD_READ),
    (Text("晋升通道", "Career"), "career_ladder.path", Action.CAREER_READ),
)


@blueprint.get("")
def listed() -> ResponseReturnValue:
    """The people in scope as they stand on a day (``on``, default today)."""
    day = _day_asked()
    listing = people_listing(viewer=viewer(), on=day, search=asked().search)
    _note_sealed_columns()
    writes = viewer().may(Action.STAFF_WRITE)
    look = ListLook(
        PEOPLE,
        links={"person_id": "person.page"},
        export="people" if viewer().may(Action.STAFF_EXPORT) else None,
        hint=Text("下载模板填好后导入，或逐人办理入职。", "Fill in the template and import it, or hire one by one."),
        action=(Text("导入人员", "Import people"), url_for("staff_import.page")) if writes else None,
    )
    return show(listing, look, "staff/person/list.html", on=day, today=today(), may_write=writes)


def _day_asked() -> date:
    try:
        return date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return today()


def _note_sealed_columns() -> None:
    """Whoever has the list show identity or mobile numbers leaves a trace."""
    sealed = sorted(SEALED_COLUMNS.intersection(request.args.getlist("col")))
    if sealed:
        details: dict[str, object] = {"columns": sealed, "query": request.query_string.decode()[:300]}
        with unit_of_work(viewer(), "people.list_sealed") as session:
            audit.record_event(session, "people", "list", details)


@blueprint.get("/me")
def mine() -> ResponseReturnValue:
    """One's own page."""
    own = viewer().person_id
    if own is None:
        raise OutOfScope("no staff record of one's own")
    return redirect(url_for("person.page", person_id=own))


@blueprint.get("/<int:person_id>")
def page(person_id: int) -> ResponseReturnValue:
    """Everything on file about a person that the viewer may see."""
    file = person_file(person_id, viewer=viewer())
    return render_template("staff/person/page.html", file=file, today=today(), elsewhere=_elsewhere(file.person))


def _elsewhere(person: Person) -> list[tuple[Text, str]]:
    """What other parts know of the person, as far as the viewer may see it."""
    own, path = viewer().is_person(person.id), person.home_unit.path
    return [
        (words, url_for(endpoint, person_id=person.id))
        for words, endpoint, action in _ELSEWHERE
        if endpoint in current_app.view_functions and (own or viewer().may(action, path))
    ]


@blueprint.post("/<int:person_id>/reveal/<field>")
def reveal(person_id: int, field: str) -> ResponseReturnValue:
    """The clear identity or mobile number, as a fragment; recorded."""
    if field not in SEALED_COLUMNS:
        raise OutOfScope(field)
    value = service.reveal(person_id, cast("SealedField", field), viewer=viewer())
    return render_template("staff/person/revealed.html", value=value)


@blueprint.route("/<int:person_id>/edit", methods=["GET", "POST"])
def edit(person_id: int) -> ResponseReturnValue:
    """Put a person's data right."""
    person = person_of(person_id, viewer=viewer(), action=Action.STAFF_WRITE)
    form = CorrectionForm(
        name=person.name,
        education=person.education,
        first_worked_on=person.first_worked_on,
        retirement_group=person.retirement_group,
    )
    if not viewer().may(Action.ID_NUMBER_READ, person.home_unit.path):
        for sealed in ("id_type", "id_number", "sex", "born_on"):
            del form[sealed]
    page = FormPage(
        Text("更正信息", "Correct data"),
        trail(person_id, person.name),
        Text("信息已更正，原值留在审计记录中", "Corrected; what was is kept in the audit trail"),
        lead=Text(
            "只用于更正录入错误；调动、续签等变动另行办理。",
            "For mistakes only: moves and renewals are deeds of their own.",
        ),
    )

    def deed() -> str:
        entered = {name: field.data for name, field in form._fields.items() if name != "csrf_token"}
        service.correct(person_id, Correction(**entered), viewer=viewer())
        return url_for("person.page", person_id=person_id)

    return handled(form, page, deed)


def trail(person_id: int, name: str) -> list[Crumb]:
    """The pages above a person's own, and their own."""
    return [(PEOPLE, url_for("person.listed")), (name, url_for("person.page", person_id=person_id))]
