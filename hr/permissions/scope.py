"""A viewer's scope as an SQL condition."""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer


def within(path: InstrumentedAttribute[str], viewer: Viewer, action: Action) -> ColumnElement[bool]:
    """True for rows whose unit ``path`` lies where ``viewer`` may do ``action``; false for every row when nowhere."""
    paths = viewer.paths(action)
    if not paths:
        return false()
    if "/" in paths:
        return true()
    return or_(*(path.startswith(root, autoescape=True) for root in paths))
