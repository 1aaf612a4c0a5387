"""A small centre of October 2026 to be simulated: four people whose slips can be worked out by hand."""

from __future__ import annotations

from typing import Any

from payroll.inputs import Inputs
from payroll.parameters.allowance import Allowance, AllowanceKind
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.parameters.own import OwnRows, ScaleCell, ShiftRate
from payroll.parameters.scope import Scope
from payroll.simulation.scenario import World
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

OCTOBER = Month(2026, 10)
_ALL = OCTOBER.range
CELL, POST, STEP = "SH/grade_step/G3/5", "SH/post_wage/P9", "SH/step_wage/20"
DUTY = Scope(post=("duty",))
NORTH = Scope(unit=("N",))


def own_rows() -> OwnRows:
    """6,000 in the cell; nights 60, for duty chiefs 80; a post allowance of 200."""
    return OwnRows(
        (
            ScaleCell(CELL, fen("6000"), _ALL, "scale"),
            ScaleCell(POST, fen("3000"), _ALL, "scale"),
            ScaleCell(STEP, fen("1500"), _ALL, "scale"),
        ),
        (
            ShiftRate(ShiftKind.MIDDLE, fen("30"), _ALL, "rates"),
            ShiftRate(ShiftKind.NIGHT, fen("60"), _ALL, "rates"),
            ShiftRate(ShiftKind.NIGHT, fen("80"), _ALL, "rates", DUTY),
        ),
        (Allowance("post", Text("岗位津贴", "Post allowance"), AllowanceKind.FIXED, fen("200"), _ALL, "rules"),),
    )


def person(employment_id: int, **different: Any) -> dict[str, Any]:
    """A contract worker with G3/5 and four nights, as ``different`` has it."""
    return {
        "employment_id": employment_id,
        "scheme": "grade_step",
        "staffing_type": "contract",
        "unit": "N",
        "post": "patrol",
        "grade": "G3",
        "scale_cell": CELL,
        "month_days": 2200,
        "employed_days": 2200,
        "night_shifts": 4,
        "social_base": fen("6000"),
        "housing_base": fen("6000"),
        "housing_rate": 70_000,
        "supplementary_rate": 0,
        "work_injury_rate": 2_000,
        "tax_months": 1,
        **different,
    }


PEOPLE = [
    person(11),
    person(12, post="duty"),
    person(13, staffing_type="dispatched", unit="S", night_shifts=0),
    person(14, staffing_type="assistant_4050", unit="S", scheme="fixed_monthly", fixed_monthly_pay=fen("3000")),
]
"""Who they are: a contract worker, a duty chief, somebody dispatched without nights, a 4050 assistant on 3,000."""


def world(people: list[dict[str, Any]] | None = None) -> World:
    """The month as it is."""
    return World(Inputs.from_rows(OCTOBER, PEOPLE if people is None else people), Book.of(load_law(), own_rows()))
