"""Who stands before the next level on a day: each person on a ladder judged by the version that holds for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from analytics.career.eligibility import Eligibility, eligibility
from analytics.career.requirements import State
from hr.database import db
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.staff.employment import in_force
from hr.queries.talent.career_facts import FactsOf
from hr.queries.talent.career_ladder import LadderVersion, holding_at, versions_on
from vocabulary.terms import Term

_HERE = aliased(Unit, name="here")


class Standing(Term):
    """晋升状态."""

    ELIGIBLE = "eligible", "现已符合", "Eligible now"
    DUE = "due", "到期即符合", "Eligible on a known date"
    MISSING = "missing", "尚缺条件", "Something is missing"
    TOP = "top", "已在最高层级", "At the top"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person on one ladder."""

    person_id: int
    staff_number: str
    name: str
    name_key: str
    unit: str
    version: LadderVersion
    found: Eligibility
    since: date | None

    @property
    def standing(self) -> Standing:
        """How they stand, in one word."""
        if self.found.next_level is None:
            return Standing.TOP
        if self.found.eligible:
            return Standing.ELIGIBLE
        return Standing.DUE if self.found.eligible_on else Standing.MISSING

    @property
    def met(self) -> int:
        """How many requirements of the next level are met."""
        return sum(outcome.state is State.MET for outcome in self.found.outcomes)


def candidates(on: date, *, viewer: Viewer, code: str | None = None, unit: Unit | None = None) -> list[Candidate]:
    """Everybody on a ladder (of ``code``) whose career the viewer may see, at ``unit`` and below; ten statements.

    On a ladder is who holds a level of it, and who works in a post of its family.
    """
    viewer.require(Action.CAREER_READ, unit.path if unit else None)
    allowed = within(Unit.path, viewer, Action.CAREER_READ)
    if unit is not None:
        allowed = and_(allowed, _HERE.path.startswith(unit.path, autoescape=True))
    return list(_judged(allowed, on, code))


def path_of(person_id: int, on: date, *, viewer: Viewer) -> Sequence[Candidate]:
    """How one person stands on each ladder that holds for them; empty for anybody whom the viewer may not see."""
    allowed = within(Unit.path, viewer, Action.CAREER_READ)
    if viewer.is_person(person_id):
        allowed = or_(allowed, Person.id == person_id)
    return list(_judged(and_(Person.id == person_id, allowed), on, None))


def _judged(condition: ColumnElement[bool], on: date, code: str | None) -> Iterator[Candidate]:
    statement = _people(condition, on)
    versions = versions_on(on, code=code)
    rows = db.session.execute(statement).all()
    facts = FactsOf(statement.with_only_columns(Person.id).order_by(None), on)
    for row in rows:
        held = {standing.ladder_code for standing in facts.standings[row.id]}
        for version in holding_at(row.path, versions):
            if version.family is row.family or version.ladder.code in held:
                yield _candidate(row, version, facts, on)


def _people(condition: ColumnElement[bool], on: date) -> Any:
    """Employed on the day, with the unit and post of their primary assignment (or else the unit of their file)."""
    return (
        select(
            Person.id,
            Person.staff_number,
            Person.name,
            Person.name_key,
            _HERE.name.label("unit"),
            _HERE.path,
            Post.family,
        )
        .join(Person.home_unit)
        .join(Employment, and_(Employment.person_id == Person.id, in_force(Employment, on)))
        .outerjoin(
            Assignment,
            and_(Assignment.employment_id == Employment.id, Assignment.is_primary, in_force(Assignment, on)),
        )
        .outerjoin(Post, Post.id == Assignment.post_id)
        .join(_HERE, _HERE.id == func.coalesce(Assignment.unit_id, Person.home_unit_id))
        .where(condition)
        .order_by(Person.name_key, Person.id)
    )


def _candidate(row: Any, version: LadderVersion, facts: FactsOf, on: date) -> Candidate:
    known = facts.of(row.id, version.ladder)
    found = eligibility(known, version.ladder, on)
    held = known.known_on(on).current
    return Candidate(
        row.id, row.staff_number, row.name, row.name_key, row.unit, version, found, held.since if held else None
    )
