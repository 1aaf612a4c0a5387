"""The pay engine on 100,000 people with all elements of the slip, against two ways to write the same month by hand.

Against a hand-written NumPy pass over the same arithmetic (``pay_by_hand``): same columns in, the same figures out,
equal to the fen for everybody (checked). It knows the month, needs no plan and checks nothing, so what the engine takes
longer is the price of rules as data. Against the plain Decimal reference that the tests hold the engine to, person by
person in Python, every figure of the slip: measured on a sample of the same people and multiplied up, since all would
take long; its Decimals are not turned into whole fen, which is in its favour. Inputs are ready in memory in all three
cases.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from benchmarks.made_people import made_columns, made_inputs, made_row
from benchmarks.measuring import in_turns, progress, seconds
from benchmarks.pay_by_hand import Figures, pay_by_hand
from benchmarks.report import Ratio, Report
from payroll.engine import run as compute
from payroll.results import Result
from payroll.units import Unit
from tests.pure.payroll.people import BOOK
from tests.pure.payroll.reference import Person

_PEOPLE, _SAMPLE = 100_000, 1_000
_PER = {Unit.FEN: 100, Unit.DAYS: 100}  # fen to the yuan, hundredths to the day; the rest are counts


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when the three ways disagree by a fen."""
    people = max(10, int(_PEOPLE * scale))
    sample = min(people, _SAMPLE)
    progress(f"{people:,} people")
    columns = made_columns(people)
    inputs = made_inputs(columns)
    rows = [made_row(columns, row) for row in range(sample)]
    result = compute(inputs, BOOK)
    _check(result, pay_by_hand(columns), [Person(row).figures for row in rows])
    engine, by_hand = in_turns(lambda: compute(inputs, BOOK), lambda: pay_by_hand(columns), rounds=7)
    plain = min(seconds(lambda: [Person(row) for row in rows]) for _ in range(2)) * people / sample
    return Report(
        size={"people": people, "figures": len(result.figures), "people_by_decimal_reference": sample},
        ratios={
            "engine_to_numpy": Ratio(engine, by_hand, "the same arithmetic written out in NumPy", at_most=3),
            "engine_to_decimal": Ratio(
                engine, plain, f"the tests' Decimal reference on {sample} people, multiplied up", at_least=100
            ),
        },
        rates={"people": people / engine},
        checked="every figure of everybody equals the NumPy pass, every figure of the sample the Decimal reference",
    )


def _check(result: Result, by_hand: Figures, plain: list[dict[str, Decimal]]) -> None:
    assert not result.failed.any(), result.faults[:3]
    assert set(by_hand) == set(result.figures), set(by_hand) ^ set(result.figures)
    for name, column in by_hand.items():
        assert np.array_equal(column, result.figures[name]), name
    per = {figure.name: _PER.get(figure.unit, 1) for figure in result.catalogue}
    for row, figures in enumerate(plain):
        assert result.slip(row) == {name: figures[name] * per[name] for name in per}, row
        assert len(figures) == len(per), set(figures) ^ set(per)
