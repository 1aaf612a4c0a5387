"""Staffing findings: which rule, about whom, by when, on what grounds, and what to do."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from hr.permissions.actions import Action
from hr.queries.insight.staffing import by_severity, findings_listing, findings_on
from hr.views.door import today
from hr.views.listing import ListLook, show
from hr.views.questions import asker, unit_asked
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

blueprint = Blueprint("staffing", __name__, url_prefix="/insight")
_TITLE = Text("用工合规", "Staffing findings")
_NOTHING = Text(
    "截至当日未发现需要处理的事项。合同、证书、编制等资料越完整，检查越可靠。",
    "Nothing to be done on the day. The check is as good as the contracts, certificates and quotas on file.",
)


@blueprint.get("/findings")
def findings() -> ResponseReturnValue:
    """The findings of a day at the unit and below."""
    unit, on = unit_asked(Action.STAFF_READ), _day()
    found = findings_on(on, unit, viewer=asker())
    export = f"staffing-findings-{on}" if asker().may(Action.STAFF_EXPORT, unit.path) else None
    lead = Text("{unit}，截至 {on}", "{unit}, on {on}").format(unit=unit.name, on=on)
    look = ListLook(_TITLE, {"person_id": "person.page"}, export, lead, _NOTHING)
    return show(findings_listing(found), look, "insight/staffing/list.html", counts=by_severity(found), on=on)


def _day() -> date:
    try:
        return date.fromisoformat(request.args.get("on") or str(today()))
    except ValueError as wrong:
        raise BadInput(Text("日期应写成 YYYY-MM-DD", "A date is written YYYY-MM-DD"), "on") from wrong
