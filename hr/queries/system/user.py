"""Users as sessions and pages need them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.user import RoleGrant, User
from hr.permissions.viewer import Grant, Viewer
from vocabulary.text import Language


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
