"""Granting roles at units, and ending them."""

from __future__ import annotations

from datetime import date, timedelta

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.system.user import RoleGrant, User
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.user import user_of
from hr.refusals import OutOfScope, Refusal
from vocabulary.terms import Role
from vocabulary.text import Text


def grant(user_id: int, role: Role, unit_id: int, on: date, *, viewer: Viewer) -> RoleGrant:
    """Grant ``role`` at a unit from ``on``; nobody grants roles to themself."""
    unit = db.session.get(Unit, unit_id)
    if unit is None:
        raise OutOfScope(f"unit {unit_id}")
    viewer.require(Action.USER_WRITE, unit.path)
    _not_oneself(user_id, viewer)
    user = user_of(user_id, viewer=viewer, action=Action.USER_WRITE)
    if any(held.role is role and held.unit_id == unit_id and _in_force(held, on) for held in user.grants):
        raise Refusal(Text("该用户在此机构已有这一角色", "The user holds this role at this unit already"), "role")
    if role is Role.GRID_WORKER and user.person_id is None:
        reason = Text("网格员角色须先关联本人的人员档案", "A grid worker's user must be linked to a staff record first")
        raise Refusal(reason, "role")
    with unit_of_work(viewer, "role_grant.add") as session:
        made = RoleGrant(user_id=user_id, role=role, unit_id=unit_id, valid_from=on)
        session.add(made)
    return made


def end(grant_id: int, on: date, *, viewer: Viewer) -> RoleGrant:
    """End a grant: ``on`` is the first day without it. One that had not begun yet never takes effect."""
    found = db.session.get(RoleGrant, grant_id)
    if found is None:
        raise OutOfScope(f"grant {grant_id}")
    viewer.require(Action.USER_WRITE, found.unit.path)
    _not_oneself(found.user_id, viewer)
    user_of(found.user_id, viewer=viewer, action=Action.USER_WRITE)
    if found.valid_to is not None and found.valid_to < on:
        raise Refusal(Text("该授权已结束", "This grant has ended already"))
    with unit_of_work(viewer, "role_grant.end") as session:
        found = session.get_one(RoleGrant, grant_id)
        found.valid_to = on - timedelta(days=1)
        session.get_one(User, found.user_id).epoch += 1
    return found


def _in_force(held: RoleGrant, on: date) -> bool:
    return held.valid_to is None or held.valid_to >= on


def _not_oneself(user_id: int, viewer: Viewer) -> None:
    if viewer.user_id is not None and viewer.user_id == user_id:
        raise Refusal(Text("不能变更自己的角色", "Nobody changes their own roles"))
