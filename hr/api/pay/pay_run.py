"""Pay runs within the caller's scope."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields

from hr.api.bearer import caller
from hr.api.fields import Code, MonthText
from hr.api.paging import PageQuery, envelope, paged
from hr.queries.pay.pay_run import run_of
from hr.queries.system.api_lists import pay_runs
from vocabulary.terms import PayRunState

blueprint = Blueprint("api_pay_run", __name__, url_prefix="pay-runs", description="发薪批次 pay runs")


class PayRunItem(Schema):
    """A pay run and where it stands."""

    id = fields.Integer()
    month = MonthText()
    unit_id = fields.Integer()
    state = Code(PayRunState)
    version = fields.Integer()
    book_fingerprint = fields.String(allow_none=True, metadata={"description": "SHA-256 of the parameter book used"})
    computed_at = fields.DateTime(allow_none=True)
    submitted_at = fields.DateTime(allow_none=True)
    approved_at = fields.DateTime(allow_none=True)
    paid_on = fields.Date(allow_none=True)
    locked_at = fields.DateTime(allow_none=True)


@blueprint.route("")
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(200, envelope(PayRunItem, "PayRunsPage"))
def listed(asked: dict[str, Any]) -> dict[str, object]:
    """Runs in scope, the latest month first."""
    return paged(pay_runs(caller()), asked)


@blueprint.route("/<int:run_id>")
@blueprint.response(200, PayRunItem)
def run(run_id: int) -> object:
    """One run."""
    return run_of(run_id, viewer=caller())
