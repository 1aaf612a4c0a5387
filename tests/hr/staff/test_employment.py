"""Joining, leaving, coming back and changing the staffing type."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.database import db
from hr.models.pay.pay_standing import PayStanding
from hr.models.staff.person import Person
from hr.models.staff.separation import Separation
from hr.permissions.viewer import system_viewer
from hr.queries.system.audit_entry import verify
from hr.refusals import OutOfScope, Refusal
from hr.services.staff.employment import change_staffing_type, hire, separate
from hr.services.staff.wishes import Conversion, FirstStanding, Leaving
from tests import world
from tests.hr.staff import found
from vocabulary.terms import RetirementGroup, SeparationKind, SeparationReason, Sex, StaffingType

LEAVING = Leaving(on=date(2026, 3, 31), kind=SeparationKind.VOLUNTARY, reason=SeparationReason.PAY)


def people() -> int:
    return db.session.scalar(select(func.count(Person.id))) or 0


def blamed(field: str, **changed: object) -> None:
    """Hiring with ``changed`` is refused for ``field``, and nobody was added."""
    before = people()
    with pytest.raises(Refusal) as refused:
        hire(found.hire_wish(**changed), viewer=world.viewer("hr_officer"))
    assert refused.value.field == field
    db.session.rollback()
    assert people() == before


def test_a_newcomer_gets_person_employment_contract_and_primary_assignment_at_once(app: Flask) -> None:
    employment = hire(found.hire_wish(), viewer=world.viewer("hr_officer"))
    assert (employment.person.sex, employment.person.born_on) == (Sex.MALE, date(1995, 6, 7))
    assert employment.person.retirement_group is RetirementGroup.MALE_60
    assert employment.person.home_unit.code == "N"
    assert [contract.ends_on for contract in employment.contracts] == [date(2027, 2, 28)]
    assert [(a.is_primary, a.post.code, a.starts_on) for a in employment.assignments] == [(True, "P1", found.START)]
    assert verify(system_viewer("audit"))[1] == []


def test_a_first_pay_standing_begins_with_the_employment(app: Flask) -> None:
    employment = hire(
        found.hire_wish(standing=FirstStanding(fixed_wage_fen=300_000)), viewer=world.viewer("hr_officer")
    )
    standing = db.session.scalars(select(PayStanding).where(PayStanding.employment_id == employment.id)).one()
    assert (standing.fixed_wage_fen, standing.valid_from) == (300_000, found.START)


def test_a_staff_number_or_an_identity_number_on_file_is_refused_wherever_it_is(app: Flask) -> None:
    blamed("staff_number", identity=found.identity("S001"))
    number = found.person("S002").id_number.lower()
    blamed("id_number", identity=found.identity(id_number=number, retirement_group=RetirementGroup.FEMALE_50))


def test_a_wrong_identity_number_is_refused(app: Flask) -> None:
    blamed("id_number", identity=found.identity(id_number="310104199506073331"))


def test_a_woman_needs_her_retirement_group(app: Flask) -> None:
    number = world.resident_id("31010419950607334")
    blamed("retirement_group", identity=found.identity(id_number=number))
    blamed("retirement_group", identity=found.identity(id_number=number, retirement_group=RetirementGroup.MALE_60))


def test_an_agency_belongs_to_dispatched_staff_and_to_nobody_else(app: Flask) -> None:
    blamed("agency_id", staffing_type=StaffingType.DISPATCHED)
    blamed("agency_id", agency_id=found.agency().id)


def test_a_post_that_is_not_open_yet_takes_nobody(app: Flask) -> None:
    blamed("post_id", starts_on=date(2019, 12, 31), contract=None)


@pytest.mark.parametrize(
    ("ends_on", "probation_ends_on"),
    [
        (date(2025, 5, 30), date(2025, 3, 1)),  # under three months: none
        (date(2026, 2, 27), date(2025, 4, 1)),  # under a year: one month
        (date(2028, 2, 28), date(2025, 5, 1)),  # under three years: two
        (date(2028, 2, 29), date(2025, 9, 1)),  # three years: six
    ],
)
def test_a_probation_longer_than_the_term_allows_is_refused(app: Flask, ends_on: date, probation_ends_on: date) -> None:
    blamed("probation_ends_on", contract=found.terms(ends_on=ends_on, probation_ends_on=probation_ends_on))


def test_a_probation_that_the_term_just_allows_is_taken(app: Flask) -> None:
    contract = found.terms(ends_on=date(2028, 2, 29), probation_ends_on=date(2025, 8, 31))
    employment = hire(found.hire_wish(contract=contract), viewer=world.viewer("hr_officer"))
    assert employment.contracts[0].probation_ends_on == date(2025, 8, 31)


def test_a_contract_has_an_end_unless_it_is_open_ended(app: Flask) -> None:
    blamed("contract_ends_on", contract=found.terms(ends_on=None))


def test_nobody_hires_into_another_centre(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        hire(found.hire_wish(post_id=found.post("S", "P1").id), viewer=world.viewer("hr_officer"))


@pytest.mark.parametrize("role", ["finance", "unit_manager", "leader", "auditor", "grid_worker", "administrator"])
def test_only_the_hr_officer_hires(app: Flask, role: str) -> None:
    with pytest.raises(OutOfScope):
        hire(found.hire_wish(), viewer=world.viewer(role))


def test_leaving_ends_employment_contract_and_assignment_and_says_why(app: Flask) -> None:
    [employment] = found.employments("N002")
    separation = separate(employment.id, LEAVING, viewer=world.viewer("hr_officer"))
    assert (separation.on, separation.kind) == (LEAVING.on, SeparationKind.VOLUNTARY)
    [employment] = found.employments("N002")
    assert employment.ends_on == LEAVING.on
    assert [(c.ends_on, c.terminated_on) for c in employment.contracts] == [(date(2026, 12, 31), LEAVING.on)]
    assert [a.ends_on for a in employment.assignments] == [LEAVING.on]


def test_nobody_leaves_twice_or_before_they_came(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    [employment] = found.employments("N002")
    early = Leaving(on=date(2022, 12, 31), kind=SeparationKind.VOLUNTARY, reason=SeparationReason.PAY)
    for wish in (early, LEAVING, LEAVING):
        if wish is LEAVING and employment.ends_on is None:
            separate(employment.id, wish, viewer=officer)
            employment = found.employments("N002")[0]
            continue
        with pytest.raises(Refusal) as refused:
            separate(employment.id, wish, viewer=officer)
        assert refused.value.field == "on"
    assert db.session.scalar(select(func.count(Separation.id))) == 1


def test_another_centres_people_can_not_be_let_go(app: Flask) -> None:
    with pytest.raises(OutOfScope):
        separate(found.employments("S002")[0].id, LEAVING, viewer=world.viewer("hr_officer"))
    assert found.employments("S002")[0].ends_on is None


def test_who_left_can_come_back_but_not_while_still_here(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    known = found.person("N002").id
    again = {"identity": None, "person_id": known, "contract": None}
    blamed("starts_on", **again, starts_on=date(2026, 3, 1))
    separate(found.employments("N002")[0].id, LEAVING, viewer=officer)
    blamed("starts_on", **again, starts_on=LEAVING.on)
    hire(found.hire_wish(**again, starts_on=date(2026, 4, 1)), viewer=officer)
    assert [e.starts_on for e in found.employments("N002")] == [date(2023, 1, 1), date(2026, 4, 1)]


def test_a_second_probation_with_the_same_employer_is_refused(app: Flask) -> None:
    officer = world.viewer("hr_officer")
    first = hire(found.hire_wish(contract=found.terms(probation_ends_on=date(2025, 4, 30))), viewer=officer)
    separate(first.id, LEAVING, viewer=officer)
    later = date(2026, 5, 1)
    contract = found.terms(starts_on=later, ends_on=date(2028, 4, 30), probation_ends_on=date(2026, 6, 30))
    blamed("probation_ends_on", identity=None, person_id=first.person_id, starts_on=later, contract=contract)


def test_a_conversion_is_a_move_and_keeps_the_post(app: Flask) -> None:
    [old] = found.employments("N003")
    on = date(2026, 1, 1)
    new = change_staffing_type(
        old.id, Conversion(on=on, staffing_type=StaffingType.CONTRACT), viewer=world.viewer("hr_officer")
    )
    old, new = found.employments("N003")
    assert (old.ends_on, new.starts_on, new.agency_id) == (date(2025, 12, 31), on, None)
    assert [(a.post.code, a.is_primary, a.starts_on) for a in new.assignments] == [("P1", True, on)]
    separation = db.session.scalars(select(Separation)).one()
    assert (separation.employment_id, separation.kind) == (old.id, SeparationKind.CONVERSION)


def test_a_conversion_to_the_same_type_is_refused(app: Flask) -> None:
    [old] = found.employments("N002")
    wish = Conversion(on=date(2026, 1, 1), staffing_type=StaffingType.CONTRACT)
    with pytest.raises(Refusal):
        change_staffing_type(old.id, wish, viewer=world.viewer("hr_officer"))


def test_two_officers_at_once_do_not_let_somebody_go_twice(app: Flask) -> None:
    """The second waits for the first, then sees what the first has done."""
    [employment] = found.employments("N002")
    employment_id, refusals = employment.id, []
    officer = world.viewer("hr_officer")
    db.session.rollback()

    def let_go() -> None:
        with app.app_context():
            try:
                separate(employment_id, LEAVING, viewer=officer)
            except Refusal as refusal:
                refusals.append(refusal.field)

    threads = [threading.Thread(target=let_go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refusals == ["on"]
    assert db.session.scalar(select(func.count(Separation.id))) == 1
