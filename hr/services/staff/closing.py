"""Closing posts and units, which only works once nobody is left at them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.post import post_of
from hr.queries.organisation.unit import unit_of
from hr.refusals import Refusal
from vocabulary.text import Text


def close_unit(unit_id: int, on: date, *, viewer: Viewer) -> Unit:
    """The unit and its posts end on ``on``. Raises Refusal while people or open units are there after that day."""
    with unit_of_work(viewer, "unit.close") as session:
        unit = unit_of(unit_id, viewer=viewer, action=Action.UNIT_WRITE)
        _refuse_early(unit.opened_on, on)
        below = select(Unit.id).where(Unit.parent_id == unit.id, or_(Unit.closed_on.is_(None), Unit.closed_on > on))
        if session.scalar(below.limit(1)) is not None:
            raise Refusal(Text("尚有下级机构未关闭", "Units below are still open"), "on")
        _refuse_while_held(session, Assignment.unit_id == unit.id, on)
        unit.closed_on = on
        for post in session.scalars(select(Post).where(Post.unit_id == unit.id, Post.closed_on.is_(None))):
            post.closed_on = on
    return unit


def close_post(post_id: int, on: date, *, viewer: Viewer) -> Post:
    """The post ends on ``on``. Raises Refusal while somebody holds it after that day."""
    with unit_of_work(viewer, "post.close") as session:
        post = post_of(post_id, viewer=viewer, action=Action.UNIT_WRITE)
        _refuse_early(post.opened_on, on)
        _refuse_while_held(session, Assignment.post_id == post.id, on)
        post.closed_on = on
    return post


def _refuse_early(opened_on: date, on: date) -> None:
    if on < opened_on:
        raise Refusal(Text("早于启用日期 {day}", "Before it was opened on {day}").format(day=opened_on), "on")


def _refuse_while_held(session: Session, here: ColumnElement[bool], on: date) -> None:
    held = select(Assignment.id).where(here, or_(Assignment.ends_on.is_(None), Assignment.ends_on > on))
    if session.scalar(held.limit(1)) is not None:
        raise Refusal(Text("尚有人员在此任职，请先调动", "People still work there: move them first"), "on")
