"""What was planted is there to be found: the study's centre, the pay gap, the workload, the hazards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.equal_pay.design import Design
from analytics.equal_pay.three_models import Model, ThreeModelsQuestion, three_models
from analytics.survival.cox import cox
from analytics.survival.times import Times
from analytics.turnover.history import History, Separations, Spells
from analytics.turnover.rates import turnover
from analytics.turnover.vacancies import Vacancy, funnel
from hr.sample.plan.cases import work_days
from hr.sample.plan.seats import post_codes
from hr.sample.plan.standing import standing
from hr.sample.plan.table import Table, place_of
from hr.sample.plan.talent import skills
from hr.sample.plan.tenancy import is_night_heavy
from hr.sample.plan.world import World
from vocabulary.periods import Month
from vocabulary.terms import SeparationKind, StaffingType

_TYPES = [kind.value for kind in StaffingType]


def history_of_study(world: World) -> History:
    """The study's centre as turnover sees it: one row an employment."""
    employments = world.employments
    here = np.flatnonzero(employments.host == world.places.study)
    count = len(here)
    spells = Spells(
        person=employments.person[here],
        hired=world.spells.start[employments.person[here]],
        first=employments.start[here],
        last=employments.end[here],
        staffing_type=np.array(_TYPES)[employments.staffing[here]],
        unit=np.full(count, world.truth.study.unit_code),
        post=np.full(count, ""),
    )
    kinds = np.array([kind.value for kind in SeparationKind])
    ended = np.flatnonzero(~np.isnat(spells.last))
    kind = kinds[employments.kind[here][ended]]
    return History(spells, Separations(ended, kind, np.full(len(ended), "")))


@pytest.mark.parametrize("which", ["district", "large"])
def test_the_study_s_centre_gives_its_three_rates(which: str, request: pytest.FixtureRequest) -> None:
    world: World = request.getfixturevalue(which)
    study = world.truth.study
    found = turnover(history_of_study(world), study.window, authorised={"": study.authorised})[0]
    assert (len(found.opening), len(found.losses), found.average) == (28, 8, 25.0)
    assert (found.of_opening.count, found.of_opening.base) == (8, 28)
    assert round(found.of_opening.value or 0, 4) == 0.2857
    assert (round(found.of_opening.low or 0, 3), round(found.of_opening.high or 0, 3)) == (0.153, 0.471)
    assert found.of_average.value == 0.32
    assert found.of_authorised is not None
    assert round(found.of_authorised.value or 0, 4) == 0.2667
    assert (study.opening, study.left, study.average) == (28, 8, 25.0)


def test_a_quarter_of_the_study_s_vacancies_is_filled(district: World) -> None:
    study = district.truth.study
    found = funnel([Vacancy("v", study.vacancies, study.applicants, study.on_board, study.on_board)])
    assert found.filled.value == 0.25
    assert found.came.value == 0.5


def on_study_scale(tables: Iterable[Table], name: str) -> list[dict[str, Any]]:
    return [row for table in tables if table.name == name for row in table.rows() if row["pay_scale_id"] == 5]


def test_the_study_s_people_were_paid_near_three_thousand_yuan(district: World) -> None:
    rows = on_study_scale(district.staff(), "pay_standing")
    cells = {row["step"]: row["amount_fen"] for row in on_study_scale(district.rules(), "pay_scale_cell")}
    assert len(rows) == 30
    assert all(2_900_00 <= cells[row["step"]] <= 3_100_00 for row in rows)


def base_pay(world: World) -> pd.DataFrame:
    """Today's standing of those who stay, one row a person, as an assessment of the basic layer takes it."""
    spells, people, employments = world.spells, world.people, world.employments
    pay = standing(world.setting, spells, people, employments, skills(world.setting, spells).lifted)
    now = np.flatnonzero(np.isnat(pay.rows.last))
    person = employments.person[pay.rows.of[now]]
    tenure = (np.datetime64(world.setting.today, "D") - spells.start[person]).astype(np.int64) // 365
    return pd.DataFrame(
        {
            "pay_per_hour": (pay.cell + pay.fixed + pay.basic)[now] / 100 / 174,
            "staffing_type": np.array(_TYPES)[employments.staffing[pay.rows.of[now]]],
            "post": np.array(post_codes())[spells.code[person]],
            "tenure": tenure,
            "qualification": skills(world.setting, spells).lifted[person].astype(int),
            "nights": is_night_heavy(spells.rota[person]).astype(int),
            "grade": [grade for grade, rows in zip(pay.grade, np.isnat(pay.rows.last), strict=True) if rows],
            "unit": spells.street[person],
        }
    )


