"""Users and the roles granted to them."""

from __future__ import annotations

import secrets
from datetime import date

from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.system.user import RoleGrant, User
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.user import user_by_login
from hr.refusals import OutOfScope, Refusal
from hr.services.system.login import check_strength, hasher
from vocabulary.terms import Role
from vocabulary.text import Text


def one_time_password() -> str:
    """A password to be changed at the first login."""
    return secrets.token_urlsafe(12)


def add(
    login: str, name: str, password: str | None, *, person_id: int | None = None, viewer: Viewer
) -> tuple[User, str | None]:
    """Make a user; without a password one is made up, returned once, and must be changed at the first login."""
    viewer.require(Action.USER_WRITE)
    login = login.strip().lower()
    made_up = None if password else one_time_password()
    if user_by_login(login):
        raise Refusal(Text("用户名 {login} 已存在", "There is a user {login} already").format(login=login), "login")
    if password:
        check_strength(password, login)
    with unit_of_work(viewer, "user.add") as session:
        user = User(
            login=login,
            name=name,
            password_hash=hasher().hash(password or made_up or ""),
            must_change_password=made_up is not None,
            person_id=person_id,
        )
        session.add(user)
    return user, made_up


def grant(user_id: int, role: Role, unit_id: int, on: date, *, viewer: Viewer) -> RoleGrant:
    """Grant ``role`` at a unit from ``on``; nobody grants roles to themself."""
    unit = db.session.get(Unit, unit_id)
    if unit is None:
        raise OutOfScope(f"unit {unit_id}")
    viewer.require(Action.USER_WRITE, unit.path)
    if viewer.user_id is not None and viewer.user_id == user_id:
        raise Refusal(Text("不能为自己授权", "Nobody grants roles to themself"))
    with unit_of_work(viewer, "role_grant.add") as session:
        made = RoleGrant(user_id=user_id, role=role, unit_id=unit_id, valid_from=on)
        session.add(made)
    return made


def disable(user_id: int, *, viewer: Viewer) -> None:
    """Switch a user off and end their sessions at once."""
    viewer.require(Action.USER_WRITE)
    if viewer.user_id == user_id:
        raise Refusal(Text("不能停用自己", "Nobody disables themself"))
    with unit_of_work(viewer, "user.disable") as session:
        user = session.get(User, user_id)
        if user is None:
            raise OutOfScope(f"user {user_id}")
        user.is_active = False
        user.epoch += 1
