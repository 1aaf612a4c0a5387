"""Posts: handing over, holding several, and the file that moves along."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from hr.clock import today
from hr.permissions.viewer import Grant, Viewer, system_viewer
from hr.refusals import OutOfScope, Refusal
from hr.services.staff.assignment import add_concurrent, end_assignment, settle_home_units, transfer
from hr.services.staff.wishes import ConcurrentPost, Transfer
from tests import world
from tests.hr.staff import found
from vocabulary.terms import Role

MOVED = date(2025, 6, 1)


def move(number: str, unit: str, code: str, on: date, viewer: Viewer) -> None:
    transfer(Transfer(person_id=found.person(number).id, post_id=found.post(unit, code).id, on=on), viewer=viewer)


def district_officer() -> Viewer:
    unit = found.unit("XN")
    return Viewer(user_id=None, name="district", grants=(Grant(Role.HR_OFFICER, unit.id, unit.path),))


def test_a_transfer_ends_one_assignment_and_begins_the_next(app: Flask) -> None:
    move("N002", "N", "P2", MOVED, world.viewer("hr_officer"))
    first, second = found.assignments("N002")
    assert (first.post.code, first.ends_on) == ("P1", MOVED - timedelta(days=1))
    assert (second.post.code, second.starts_on, second.ends_on, second.is_primary) == ("P2", MOVED, None, True)


def test_the_file_moves_with_a_transfer_to_another_centre(app: Flask) -> None:
    move("N002", "S", "P1", MOVED, district_officer())
    assert found.person("N002").home_unit.code == "S"


def test_a_transfer_dated_ahead_moves_the_file_on_its_day(app: Flask) -> None:
    ahead = today() + timedelta(days=30)
    move("N002", "S", "P1", ahead, district_officer())
    assert found.person("N002").home_unit.code == "N"
    assert settle_home_units(ahead - timedelta(days=1), viewer=system_viewer("daily")) == 0
    assert settle_home_units(ahead, viewer=system_viewer("daily")) == 1
    assert found.person("N002").home_unit.code == "S"


def test_a_transfer_needs_the_right_at_both_ends(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        move("N002", "S", "P1", MOVED, world.viewer("hr_officer"))
    with pytest.raises(OutOfScope):
        move("S002", "N", "P1", MOVED, world.viewer("hr_officer"))
    assert len(found.assignments("S002")) == 1


@pytest.mark.parametrize(("code", "on"), [("P1", MOVED), ("P2", date(2023, 1, 1)), ("P2", date(2022, 1, 1))])
def test_a_transfer_to_the_same_post_or_before_the_present_one_is_refused(app: Flask, code: str, on: date) -> None:
    with pytest.raises(Refusal):
        move("N002", "N", code, on, world.viewer("hr_officer"))


def test_several_posts_at_once_with_one_primary(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    wish = ConcurrentPost(
        person_id=found.person("N001").id, post_id=found.post("N", "P2").id, starts_on=MOVED, ends_on=None
    )
    added = add_concurrent(wish, viewer=officer)
    assert [(a.post.code, a.is_primary) for a in found.assignments("N001")] == [("P1", True), ("P2", False)]
    with pytest.raises(Refusal) as refused:
        add_concurrent(wish, viewer=officer)
    assert refused.value.field == "post_id"
    end_assignment(added.id, date(2025, 12, 31), viewer=officer)
    assert found.assignments("N001")[1].ends_on == date(2025, 12, 31)


def test_nobody_is_transferred_to_a_post_they_hold_besides(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    person_id, post_id = found.person("N001").id, found.post("N", "P2").id
    add_concurrent(ConcurrentPost(person_id=person_id, post_id=post_id, starts_on=MOVED), viewer=officer)
    with pytest.raises(Refusal):
        move("N001", "N", "P2", date(2025, 7, 1), officer)
    assert len(found.assignments("N001")) == 2
    assert found.assignments("N001")[0].ends_on is None


def test_a_further_post_lies_within_the_employment(app: Flask) -> None:
    wish = ConcurrentPost(
        person_id=found.person("N001").id, post_id=found.post("N", "P2").id, starts_on=date(2022, 12, 31)
    )
    with pytest.raises(Refusal):
        add_concurrent(wish, viewer=world.viewer("hr_officer"))


def test_a_primary_assignment_is_not_simply_ended(app: Flask) -> None:
    [primary] = found.assignments("N001")
    with pytest.raises(Refusal):
        end_assignment(primary.id, MOVED, viewer=world.viewer("hr_officer"))


def test_another_centres_assignment_does_not_exist(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        end_assignment(found.assignments("S001")[0].id, MOVED, viewer=world.viewer("hr_officer"))
