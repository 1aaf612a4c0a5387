"""A unit's turnover in few figures: of the last twelve months, and of the periods that people come back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from analytics.turnover.history import By
from analytics.turnover.rate import Rate
from analytics.turnover.rates import EVERYBODY, turnover
from hr.database import db
from hr.models.organisation.unit import Unit, UnitPeriod
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.insight.places import authorised_places
from hr.queries.insight.staff_history import INSIDE, staff_history
from hr.queries.insight.turnover import rolling_year
from hr.queries.small_groups import SMALLEST_GROUP
from vocabulary.periods import DateRange
from vocabulary.text import Text

_ROLLING = Text("近十二个月流失", "Turnover, last twelve months")
_PERIOD = Text("{name}流失（{first} 至 {last}）", "Turnover, {name} ({first} to {last})")


@dataclass(frozen=True, slots=True)
class PeriodRates:
    """The three rates of one period, each with its own denominator."""

    title: Text
    window: DateRange
    rates: tuple[Rate, ...]


def period_rates(unit: Unit, today: date, *, viewer: Viewer) -> list[PeriodRates]:
    """The unit with all below it. Nothing for who may not see turnover, nor of a group too small to be shown."""
    if not viewer.may(Action.TURNOVER_READ, unit.path):
        return []
    return list(_each(unit, today, viewer))


def _each(unit: Unit, today: date, viewer: Viewer) -> Iterator[PeriodRates]:
    whole = staff_history(unit, viewer=viewer).whole
    fewest = 1 if viewer.may(Action.STAFF_READ, unit.path) else SMALLEST_GROUP
    for title, window in [(_ROLLING, rolling_year(today)), *_named(unit)]:
        quota = authorised_places(unit, window.last or today, viewer=viewer)
        found = turnover(whole, window, By.UNIT, {INSIDE: quota[EVERYBODY]} if quota else {})
        total = next((one for one in found if one.group == INSIDE), None)
        if total is not None and len(total.opening) >= fewest:
            rates = (total.of_opening, total.of_average, total.of_authorised)
            yield PeriodRates(title, window, tuple(rate for rate in rates if rate is not None))


def _named(unit: Unit) -> list[tuple[Text, DateRange]]:
    periods = db.session.scalars(select(UnitPeriod).where(UnitPeriod.unit_id == unit.id).order_by(UnitPeriod.first_day))
    return [
        (_PERIOD.format(name=p.name, first=p.first_day, last=p.last_day), DateRange(p.first_day, p.last_day))
        for p in periods
    ]