@pytest.mark.parametrize("which", ["district", "large"])
def test_the_planted_pay_gap_is_found(which: str, request: pytest.FixtureRequest) -> None:
    world: World = request.getfixturevalue(which)
    frame = base_pay(world)
    frame = frame[frame["staffing_type"].isin(["contract", "dispatched"])]
    question = ThreeModelsQuestion(reference=("contract",), workload=None)
    found = three_models(frame, question)
    for model in (Model.HEADLINE, Model.WITH_GRADE):
        gap = next(group for group in found[model].groups if group.group == "dispatched")
        assert gap.gap is not None
        assert abs(gap.gap - 100 * world.truth.pay_gap) < 0.7, (model, gap)
        assert gap.p is not None
        assert gap.p < 0.001


def test_dispatched_people_stand_exactly_six_percent_under_the_contract_scale(district: World) -> None:
    cells = next(list(t.rows()) for t in district.rules() if t.name == "pay_scale_cell")
    amount = {(row["pay_scale_id"], row["grade"], row["step"]): row["amount_fen"] for row in cells}
    pairs = [(amount[1, grade, step], paid) for (scale, grade, step), paid in amount.items() if scale == 2]
    assert pairs
    assert all(abs(paid - 0.94 * full) <= 50 for full, paid in pairs), "to the yuan"


def steps_a_day(world: World) -> pd.DataFrame:
    """Each person's case steps and worker-days over the closed months."""
    parts = []
    for month in world.setting.case_months:
        shifts = world.shifts(month)
        days = work_days(world.spells, world.pace, shifts)
        events = world.events(month, shifts)
        size = len(world.spells)
        steps = np.bincount(events.actor[events.actor >= 0], minlength=size)
        parts.append((steps, np.bincount(days.person, minlength=size)))
    steps, days = (np.sum(column, axis=0) for column in zip(*parts, strict=True))
    spells = world.spells
    frame = pd.DataFrame({"street": spells.street, "code": spells.code, "type": spells.staffing, "n": steps, "d": days})
    return frame[(frame["d"] >= 20) & (frame["code"] == post_codes().index("XC"))]


def test_the_planted_workload_of_centres_is_found(large: World) -> None:
    frame = steps_a_day(large)
    sums = frame.groupby("street")[["n", "d"]].sum()
    rate = sums["n"] / sums["d"]
    codes = [large.places.units[int(place)].code for place in rate.index]
    planted = np.array([large.truth.workload_by_unit.get(code, 1.0) for code in codes])
    streets = np.isin(rate.index, large.places.streets)
    assert np.corrcoef(rate[streets], planted[streets])[0, 1] > 0.8


def test_the_planted_workload_of_dispatched_people_is_found(large: World) -> None:
    frame = steps_a_day(large)
    types = {kind: frame[frame["type"] == place_of(kind)] for kind in (StaffingType.CONTRACT, StaffingType.DISPATCHED)}
    rates = {kind: rows["n"].sum() / rows["d"].sum() for kind, rows in types.items()}
    found = rates[StaffingType.DISPATCHED] / rates[StaffingType.CONTRACT]
    assert found == pytest.approx(large.truth.workload_by_type["dispatched"], abs=0.05)


def test_the_planted_hazards_are_found(large: World) -> None:
    """Delayed entry at the start of the records; those who never were dispatched and contract staff alone."""
    spells = large.spells
    begin = np.datetime64(large.truth.records_from.first_day, "D")
    kinds = (place_of(StaffingType.CONTRACT), place_of(StaffingType.DISPATCHED))
    rows = np.flatnonzero(np.isin(spells.staffing, kinds) & (spells.until >= begin) & np.isnat(spells.converted))
    start = spells.start[rows]
    end = np.minimum(spells.until[rows], np.datetime64(large.truth.today, "D"))
    frame = pd.DataFrame(
        {
            "duration": (end - start).astype(np.int64) + 1.0,
            "entry": np.maximum((begin - start).astype(np.int64), 0).astype(float),
            "event": (~spells.stays[rows]).astype(int),
            "dispatched": (spells.staffing[rows] == kinds[1]).astype(float),
            "night": is_night_heavy(spells.rota[rows]).astype(float),
        }
    )
    ratios = hazard_ratios(frame)
    assert ratios["dispatched"] == pytest.approx(large.truth.hazards["dispatched_to_contract"], rel=0.3)
    assert ratios["night"] == pytest.approx(large.truth.hazards["night_heavy_to_day"], rel=0.3)


def hazard_ratios(frame: pd.DataFrame) -> dict[str, float]:
    """By Cox's regression on tenure."""
    columns = ("dispatched", "night")
    times = Times.of(
        frame["duration"].to_numpy(), frame["event"].to_numpy(dtype=np.bool_), frame["entry"].to_numpy(dtype=float)
    )
    found = cox(times, Design(frame[list(columns)].to_numpy(dtype=float), columns, columns))
    return dict(zip(found.names, np.exp(found.coefficients).tolist(), strict=True))


def test_the_truth_counts_who_left(district: World) -> None:
    begin = np.datetime64(Month(2024, 11).first_day)
    left = ~district.spells.stays & (district.spells.end >= begin)
    assert district.truth.separations == int(left.sum())
    assert 80 <= district.truth.separations <= 200
