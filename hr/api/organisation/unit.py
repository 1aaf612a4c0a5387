"""Units within the caller's scope."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from hr.api.bearer import caller
from hr.api.fields import Code
from hr.api.paging import PageQuery, envelope, paged
from hr.queries.organisation.unit import unit_of
from hr.queries.system.api_lists import units
from vocabulary.terms import UnitKind, UnitNature

blueprint = Blueprint("api_unit", __name__, url_prefix="units", description="机构 units")


class UnitItem(Schema):
    """A unit and its place in the tree."""

    id = fields.Integer()
    code = fields.String()
    name = fields.String()
    kind = Code(UnitKind)
    nature = Code(UnitNature)
    parent_id = fields.Integer(allow_none=True)
    opened_on = fields.Date()
    closed_on = fields.Date(allow_none=True)


@blueprint.route("")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, envelope(UnitItem, "UnitsPage"))
def listed(asked: dict[str, Any]) -> dict[str, object]:
    """Units in scope, by code."""
    return paged(units(caller()), asked)


@blueprint.route("/<int:unit_id>")
@blueprint.response(200, UnitItem)
def unit(unit_id: int) -> object:
    """One unit."""
    return unit_of(unit_id, viewer=caller())
