"""Eligibility from the database: what is met, what is missing, when it comes, and who may know."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from hr.database import db
from hr.queries.talent.eligibility import Candidate, Standing, candidates, path_of
from hr.refusals import OutOfScope
from tests import world
from tests.hr.talent import ladders


@pytest.fixture(autouse=True)
def _laddered(app: Flask) -> None:
    ladders.save()
    ladders.people()


def standing(on: date = ladders.ON, *, as_: str = "hr_officer") -> dict[str, Candidate]:
    return {one.staff_number: one for one in candidates(on, viewer=world.viewer(as_))}


def test_each_person_stands_where_their_facts_put_them(app: Flask) -> None:
    found = standing()
    assert {number: one.standing for number, one in found.items()} == {
        "N001": Standing.ELIGIBLE,
        "N002": Standing.DUE,
        "N003": Standing.MISSING,
        "N004": Standing.ELIGIBLE,
    }
    assert found["N002"].found.eligible_on == date(2027, 1, 1)
    assert [outcome.requirement.zh for outcome in found["N003"].found.missing] == [
        "持有网格员职业技能等级证书4级及以上"
    ]
    assert (found["N001"].met, len(found["N001"].found.outcomes)) == (5, 5)
    assert found["N004"].found.current is None


def test_a_day_in_the_past_knows_nothing_of_what_came_later(app: Flask) -> None:
    found = standing(date(2025, 12, 31))
    assert found["N001"].standing is Standing.MISSING
    assert found["N002"].since == date(2025, 1, 1)


def test_a_disciplinary_bar_moves_the_day(app: Flask) -> None:
    ladders.bar("N001", date(2026, 9, 30))
    assert standing()["N001"].found.eligible_on == date(2026, 10, 1)


def test_a_ladder_nearer_to_the_person_goes_before_the_one_above(app: Flask) -> None:
    ladders.save(ladders.SHORT.replace("years_at_level, years: 2", "years_at_level, years: 1"), at="N")
    assert standing()["N002"].standing is Standing.ELIGIBLE
    assert standing()["N001"].version.unit_name == "北桥街道网格化管理中心"


def test_people_of_other_units_are_not_among_them_and_roles_without_careers_get_nothing(app: Flask) -> None:
    assert set(standing()) == {"N001", "N002", "N003", "N004"}
    assert set(standing(as_="unit_manager")) == {"N001", "N002", "N003", "N004"}
    for login in ("leader", "finance", "grid_worker", "administrator"):
        with pytest.raises(OutOfScope):
            standing(as_=login)
    with pytest.raises(OutOfScope):
        candidates(ladders.ON, viewer=world.viewer("hr_officer"), unit=ladders.unit("S"))


def test_a_worker_sees_their_own_path_and_nobody_elses(app: Flask) -> None:
    worker = world.viewer("grid_worker")
    (own,) = path_of(ladders.person("N002").id, ladders.ON, viewer=worker)
    assert own.staff_number == "N002"
    assert path_of(ladders.person("N001").id, ladders.ON, viewer=worker) == []
    assert path_of(ladders.person("S001").id, ladders.ON, viewer=world.viewer("hr_officer")) == []


def test_the_number_of_statements_does_not_grow_with_the_people(app: Flask) -> None:
    viewer = world.viewer("hr_officer")
    one = _statements(lambda: path_of(ladders.person("N001").id, ladders.ON, viewer=viewer))
    everybody = _statements(lambda: candidates(ladders.ON, viewer=viewer))
    assert everybody == one - 1  # looking up the person is a statement of the test's own


def _statements(work: object) -> int:
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(db.engine, "before_cursor_execute", counted)
    try:
        work()  # type: ignore[operator]
    finally:
        event.remove(db.engine, "before_cursor_execute", counted)
    return count
