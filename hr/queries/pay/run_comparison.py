"""A run beside the month before: element by element, who is new or gone, and whose net moved most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.queries.pay.slip_documents import RunNames
from payroll.formula.figure import FigureKind
from vocabulary.text import Text

MOST_MOVERS = 20


@dataclass(frozen=True, slots=True)
class ElementChange:
    """An element's sum in both months (fen)."""

    label: Text
    kind: FigureKind
    before: int
    now: int


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
    """All three."""

    elements: Sequence[ElementChange]
    movers: Sequence[Mover]
    joined: Sequence[Mover]
    left: Sequence[Mover]


@dataclass(frozen=True, slots=True)
class _Slip:
    slip_id: int
    employment_id: int
    staff_number: str
    name: str
    net: int
    figures: Mapping[str, int]


def comparison_of(run: PayRun) -> Comparison:
    """``run``, looked up within scope, against the slips of the month before in the same units."""
    now = {slip.employment_id: slip for slip in _slips(run, 0)}
    before = {slip.employment_id: slip for slip in _slips(run, -1)}
    both = [_mover(now[key], before[key]) for key in now if key in before]
    moved = sorted((m for m in both if m.change), key=lambda m: (-abs(m.change), m.staff_number))
    return Comparison(
        _elements(RunNames.of(run), _sums(before.values()), _sums(now.values())),
        moved[:MOST_MOVERS],
        [_mover(now[key], None) for key in now if key not in before],
        [_mover(None, before[key]) for key in before if key not in now],
    )


def _slips(run: PayRun, months: int) -> list[_Slip]:
    statement = (
        select(Payslip.id, Payslip.employment_id, Person.staff_number, Person.name, Payslip.net_fen, Payslip.figures)
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


def _elements(names: RunNames, before: Mapping[str, int], now: Mapping[str, int]) -> list[ElementChange]:
    changes = [
        ElementChange(figure.label, figure.kind, before.get(figure.name, 0), now.get(figure.name, 0))
        for figure in names.figures
        if figure.kind is not FigureKind.WORKING
    ]
    return [change for change in changes if change.before or change.now]


def _mover(now: _Slip | None, before: _Slip | None) -> Mover:
    slip = now or before
    assert slip is not None
    return Mover(slip.slip_id, slip.staff_number, slip.name, before.net if before else None, now.net if now else None)
