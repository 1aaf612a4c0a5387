"""Unknown words of the platforms are settled by dated rules, at once for what waits and later for what comes."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.match_rule import MatchRule, Meaning, WordKind
from hr.models.casework.work_item import WorkItem
from hr.models.casework.workload_stale import WorkloadStale
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.casework import match_rule
from hr.services.casework.case_import import CaseFile, CaseImportResult, import_cases
from hr.services.casework.match_rule import Settlement
from tests import world
from tests.hr.casework.files import case_csv, row
from vocabulary.terms import UnitKind, WorkItemClass

SINCE = date(2026, 10, 1)


def offer(*rows: tuple[str, ...], login: str = "hr_officer") -> CaseImportResult:
    return import_cases(CaseFile(case_csv(*rows), "cases.csv", "gridhr"), viewer=world.viewer(login))


def event(case: str) -> CaseEvent:
    return db.session.scalars(select(CaseEvent).where(CaseEvent.case_number == case)).one()


def person(number: str) -> Person:
    return db.session.scalars(select(Person).where(Person.staff_number == number)).one()


def settle(case: str, said: Settlement, kind: WordKind = WordKind.ACTOR, login: str = "hr_officer") -> int:
    return match_rule.settle(kind, event(case).id, said, viewer=world.viewer(login))[1]


def means(number: str, **more: object) -> Settlement:
    return Settlement(Meaning.PERSON, number, SINCE, **more)  # type: ignore[arg-type]


def untouched() -> bool:
    return verify(system_viewer("test"))[1] == []


def add_item(code: str, name: str) -> None:
    with unit_of_work(system_viewer("test"), "test.item") as session:
        session.add(WorkItem(code=code, name=name, category=WorkItemClass.EVENT, level=UnitKind.STREET_TOWN))


def test_events_that_wait_and_those_that_come_later_are_credited_by_the_rule(app: Flask) -> None:
    offer(row(case="1", actor="JD07"), row(case="2", actor="JD07"), row(case="3", actor="JD08"))
    assert settle("1", means("N001")) == 2
    later = offer(row(case="4", actor="JD07"))
    credited = [event(case).person_id for case in "1234"]
    assert credited == [person("N001").id, person("N001").id, None, person("N001").id]
    assert later.unmatched_actors == 0
    assert untouched()


def test_a_rule_holds_from_its_day_to_its_day(app: Flask) -> None:
    days = {"1": "2026-09-30", "2": "2026-10-01", "3": "2026-10-31", "4": "2026-11-01"}
    offer(*(row(case=c, actor="JD07", started="", ended=f"{d} 09:00") for c, d in days.items()))
    assert settle("2", means("N001", valid_to=date(2026, 10, 31))) == 2
    assert [event(case).person_id is None for case in "1234"] == [True, False, False, True]


def test_one_code_can_be_two_people_one_after_the_other(app: Flask) -> None:
    offer(row(case="1", actor="JD07"), row(case="2", actor="JD07", started="", ended="2026-11-05 09:00"))
    settle("1", means("N001", valid_to=date(2026, 10, 31)))
    with pytest.raises(Refusal):
        settle("2", means("N002"))
    settle("2", Settlement(Meaning.PERSON, "N002", date(2026, 11, 1)))
    assert [event(case).person_id for case in "12"] == [person("N001").id, person("N002").id]


def test_a_code_settled_as_a_system_user_is_nobodys_work(app: Flask) -> None:
    offer(row(case="1", actor="机器人"))
    assert settle("1", Settlement(Meaning.SYSTEM, "", SINCE)) == 1
    assert (event("1").is_system, event("1").person_id) == (True, None)
    assert untouched()


def test_an_ignored_word_needs_a_reason_and_is_left_as_it_is(app: Flask) -> None:
    offer(row(case="1", actor="外单位"))
    with pytest.raises(Refusal):
        settle("1", Settlement(Meaning.IGNORED, "", SINCE))
    assert settle("1", Settlement(Meaning.IGNORED, "", SINCE, reason="市容公司人员")) == 0
    assert offer(row(case="2", actor="外单位")).unmatched_actors == 0


def test_an_item_is_settled_as_one_of_the_catalogue(app: Flask) -> None:
    add_item("E1", "占道经营")
    offer(row(case="1", item="占道"))
    with pytest.raises(Refusal):
        settle("1", Settlement(Meaning.WORK_ITEM, "没有", SINCE), WordKind.ITEM)
    assert settle("1", Settlement(Meaning.WORK_ITEM, "E1", SINCE), WordKind.ITEM) == 1
    offer(row(case="2", item="占道"))
    items = {event(case).work_item_id for case in "12"}
    assert items == {db.session.scalars(select(WorkItem.id)).one()}
    assert untouched()


def test_a_unit_may_be_named_where_the_work_is_credited(app: Flask) -> None:
    offer(row(case="1", actor="JD07", unit=""))
    unit = db.session.scalars(select(Unit).where(Unit.code == "N")).one()
    settle("1", means("N001", at_unit_id=unit.id))
    assert event("1").unit_id == unit.id


def test_who_maintains_other_units_settles_nothing_here(app: Flask) -> None:
    offer(row(case="1", actor="JD07"))
    for login in ("unit_manager", "auditor", "administrator"):
        with pytest.raises(OutOfScope):
            settle("1", means("N001"), login=login)
    with pytest.raises(Refusal):
        settle("1", means("S001"))
    assert db.session.scalars(select(MatchRule)).all() == []


def test_an_ended_rule_credits_nothing_new(app: Flask) -> None:
    offer(row(case="1", actor="JD07"))
    settle("1", means("N001"))
    rule = db.session.scalars(select(MatchRule)).one()
    with pytest.raises(Refusal):
        match_rule.end(rule.id, date(2026, 9, 1), viewer=world.viewer("hr_officer"))
    match_rule.end(rule.id, date(2026, 10, 31), viewer=world.viewer("hr_officer"))
    offer(row(case="2", actor="JD07", started="", ended="2026-11-02 09:00"))
    assert event("2").person_id is None


def test_events_wait_for_a_person_or_an_item_to_become_known(app: Flask) -> None:
    offer(row(case="1", actor="N099"), row(case="2", actor="N098", item="新事项"))
    with unit_of_work(system_viewer("test"), "test.renumber") as session:
        session.scalars(select(Person).where(Person.staff_number == "N001")).one().staff_number = "N099"
    add_item("X", "新事项")
    assert event("1").person_id == person("N099").id
    assert event("2").work_item_id is not None
    assert untouched()


def test_a_person_of_another_street_is_not_credited_when_they_become_known(app: Flask) -> None:
    offer(row(case="1", actor="S099"))
    with unit_of_work(system_viewer("test"), "test.renumber") as session:
        session.scalars(select(Person).where(Person.staff_number == "S001")).one().staff_number = "S099"
    assert event("1").person_id is None


def test_no_month_is_stale_before_it_was_measured(app: Flask) -> None:
    offer(row(case="1", actor="JD07"))
    settle("1", means("N001"))
    assert db.session.scalars(select(WorkloadStale)).all() == []
