"""What the staffing rules look at on a day: everybody employed, with units, and the facts put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select

from analytics.establishment.inputs import RetirementFact, StaffingFacts, SubsidyFact
from analytics.establishment.retirement import retirement
from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.insight.on_books import on_books
from hr.queries.insight.staffing_contracts import certificates, contracts
from hr.queries.insight.staffing_people import Centres, Employee
from hr.queries.insight.staffing_units import headcounts, quotas
from hr.queries.staff.employment import in_force
from vocabulary.periods import Month
from vocabulary.terms import FundSource, StaffingType


@dataclass(frozen=True)
class FactsOnDay:
    """The facts, and who (by person id) and where (by unit id) the subjects of findings are."""

    facts: StaffingFacts
    employees: Mapping[str, Employee]
    centres: Centres


def facts_on(on: date, unit: Unit, *, viewer: Viewer) -> FactsOnDay:
    """The facts about ``unit`` and all below it, of people whom the viewer may see by name: eight statements."""
    viewer.require(Action.STAFF_READ, unit.path)
    centres = Centres(db.session.scalars(select(Unit)).all())
    scope = _in_scope(on, unit, viewer)
    employees = _employees(scope)
    facts = StaffingFacts(
        contracts=tuple(contracts(employees, scope.with_only_columns(Employment.id))),
        retirements=tuple(_retirements(employees)),
        subsidies=tuple(_subsidies(employees, on)),
        certificates=tuple(certificates(scope.with_only_columns(Person.id), on)),
        headcounts=tuple(headcounts(employees, unit, centres)),
        quotas=tuple(quotas(employees, unit, on, centres)),
        on_books=tuple(on_books(employees, Month.of(on) + -1, centres)),
    )
    return FactsOnDay(facts, {str(one.person_id): one for one in employees}, centres)


def _in_scope(on: date, unit: Unit, viewer: Viewer) -> Select[Any]:
    return (
        select(Employment.id)
        .join(Employment.person)
        .join(Person.home_unit)
        .outerjoin(
            Assignment,
            and_(Assignment.employment_id == Employment.id, Assignment.is_primary, in_force(Assignment, on)),
        )
        .where(in_force(Employment, on), within(Unit.path, viewer, Action.STAFF_READ))
        .where(Unit.path.startswith(unit.path, autoescape=True))
    )


def _employees(scope: Select[Any]) -> list[Employee]:
    columns = scope.with_only_columns(
        Employment.id.label("employment_id"),
        Person.id.label("person_id"),
        Person.staff_number,
        Person.name,
        Person.name_key,
        Person.born_on,
        Person.retirement_group,
        Employment.staffing_type,
        Employment.fund_source,
        Employment.starts_on,
        Employment.host_unit_id,
        func.coalesce(Assignment.unit_id, Employment.host_unit_id).label("unit_id"),
    )
    return [Employee(**row._mapping) for row in db.session.execute(columns.order_by(Person.id))]


def _retirements(employees: Sequence[Employee]) -> Iterator[RetirementFact]:
    return (RetirementFact(str(one.person_id), one.retirement_group, Month.of(one.born_on)) for one in employees)


def _subsidies(employees: Sequence[Employee], on: date) -> Iterator[SubsidyFact]:
    """4050 staff whom the employment fund pays: the months before this one since they began."""
    for one in employees:
        if one.staffing_type is StaffingType.ASSISTANT_4050 and one.fund_source is FundSource.EMPLOYMENT_FUND:
            first = Month.of(one.starts_on)
            retires = retirement(one.retirement_group, Month.of(one.born_on)).month
            yield SubsidyFact(str(one.person_id), first, Month.of(on) - first, retires)
