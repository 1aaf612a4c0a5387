"""Simulations are made, changed, copied and thrown away; nothing of pay is touched by any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.simulation import PaySimulation
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.simulation import AT, pure_changes, run_to_start_from, simulation_of
from hr.queries.pay.simulation_base import base_of
from hr.refusals import OutOfScope, Refusal
from payroll.simulation.change import Change, changed
from payroll.simulation.plain import to_plain
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

MOST_CHANGES = 30
_APPLIED = Text("方案已落实为标准，不能再改；请复制一份", "Its rules are on file already: copy it to go on")
_TOO_MANY = Text("一个方案最多 {n} 项调整", "A simulation has {n} changes at most")
_NAME = Text("请填写名称", "Give it a name")


@dataclass(frozen=True, slots=True)
class SimulationWish:
    """A new simulation of a unit and all below it; ``stored``: start from the month's computed run, else from now."""

    name: str
    month: Month
    unit_id: int
    stored: bool = True


def create(wish: SimulationWish, *, viewer: Viewer) -> PaySimulation:
    """A simulation without changes. Raises Refusal when there is no run to start from, or nobody is paid."""
    with unit_of_work(viewer, "pay_simulation.create") as session:
        unit = unit_of(wish.unit_id, viewer=viewer, action=Action.PAY_SIMULATE)
        made = PaySimulation(name=_named(wish.name), unit=unit, month=wish.month, changes=[])
        made.created_by, made.created_by_id = viewer.name[:60], viewer.user_id
        if wish.stored:
            _start_from_run(made, unit)
        session.add(made)
        session.flush()
        base_of(made)
    return made


def _start_from_run(made: PaySimulation, unit: Unit) -> None:
    run = run_to_start_from(made.month, unit)
    made.base_run, made.base_version = run, run.version


def _named(name: str) -> str:
    if not name.strip():
        raise Refusal(_NAME, "name")
    return name.strip()[:60]


def add_change(simulation_id: int, change: Change, *, viewer: Viewer, at: int | None = None) -> PaySimulation:
    """Add one change, for the unit ``at`` and all below it (None: for the whole simulation).

    Raises BadInput when it does not fit what is there, OutOfScope for a unit outside the simulation.
    """
    with unit_of_work(viewer, "pay_simulation.change") as session:
        simulation = _to_change(simulation_id, viewer)
        if len(simulation.changes) >= MOST_CHANGES:
            raise Refusal(_TOO_MANY.format(n=MOST_CHANGES))
        stored = _placed(session, simulation, to_plain(change), at)
        _must_fit(simulation, [*simulation.changes, stored])
        simulation.changes = [*simulation.changes, stored]
    return simulation


def _placed(session: Session, simulation: PaySimulation, item: dict[str, Any], at: int | None) -> dict[str, Any]:
    if at is None or at == simulation.unit_id:
        return item
    unit = session.get(Unit, at)
    if unit is None or not unit.path.startswith(simulation.unit.path):
        raise OutOfScope(f"unit {at} in simulation {simulation.id}")
    return {**item, AT: at}


def _must_fit(simulation: PaySimulation, stored: list[dict[str, Any]]) -> None:
    base = base_of(simulation)
    changed(pure_changes(stored), base.world.inputs, base.world.book)


def remove_change(simulation_id: int, position: int, *, viewer: Viewer) -> PaySimulation:
    """Take out the change at ``position`` (from 1). OutOfScope when there is none; BadInput if a later one needs it."""
    with unit_of_work(viewer, "pay_simulation.change"):
        simulation = _to_change(simulation_id, viewer)
        if not 1 <= position <= len(simulation.changes):
            raise OutOfScope(f"change {position} of simulation {simulation_id}")
        rest = [item for place, item in enumerate(simulation.changes, start=1) if place != position]
        _must_fit(simulation, rest)
        simulation.changes = rest
    return simulation


def refresh(simulation_id: int, *, viewer: Viewer) -> PaySimulation:
    """Start from the newest computation of its run. Raises Refusal when its changes no longer fit."""
    with unit_of_work(viewer, "pay_simulation.refresh"):
        simulation = _to_change(simulation_id, viewer)
        _start_from_run(simulation, simulation.unit)
        try:
            _must_fit(simulation, simulation.changes)
        except BadInput as bad:
            raise Refusal(bad.reason) from bad
    return simulation


def copy(simulation_id: int, name: str, *, viewer: Viewer) -> PaySimulation:
    """The same simulation again under another name, to be changed further."""
    with unit_of_work(viewer, "pay_simulation.copy") as session:
        old = simulation_of(simulation_id, viewer=viewer, action=Action.PAY_SIMULATE)
        made = PaySimulation(
            name=_named(name),
            unit_id=old.unit_id,
            month=old.month,
            base_run_id=old.base_run_id,
            base_version=old.base_version,
            changes=[dict[str, Any](item) for item in old.changes],
            created_by=viewer.name[:60],
            created_by_id=viewer.user_id,
        )
        session.add(made)
    return made


def delete(simulation_id: int, *, viewer: Viewer) -> None:
    """Throw a simulation away. Raises Refusal once its rules are on file: it is why they are there."""
    with unit_of_work(viewer, "pay_simulation.delete") as session:
        session.delete(_to_change(simulation_id, viewer))


def _to_change(simulation_id: int, viewer: Viewer) -> PaySimulation:
    simulation = simulation_of(simulation_id, viewer=viewer, action=Action.PAY_SIMULATE, for_change=True)
    if simulation.applied_from is not None:
        raise Refusal(_APPLIED)
    return simulation
