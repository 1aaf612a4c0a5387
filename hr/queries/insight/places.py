"""Places of a unit's subtree: how many are authorised, and which were advertised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select

from analytics.turnover.rates import EVERYBODY
from analytics.turnover.vacancies import Vacancy
from hr.database import db
from hr.models.organisation.unit import Unit, UnitQuota
from hr.models.talent.vacancy import Vacancy as VacancyRow
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.pay.in_force import in_force
from vocabulary.periods import DateRange


def authorised_places(unit: Unit, on: date, *, viewer: Viewer) -> Mapping[str, int]:
    """Authorised places on a day: of all under "", by staffing type, and by branch; empty where none are set.

    A unit's quota in all is the row for all types, or else the sum of its rows by type.
    """
    rows = db.session.execute(
        select(Unit.id, Unit.path, UnitQuota.staffing_type, UnitQuota.quota)
        .join(UnitQuota.unit)
        .where(in_force(UnitQuota, on), within(Unit.path, viewer, Action.TURNOVER_READ))
        .where(Unit.path.startswith(unit.path, autoescape=True))
    )
    in_all: dict[int, int] = {}
    typed: defaultdict[int, int] = defaultdict(int)
    branch: dict[int, str] = {}
    quota: defaultdict[str, int] = defaultdict(int)
    for unit_id, path, staffing_type, places in rows:
        branch[unit_id] = path.removeprefix(unit.path).partition("/")[0] or str(unit.id)
        if staffing_type is None:
            in_all[unit_id] = places
        else:
            typed[unit_id] += places
            quota[staffing_type.value] += places
    for unit_id, code in branch.items():
        places = in_all.get(unit_id, typed[unit_id])
        quota[EVERYBODY] += places
        quota[code] += places
    return dict(quota)


def vacancies_open_in(unit: Unit, window: DateRange, *, viewer: Viewer) -> Sequence[Vacancy]:
    """Vacancies that were open on a day of the period."""
    rows = db.session.scalars(
        select(VacancyRow)
        .join(Unit, Unit.id == VacancyRow.unit_id)
        .where(within(Unit.path, viewer, Action.TURNOVER_READ), Unit.path.startswith(unit.path, autoescape=True))
        .where(VacancyRow.opened_on <= (window.last or window.first))
        .where(or_(VacancyRow.closed_on.is_(None), VacancyRow.closed_on >= window.first))
    )
    return [Vacancy(row.title, row.places, row.applicants, row.hired, row.hired) for row in rows]
