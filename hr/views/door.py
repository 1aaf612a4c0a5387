"""What every view uses to know who is asking, and to answer."""

from __future__ import annotations

from flask import flash, g, request, session
from flask_login import current_user

from hr.clock import SHANGHAI, today
from hr.permissions.viewer import Viewer
from hr.queries.system.unit_switch import UnitChoice, unit_to_look_at
from hr.queries.system.user import viewer_of
from hr.refusals import OutOfScope
from hr.request_language import language
from vocabulary.text import Text

__all__ = ["SHANGHAI", "say", "today", "unit_in_view", "viewer", "whole_viewer"]
UNIT_KEY = "unit"
"""Where the session keeps the unit chosen in the switcher."""


def viewer() -> Viewer:
    """The viewer of this request; raises OutOfScope when nobody is logged in.

    On pages that show many things (a GET whose address names nothing) they look only at the unit chosen in the
    switcher and below it; the page of one thing, and every deed, is theirs wherever their roles reach.
    """
    whole = whole_viewer()
    unit = unit_in_view()
    if unit is None or request.method != "GET" or request.view_args:
        return whole
    if "narrowed_viewer" not in g:
        g.narrowed_viewer = whole.narrowed_to(unit.path)
    narrowed: Viewer = g.narrowed_viewer
    return narrowed


def whole_viewer() -> Viewer:
    """The viewer with all of their scope, whatever unit they are looking at."""
    if not current_user.is_authenticated:
        raise OutOfScope("nobody is logged in")
    if "viewer" not in g:
        g.viewer = viewer_of(current_user, language=language())
    found: Viewer = g.viewer
    return found


def unit_in_view() -> UnitChoice | None:
    """The unit chosen in the switcher, if one is and it still is theirs to see."""
    unit_id = session.get(UNIT_KEY)
    if unit_id is None:
        return None
    if "unit_in_view" not in g:
        g.unit_in_view = unit_to_look_at(int(unit_id), viewer=whole_viewer())
    found: UnitChoice | None = g.unit_in_view
    return found


def say(text: Text, kind: str = "success") -> None:
    """Show a message on the next page, in the viewer's language; ``kind`` is success, info, warning or danger."""
    flash(text.in_(language()), kind)
