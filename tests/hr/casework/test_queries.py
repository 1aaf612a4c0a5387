"""What the pages of casework and worktime ask, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from analytics.workload.measure import measure
from hr.database import db
from hr.models.casework.workload import Workload
from hr.models.organisation.unit import Unit
from hr.permissions.actions import Action
from hr.permissions.viewer import system_viewer
from hr.queries.casework.case import case_of, events_listing, months_with_events, unmatched_listing
from hr.queries.casework.person_load import events_of, items_of, load_of, months_of
from hr.queries.casework.work_item import items_listing
from hr.queries.casework.workload_facts import event_table, people_table, roster_table
from hr.queries.casework.workload_groups import unit_load
from hr.queries.casework.workload_month import loads_of, months_measured
from hr.queries.listing import Listing, ListPage, ListRequest, all_of, page_of
from hr.queries.worktime.shift_month import months_with_shifts, sheet_of, shifts_of, totals_of
from hr.services.casework.workload import build
from tests import world
from tests.hr.casework import pages_world
from tests.hr.casework.pages_world import OCTOBER, person_id

MINUTES = 30.0
DAYS = 10


@pytest.fixture(autouse=True)
def _worked(app: Flask) -> None:
    pages_world.work()


def path(code: str) -> str:
    return db.session.scalars(select(Unit.path).where(Unit.code == code)).one()


def asked_in_every_way(listing: Listing) -> ListPage:
    """The whole list, after every choice, every sort and a search have been asked of it."""
    for choice in listing.choices:
        for value in choice.conditions:
            page_of(listing, ListRequest(chosen={choice.key: value}))
    for column in listing.columns:
        page_of(listing, ListRequest(sort=column.key, descending=True))
    page_of(listing, ListRequest(search="占道 N001"))
    return all_of(listing, ListRequest())


def test_events_of_a_unit_by_month(app: Flask) -> None:
    viewer = system_viewer("test")
    page = asked_in_every_way(events_listing(OCTOBER, path("N"), viewer=viewer))
    assert len(page.rows) == 4 * DAYS + 3
    assert months_with_events(viewer=viewer) == [OCTOBER]
    event = next(row.event_id for row in page.rows if row.case_number == "N001-2026-10-09")
    assert [row.CaseEvent.case_number for row in case_of(event, viewer=viewer)] == ["N001-2026-10-09"]


def test_pages_of_events_hold_each_event_once(app: Flask) -> None:
    listing = events_listing(OCTOBER, path("N"), viewer=world.viewer("unit_manager"))
    seen = [row.event_id for page in (1, 2, 3) for row in page_of(listing, ListRequest(page=page, size=20)).rows]
    assert len(seen) == len(set(seen)) == 4 * DAYS + 3


def test_unmatched_words_are_counted_by_word_and_platform(app: Flask) -> None:
    viewer = world.viewer("unit_manager")
    actors = asked_in_every_way(unmatched_listing("actors", viewer=viewer))
    assert [(row.word, row.events, row.first) for row in actors.rows] == [("X-17", 1, date(2026, 10, 9))]
    paged = page_of(unmatched_listing("items", viewer=viewer), ListRequest())
    assert [(row.word, row.events) for row in paged.rows] == [("无此事项", 1)]
    assert paged.total == 1


def test_the_catalogue_shows_the_standard_in_force_on_the_day(app: Flask) -> None:
    viewer = world.viewer("unit_manager")
    assert [row.handle for row in asked_in_every_way(items_listing(date(2026, 10, 1), viewer=viewer)).rows] == [MINUTES]
    assert [row.handle for row in all_of(items_listing(date(2025, 1, 1), viewer=viewer), ListRequest()).rows] == [None]


def test_what_is_kept_of_a_month_equals_what_the_analysis_measures(app: Flask) -> None:
    people = people_table(OCTOBER)
    measured = measure(event_table(OCTOBER), people.drop(columns="unit_id"), roster_table(OCTOBER)).persons
    kept = {load.person_id: load for load in db.session.scalars(select(Workload).where(Workload.month == OCTOBER))}
    assert len(kept) == len(measured) == 8
    for row in measured.to_dict("records"):
        load = kept[int(row["person"])]
        assert load.load_index == pytest.approx(row["index"])
        assert (load.index_low, load.index_high) == (pytest.approx(row["index_low"]), pytest.approx(row["index_high"]))
        assert load.case_minutes == pytest.approx(row["event_load"])
        assert load.events == row["events"]


def test_a_unit_sees_its_people_and_their_sums(app: Flask) -> None:
    loads = loads_of(OCTOBER, path("N"), viewer=world.viewer("unit_manager"))
    assert {row.staff_number for row in loads} == {"N001", "N002", "N003", "N004"}
    assert all(row.named for row in loads)
    units = list(db.session.scalars(select(Unit).where(Unit.code == "N")))
    found = unit_load(loads, units, named=True)
    assert found.total.index == pytest.approx(sum(row.minutes for row in loads) / found.total.practical)
    assert months_measured(viewer=world.viewer("unit_manager"), action=Action.WORKLOAD_READ) == [OCTOBER]
    assert loads_of(OCTOBER, path("S"), viewer=world.viewer("unit_manager")) == []


def test_a_leader_may_see_sums_of_people_whom_they_may_not_see(app: Flask) -> None:
    loads = loads_of(OCTOBER, path("N"), viewer=world.viewer("leader"))
    assert len(loads) == 4
    assert not any(row.named for row in loads)


def test_a_persons_parts_and_events_make_their_load(app: Flask) -> None:
    who = person_id("N002")
    (part,) = items_of(who, OCTOBER)
    assert (part.events, part.standard, part.minutes) == (DAYS, MINUTES, MINUTES * DAYS)
    assert part.standard_error == pytest.approx(1.5)
    page = asked_in_every_way(events_of(who, OCTOBER))
    assert sum(row.load for row in page.rows) == pytest.approx(MINUTES * DAYS)
    load = load_of(who, OCTOBER)
    assert load is not None
    assert load.case_minutes == pytest.approx(MINUTES * DAYS)
    assert [one.month for one in months_of(who)] == [OCTOBER]


def test_a_second_build_changes_no_figure(app: Flask) -> None:
    def figures() -> list[tuple[object, ...]]:
        db.session.expire_all()
        rows = db.session.execute(select(Workload.person_id, Workload.load_index, Workload.reliability))
        return sorted(tuple(row) for row in rows)

    before = figures()
    assert build(OCTOBER, viewer=system_viewer("test")) == 8
    assert figures() == before


def test_the_sheet_of_a_unit_and_a_persons_month(app: Flask) -> None:
    manager = world.viewer("unit_manager")
    sheet = sheet_of(OCTOBER, path("N"), 1, viewer=manager)
    assert (sheet.people, sheet.pages) == (4, 1)
    row = next(one for one in sheet.rows if one.staff_number == "N001")
    assert (row.shifts, row.early, row.middle, row.night, row.leave) == (DAYS, DAYS, 0, 0, 0)
    assert (row.worked_minutes, row.night_minutes) == (DAYS * 480, 0)
    assert len(row.days) == DAYS
    assert len(shifts_of(person_id("N001"), OCTOBER)) == DAYS
    totals = totals_of(person_id("N001"), OCTOBER)
    assert totals is not None
    assert totals.shifts == DAYS
    assert months_with_shifts(viewer=manager) == [OCTOBER]
    assert sheet_of(OCTOBER, path("S"), 1, viewer=manager).rows == []
