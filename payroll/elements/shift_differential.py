"""Early-, middle- and night-shift differentials: one rate a shift for every staffing type, unless a row narrows it."""

from __future__ import annotations

from payroll.formula.arithmetic import Formula, number
from payroll.formula.branches import When
from payroll.formula.conditions import AtLeast
from payroll.formula.figure import Element, Figure, FigureKind
from payroll.formula.leaves import given
from payroll.formula.scoped import ScopedAmount
from vocabulary.terms import ShiftKind
from vocabulary.text import Text


def _rate(kind: ShiftKind, *, required: bool) -> Formula:
    label = Text("{k}津贴标准", "{k} shift rate").format(k=kind.label)
    return ScopedAmount(f"shift_rate.{kind.value}", label, required=required)


def _pay(kind: ShiftKind, *, required: bool) -> Figure:
    """An early shift may have no rate; a middle or night shift without one is a gap in the book."""
    count = given(f"{kind.value}_shifts")
    worked = AtLeast(count, number(1))
    return Figure(
        f"{kind.value}_shift_pay",
        Text("{k}津贴", "{k} shift differential").format(k=kind.label),
        FigureKind.EARNING,
        When(worked, count * _rate(kind, required=required)),
        in_minimum_wage=False,
    )


ELEMENT = Element(
    "shift_differential",
    Text("早中夜班津贴", "Shift differentials"),
    Text(
        "班次数×每班标准；同班次同标准（劳动合同法第63条）。计税，不计入最低工资",
        "Shifts × rate; the same shift, the same rate (Labour Contract Law art. 63). Taxed; outside the minimum wage",
    ),
    (
        _pay(ShiftKind.EARLY, required=False),
        _pay(ShiftKind.MIDDLE, required=True),
        _pay(ShiftKind.NIGHT, required=True),
    ),
)
