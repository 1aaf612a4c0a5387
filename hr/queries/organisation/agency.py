"""Dispatch agencies: they belong to no unit, and whoever sees units sees them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.terms import UnitKind
from vocabulary.text import Text


def agency_of(agency_id: int, *, viewer: Viewer) -> Agency:
    """The agency, or OutOfScope."""
    viewer.require(Action.UNIT_READ)
    agency = db.session.get(Agency, agency_id)
    if agency is None:
        raise OutOfScope(f"agency {agency_id}")
    return agency


def agencies(*, viewer: Viewer) -> Sequence[Agency]:
    """Every agency, by code."""
    viewer.require(Action.UNIT_READ)
    return db.session.scalars(select(Agency).order_by(Agency.code)).all()


def agencies_listing(*, viewer: Viewer) -> Listing:
    """The list of agencies."""
    viewer.require(Action.UNIT_READ)
    return Listing(
        statement=select(Agency.id),
        columns=(
            ListColumn("agency_id", Text("编号", "Id"), Agency.id, "number", shown=False),
            ListColumn("code", Text("编码", "Code"), Agency.code, link="agency_id"),
            ListColumn("name", Text("名称", "Name"), Agency.name, link="agency_id"),
            ListColumn("licence_number", Text("派遣许可证号", "Licence"), Agency.licence_number),
            ListColumn("licence_until", Text("许可证有效期至", "Licence until"), Agency.licence_until, "date"),
            ListColumn("service_fee", Text("管理费（元/人·月）", "Fee a month"), Agency.service_fee_fen, "money"),
        ),
        search_in=(Agency.code, Agency.name),
        sort="code",
        key=Agency.id,
    )


def may_write_agencies(viewer: Viewer) -> bool:
    """Agencies serve all units, so only who maintains the district or the city may change them."""
    if not viewer.may(Action.UNIT_WRITE):
        return False
    upper = (UnitKind.CITY, UnitKind.DISTRICT)
    statement = select(Unit.id).where(Unit.kind.in_(upper), within(Unit.path, viewer, Action.UNIT_WRITE)).limit(1)
    return db.session.scalar(statement) is not None
