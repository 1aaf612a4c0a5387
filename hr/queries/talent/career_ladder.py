"""Ladders as they hold on a day, and which version of one holds for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import yaml
from sqlalchemy import select

from analytics.career.form import ladder_from, ladder_to
from analytics.career.ladder import Ladder
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.talent.career_ladder import CareerLadder
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.in_force import in_force
from hr.refusals import OutOfScope
from vocabulary.terms import PostFamily


@dataclass(frozen=True, slots=True)
class LadderVersion:
    """A ladder in force: for a post family, at a unit and below (``path`` "/" and no unit: everywhere)."""

    id: int
    ladder: Ladder
    family: PostFamily
    unit_id: int | None
    unit_name: str | None
    path: str
    valid_from: date


def versions_on(day: date, *, code: str | None = None) -> list[LadderVersion]:
    """Every version in force on ``day`` (of one ladder), by code, the nearest to the ground first."""
    statement = (
        select(CareerLadder, Unit.name, Unit.path)
        .outerjoin(Unit, Unit.id == CareerLadder.unit_id)
        .where(in_force(CareerLadder, day))
    )
    if code is not None:
        statement = statement.where(CareerLadder.code == code)
    found = [
        LadderVersion(row.id, ladder_from(row.definition), row.family, row.unit_id, name, path or "/", row.valid_from)
        for row, name, path in db.session.execute(statement)
    ]
    return sorted(found, key=lambda version: (version.ladder.code, -len(version.path), version.id))


def versions_of_viewer(day: date, *, viewer: Viewer) -> list[LadderVersion]:
    """The versions that hold for anybody whose career the viewer may see."""
    paths = viewer.paths(Action.CAREER_READ)
    return [
        version
        for version in versions_on(day)
        if any(path.startswith(version.path) or version.path.startswith(path) for path in paths)
    ]


def version_of(version_id: int, *, viewer: Viewer, day: date) -> LadderVersion:
    """One of ``versions_of_viewer``, or OutOfScope."""
    for version in versions_of_viewer(day, viewer=viewer):
        if version.id == version_id:
            return version
    raise OutOfScope(f"ladder {version_id}")


def holding_at(path: str, versions: Iterable[LadderVersion]) -> list[LadderVersion]:
    """Of each ladder the version that holds at the unit of ``path``; ``versions`` as ``versions_on`` orders them."""
    nearest: dict[str, LadderVersion] = {}
    for version in versions:
        if path.startswith(version.path):
            nearest.setdefault(version.ladder.code, version)
    return list(nearest.values())


def written(ladder: Ladder) -> str:
    """A ladder as the text that people edit."""
    return yaml.safe_dump(ladder_to(ladder), allow_unicode=True, sort_keys=False, width=110)
