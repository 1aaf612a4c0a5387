"""Choosing the unit that lists and figures are narrowed to."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue

from hr.queries.system.unit_switch import unit_to_look_at
from hr.refusals import OutOfScope
from hr.views.door import UNIT_KEY, whole_viewer
from hr.views.safe_address import safe_address

blueprint = Blueprint("unit_switch", __name__)


@blueprint.post("/unit-in-view")
def choose() -> ResponseReturnValue:
    """Look at one unit and those below it from now on, or at everything again."""
    wanted = request.form.get("unit", "")
    if not wanted:
        session.pop(UNIT_KEY, None)
        return redirect(safe_address(request.form.get("next")))
    unit = unit_to_look_at(int(wanted), viewer=whole_viewer()) if wanted.isdecimal() else None
    if unit is None:
        raise OutOfScope(f"unit {wanted}")
    session[UNIT_KEY] = unit.id
    return redirect(safe_address(request.form.get("next")))
