"""在编不在岗: who stands on a centre's establishment without being there, as far as shifts and payslips tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select

from analytics.establishment.inputs import OnBooksFact
from hr.database import db
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.payslip import Payslip
from hr.models.worktime.shift import Shift
from hr.queries.insight.staffing_people import Centres, Employee
from vocabulary.periods import Month
from vocabulary.terms import Duty, StaffingType


def on_books(employees: Sequence[Employee], month: Month, centres: Centres) -> Iterator[OnBooksFact]:
    """Establishment staff in ``month``, at centres that took in shifts for it: without any, absence says nothing."""
    rostered, attended = _days(month), _days(month, present=True)
    paid = _paid(month)
    known = {centres.of(one.unit_id).id for one in employees if one.person_id in rostered}
    for one in employees:
        here, there = centres.of(one.host_unit_id), centres.of(one.unit_id)
        if one.staffing_type is not StaffingType.ESTABLISHMENT or one.starts_on > month.first_day:
            continue
        if there.id in known or here.id != there.id:
            yield OnBooksFact(
                person=str(one.person_id),
                unit=here.name,
                month=month,
                assigned_unit=there.name,
                rostered_days=rostered.get(one.person_id, 0),
                attended_days=attended.get(one.person_id, 0),
                paid=one.person_id in paid,
            )


def _days(month: Month, *, present: bool = False) -> Mapping[int, int]:
    """By person: the days of the month with a shift (``present``: with one that is no leave)."""
    statement = select(Shift.person_id, func.count(Shift.business_date.distinct())).where(
        Shift.business_date.between(month.first_day, month.last_day)
    )
    if present:
        statement = statement.where(Shift.duty != Duty.LEAVE)
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(Shift.person_id))}


def _paid(month: Month) -> set[int]:
    slips = select(Payslip.person_id).join(PayRun, PayRun.id == Payslip.pay_run_id)
    return set(db.session.scalars(slips.where(Payslip.month == month, PayRun.state.in_(WITH_SLIPS))))
