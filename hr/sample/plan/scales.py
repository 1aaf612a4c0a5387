"""Pay scales with their cells, shift rates and allowances: the district's own pay rules, all marked as examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from hr.sample.data import read
from hr.sample.plan.places import Places
from hr.sample.plan.table import Table, Whole, ids
from vocabulary.money import PPM, fen, share, to_yuan
from vocabulary.terms import ShiftKind

GRADE_STEP, POST_WAGE, STEP_WAGE = "grade_step", "post_wage", "step_wage"
SCALES = ("contract", "dispatched", "social_worker", "establishment", "study")


@dataclass(frozen=True, slots=True)
class Cell:
    """One amount (fen a month) of a scale, which is counted in SCALES."""

    scale: int
    part: str
    grade: str
    step: int
    amount: int
    since: date
    until: date | None = None


@cache
def amounts(scale: str) -> Whole:
    """Fen a month of a grade × step scale by place of grade and step, to the yuan."""
    data = read("pay")
    rule = data["social_worker"] if scale == "social_worker" else data["grades"]
    grades, steps = np.arange(len(rule["names"]))[:, None], np.arange(rule["steps"])
    grown = fen(rule["first"]) * rule["per_grade"] ** grades * rule["per_step"] ** steps
    whole = to_yuan(grown.astype(np.int64))
    factor = 1 + data["pay_gap"] if scale == "dispatched" else 1.0
    return to_yuan(share(whole, round(factor * PPM)))


@cache
def step_wages() -> Whole:
    """Fen a month of each step of the establishment's step wage, to the yuan."""
    rule = read("pay")["step_wages"]
    return to_yuan((fen(rule["first"]) * rule["per_step"] ** np.arange(rule["steps"])).astype(np.int64))


def grade_names(scale: str) -> list[str]:
    """Names of the grades of a grade × step scale, lowest first."""
    data = read("pay")
    names: list[str] = (data["social_worker"] if scale == "social_worker" else data["grades"])["names"]
    return names


def scales(places: Places) -> Table:
    """Table ``pay_scale``: the district's, and the study's of its year at its own centre."""
    known = [*(read("pay")["scales"][name] for name in SCALES[:-1]), read("study")["pay"]["scale"]]
    units = [1, 1, 1, 1, places.study + 1]
    return Table(
        "pay_scale",
        {
            "id": ids(len(known)),
            "code": [row["code"] for row in known],
            "name": [row["name"] for row in known],
            "unit_id": units,
            "is_example": [True] * len(known),
        },
    )


def cells() -> Iterator[Cell]:
    """Every cell of every scale."""
    data, study = read("pay"), read("study")["pay"]
    since = data["valid_from"]
    for place, scale in enumerate(SCALES[:3]):
        for grade, row in zip(grade_names(scale), amounts(scale).tolist(), strict=True):
            yield from (Cell(place, GRADE_STEP, grade, step + 1, amount, since) for step, amount in enumerate(row))
    for grade, amount in data["post_wages"].items():
        yield Cell(3, POST_WAGE, grade, 0, fen(amount), since)
    for step, amount in enumerate(step_wages().tolist()):
        yield Cell(3, STEP_WAGE, "", step + 1, amount, since)
    year = study["scale"]
    for step, amount in study["cells"].items():
        yield Cell(4, GRADE_STEP, year["grade"], step, fen(amount), year["from"], year["until"])


def cell_table() -> Table:
    """Table ``pay_scale_cell``."""
    rows = list(cells())
    return Table(
        "pay_scale_cell",
        {
            "id": ids(len(rows)),
            "pay_scale_id": [cell.scale + 1 for cell in rows],
            "part": [cell.part for cell in rows],
            "grade": [cell.grade for cell in rows],
            "step": [cell.step for cell in rows],
            "amount_fen": [cell.amount for cell in rows],
            "valid_from": [cell.since for cell in rows],
            "valid_to": [cell.until for cell in rows],
        },
    )


def shift_rates() -> Table:
    """Table ``shift_rate``: one rate for everybody on the same shift."""
    data = read("pay")
    rates: Mapping[str, str] = data["shift_rates"]
    return Table(
        "shift_rate",
        {
            "id": ids(len(rates)),
            "unit_id": [1] * len(rates),
            "shift_kind": [ShiftKind(kind) for kind in rates],  # type: ignore[call-arg]
            "amount_fen": [fen(amount) for amount in rates.values()],
            "valid_from": [data["valid_from"]] * len(rates),
        },
    )


def item_table() -> Table:
    """Table ``pay_item``: allowances of the whole city."""
    rows: list[dict[str, Any]] = read("pay")["items"]
    return Table(
        "pay_item",
        {
            "id": ids(len(rows)),
            "unit_id": [1] * len(rows),
            **{name: [row[name] for row in rows] for name in ("code", "name", "kind")},
            "amount": [fen(row["amount"]) for row in rows],
            "staffing_type": [row.get("staffing_type") for row in rows],
            "in_minimum_wage": [row.get("in_minimum_wage", True) for row in rows],
            "valid_from": [read("pay")["valid_from"]] * len(rows),
        },
    )
