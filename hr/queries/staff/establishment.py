"""How many people a unit may have and has, by staffing type and by post, on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, distinct, func, or_, select

from hr.database import db
from hr.models.organisation.post import Post
from hr.models.organisation.unit import Unit, UnitQuota
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.organisation.post import posts_of
from hr.queries.organisation.unit import unit_of
from hr.queries.staff.employment import in_force
from vocabulary.terms import StaffingType


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """Quota and people on post of one staffing type (None: of all together); ``quota`` None where none is set."""

    staffing_type: StaffingType | None
    quota: int | None
    valid_from: date | None
    on_post: int

    @property
    def vacant(self) -> int | None:
        """Places free; negative when over the quota."""
        return None if self.quota is None else self.quota - self.on_post


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post and how many hold it as their primary one, and besides."""

    post: Post
    on_post: int
    besides: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works at a unit; ``person_id`` None where their file lies out of the viewer's scope."""

    person_id: int | None
    name: str
    staff_number: str
    post: str
    staffing_type: StaffingType
    is_primary: bool
    since: date


@dataclass(frozen=True, slots=True)
class UnitCount:
    """The quota for all types together (None where none is set) and the people on post, of a unit with those below."""

    quota: int | None
    on_post: int


def quota_lines(unit_id: int, on: date, *, viewer: Viewer) -> list[QuotaLine]:
    """Each staffing type that has a quota or people (by primary assignment at this unit), then all together."""
    unit_of(unit_id, viewer=viewer)
    rows = db.session.scalars(select(UnitQuota).where(_in_force(on), UnitQuota.unit_id == unit_id))
    quotas = {row.staffing_type: row for row in rows}
    counted = db.session.execute(
        select(Employment.staffing_type, func.count(distinct(Employment.person_id)))
        .join(Assignment, Assignment.employment_id == Employment.id)
        .where(Assignment.unit_id == unit_id, Assignment.is_primary, in_force(Assignment, on))
        .group_by(Employment.staffing_type)
    )
    people: dict[StaffingType, int] = {kind: count for kind, count in counted}  # noqa: C416 - a Row is no pair to mypy
    lines = [
        _line(kind, quotas.get(kind), people.get(kind, 0)) for kind in StaffingType if kind in quotas or kind in people
    ]
    return [*lines, _line(None, quotas.get(None), sum(people.values()))]


def _line(kind: StaffingType | None, quota: UnitQuota | None, people: int) -> QuotaLine:
    return QuotaLine(kind, quota.quota if quota else None, quota.valid_from if quota else None, people)


def _in_force(on: date) -> ColumnElement[bool]:
    return (UnitQuota.valid_from <= on) & or_(UnitQuota.valid_to.is_(None), UnitQuota.valid_to >= on)


def quota_history(unit_id: int, *, viewer: Viewer) -> Sequence[UnitQuota]:
    """Every quota row of a unit, the latest first."""
    unit_of(unit_id, viewer=viewer)
    statement = select(UnitQuota).where(UnitQuota.unit_id == unit_id)
    return db.session.scalars(statement.order_by(UnitQuota.valid_from.desc(), UnitQuota.staffing_type)).all()


def post_lines(unit_id: int, on: date, *, viewer: Viewer) -> list[PostLine]:
    """The posts of a unit open on ``on``, with how many hold them."""
    held = db.session.execute(
        select(Assignment.post_id, Assignment.is_primary, func.count(Assignment.id))
        .where(Assignment.unit_id == unit_id, in_force(Assignment, on))
        .group_by(Assignment.post_id, Assignment.is_primary)
    )
    counts = {(post_id, is_primary): count for post_id, is_primary, count in held}
    posts = posts_of(unit_id, viewer=viewer, on=on)
    return [PostLine(post, counts.get((post.id, True), 0), counts.get((post.id, False), 0)) for post in posts]


def colleagues(unit_id: int, on: date, *, viewer: Viewer) -> list[Colleague]:
    """Who works at a unit on ``on``, for viewers who see its people by name."""
    unit_of(unit_id, viewer=viewer, action=Action.STAFF_READ)
    rows = db.session.execute(
        select(Person, Unit.path, Post.name, Employment.staffing_type, Assignment.is_primary, Assignment.starts_on)
        .join(Assignment.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .join(Post, Post.id == Assignment.post_id)
        .where(Assignment.unit_id == unit_id, in_force(Assignment, on))
        .order_by(Post.code, Person.name_key)
    )
    return [
        Colleague(
            person_id=person.id if viewer.may(Action.STAFF_READ, path) else None,
            name=person.name,
            staff_number=person.staff_number,
            post=post,
            staffing_type=kind,
            is_primary=is_primary,
            since=since,
        )
        for person, path, post, kind, is_primary, since in rows
    ]


def unit_counts(on: date, *, viewer: Viewer) -> Mapping[int, UnitCount]:
    """For every unit in scope: the quota for all types and the people on post, there and in every unit below."""
    here = within(Unit.path, viewer, Action.UNIT_READ)
    quotas = db.session.execute(
        select(Unit.path, UnitQuota.quota)
        .join(UnitQuota, UnitQuota.unit_id == Unit.id)
        .where(here, _in_force(on), UnitQuota.staffing_type.is_(None))
    )
    people = db.session.execute(
        select(Unit.path, func.count(distinct(Employment.person_id)))
        .select_from(Assignment)
        .join(Employment, Employment.id == Assignment.employment_id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(here, Assignment.is_primary, in_force(Assignment, on))
        .group_by(Unit.path)
    )
    allowed, present = _summed(quotas), _summed(people)
    return {
        unit_id: UnitCount(allowed.get(unit_id), present.get(unit_id, 0))
        for unit_id in db.session.scalars(select(Unit.id).where(here))
    }


def _summed(by_path: Iterable[Row[str, int]]) -> dict[int, int]:
    """For each unit on the way from the root to where something was counted, the sum of what was."""
    sums: dict[int, int] = {}
    for path, count in by_path:
        for step in path.strip("/").split("/"):
            sums[int(step)] = sums.get(int(step), 0) + count
    return sums
