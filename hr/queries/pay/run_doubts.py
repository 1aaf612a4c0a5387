"""What a run must not go on with unless somebody says why: a month that is not over, units without their shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hr.clock import today
from hr.database import db
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.pay_run import PayRun
from hr.models.worktime.shift import Shift
from vocabulary.periods import Month
from vocabulary.terms import Duty
from vocabulary.text import Text

_NAMED = 4


@dataclass(frozen=True, slots=True)
class CentreShifts:
    """Shifts of a centre with its stations, in the run's month and in the month before."""

    unit_id: int
    name: str
    now: int
    before: int

    @property
    def is_missing(self) -> bool:
        """Whether a centre that rosters (it had shifts the month before) has none."""
        return self.before > 0 and self.now == 0


@dataclass(frozen=True, slots=True)
class Doubts:
    """``not_over``: the month has days to come; ``without_shifts``: names of centres that roster and have none."""

    month: Month
    not_over: bool
    without_shifts: Sequence[str]

    @property
    def units(self) -> Text:
        """The first few centres without shifts, by name."""
        first, more = self.without_shifts[:_NAMED], len(self.without_shifts) > _NAMED
        return Text("、".join(first) + "等" * more, ", ".join(first) + " and others" * more)


def doubts_of(run: PayRun, shifts: Sequence[CentreShifts] | None = None) -> Doubts:
    """The doubts about ``run``, which was looked up within scope; ``shifts``: where they are known already."""
    shifts = shifts_by_centre(run) if shifts is None else shifts
    return Doubts(run.month, today() <= run.month.last_day, [one.name for one in shifts if one.is_missing])


def shifts_by_centre(run: PayRun) -> list[CentreShifts]:
    """The centres of ``run`` that have shifts in its month or the one before, in the order of the tree."""
    now, before = (_counted(run, month) for month in (run.month, run.month + -1))
    names = db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_({*now, *before})).order_by(Unit.path))
    return [CentreShifts(unit_id, name, now[unit_id], before[unit_id]) for unit_id, name in names]


def _counted(run: PayRun, month: Month) -> Counter[int]:
    rows = db.session.execute(
        select(Unit.path, func.count(Shift.id))
        .join(Unit, Unit.id == Shift.unit_id)
        .where(Shift.business_date.between(month.first_day, month.last_day))
        .where(Unit.path.startswith(run.unit.path, autoescape=True), Shift.duty != Duty.LEAVE)
        .group_by(Unit.path)
    )
    counts: Counter[int] = Counter()
    for path, count in rows:
        counts[centre_id_of(path)] += count
    return counts
