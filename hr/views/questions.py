"""Which unit an analysis is asked of, and the whole address filled with what was left out."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from werkzeug.datastructures import ImmutableMultiDict

from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_by_code, unit_of
from hr.views.door import viewer, whole_viewer


def asker() -> Viewer:
    """The viewer of an analysis: wherever their roles reach once the address names a unit, else the unit in view."""
    return whole_viewer() if request.args.get("unit") else viewer()


def unit_asked(action: Action) -> Unit:
    """The unit in the address, else the topmost in view; OutOfScope unless the viewer may do ``action`` there."""
    wanted = request.args.get("unit", type=int)
    if wanted is None:
        return unit_by_code(None, viewer=asker(), action=action)
    return unit_of(wanted, viewer=asker(), action=action)


def filled(defaults: Mapping[str, object]) -> ImmutableMultiDict[str, str]:
    """The answers in the address, and ``defaults`` for those that it leaves out."""
    given = {key: str(value) for key, value in defaults.items()}
    return ImmutableMultiDict({**given, **request.args.to_dict()})
