"""A pay simulation of 100,000 people: several changes, both months computed, compared, summed by group and spread.

Against the two runs that it can't do without, computed one after the other with nothing made of them: what it takes
longer is the price of the changes themselves, the differences of every figure, the groups, who gains and who loses.
The same three scenarios on one base are measured against computing each of them twice, as whoever has only the engine
would: the base is computed once. Inputs are ready in memory in all cases.
"""

from __future__ import annotations

import numpy as np

from benchmarks.made_people import made_columns, made_inputs
from benchmarks.measuring import in_turns, progress
from benchmarks.report import Ratio, Report
from payroll.engine import run as compute
from payroll.simulation.adjustment import adjustment
from payroll.simulation.change import Change, changed
from payroll.simulation.groups import by_group
from payroll.simulation.input_changes import InputChange
from payroll.simulation.parameter_change import ParameterChange
from payroll.simulation.scale_changes import RaiseScale
from payroll.simulation.scenario import Simulated, World, simulate
from payroll.simulation.scoped_changes import ShiftRateChange
from payroll.simulation.spread import spread
from payroll.units import Unit
from tests.pure.payroll.people import BOOK
from vocabulary.terms import ShiftKind

_PEOPLE = 100_000
_CHANGES: tuple[Change, ...] = (
    RaiseScale(adjustment("+5%", Unit.FEN)),
    ShiftRateChange(ShiftKind.NIGHT, adjustment("90", Unit.FEN)),
    ParameterChange("social_insurance.base_floor", adjustment("8000", Unit.FEN)),
    InputChange("night_shifts", adjustment("+10%", Unit.COUNT)),
)
_SCENARIOS = (_CHANGES[:1], _CHANGES[:2], _CHANGES)


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when the answer is not the difference of the two runs."""
    people = max(10, int(_PEOPLE * scale))
    progress(f"{people:,} people")
    real = World(made_inputs(made_columns(people)), BOOK)
    supposed = World(*changed(_CHANGES, real.inputs, real.book))
    _check(real, supposed)
    whole, twice = in_turns(lambda: _answer(simulate(real, _CHANGES)), lambda: _both(real, supposed), rounds=5)
    three, six = in_turns(lambda: _three(real), lambda: _six(real, supposed), rounds=3)
    return Report(
        size={"people": people, "changes": len(_CHANGES), "scenarios": len(_SCENARIOS)},
        ratios={
            "simulation_to_two_runs": Ratio(whole, twice, "the two runs alone, nothing made of them", at_most=2),
            "three_on_one_base": Ratio(three, six, "each of three scenarios computed as two runs", at_most=1.5),
        },
        rates={"people": people / whole},
        checked="every figure's change is that of the two runs for everybody, and groups add up to it",
    )


def _both(real: World, supposed: World) -> None:
    compute(real.inputs, real.book)
    compute(supposed.inputs, supposed.book)


def _six(real: World, supposed: World) -> None:
    for _ in _SCENARIOS:
        _both(real, supposed)


def _three(real: World) -> None:
    before = real.computed()
    for changes in _SCENARIOS:
        _answer(simulate(real, changes, before))


def _answer(simulated: Simulated) -> None:
    comparison, coded = simulated.comparison, simulated.real.inputs.coded
    by_group(comparison, [coded["unit"], coded["staffing_type"], coded["scheme"]])
    by_group(comparison, [coded["staffing_type"]])
    comparison.outcome()
    comparison.floor()
    comparison.by_figure()
    comparison.movers(most=20)
    spread(comparison.change("net"))


def _check(real: World, supposed: World) -> None:
    before, after = compute(real.inputs, real.book), compute(supposed.inputs, supposed.book)
    comparison = simulate(real, _CHANGES).comparison
    for figure in comparison.figures:
        plain = np.where(comparison.counted, after.column(figure.name) - before.column(figure.name), 0)
        assert np.array_equal(comparison.change(figure.name), plain), figure.name
    groups = by_group(comparison, [real.inputs.coded["unit"], real.inputs.coded["scheme"]])
    for name in ("gross", "net", "employer_cost"):
        assert sum(group.sums[name].change for group in groups) == comparison.total(name).change, name
