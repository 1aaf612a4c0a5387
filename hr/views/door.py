"""What every view uses to know who is asking, and to answer."""

from __future__ import annotations

from flask import flash, g
from flask_login import current_user

from hr.clock import SHANGHAI, today
from hr.permissions.viewer import Viewer
from hr.queries.system.user import viewer_of
from hr.refusals import OutOfScope
from hr.request_language import language
from vocabulary.text import Text

__all__ = ["SHANGHAI", "say", "today", "viewer"]


def viewer() -> Viewer:
    """The viewer of this request; raises OutOfScope when nobody is logged in."""
    if not current_user.is_authenticated:
        raise OutOfScope("nobody is logged in")
    if "viewer" not in g:
        g.viewer = viewer_of(current_user, language=language())
    found: Viewer = g.viewer
    return found


def say(text: Text, kind: str = "success") -> None:
    """Show a message on the next page, in the viewer's language; ``kind`` is success, info, warning or danger."""
    flash(text.in_(language()), kind)
