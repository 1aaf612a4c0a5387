"""Finance and its approver given the whole district, as whoever enters values for law has to be."""

from __future__ import annotations

from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.system.user import RoleGrant, User
from hr.permissions.viewer import Viewer, system_viewer
from tests import world
from tests.hr.pay.months import unit


def of_the_district(*logins: str) -> tuple[Viewer, ...]:
    """Those users, whose role holds in the whole district from now on."""
    with unit_of_work(system_viewer("tests"), "test.grant"):
        for login in logins:
            user = db.session.scalars(select(User).where(User.login == login)).one()
            held = db.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).first()
            assert held is not None
            db.session.add(RoleGrant(user_id=user.id, role=held.role, unit_id=unit("XN").id, valid_from=world.OPENED))
    return tuple(world.viewer(login) for login in logins)
