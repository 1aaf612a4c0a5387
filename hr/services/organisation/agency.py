"""Dispatch agencies: adding them and keeping them up to date."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.agency import Agency
from hr.permissions.viewer import Viewer
from hr.queries.organisation.agency import agency_of, may_write_agencies
from hr.refusals import OutOfScope, Refusal
from vocabulary.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyWish:
    """What is to be known of an agency; the service fee in fen for each person and month."""

    code: str
    name: str
    licence_number: str | None = None
    licence_until: date | None = None
    service_fee_fen: int = 0


def add(wish: AgencyWish, *, viewer: Viewer) -> Agency:
    """A new agency, for who maintains the district or the city. Raises Refusal for a code in use."""
    _require(viewer)
    with unit_of_work(viewer, "agency.add") as session:
        _refuse_code(session, wish.code)
        agency = Agency(**{field.name: getattr(wish, field.name) for field in fields(wish)})
        session.add(agency)
    return agency


def change(agency_id: int, wish: AgencyWish, *, viewer: Viewer) -> Agency:
    """Change what is known of an agency. Raises Refusal for a code in use."""
    _require(viewer)
    with unit_of_work(viewer, "agency.change") as session:
        agency = agency_of(agency_id, viewer=viewer)
        if wish.code != agency.code:
            _refuse_code(session, wish.code)
        for field in fields(wish):
            setattr(agency, field.name, getattr(wish, field.name))
    return agency


def _require(viewer: Viewer) -> None:
    if not may_write_agencies(viewer):
        raise OutOfScope(f"{viewer.name} maintains no agencies")


def _refuse_code(session: Session, code: str) -> None:
    if session.scalar(select(Agency.id).where(Agency.code == code)) is not None:
        raise Refusal(Text("派遣单位编码已被使用", "This agency code is in use"), "code")
