"""Users as sessions and pages need them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, case, exists, func, not_, or_, select
from sqlalchemy.orm import selectinload

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.user import LoginAttempt, RoleGrant, User
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Grant, Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.terms import Role
from vocabulary.text import Language, Text


def user_of_session(key: str) -> User | None:
    """The active user whose session this is; None once the epoch has moved on or the user was disabled."""
    user_id, _, epoch = key.partition(":")
    if not (user_id.isdigit() and epoch.isdigit()):
        return None
    user = db.session.get(User, int(user_id))
    return user if user and user.is_active and user.epoch == int(epoch) else None


def user_by_login(login: str) -> User | None:
    """The user of that login name, active or not."""
    return db.session.scalar(select(User).where(User.login == login.strip().lower()).options(selectinload(User.grants)))


def viewer_of(user: User, *, language: Language | None = None, door: str = "web", on: date | None = None) -> Viewer:
    """The viewer that ``user`` is on a day (default: today), with the roles in force then."""
    day = on or date.today()  # noqa: DTZ011 - roles begin and end by the local calendar
    rows = db.session.execute(
        select(RoleGrant.role, Unit.id, Unit.path)
        .join(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.user_id == user.id, RoleGrant.valid_from <= day)
        .where((RoleGrant.valid_to.is_(None)) | (RoleGrant.valid_to >= day))
        .order_by(RoleGrant.id)
    )
    return Viewer(
        user_id=user.id,
        name=user.name,
        grants=tuple(Grant(role, unit_id, path) for role, unit_id, path in rows),
        person_id=user.person_id,
        language=language or ("en" if user.language == "en" else "zh"),
        door=door,
    )


def users(viewer: Viewer) -> Listing:
    """The users whom ``viewer`` may see: those with a role in their scope, and for who maintains users the roleless."""
    viewer.require(Action.USER_READ)
    last_login = (
        select(func.max(LoginAttempt.at))
        .where(LoginAttempt.login == User.login, LoginAttempt.succeeded)
        .correlate(User)
        .scalar_subquery()
    )
    return Listing(
        statement=select(User.id).where(_visible(viewer, Action.USER_READ)),
        columns=(
            ListColumn("login", Text("用户名", "User name"), User.login, link="user_id"),
            ListColumn("name", Text("姓名", "Name"), User.name),
            ListColumn("roles", Text("角色", "Roles"), _roles_of_row(viewer)),
            ListColumn("is_active", Text("启用", "Active"), User.is_active, "yes_no"),
            ListColumn("last_login", Text("最近登录", "Last login"), last_login, "moment"),
            ListColumn("created_at", Text("创建时间", "Created"), User.created_at, "moment", shown=False),
            ListColumn("user_id", Text("编号", "Key"), User.id, shown=False),
        ),
        search_in=(User.login, User.name),
        choices=(_state_choice(), _role_choice()),
        sort="login",
        key=User.id,
    )


def user_of(user_id: int, *, viewer: Viewer, action: Action = Action.USER_READ) -> User:
    """The user of that key, with grants and their units; raises OutOfScope where ``viewer`` may not do ``action``."""
    statement = select(User).where(User.id == user_id, _visible(viewer, action))
    user = db.session.scalar(statement.options(selectinload(User.grants).joinedload(RoleGrant.unit)))
    if user is None or (action is Action.USER_WRITE and not _wholly_within(user, viewer)):
        raise OutOfScope(f"user {user_id}")
    return user


def units_to_grant_at(viewer: Viewer) -> Sequence[tuple[int, str, str]]:
    """Id, code and name of the open units at which ``viewer`` may grant roles, down the tree."""
    statement = select(Unit.id, Unit.code, Unit.name).where(within(Unit.path, viewer, Action.USER_WRITE))
    rows = db.session.execute(statement.where(Unit.closed_on.is_(None)).order_by(Unit.path))
    return [(unit_id, code, name) for unit_id, code, name in rows]


def _visible(viewer: Viewer, action: Action) -> ColumnElement[bool]:
    granted = select(RoleGrant.id).join(RoleGrant.unit).where(RoleGrant.user_id == User.id)
    here = granted.where(within(Unit.path, viewer, action)).exists()
    return or_(here, ~granted.exists()) if viewer.may(Action.USER_WRITE) else here


def _wholly_within(user: User, viewer: Viewer) -> bool:
    """Who maintains the users of a unit does not touch those who also hold roles elsewhere."""
    return all(viewer.may(Action.USER_WRITE, grant.unit.path) for grant in user.grants)


def _roles_of_row(viewer: Viewer) -> ScalarSelect[str]:
    label = case(
        *((RoleGrant.role == role, role.label.in_(viewer.language)) for role in Role), else_="?"
    ) + func.coalesce(" · " + Unit.name, "")
    return (
        select(func.aggregate_strings(label, "; "))
        .where(RoleGrant.user_id == User.id, RoleGrant.unit_id == Unit.id)
        .where(or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to >= func.current_date()))
        .where(within(Unit.path, viewer, Action.USER_READ))
        .correlate(User)
        .scalar_subquery()
    )


def _state_choice() -> Choice:
    return Choice(
        "state",
        Text("状态", "State"),
        (("active", Text("启用", "Active")), ("disabled", Text("停用", "Disabled"))),
        {"active": User.is_active, "disabled": not_(User.is_active)},
    )


def _role_choice() -> Choice:
    return Choice(
        "role",
        Text("角色", "Role"),
        [(role.value, role.label) for role in Role],
        {role.value: exists().where(RoleGrant.user_id == User.id, RoleGrant.role == role) for role in Role},
    )
