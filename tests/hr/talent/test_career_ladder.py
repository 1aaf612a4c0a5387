"""Ladders as text: kept as dated versions, refused with the place of what is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from analytics.career.form import example_ladders
from hr.database import db, unit_of_work
from hr.models.talent.career_ladder import CareerLadder, LevelStanding
from hr.permissions.viewer import system_viewer
from hr.queries.talent.career_ladder import holding_at, versions_of_viewer, versions_on, written
from hr.refusals import OutOfScope, Refusal
from hr.services.talent.career_ladder import LadderWish, read_ladder, save_ladder
from tests import world
from tests.hr.talent import ladders
from vocabulary.terms import PostFamily


def wish(text: str = ladders.SHORT, at: str = "N", since: date = date(2026, 7, 1)) -> LadderWish:
    return LadderWish(text, PostFamily.GRID_INSPECTOR, ladders.unit(at).id, since)


def test_a_new_version_ends_the_one_before_and_keeps_it(app: Flask) -> None:
    viewer = world.viewer("unit_manager")
    save_ladder(wish(since=date(2026, 1, 1)), viewer=viewer)
    save_ladder(wish(ladders.SHORT.replace("years: 4", "years: 3")), viewer=viewer)
    rows = db.session.scalars(select(CareerLadder).order_by(CareerLadder.valid_from)).all()
    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), None),
    ]
    assert [version.valid_from for version in versions_on(date(2026, 6, 30))] == [date(2026, 1, 1)]


def test_a_version_that_begins_no_later_than_the_one_on_file_is_refused(app: Flask) -> None:
    viewer = world.viewer("hr_officer")
    save_ladder(wish(), viewer=viewer)
    with pytest.raises(Refusal) as refused:
        save_ladder(wish(), viewer=viewer)
    assert refused.value.field == "valid_from"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (ladders.SHORT.replace("kind: no_bar", "kind: no_bars"), "levels[1].requires[4]"),
        (ladders.SHORT.replace("years: 4", "years: four"), "levels[2].requires[0].years"),
        (ladders.SHORT.replace("code: short\n", ""), "code"),
        ("code: [", "第1行"),
        ("- a\n- b", "映射"),
        ("code: x\nname: 3\nlevels: 4\nsource: 5", ""),
        ("a: &a [1]\nb: *a", "别名"),
        ("x" * 70_000, "过长"),
    ],
)
def test_what_is_wrong_with_a_ladder_is_named_by_its_place(text: str, place: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_ladder(text)
    assert refused.value.field == "definition"
    assert place in refused.value.reason.zh
    assert refused.value.reason.en


def test_a_ladder_can_not_lose_a_level_that_somebody_holds(app: Flask) -> None:
    ladders.save(at="N", since=date(2023, 1, 1))
    ladders.people()
    with unit_of_work(system_viewer("test"), "test.third") as session:
        session.add(LevelStanding(person=ladders.person("N001"), ladder_code="short", level=3, since=date(2026, 1, 1)))
    two_levels = ladders.SHORT[: ladders.SHORT.index("  - code: three")]
    with pytest.raises(Refusal) as refused:
        save_ladder(wish(two_levels), viewer=world.viewer("hr_officer"))
    assert "3" in refused.value.reason.zh
    save_ladder(wish(), viewer=world.viewer("hr_officer"))


def test_nobody_changes_a_ladder_of_a_unit_that_is_not_theirs(app: Flask) -> None:
    for login, at in (("hr_officer", "S"), ("unit_manager", "SH"), ("leader", "N"), ("grid_worker", "N")):
        with pytest.raises(OutOfScope):
            save_ladder(wish(at=at), viewer=world.viewer(login))
    assert db.session.scalars(select(CareerLadder)).all() == []


def test_a_ladder_of_another_street_neither_holds_here_nor_is_shown(app: Flask) -> None:
    ladders.save(at="S")
    assert versions_of_viewer(ladders.ON, viewer=world.viewer("hr_officer")) == []
    assert holding_at(ladders.unit("N").path, versions_on(ladders.ON)) == []
    assert len(holding_at(ladders.unit("S").path, versions_on(ladders.ON))) == 1


def test_the_shipped_example_is_read_back_from_its_text_as_it_was() -> None:
    for ladder in example_ladders():
        assert read_ladder(written(ladder)) == ladder
