"""People within the caller's scope, without their sealed fields."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from hr.api.bearer import caller
from hr.api.fields import Code
from hr.api.paging import PageQuery, envelope, paged
from hr.clock import today
from hr.queries.staff.people import EmploymentState, people_listing
from hr.queries.staff.person import person_of
from vocabulary.terms import Education, Sex, StaffingType

blueprint = Blueprint("api_person", __name__, url_prefix="people", description="人员 people")


class PersonItem(Schema):
    """A person as the list shows them today."""

    id = fields.Integer(attribute="person_id")
    staff_number = fields.String()
    name = fields.String()
    sex = Code(Sex)
    unit = fields.String(metadata={"description": "name of the unit of the primary assignment"})
    post = fields.String()
    staffing_type = Code(StaffingType)
    state = Code(EmploymentState)
    joined = fields.Date()
    left = fields.Date()
    contract_ends = fields.Date()


class PersonDetail(Schema):
    """A person's own data."""

    id = fields.Integer()
    staff_number = fields.String()
    name = fields.String()
    sex = Code(Sex)
    born_on = fields.Date()
    education = Code(Education)
    first_worked_on = fields.Date()
    home_unit_id = fields.Integer()


@blueprint.route("")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, envelope(PersonItem, "PeoplePage"))
def people(asked: dict[str, Any]) -> dict[str, object]:
    """People in scope, by name."""
    return paged(people_listing(viewer=caller(), on=today()), asked)


@blueprint.route("/<int:person_id>")
@blueprint.response(200, PersonDetail)
def person(person_id: int) -> object:
    """One person."""
    return person_of(person_id, viewer=caller())
