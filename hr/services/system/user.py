"""Users: made, linked to their staff record, switched off and on, given a new one-time password."""

from __future__ import annotations

import re
import secrets

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.staff.person import Person
from hr.models.system.user import User
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.user import user_by_login, user_of
from hr.refusals import Refusal
from hr.services.system.login import check_strength, hasher
from vocabulary.text import Text

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


def one_time_password() -> str:
    """A password to be changed at the first login."""
    return secrets.token_urlsafe(12)


def add(
    login: str, name: str, password: str | None, *, person_id: int | None = None, viewer: Viewer
) -> tuple[User, str | None]:
    """Make a user; without a password one is made up, returned once, and must be changed at the first login."""
    viewer.require(Action.USER_WRITE)
    login = _checked(login)
    made_up = None if password else one_time_password()
    if password:
        check_strength(password, login)
    with unit_of_work(viewer, "user.add") as session:
        user = User(
            login=login,
            name=name.strip(),
            password_hash=hasher().hash(password or made_up or ""),
            must_change_password=made_up is not None,
            person_id=person_id,
        )
        session.add(user)
    return user, made_up


def person_to_link(staff_number: str, *, viewer: Viewer) -> int:
    """The id of the person a user is to be linked to. Raises Refusal when there is none in scope without a user."""
    person = db.session.scalar(select(Person).where(Person.staff_number == staff_number.strip()))
    if person is None or not viewer.may(Action.USER_WRITE, person.home_unit.path):
        raise Refusal(Text("没有这个工号", "There is no such staff number"), "staff_number")
    if db.session.scalar(select(User.id).where(User.person_id == person.id)) is not None:
        raise Refusal(Text("该人员已有用户", "This person has a user already"), "staff_number")
    return person.id


def disable(user_id: int, *, viewer: Viewer) -> None:
    """Switch a user off and end their sessions at once."""
    user_of(user_id, viewer=viewer, action=Action.USER_WRITE)
    _not_oneself(user_id, viewer)
    with unit_of_work(viewer, "user.disable") as session:
        user = session.get_one(User, user_id)
        user.is_active = False
        user.epoch += 1


def enable(user_id: int, *, viewer: Viewer) -> None:
    """Switch a user on again; nobody is logged in by it."""
    user_of(user_id, viewer=viewer, action=Action.USER_WRITE)
    with unit_of_work(viewer, "user.enable") as session:
        session.get_one(User, user_id).is_active = True


def reset_password(user_id: int, *, viewer: Viewer) -> str:
    """Give a user a one-time password, returned once, and end their sessions."""
    user_of(user_id, viewer=viewer, action=Action.USER_WRITE)
    _not_oneself(user_id, viewer)
    password = one_time_password()
    with unit_of_work(viewer, "user.reset_password") as session:
        user = session.get_one(User, user_id)
        user.password_hash = hasher().hash(password)
        user.must_change_password = True
        user.epoch += 1
    return password


def _checked(login: str) -> str:
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise Refusal(
            Text(
                "用户名为 2–40 位小写字母、数字、点、横线", "A user name has 2–40 small letters, digits, dots or dashes"
            ),
            "login",
        )
    if user_by_login(login):
        raise Refusal(Text("用户名 {login} 已存在", "There is a user {login} already").format(login=login), "login")
    return login


def _not_oneself(user_id: int, viewer: Viewer) -> None:
    if viewer.user_id is not None and viewer.user_id == user_id:
        raise Refusal(Text("不能对自己的账号执行此操作", "This can't be done to one's own user"))
