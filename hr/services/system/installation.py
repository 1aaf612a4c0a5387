"""The first minute of an installation: the tables, the topmost unit and one administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_migrate import upgrade
from sqlalchemy import func, inspect, select

from hr.config import ROOT
from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.system.user import RoleGrant, User
from hr.permissions.viewer import Viewer
from hr.refusals import Refusal
from hr.services.system import user as users
from vocabulary.terms import Role, UnitKind, UnitNature
from vocabulary.text import Text


@dataclass(frozen=True, slots=True)
class RootUnit:
    """The topmost unit, under which all others will stand."""

    code: str
    name: str
    kind: UnitKind = UnitKind.DISTRICT
    nature: UnitNature = UnitNature.PUBLIC_INSTITUTION


def make_schema() -> None:
    """Bring the database to the present schema: by the migrations, or straight from the models where there are none."""
    if any((ROOT / "migrations" / "versions").glob("*.py")):
        upgrade()
    else:
        db.create_all()


def is_installed() -> bool:
    """Whether the database has tables and a user in them."""
    if not inspect(db.engine).has_table(User.__tablename__):
        return False
    return bool(db.session.scalar(select(func.count(User.id))))


def install(root: RootUnit, login: str, opened_on: date, *, viewer: Viewer) -> str:
    """Make tables, root unit and administrator; the one-time password, which is kept nowhere.

    Raises Refusal where there are users already.
    """
    if is_installed():
        raise Refusal(Text("数据库中已有用户，不能重复初始化", "There are users already: this database is in use"))
    make_schema()
    with unit_of_work(viewer, "installation.install") as session:
        unit = Unit(code=root.code, name=root.name, kind=root.kind, nature=root.nature, path="", opened_on=opened_on)
        session.add(unit)
        session.flush()
        unit.place_under(None)
        user, password = users.add(login, login, None, viewer=viewer)
        assert password is not None
        session.flush()
        session.add(RoleGrant(user_id=user.id, role=Role.ADMINISTRATOR, unit_id=unit.id, valid_from=opened_on))
    return password
