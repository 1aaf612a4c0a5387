"""Founding units and changing what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.refusals import Refusal
from vocabulary.money import PPM
from vocabulary.terms import UnitKind, UnitNature
from vocabulary.text import Text

_ORDER = list(UnitKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWish:
    """What a unit is; rates in parts per million of the contribution base."""

    code: str
    name: str
    kind: UnitKind
    nature: UnitNature
    opened_on: date
    housing_fund_ppm: int = 70_000
    supplementary_fund_ppm: int = 0
    work_injury_ppm: int = 2_000


def add(parent_id: int | None, wish: UnitWish, *, viewer: Viewer) -> Unit:
    """A new unit below another (None: the root, which only the whole installation may set).

    Raises Refusal for a code in use, or a kind that does not stand below the parent's.
    """
    with unit_of_work(viewer, "unit.add") as session:
        parent = None
        if parent_id is None:
            viewer.require(Action.UNIT_WRITE, "/")
        else:
            parent = unit_of(parent_id, viewer=viewer, action=Action.UNIT_WRITE)
            _refuse_rank(parent, wish)
        _refuse_code(session, wish.code)
        _refuse_bad_rates(wish)
        unit = Unit(parent_id=parent_id, path="", **_fields(wish))
        session.add(unit)
        session.flush()
        unit.place_under(parent)
    return unit


def change(unit_id: int, wish: UnitWish, *, viewer: Viewer) -> Unit:
    """Change name, code, nature or rates of a unit; its place and kind stay. Raises Refusal for a code in use."""
    with unit_of_work(viewer, "unit.change") as session:
        unit = unit_of(unit_id, viewer=viewer, action=Action.UNIT_WRITE)
        if wish.code != unit.code:
            _refuse_code(session, wish.code)
        _refuse_bad_rates(wish)
        for key, value in _fields(wish).items():
            if key != "kind":
                setattr(unit, key, value)
    return unit


def _fields(wish: UnitWish) -> dict[str, object]:
    return {
        "code": wish.code,
        "name": wish.name,
        "kind": wish.kind,
        "nature": wish.nature,
        "opened_on": wish.opened_on,
        "housing_fund_ppm": wish.housing_fund_ppm,
        "supplementary_fund_ppm": wish.supplementary_fund_ppm,
        "work_injury_ppm": wish.work_injury_ppm,
    }


def _refuse_code(session: Session, code: str) -> None:
    if session.scalar(select(Unit.id).where(Unit.code == code)) is not None:
        raise Refusal(Text("机构编码已被使用", "This unit code is in use"), "code")


def _refuse_rank(parent: Unit, wish: UnitWish) -> None:
    if _ORDER.index(wish.kind) <= _ORDER.index(parent.kind):
        raise Refusal(
            Text("{kind}之下不能设{wished}", "There is no {wished} below a {kind}").format(
                kind=parent.kind.label, wished=wish.kind.label
            ),
            "kind",
        )


def _refuse_bad_rates(wish: UnitWish) -> None:
    for key in ("housing_fund_ppm", "supplementary_fund_ppm", "work_injury_ppm"):
        if not 0 <= getattr(wish, key) < PPM:
            raise Refusal(Text("比例应在 0 至 100% 之间", "A rate lies between 0 and 100%"), key)
