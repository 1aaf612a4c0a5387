"""Turnover from the database: the study's figures, moves that are no losses, and what a scope leaves out."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event, select

from analytics.turnover.history import By
from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from hr.models.staff.separation import Separation
from hr.permissions.viewer import system_viewer
from hr.queries.insight.turnover import TurnoverAsked, TurnoverFound, rolling_year, turnover_of
from hr.queries.insight.turnover_people import Behind, people_behind
from hr.refusals import OutOfScope
from tests import world
from tests.hr.insight import study
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind, SeparationReason, StaffingType

YEAR = DateRange(date(2025, 1, 1), date(2025, 12, 31))


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


def found_at(code: str, window: DateRange = YEAR, by: By | None = None, *, as_: str = "hr_officer") -> TurnoverFound:
    return turnover_of(TurnoverAsked(window, unit(code), by), viewer=world.viewer(as_))


def current(number: str) -> Employment:
    return db.session.scalars(
        select(Employment).join(Employment.person).where(Person.staff_number == number, Employment.ends_on.is_(None))
    ).one()


def end(number: str, on: date, kind: SeparationKind, reason: SeparationReason = SeparationReason.PAY) -> None:
    with unit_of_work(system_viewer("test"), "test.end") as session:
        employment = current(number)
        employment.ends_on = on
        for assignment in employment.assignments:
            assignment.ends_on = on
        session.add(Separation(employment=employment, on=on, kind=kind, reason=reason))


def employ_again(number: str, on: date, unit_code: str = "N") -> None:
    with unit_of_work(system_viewer("test"), "test.employ") as session:
        person = session.scalars(select(Person).where(Person.staff_number == number)).one()
        old = session.scalars(select(Assignment).join(Employment).where(Employment.person_id == person.id)).first()
        assert old is not None
        again = Employment(person=person, staffing_type=StaffingType.CONTRACT, host_unit=unit(unit_code), starts_on=on)
        session.add(again)
        session.flush()
        session.add(Assignment(employment=again, unit_id=unit(unit_code).id, post_id=old.post_id, starts_on=on))


def test_the_studys_centre_shows_its_three_rates_with_denominators_and_interval(app: Flask) -> None:
    study.build()
    found = found_at("STUDY", study.WINDOW)
    total = found.total
    assert total is not None
    assert total.of_authorised is not None
    assert (len(total.opening), total.average, total.authorised, len(total.losses)) == (28, 25.0, 30, 8)
    shown = [f"{rate.value:.1%}" for rate in (total.of_opening, total.of_average, total.of_authorised)]
    assert shown == ["28.6%", "32.0%", "26.7%"]
    assert (f"{total.of_opening.low:.1%}", f"{total.of_opening.high:.1%}") == ("15.3%", "47.1%")
    assert (found.funnel.places, found.funnel.applicants, found.funnel.on_board) == (8, 4, 2)
    assert found.funnel.filled.value == 0.25
    assert found.reasons == {SeparationReason.NIGHT_WORK: 4, SeparationReason.PAY: 4}
    assert sum(found.by_month.values()) == 8


def test_only_joiners_whose_trial_was_on_record_are_in_the_new_leaver_rate(app: Flask) -> None:
    study.build()
    ninety, year = found_at("STUDY", study.WINDOW).newcomers
    assert (ninety.count, ninety.base) == (0, 2)
    assert year.base == 0


def test_a_conversion_is_a_move_and_no_loss(app: Flask) -> None:
    end("N003", date(2025, 6, 30), SeparationKind.CONVERSION)
    employ_again("N003", date(2025, 7, 1))
    found = found_at("N")
    assert found.total is not None
    assert (len(found.total.losses), len(found.total.joiners), found.conversions) == (0, 0, 1)
    assert len(found.total.closing) == 4
    by_type = {group.group: group for group in found_at("N", by=By.STAFFING_TYPE).groups}
    assert len(by_type["dispatched"].moves_out) == 1
    assert len(by_type["contract"].closing) == 2


def test_who_moves_to_another_street_is_no_loss_of_this_one(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.move") as session:
        assignment = current("N002").assignments[0]
        assignment.ends_on = date(2025, 3, 31)
        session.add(
            Assignment(
                employment_id=assignment.employment_id,
                unit_id=unit("S").id,
                post_id=assignment.post_id,
                starts_on=date(2025, 4, 1),
            )
        )
    found = found_at("N")
    assert found.total is not None
    assert (len(found.total.losses), len(found.total.moves_out), len(found.total.uncoded)) == (0, 1, 0)
    assert (len(found.total.opening), len(found.total.closing)) == (4, 3)


def test_a_rehire_the_day_after_a_resignation_is_a_loss_and_a_joiner(app: Flask) -> None:
    end("N002", date(2025, 6, 30), SeparationKind.VOLUNTARY)
    employ_again("N002", date(2025, 7, 1))
    found = found_at("N")
    assert found.total is not None
    assert (len(found.total.losses), len(found.total.joiners)) == (1, 1)


def test_an_end_without_a_separation_is_pointed_out_and_counted_as_no_loss(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.end"):
        current("N004").ends_on = date(2025, 5, 31)
    found = found_at("N")
    assert found.total is not None
    assert (len(found.total.losses), len(found.total.uncoded)) == (0, 1)


def test_branches_and_tenure_add_up_to_the_whole(app: Flask) -> None:
    study.build()
    end("N002", date(2025, 6, 30), SeparationKind.VOLUNTARY)
    by_unit = found_at("N", by=By.UNIT)
    assert by_unit.total is not None
    centre, street = str(unit("STUDY").id), str(unit("N").id)
    assert {group.group: len(group.opening) for group in by_unit.groups} == {street: 4, centre: 22}
    assert {group.group: group.authorised for group in by_unit.groups} == {street: 30, centre: 30}
    for by in By:
        groups = found_at("N", by=by).groups
        assert sum(len(group.losses) for group in groups) == 1
        assert sum(group.average for group in groups) == pytest.approx(by_unit.total.average)


def test_the_people_behind_a_number_are_as_many_as_the_number_says(app: Flask) -> None:
    study.build()
    found = found_at("STUDY", study.WINDOW)
    listing = people_behind(found, Behind.LOSSES, viewer=world.viewer("hr_officer"))
    assert sorted(row["last"] for row in listing.rows) == sorted(study.LAST_DAYS)
    assert len(people_behind(found, Behind.OPENING, viewer=world.viewer("hr_officer")).rows) == 28
    with pytest.raises(OutOfScope):
        people_behind(found, Behind.LOSSES, viewer=world.viewer("leader"))


def test_another_street_does_not_exist_for_who_has_no_role_there(app: Flask) -> None:
    for login in ("hr_officer", "leader", "grid_worker", "finance"):
        with pytest.raises(OutOfScope):
            found_at("S", as_=login)


def test_a_leader_gets_aggregates_without_the_small_groups(app: Flask) -> None:
    found = found_at("N", as_="leader")
    assert "" in found.hidden
    study.build()
    found = found_at("N", by=By.UNIT, window=study.WINDOW, as_="leader")
    assert "" not in found.hidden
    later = found_at("N", by=By.UNIT, as_="leader")
    assert later.hidden == {str(unit("N").id), str(unit("STUDY").id)}
    assert not found_at("N", by=By.UNIT).hidden


def test_the_number_of_statements_does_not_grow_with_the_people(app: Flask) -> None:
    few = _statements(lambda: found_at("N"))
    study.build()
    assert _statements(lambda: found_at("N")) == few


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


def test_a_rolling_year_has_twelve_months() -> None:
    assert rolling_year(date(2026, 10, 31)) == DateRange(date(2025, 11, 1), date(2026, 10, 31))
    assert rolling_year(date(2026, 3, 1)) == DateRange(date(2025, 3, 2), date(2026, 3, 1))
