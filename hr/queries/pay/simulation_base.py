"""The month that a simulation starts from: the book and inputs stored with a run, or those of the month as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import select

from hr.database import db
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.payslip import Payslip
from hr.models.pay.simulation import PaySimulation
from hr.queries.pay.month_inputs import inputs_for
from hr.queries.pay.parameter_book import book_for
from hr.refusals import Refusal
from payroll.inputs import Coded, Inputs
from payroll.parameters.book import Book
from payroll.results import Result
from payroll.simulation.scenario import World
from vocabulary.terms import FundSource, StaffingType
from vocabulary.text import Text

_NOBODY = Text("本月该机构没有可模拟的人员", "Nobody at this unit is paid in the month")


@dataclass(frozen=True)
class Base:
    """Book and inputs, and for each row who it is and in which groups they are counted.

    ``centre`` holds ids of units as text, ``unit_names`` says what they are called.
    ``stored_net``: the net (fen) on the run's slip, None without a run. ``stale``: the run was computed again since the
    simulation was made.
    """

    world: World
    person_id: Sequence[int]
    unit_id: Sequence[int]
    centre: Coded
    staffing_type: Coded
    fund_source: Coded
    grade: Coded
    unit_names: Mapping[int, str]
    stored_net: Sequence[int] | None
    stale: bool

    def differing(self, before: Result) -> int:
        """How many slips of the run come out otherwise when computed today from what is stored with them."""
        if self.stored_net is None:
            return 0
        return int((before.column("net") != np.array(self.stored_net, dtype=np.int64)).sum())


def base_of(simulation: PaySimulation) -> Base:
    """What a simulation, looked up within scope, starts from. Refusal when nobody is in it.

    Constant number of statements; a stored base needs two, whatever its size.
    """
    return _stored(simulation) if simulation.base_run_id is not None else _present(simulation)


def book_of(simulation: PaySimulation) -> Book:
    """The book alone that a simulation, looked up within scope, starts from."""
    if simulation.base_run is None:
        return book_for(simulation.month)
    return Book.from_json(simulation.base_run.book_json or "")


def _stored(simulation: PaySimulation) -> Base:
    run = simulation.base_run
    assert run is not None
    columns = (
        Payslip.person_id,
        Payslip.unit_id,
        Payslip.staffing_type,
        Payslip.fund_source,
        Payslip.grade,
        Payslip.net_fen,
        Payslip.inputs,
    )
    rows = db.session.execute(
        select(*columns)
        .join(Unit, Unit.id == Payslip.unit_id)
        .where(Payslip.pay_run_id == run.id, Unit.path.startswith(simulation.unit.path, autoescape=True))
        .order_by(Payslip.employment_id)
    ).all()
    return _base(
        World(_inputs(simulation, [row.inputs for row in rows]), book_of(simulation)),
        rows,
        stored_net=[row.net_fen for row in rows],
        stale=run.version != simulation.base_version,
    )


def _present(simulation: PaySimulation) -> Base:
    book = book_of(simulation)
    people, rows = inputs_for(simulation.month, simulation.unit.path, book)
    return _base(World(_inputs(simulation, rows), book), people, stored_net=None, stale=False)


def _inputs(simulation: PaySimulation, rows: Sequence[dict[str, Any]]) -> Inputs:
    if not rows:
        raise Refusal(_NOBODY)
    return Inputs.from_rows(simulation.month, rows)


def _base(world: World, rows: Sequence[Any], *, stored_net: Sequence[int] | None, stale: bool) -> Base:
    units = db.session.execute(select(Unit.id, Unit.path, Unit.name).order_by(Unit.path)).all()
    centres = {unit.id: str(centre_id_of(unit.path)) for unit in units}
    return Base(
        world,
        [row.person_id for row in rows],
        [row.unit_id for row in rows],
        _coded((centres[row.unit_id] for row in rows), centres.values()),
        _coded((row.staffing_type.value for row in rows), (kind.value for kind in StaffingType)),
        _coded((row.fund_source.value for row in rows), (source.value for source in FundSource)),
        _coded((row.grade or "" for row in rows), ()),
        {unit.id: unit.name for unit in units},
        stored_net,
        stale,
    )


def _coded(words: Iterable[str], order: Iterable[str]) -> Coded:
    """A grouping column, its words in ``order``; those that it does not name come after, sorted."""
    values = list(words)
    ranked = list(dict.fromkeys([*order, *sorted(set(values))]))
    index = {word: code for code, word in enumerate(ranked)}
    return Coded(np.array([index[word] for word in values], dtype=np.int64), tuple(ranked))
