"""Payslips within the caller's scope, and the caller's own."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from hr.api.bearer import caller
from hr.api.fields import Code, MonthText, Yuan
from hr.api.paging import PageQuery, envelope, paged
from hr.queries.pay.payslip import slip_of
from hr.queries.system.api_lists import payslips
from vocabulary.periods import Month
from vocabulary.terms import FundSource, StaffingType

blueprint = Blueprint("api_payslip", __name__, url_prefix="payslips", description="工资条 payslips")


class SlipQuery(PageQuery):
    """Which slips."""

    month = fields.String(validate=validate.Regexp(r"\d{4}-(0[1-9]|1[0-2])$"))


class SlipItem(Schema):
    """What one employment was paid in a month."""

    id = fields.Integer()
    pay_run_id = fields.Integer()
    month = MonthText()
    person_id = fields.Integer()
    unit_id = fields.Integer()
    staffing_type = Code(StaffingType)
    fund_source = Code(FundSource)
    gross = Yuan(attribute="gross_fen")
    deductions = Yuan(attribute="deductions_fen")
    net = Yuan(attribute="net_fen")
    employer_cost = Yuan(attribute="employer_cost_fen")


class SlipDetail(SlipItem):
    """A slip with the amount of each pay element."""

    figures = fields.Dict(keys=fields.String(), values=Yuan())


@blueprint.route("")
@blueprint.arguments(SlipQuery, location="query")
@blueprint.response(200, envelope(SlipItem, "PayslipsPage"))
def listed(asked: dict[str, Any]) -> dict[str, object]:
    """Slips in scope, the latest month first."""
    month = asked.pop("month", None)
    return paged(payslips(caller(), Month.parse(month) if month else None), asked)


@blueprint.route("/<int:slip_id>")
@blueprint.response(200, SlipDetail)
def slip(slip_id: int) -> object:
    """One slip."""
    return slip_of(slip_id, viewer=caller())
