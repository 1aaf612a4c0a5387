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
GRADED = ("contract", "dispatched", "social_worker")
"""The scales of grade × step, the first of SCALES."""
POSITION_WAGE, RANK_WAGE = "position_wage", "rank_wage"
SCALES = ("contract", "dispatched", "social_worker", "establishment", "study", "civil_service")


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


@cache
def rank_wages() -> Mapping[int, Whole]:
    """Fen a month of each step by rank of the civil-service tables, to the yuan."""
    rule = read("pay")["civil_service"]["ranks"]
    steps = rule["per_step"] ** np.arange(rule["steps"])
    return {
        rank: to_yuan((fen(rule["first"]) * rule["per_rank"] ** (rule["lowest"] - rank) * steps).astype(np.int64))
        for rank in range(rule["lowest"], rule["highest"] - 1, -1)
    }


def grade_names(scale: str) -> list[str]:
    """Names of the grades of a grade × step scale, lowest first."""
    data = read("pay")
    names: list[str] = (data["social_worker"] if scale == "social_worker" else data["grades"])["names"]
    return names


def scales(places: Places) -> Table:
    """Table ``pay_scale``: the district's, and the study's of its year at its own centre."""
    named = {**read("pay")["scales"], "study": read("study")["pay"]["scale"]}
    known = [named[name] for name in SCALES]
    units = [places.study + 1 if name == "study" else 1 for name in SCALES]
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
    for position, amount in data["civil_service"]["positions"].items():
        yield Cell(5, POSITION_WAGE, position, 0, fen(amount), since)
    for rank, row in rank_wages().items():
        yield from (Cell(5, RANK_WAGE, str(rank), step + 1, amount, since) for step, amount in enumerate(row.tolist()))


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


def item_table(places: Places) -> Table:
    """Table ``pay_item``: allowances of the whole city, and that of each street managed like the civil service."""
    data = read("pay")
    civil = {**data["civil_service"]["allowance"], "kind": "fixed", "staffing_type": "establishment"}
    rows: list[dict[str, Any]] = [{**row, "unit": 1} for row in data["items"]]
    rows += [{**civil, "unit": place + 1} for place in places.civil.tolist()]
    return Table(
        "pay_item",
        {
            "id": ids(len(rows)),
            "unit_id": [row["unit"] for row in rows],
            **{name: [row[name] for row in rows] for name in ("code", "name", "kind")},
            "amount": [fen(row.get("amount", "0")) for row in rows],
            "measure": [row.get("measure") for row in rows],
            "tiers": [[[least, fen(amount)] for least, amount in row.get("tiers", ())] or None for row in rows],
            "staffing_type": [row.get("staffing_type") for row in rows],
            "in_minimum_wage": [row.get("in_minimum_wage", True) for row in rows],
            "valid_from": [data["valid_from"]] * len(rows),
        },
    )
