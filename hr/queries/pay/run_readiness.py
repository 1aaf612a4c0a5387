"""What a pay month still lacks: standing, bases, approvals, shifts by unit, statutory values, days to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_input import PayInput
from hr.models.pay.pay_run import PayRun
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.worktime.shift import Shift
from hr.queries.pay.month_staff import Paid, paid_in
from hr.queries.pay.parameter_book import book_for
from hr.queries.pay.run_doubts import CentreShifts, Doubts, doubts_of, shifts_by_centre
from payroll.engine import run as compute_month
from payroll.inputs import Inputs
from payroll.schemes import PayScheme
from scheduling.calendar import china_calendar
from vocabulary.bad_input import BadInput
from vocabulary.terms import Duty

LISTED = 50


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody whose slip would fail: name, and the employment whose standing page mends it."""

    employment_id: int
    staff_number: str
    name: str


@dataclass(frozen=True)
class Readiness:
    """Counts for the step before computing, and the people to see to (at most LISTED of each)."""

    people: int
    without_standing: Sequence[Lacking]
    without_base: Sequence[Lacking]
    standing_lacks: int
    base_lacks: int
    inputs: int
    imported: int
    waiting: int
    centres: Sequence[CentreShifts]
    leave_days: int
    doubts: Doubts
    changed_since: bool
    missing_law: BadInput | None

    @property
    def shifts(self) -> int:
        """Shifts of the month, leave not counted."""
        return sum(centre.now for centre in self.centres)

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of a whole result."""
        return not (self.standing_lacks or self.base_lacks or self.waiting or self.missing_law)


def readiness_of(run: PayRun) -> Readiness:
    """How ready the month of ``run`` is, which the caller has looked up within scope."""
    people = paid_in(run.month, run.unit.path)
    standing = [one for one in people if _lacks_standing(one)]
    bases = [one for one in people if one.social_base is None]
    inputs, imported, waiting, newest = _inputs(run)
    centres = shifts_by_centre(run)
    return Readiness(
        people=len(people),
        without_standing=_named(standing),
        without_base=_named(bases),
        standing_lacks=len(standing),
        base_lacks=len(bases),
        inputs=inputs,
        imported=imported,
        waiting=waiting,
        centres=centres,
        leave_days=_leave_days(run),
        doubts=doubts_of(run, centres),
        changed_since=bool(newest and run.computed_at and newest > run.computed_at),
        missing_law=_missing_law(run),
    )


def _lacks_standing(one: Paid) -> bool:
    """Whether something is missing that the person's scheme pays by; a scale never goes without a step."""
    if one.scheme is PayScheme.HOURLY:
        return not one.hourly_rate
    if one.scheme is PayScheme.FIXED_MONTHLY:
        return not one.fixed_wage
    ranked = one.scheme is not PayScheme.CIVIL_SERVICE or bool(one.rank)
    return not (one.scale and one.grade and ranked)


def _named(lacking: Sequence[Paid]) -> list[Lacking]:
    ids = [one.employment_id for one in lacking[:LISTED]]
    rows = db.session.execute(
        select(Employment.id, Person.staff_number, Person.name)
        .join(Employment.person)
        .where(Employment.id.in_(ids))
        .order_by(Person.name_key)
    )
    return [Lacking(*row) for row in rows]


def _inputs(run: PayRun) -> tuple[int, int, int, datetime | None]:
    """How many inputs there are, came from files and wait, and when one was last entered or approved."""
    row = db.session.execute(
        select(
            func.count(PayInput.id),
            func.count(PayInput.import_id),
            func.count(PayInput.id).filter(PayInput.approved_at.is_(None)),
            func.max(PayInput.entered_at),
            func.max(PayInput.approved_at),
        )
        .join(PayInput.employment)
        .join(Employment.person)
        .join(Unit, Unit.id == Person.home_unit_id)
        .where(PayInput.month == run.month, Unit.path.startswith(run.unit.path, autoescape=True))
    ).one()
    moments = [moment for moment in (row[3], row[4]) if moment is not None]
    return row[0], row[1], row[2], max(moments) if moments else None


def _leave_days(run: PayRun) -> int:
    return (
        db.session.scalar(
            select(func.count(Shift.id))
            .join(Unit, Unit.id == Shift.unit_id)
            .where(Shift.duty == Duty.LEAVE)
            .where(Shift.business_date.between(run.month.first_day, run.month.last_day))
            .where(Unit.path.startswith(run.unit.path, autoescape=True))
        )
        or 0
    )


def _missing_law(run: PayRun) -> BadInput | None:
    """The statutory value or holiday arrangement that the month would stop at: found by computing it for nobody."""
    try:
        china_calendar().workdays(run.month)
        compute_month(Inputs.from_rows(run.month, []), book_for(run.month))
    except BadInput as missing:
        return missing
    return None
