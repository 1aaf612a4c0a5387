"""Measured workload within the caller's scope, and the caller's own."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from hr.api.bearer import caller
from hr.api.fields import MonthText
from hr.api.paging import PageQuery, envelope, paged
from hr.queries.system.api_lists import workloads
from vocabulary.periods import Month

blueprint = Blueprint("api_workload", __name__, url_prefix="workload", description="工作量 workload")


class LoadQuery(PageQuery):
    """Which months."""

    month = fields.String(validate=validate.Regexp(r"\d{4}-(0[1-9]|1[0-2])$"))


class LoadItem(Schema):
    """The load of a person in a month, in minutes; an index of 1.00 is a full load."""

    month = MonthText()
    person_id = fields.Integer()
    unit_id = fields.Integer()
    events = fields.Integer()
    case_minutes = fields.Float()
    base_minutes = fields.Float()
    practical_minutes = fields.Float()
    load_index = fields.Float(allow_none=True)
    index_low = fields.Float(allow_none=True)
    index_high = fields.Float(allow_none=True)
    reliability = fields.Float(allow_none=True, metadata={"description": "split-half; no ranking below 0.7"})


@blueprint.route("")
@blueprint.arguments(LoadQuery, location="query")
@blueprint.response(200, envelope(LoadItem, "WorkloadPage"))
def listed(asked: dict[str, Any]) -> dict[str, object]:
    """Loads in scope, the latest month first."""
    month = asked.pop("month", None)
    return paged(workloads(caller(), Month.parse(month) if month else None), asked)
