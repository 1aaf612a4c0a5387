"""What a simulation comes to, and how much of it a viewer may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from hr.database import db
from hr.models.pay.simulation import PaySimulation
from hr.models.staff.person import Person
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.simulation import changes_of
from hr.queries.pay.simulation_base import Base, base_of
from hr.queries.small_groups import SMALLEST_GROUP, hidden_groups
from hr.refusals import OutOfScope
from payroll.inputs import Coded
from payroll.simulation.comparison import Comparison, rows_of
from payroll.simulation.groups import Group, by_group
from payroll.simulation.scenario import Simulated, simulate

_ASKED_TOGETHER = 10_000


@dataclass(frozen=True)
class Named:
    """Somebody in a simulation: their row, and who they are."""

    row: int
    person_id: int
    staff_number: str
    name: str
    name_key: str


@dataclass(frozen=True)
class SimulationFound:
    """The answer. ``named``: the viewer may see what single people are paid; else only sums of enough people."""

    simulation: PaySimulation
    base: Base
    simulated: Simulated
    named: bool

    @property
    def comparison(self) -> Comparison:
        """Before and after, person by person."""
        return self.simulated.comparison

    @cached_property
    def too_few(self) -> bool:
        """Whether even the total would tell a viewer who sees no names what one of a few people is paid."""
        return not self.named and _few(len(self.comparison), int(self.comparison.touched().sum()))

    def groups(self, *keys: Coded) -> tuple[tuple[Group, ...], frozenset[tuple[str, ...]]]:
        """The groups by some columns, and the keys of those whose figures this viewer is not shown."""
        found = by_group(self.comparison, keys)
        if self.named:
            return found, frozenset()
        sizes = {group.key: min(group.people, group.gaining + group.losing or group.people) for group in found}
        return found, frozenset(group.key for group in found) if self.too_few else hidden_groups(sizes)


def _few(people: int, moved: int) -> bool:
    return people < SMALLEST_GROUP or 0 < moved < SMALLEST_GROUP


def result_of(simulation: PaySimulation, *, viewer: Viewer) -> SimulationFound:
    """Compute a simulation that was looked up within scope; nothing is stored and nothing of pay is touched.

    Raises Refusal when nobody is in it, BadInput (with place) for a change that does not fit or law that is missing.
    """
    base = base_of(simulation)
    simulated = simulate(base.world, changes_of(simulation))
    named = viewer.may(Action.PAY_READ, simulation.unit.path)
    return SimulationFound(simulation, base, simulated, named)


def people_of(found: SimulationFound, rows: Sequence[int]) -> list[Named]:
    """Who the people of those rows are, in the same order; OutOfScope for a viewer who sees no names."""
    if not found.named:
        raise OutOfScope("names of a simulation")
    ids = sorted({found.base.person_id[row] for row in rows})
    statement = select(Person.id, Person.staff_number, Person.name, Person.name_key)
    who = {
        one.id: one
        for first in range(0, len(ids), _ASKED_TOGETHER)
        for one in db.session.execute(statement.where(Person.id.in_(ids[first : first + _ASKED_TOGETHER])))
    }
    people = ((int(row), who[found.base.person_id[row]]) for row in rows)
    return [Named(row, one.id, one.staff_number, one.name, one.name_key) for row, one in people]


def row_of(found: SimulationFound, employment_id: int) -> int:
    """The row of an employment in a simulation; OutOfScope for somebody who is not in it, or without names."""
    known = found.named and employment_id in set(found.comparison.before.employment_id.tolist())
    if not known:
        raise OutOfScope(f"employment {employment_id} in simulation {found.simulation.id}")
    return int(rows_of(found.comparison, [employment_id])[0])
