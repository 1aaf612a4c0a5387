"""Saved simulations within a viewer's scope, and their changes as the pay library knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import WITH_SLIPS, PayRun
from hr.models.pay.simulation import PaySimulation
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.refusals import OutOfScope, Refusal
from payroll.simulation.change import Change
from payroll.simulation.plain import from_plain, to_plain
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

_NO_RUN = Text(
    "{unit} {month} 还没有已计算的发薪批次；可改用“当月现有数据”",
    "There is no computed pay run for {unit} in {month}: start from the month's inputs as they are instead",
)
AT = "at"
"""In a stored change: the id of the unit (with all below it) that it is for; without it the whole simulation."""


def simulation_of(
    simulation_id: int, *, viewer: Viewer, action: Action = Action.PAY_SIMULATION_READ, for_change: bool = False
) -> PaySimulation:
    """The simulation, if the viewer may do ``action`` at its unit; ``for_change`` locks its row."""
    statement = (
        select(PaySimulation)
        .join(PaySimulation.unit)
        .options(contains_eager(PaySimulation.unit))
        .where(PaySimulation.id == simulation_id, within(Unit.path, viewer, action))
    )
    if for_change:
        statement = statement.with_for_update(of=PaySimulation).execution_options(populate_existing=True)
    found = db.session.scalar(statement)
    if found is None:
        raise OutOfScope(f"pay simulation {simulation_id}")
    return found


def simulations(*, viewer: Viewer, limit: int = 100) -> Sequence[PaySimulation]:
    """The newest simulations that the viewer may see."""
    return db.session.scalars(
        select(PaySimulation)
        .join(PaySimulation.unit)
        .options(contains_eager(PaySimulation.unit))
        .where(within(Unit.path, viewer, Action.PAY_SIMULATION_READ))
        .order_by(PaySimulation.changed_at.desc(), PaySimulation.id.desc())
        .limit(limit)
    ).all()


def run_to_start_from(month: Month, unit: Unit) -> PayRun:
    """The computed run of a month that pays everybody at and below ``unit``, which was looked up within scope."""
    run = db.session.scalar(
        select(PayRun)
        .where(PayRun.month == month, PayRun.unit_id.in_(unit.ancestor_ids), PayRun.state.in_(WITH_SLIPS))
        .order_by(PayRun.id.desc())
        .limit(1)
    )
    if run is None:
        raise Refusal(_NO_RUN.format(unit=unit.name, month=month), "month")
    return run


def passing(month: Month, unit: Unit, changes: Sequence[Change], *, stored: bool) -> PaySimulation:
    """A simulation that is asked once and not kept, of a unit looked up within scope: it is in no session."""
    made = PaySimulation(name="", unit=unit, month=month, changes=[to_plain(change) for change in changes])
    if stored:
        run = run_to_start_from(month, unit)
        made.base_run_id, made.base_run, made.base_version = run.id, run, run.version
    return made


def changes_of(simulation: PaySimulation) -> list[Change]:
    """Its changes, each unit that one is for taken with all units below it. Raises BadInput naming a bad one."""
    return pure_changes(simulation.changes)


def pure_changes(stored: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Stored changes as the pay library knows them."""
    wanted = {item[AT] for item in stored if item.get(AT)}
    below = _units_below(wanted) if wanted else {}
    return [from_plain(_at_units(item, below), f"changes[{n}]") for n, item in enumerate(stored, start=1)]


def _at_units(item: Mapping[str, Any], below: Mapping[int, tuple[str, ...]]) -> dict[str, Any]:
    at = item.get(AT)
    if not at:
        return dict(item)
    if at not in below:
        raise BadInput(Text("机构不存在。", "There is no such unit."), "unit")
    return {**item, "scope": {**item.get("scope", {}), "unit": list(below[at])}}


def _units_below(unit_ids: set[int]) -> dict[int, tuple[str, ...]]:
    """The units at and below each, as the inputs code them: by id, as text. The root stands for everybody."""
    units = {row.id: row for row in db.session.execute(select(Unit.id, Unit.path, Unit.parent_id))}
    known = {unit_id: units[unit_id] for unit_id in unit_ids if unit_id in units}
    return {
        unit_id: ()
        if top.parent_id is None
        else tuple(str(one.id) for one in units.values() if one.path.startswith(top.path))
        for unit_id, top in known.items()
    }


def unit_names(simulations_: Sequence[PaySimulation]) -> dict[int, str]:
    """Names of the units that changes of those simulations are for."""
    wanted = {item[AT] for one in simulations_ for item in one.changes if item.get(AT)}
    return {row.id: row.name for row in db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted)))}
