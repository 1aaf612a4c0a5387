"""A run beside the month before: element by element, who is new or gone, and whose net moved most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.queries.pay.slip_documents import RunNames
from payroll.formula.figure import FigureKind
from vocabulary.periods import Month
from vocabulary.text import Text

MOST_MOVERS = 20


@dataclass(frozen=True, slots=True)
class ElementChange:
    """An element's sum in both months (fen), and for how many people it changed."""

    name: str
    label: Text
    kind: FigureKind
    before: int
    now: int
    people: int


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody whose net changed (fen); ``before`` None: new this month, ``now`` None: no longer paid."""

    slip_id: int
    staff_number: str
    name: str
    before: int | None
    now: int | None

    @property
    def change(self) -> int:
        """The difference, an absent month counting as nothing."""
        return (self.now or 0) - (self.before or 0)


@dataclass(frozen=True)
class Comparison:
    """All of them; ``made_good``: those who had left before, and are paid back pay alone. They are not new."""

    elements: Sequence[ElementChange]
    movers: Sequence[Mover]
    joined: Sequence[Mover]
    left: Sequence[Mover]
    made_good: Sequence[Mover]


@dataclass(frozen=True, slots=True)
class _Slip:
    slip_id: int
    employment_id: int
    staff_number: str
    name: str
    net: int
    figures: Mapping[str, int]
    ends_on: date | None

    def is_back_pay_alone(self, month: Month) -> bool:
        """Whether they had left before the month that pays them."""
        return self.ends_on is not None and self.ends_on < month.first_day


def comparison_of(run: PayRun) -> Comparison:
    """``run``, looked up within scope, against the slips of the month before in the same units."""
    now = {slip.employment_id: slip for slip in _slips(run, 0)}
    before = {slip.employment_id: slip for slip in _slips(run, -1)}
    both = [_mover(now[key], before[key]) for key in now if key in before]
    moved = sorted((m for m in both if m.change), key=lambda m: (-abs(m.change), m.staff_number))
    came = [slip for key, slip in now.items() if key not in before]
    gone = [slip for key, slip in before.items() if key not in now and not slip.is_back_pay_alone(run.month + -1)]
    return Comparison(
        _elements(RunNames.of(run), before, now),
        moved[:MOST_MOVERS],
        [_mover(slip, None) for slip in came if not slip.is_back_pay_alone(run.month)],
        [_mover(None, slip) for slip in gone],
        [_mover(slip, None) for slip in came if slip.is_back_pay_alone(run.month)],
    )


def _slips(run: PayRun, months: int) -> list[_Slip]:
    columns = (Payslip.id, Payslip.employment_id, Person.staff_number, Person.name, Payslip.net_fen, Payslip.figures)
    statement = (
        select(*columns, Employment.ends_on)
        .join(Employment, Employment.id == Payslip.employment_id)
        .join(Person, Person.id == Payslip.person_id)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.month == run.month + months, Unit.path.startswith(run.unit.path, autoescape=True))
        .order_by(Person.name_key)
    )
    return [_Slip(*row) for row in db.session.execute(statement)]


def _sums(slips: Iterable[_Slip]) -> Mapping[str, int]:
    total: defaultdict[str, int] = defaultdict(int)
    for slip in slips:
        for name, amount in slip.figures.items():
            total[name] += amount
    return total


def _elements(names: RunNames, before: Mapping[int, _Slip], now: Mapping[int, _Slip]) -> list[ElementChange]:
    sums = _sums(before.values()), _sums(now.values())
    people = _people(before, now)
    changes = [
        ElementChange(f.name, f.label, f.kind, sums[0].get(f.name, 0), sums[1].get(f.name, 0), people.get(f.name, 0))
        for f in names.figures
        if f.kind is not FigureKind.WORKING
    ]
    return [change for change in changes if change.before or change.now or change.people]


def _people(before: Mapping[int, _Slip], now: Mapping[int, _Slip]) -> Mapping[str, int]:
    """By figure, for how many people it is not what it was; whoever has no slip in one month has nothing of it."""
    found: defaultdict[str, int] = defaultdict(int)
    for key in before.keys() | now.keys():
        old, new = (slips[key].figures if key in slips else {} for slips in (before, now))
        for name in old.keys() | new.keys():
            found[name] += old.get(name, 0) != new.get(name, 0)
    return found


def _mover(now: _Slip | None, before: _Slip | None) -> Mover:
    slip = now or before
    assert slip is not None
    return Mover(slip.slip_id, slip.staff_number, slip.name, before.net if before else None, now.net if now else None)
