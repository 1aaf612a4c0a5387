"""What happened in a month that pay depends on: shifts and workload, and the inputs that were approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import case, func, select

from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.worktime.shift import Shift
from hr.queries.pay.contributions import back_column_of
from vocabulary.pay_inputs import SICK_LEAVE
from vocabulary.periods import Month
from vocabulary.terms import Duty, ShiftKind

NOT_ATTENDED = (Duty.LEAVE,)


@dataclass(frozen=True, slots=True)
class ShiftsOf:
    """A person's shifts of a month: how many of each kind, on how many days, and how many of them on patrol."""

    kinds: Mapping[ShiftKind, int] = field(default_factory=dict)
    days: int = 0
    patrols: int = 0


def shifts_in(month: Month) -> dict[int, ShiftsOf]:
    """By person; leave is no shift. Everybody's, in one pass over the month: it costs less than one for each unit."""
    kinds = tuple(ShiftKind)
    rows = db.session.execute(
        select(
            Shift.person_id,
            func.count(Shift.business_date.distinct()),
            func.sum(case((Shift.duty == Duty.PATROL, 1), else_=0)),
            *(func.sum(case((Shift.kind == kind, 1), else_=0)) for kind in kinds),
        )
        .where(Shift.business_date.between(month.first_day, month.last_day), Shift.duty.not_in(NOT_ATTENDED))
        .group_by(Shift.person_id)
    )
    return {
        person_id: ShiftsOf(dict(zip(kinds, counts, strict=True)), days, patrols)
        for person_id, days, patrols, *counts in rows
    }


@dataclass(frozen=True, slots=True)
class Absence:
    """Days of sick leave (hundredths) and the day on which they began, where it is known."""

    first_day: date | None
    days: int


@dataclass(frozen=True, slots=True)
class InputsOf:
    """An employment's approved inputs of a month: added up by kind, and the figures (fen) that are set by hand.

    ``sick`` and ``sick_relief``: the single absences behind the days of sick leave within and beyond six months;
    ``differences``: earlier months' contributions that the bureau's list corrects, by input column; ``approved``:
    whether no input is waiting.
    """

    amounts: Mapping[PayInputKind, int]
    overrides: Mapping[str, int]
    differences: Mapping[str, int]
    sick: Sequence[Absence]
    sick_relief: Sequence[Absence]
    approved: bool


class _Gathered:
    """The inputs of one employment while they are read."""

    def __init__(self) -> None:
        self.amounts: defaultdict[PayInputKind, int] = defaultdict(int)
        self.overrides: dict[str, int] = {}
        self.differences: defaultdict[str, int] = defaultdict(int)
        self.absences: defaultdict[PayInputKind, list[Absence]] = defaultdict(list)
        self.waiting = False

    def add(self, kind: PayInputKind, name: str, amount: int, first_day: date | None) -> None:
        if kind is PayInputKind.OVERRIDE:
            self.overrides[name] = amount
            return
        if kind is PayInputKind.CONTRIBUTION:
            self.differences[back_column_of(name)[0]] += amount
            return
        self.amounts[kind] += amount
        if kind in SICK_LEAVE:
            self.absences[kind].append(Absence(first_day, amount))

    def whole(self) -> InputsOf:
        sick, relief = (self.absences[kind] for kind in SICK_LEAVE)
        return InputsOf(dict(self.amounts), self.overrides, self.differences, sick, relief, not self.waiting)


def inputs_in(month: Month) -> dict[int, InputsOf]:
    """By employment. Unapproved inputs are not paid, but the slip says that there are some."""
    rows = db.session.execute(
        select(
            PayInput.employment_id,
            PayInput.kind,
            PayInput.name,
            PayInput.amount,
            PayInput.first_day,
            PayInput.approved_at.is_(None),
        ).where(PayInput.month == month)
    )
    found: defaultdict[int, _Gathered] = defaultdict(_Gathered)
    for employment_id, kind, name, amount, first_day, waits in rows:
        if waits:
            found[employment_id].waiting = True
        else:
            found[employment_id].add(kind, name, amount, first_day)
    return {key: one.whole() for key, one in found.items()}


def standard_minutes_in(month: Month) -> dict[int, int]:
    """Measured standard minutes by person, for allowances that are paid by them."""
    rows = db.session.execute(select(Workload.person_id, Workload.case_minutes).where(Workload.month == month))
    return {person_id: int(minutes) for person_id, minutes in rows}
