"""The lists of people and contracts on both databases: who is in, in which order, and as what on a day."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from hr.database import db
from hr.permissions.viewer import Viewer, system_viewer
from hr.queries.listing import ListRequest, page_of
from hr.queries.staff.contract import contracts_ending, notice_days
from hr.queries.staff.people import people_listing
from hr.refusals import OutOfScope
from hr.services.staff.assignment import add_concurrent, transfer
from hr.services.staff.contract import add_contract
from hr.services.staff.employment import change_staffing_type, separate
from hr.services.staff.wishes import ConcurrentPost, Conversion, Leaving, Transfer
from tests import world
from tests.hr.staff import found
from vocabulary.terms import SeparationKind, SeparationReason, StaffingType

ON = date(2026, 6, 1)


def rows(viewer: Viewer, on: date = ON, search: str = "", **request: object) -> list[dict[str, object]]:
    listing = people_listing(viewer=viewer, on=on, search=search)
    page = page_of(listing, ListRequest(search=search, **request))  # type: ignore[arg-type]
    return [dict(row._mapping) for row in page.rows]


def numbers(viewer: Viewer, on: date = ON, search: str = "", **request: object) -> list[object]:
    return [row["staff_number"] for row in rows(viewer, on, search, **request)]


def test_everybody_in_scope_stands_once_in_the_order_of_pinyin(app: Flask) -> None:
    assert numbers(world.viewer("hr_officer")) == ["N002", "N001", "N003", "N004"]
    assert len(numbers(system_viewer("test"))) == 8


def test_a_list_needs_the_right_to_see_people(app: Flask) -> None:
    for login in ("leader", "administrator", "grid_worker"):
        with pytest.raises(OutOfScope):
            people_listing(viewer=world.viewer(login), on=ON)


@pytest.mark.parametrize("search", ["李", "liqiang", "li qiang", "LI", "N002"])
def test_search_goes_by_name_pinyin_and_number(app: Flask, search: str) -> None:
    assert "N002" in numbers(world.viewer("hr_officer"), search=search)
    assert "N001" not in numbers(world.viewer("hr_officer"), search=search)


def test_a_whole_identity_number_finds_its_owner_and_a_part_nobody(app: Flask) -> None:
    number = found.person("N002").id_number
    assert numbers(world.viewer("hr_officer"), search=number) == ["N002"]
    assert numbers(world.viewer("hr_officer"), search=number.lower()) == ["N002"]
    assert numbers(world.viewer("hr_officer"), search=number[:12]) == []
    assert numbers(world.viewer("unit_manager"), search=number) == []
    assert numbers(world.viewer("hr_officer"), search=found.person("S002").id_number) == []


def test_a_person_stands_as_they_were_on_the_day(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    person_id = found.person("N003").id
    transfer(Transfer(person_id=person_id, post_id=found.post("N", "P2").id, on=date(2025, 6, 1)), viewer=officer)
    [old] = found.employments("N003")
    change_staffing_type(old.id, Conversion(on=date(2026, 1, 1), staffing_type=StaffingType.CONTRACT), viewer=officer)
    leaving = Leaving(on=date(2026, 5, 31), kind=SeparationKind.VOLUNTARY, reason=SeparationReason.PAY)
    separate(found.employments("N003")[-1].id, leaving, viewer=officer)
    seen = {}
    for day in (date(2022, 1, 1), date(2025, 1, 1), date(2025, 7, 1), date(2026, 2, 1), date(2026, 7, 1)):
        [row] = rows(officer, day, search="N003")
        seen[day.isoformat()[:7]] = (row["post"], row["staffing_type"], str(row["state"]))
    assert seen == {
        "2022-01": ("网格巡查员", StaffingType.DISPATCHED, "coming"),
        "2025-01": ("网格巡查员", StaffingType.DISPATCHED, "on_staff"),
        "2025-07": ("受理员", StaffingType.DISPATCHED, "on_staff"),
        "2026-02": ("受理员", StaffingType.CONTRACT, "on_staff"),
        "2026-07": ("受理员", StaffingType.CONTRACT, "left"),
    }


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"type": "dispatched"}, ["N003"]),
        ({"family": "grid_inspector"}, ["N002", "N001", "N003", "N004"]),
        ({"family": "manager"}, []),
        ({"state": "on_staff"}, ["N002", "N001", "N003", "N004"]),
        ({"state": "left"}, []),
        ({"type": "nonsense"}, ["N002", "N001", "N003", "N004"]),
    ],
)
def test_filters_narrow_the_list(app: Flask, chosen: dict[str, str], expected: list[str]) -> None:
    assert numbers(world.viewer("hr_officer"), chosen=chosen) == expected


def test_a_unit_means_its_subtree(app: Flask) -> None:
    everyone = system_viewer("test")
    assert len(numbers(everyone, chosen={"unit": str(found.unit("XN").id)})) == 8
    assert len(numbers(everyone, chosen={"unit": str(found.unit("S").id)})) == 4


def test_further_posts_are_counted_and_do_not_double_the_row(app: Flask) -> None:
    wish = ConcurrentPost(
        person_id=found.person("N001").id, post_id=found.post("N", "P2").id, starts_on=date(2025, 1, 1)
    )
    add_concurrent(wish, viewer=world.viewer("hr_officer"))
    [row] = rows(world.viewer("hr_officer"), search="N001")
    assert (row["concurrent"], row["post"]) == (1, "网格巡查员")


def test_sealed_columns_are_offered_to_those_who_may_see_them(app: Flask) -> None:
    [row] = rows(world.viewer("hr_officer"), search="N002")
    assert row["id_number"] == found.person("N002").id_number
    [row] = rows(world.viewer("finance"), search="N002")
    assert "mobile" not in row
    [row] = rows(world.viewer("unit_manager"), search="N002")
    assert not {"id_number", "mobile"} & set(row)


def test_pages_and_every_sort_order_work(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    listing = people_listing(viewer=officer, on=ON)
    for column in listing.offered:
        for descending in (False, True):
            assert len(numbers(officer, sort=column.key, descending=descending)) == 4, column.key
    assert numbers(officer, size=3, page=2) == ["N004"]


def test_a_list_takes_a_constant_number_of_statements(app: Flask) -> None:
    viewer = system_viewer("test")
    asked: list[str] = []

    def listen(*args: object) -> None:
        asked.append(str(args[2]))

    event.listen(db.engine, "before_cursor_execute", listen)
    numbers(viewer)
    event.remove(db.engine, "before_cursor_execute", listen)
    selects = [one for one in asked if one.startswith("SELECT")]
    assert len(selects) == 4, "units in scope, the count, the keys of the page, its rows"


def ending(on: date) -> list[object]:
    listing = contracts_ending(viewer=world.viewer("hr_officer"), on=on, within_days=notice_days(on))
    return [row.staff_number for row in page_of(listing, ListRequest()).rows]


def test_contracts_are_reminded_of_sixty_days_ahead_until_there_is_a_next_one(app: Flask) -> None:
    assert ending(date(2026, 10, 31)) == []
    assert set(ending(date(2026, 11, 1))) == {"N001", "N002", "N003", "N004"}
    next_one = found.terms(starts_on=date(2027, 1, 1), ends_on=date(2029, 12, 31))
    add_contract(found.employments("N002")[0].id, next_one, viewer=world.viewer("hr_officer"))
    assert "N002" not in ending(date(2026, 11, 2))
    assert "N001" in ending(date(2027, 3, 1)), "a lapsed one stays on the list"
    leaving = Leaving(on=date(2026, 12, 31), kind=SeparationKind.VOLUNTARY, reason=SeparationReason.PAY)
    separate(found.employments("N003")[0].id, leaving, viewer=world.viewer("hr_officer"))
    assert "N003" not in ending(date(2026, 11, 2)), "who leaves needs no renewal"
