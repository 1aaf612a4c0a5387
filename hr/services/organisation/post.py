"""Posts of a unit: opening and changing them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.post import Post
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.post import post_of
from hr.queries.organisation.unit import unit_of
from hr.refusals import Refusal
from vocabulary.terms import Education, PostFamily
from vocabulary.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWish:
    """What a post is, and what it takes (用人标准)."""

    code: str
    name: str
    family: PostFamily
    headcount_plan: int
    opened_on: date
    minimum_education: Education | None = None
    required_certificate: str | None = None
    requirements: str = ""


def add(unit_id: int, wish: PostWish, *, viewer: Viewer) -> Post:
    """A new post at a unit. Raises Refusal for a code in use there or a negative headcount plan."""
    _check(wish)
    with unit_of_work(viewer, "post.add") as session:
        unit = unit_of(unit_id, viewer=viewer, action=Action.UNIT_WRITE)
        _refuse_code(session, unit.id, wish.code)
        post = Post(unit_id=unit.id, **{field.name: getattr(wish, field.name) for field in fields(wish)})
        session.add(post)
    return post


def change(post_id: int, wish: PostWish, *, viewer: Viewer) -> Post:
    """Change what a post is called, plans and requires. Raises Refusal like ``add``."""
    _check(wish)
    with unit_of_work(viewer, "post.change") as session:
        post = post_of(post_id, viewer=viewer, action=Action.UNIT_WRITE)
        if wish.code != post.code:
            _refuse_code(session, post.unit_id, wish.code)
        for field in fields(wish):
            setattr(post, field.name, getattr(wish, field.name))
    return post


def _check(wish: PostWish) -> None:
    if wish.headcount_plan < 0:
        raise Refusal(Text("计划人数不能为负", "A headcount plan is not negative"), "headcount_plan")


def _refuse_code(session: Session, unit_id: int, code: str) -> None:
    if session.scalar(select(Post.id).where(Post.unit_id == unit_id, Post.code == code)) is not None:
        raise Refusal(Text("该机构已有此岗位编码", "This unit has a post of that code"), "code")
