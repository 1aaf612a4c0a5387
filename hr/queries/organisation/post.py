"""Posts within somebody's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope


@dataclass(frozen=True, slots=True)
class PostOption:
    """A post to choose, with the unit it belongs to."""

    id: int
    code: str
    name: str
    unit_id: int
    unit_name: str


def post_of(post_id: int, *, viewer: Viewer, action: Action = Action.UNIT_READ) -> Post:
    """The post with its unit, or OutOfScope."""
    post = db.session.scalar(
        select(Post)
        .join(Post.unit)
        .options(contains_eager(Post.unit))
        .where(Post.id == post_id, within(Unit.path, viewer, action))
    )
    if post is None:
        raise OutOfScope(f"post {post_id}")
    return post


def posts_of(unit_id: int, *, viewer: Viewer, on: date | None = None) -> Sequence[Post]:
    """The posts of a unit (open on a day, if one is given), by code."""
    statement = select(Post).join(Post.unit).where(Post.unit_id == unit_id, within(Unit.path, viewer, Action.UNIT_READ))
    if on is not None:
        statement = statement.where(open_on(on))
    return db.session.scalars(statement.order_by(Post.code)).all()


def open_on(day: date) -> ColumnElement[bool]:
    """True for posts that can be held on ``day``."""
    return (Post.opened_on <= day) & or_(Post.closed_on.is_(None), Post.closed_on >= day)


def post_options(*, viewer: Viewer, action: Action, on: date) -> list[PostOption]:
    """The posts that can be held on ``on`` where the viewer may do ``action``, unit by unit."""
    rows = db.session.execute(
        select(Post.id, Post.code, Post.name, Unit.id, Unit.name)
        .join(Post.unit)
        .where(within(Unit.path, viewer, action), open_on(on))
        .order_by(Unit.path, Post.code)
    )
    return [PostOption(*row) for row in rows]
