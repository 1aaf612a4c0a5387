"""What staff affairs put on the home page: how many there are, who left, whose contract or probation ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.models.staff.separation import Separation
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.insight.home_card import HomeCard, Target, Waiting
from hr.queries.staff.employment import in_force
from vocabulary.periods import add_months
from vocabulary.terms import Role, SeparationKind, StaffingType
from vocabulary.text import Text

_CONCERNED = frozenset({Role.HR_OFFICER, Role.UNIT_MANAGER})
ENDING_DAYS = 60
PROBATION_DAYS = 30
LISTED = 8
_CONTRACTS = Text("合同 {n} 天内到期", "Contracts ending within {n} days").format(n=ENDING_DAYS)
_PROBATIONS = Text("试用期 {n} 天内届满", "Probation ending within {n} days").format(n=PROBATION_DAYS)


def headcount(viewer: Viewer, on: date) -> Iterator[HomeCard]:
    """Employments in force by staffing type, and who left within twelve months."""
    if not viewer.may(Action.OVERVIEW_READ):
        return
    here = within(Unit.path, viewer, Action.OVERVIEW_READ)
    statement = select(Employment.staffing_type, func.count()).join(Employment.host_unit).where(here)
    rows = db.session.execute(statement.where(in_force(Employment, on)).group_by(Employment.staffing_type))
    counts: dict[StaffingType, int] = {kind: count for kind, count in rows}  # noqa: C416 - a Row is no pair to mypy
    shares = "，".join(f"{kind.label.zh} {counts[kind]}" for kind in StaffingType if kind in counts)
    english = ", ".join(f"{kind.label.en} {counts[kind]}" for kind in StaffingType if kind in counts)
    people = Target("person.listed") if viewer.may(Action.STAFF_READ) else None
    yield HomeCard(Text("在册人数", "On the books"), sum(counts.values()), note=Text(shares, english), target=people)
    yield _left_within_a_year(viewer, on)


def _left_within_a_year(viewer: Viewer, on: date) -> HomeCard:
    left = db.session.scalar(
        select(func.count(Separation.id))
        .join(Separation.employment)
        .join(Employment.host_unit)
        .where(within(Unit.path, viewer, Action.OVERVIEW_READ), Separation.kind != SeparationKind.CONVERSION)
        .where(Separation.on > add_months(on, -12), Separation.on <= on)
    )
    turnover = Target("turnover.page") if viewer.may(Action.TURNOVER_READ) else None
    return HomeCard(Text("近 12 个月离职", "Left within 12 months"), left or 0, target=turnover)


def ending_contracts(viewer: Viewer, on: date) -> Iterator[HomeCard | Waiting]:
    """Contracts that run out soon and have no successor."""
    if not viewer.roles & _CONCERNED:
        return
    successor = aliased(Contract)
    runs_on = or_(successor.ends_on.is_(None), successor.ends_on > on + _days(ENDING_DAYS))
    later = select(successor.id).where(successor.employment_id == Employment.id, runs_on)
    ending = _of_people(viewer, Contract.ends_on, on).where(
        Contract.ends_on.between(on, on + _days(ENDING_DAYS)), ~later.exists()
    )
    yield from _card_and_first(ending, _CONTRACTS)


def ending_probations(viewer: Viewer, on: date) -> Iterator[HomeCard | Waiting]:
    """Probations about to end: confirm or part before they do (劳动合同法 art. 39)."""
    if not viewer.roles & _CONCERNED:
        return
    ending = _of_people(viewer, Contract.probation_ends_on, on)
    yield from _card_and_first(
        ending.where(Contract.probation_ends_on.between(on, on + _days(PROBATION_DAYS))), _PROBATIONS
    )


def _of_people(viewer: Viewer, due: Any, on: date) -> Select[Any]:
    return (
        select(Person.id, Person.name, Unit.name.label("unit"), due.label("due"))
        .join(Contract.employment)
        .join(Employment.person)
        .join(Person.home_unit)
        .where(within(Unit.path, viewer, Action.STAFF_READ), in_force(Employment, on))
        .order_by(due, Person.name_key)
    )


def _card_and_first(statement: Select[Any], heading: Text) -> Iterator[HomeCard | Waiting]:
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    yield HomeCard(heading, total, tone="warn" if total else "good", target=Target("staffing.findings"))
    for row in db.session.execute(statement.limit(LISTED)) if total else ():
        yield Waiting(heading, row.name, row.unit, row.due, Target("person.page", {"person_id": row.id}))


def _days(count: int) -> timedelta:
    return timedelta(days=count)
