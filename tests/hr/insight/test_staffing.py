"""Staffing findings from what is on file: about whom, when they begin, and who may see them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select

from analytics.establishment.finding import FindingRule, Severity
from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.models.staff.qualification import Qualification
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.insight.home_card import HomeCard, Waiting
from hr.queries.insight.home_findings import staffing_breaches
from hr.queries.insight.staffing import Found, findings_on
from hr.refusals import OutOfScope
from tests import world
from vocabulary.terms import ContractKind, Duty, FundSource, ShiftKind

ON = date(2026, 5, 15)


def unit(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


def employment(number: str) -> Employment:
    return db.session.scalars(select(Employment).join(Employment.person).where(Person.staff_number == number)).one()


def found(rule: FindingRule, on: date = ON, *, as_: str = "hr_officer", at: str = "N") -> list[Found]:
    return [one for one in findings_on(on, unit(at), viewer=world.viewer(as_)) if one.finding.rule is rule]


def whom(rule: FindingRule, on: date = ON) -> set[str | None]:
    return {one.staff_number for one in found(rule, on)}


def test_contracts_are_ending_from_sixty_days_before_and_lapsed_the_day_after(app: Flask) -> None:
    last = date(2026, 12, 31)
    assert whom(FindingRule.CONTRACT_ENDING, last - timedelta(days=61)) == set()
    assert whom(FindingRule.CONTRACT_ENDING, last - timedelta(days=60)) == {"N001", "N002", "N003", "N004"}
    assert whom(FindingRule.CONTRACT_LAPSED, last) == set()
    assert len(whom(FindingRule.CONTRACT_LAPSED, last + timedelta(days=1))) == 4


def test_a_contract_signed_already_for_after_it_silences_the_warning(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.renew") as session:
        start, end = date(2027, 1, 1), date(2029, 12, 31)
        following = Contract(employment=employment("N002"), kind=ContractKind.FIXED, starts_on=start, ends_on=end)
        session.add(following)
    on = date(2026, 12, 1)
    assert "N002" not in whom(FindingRule.CONTRACT_ENDING, on)
    assert whom(FindingRule.OPEN_ENDED_DUE, on) == {"N002"}


def test_probation_too_long_for_the_term_is_a_breach_with_its_source(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.probation"):
        contract = employment("N002").contracts[0]
        contract.ends_on = date(2024, 6, 30)
        contract.probation_ends_on = date(2023, 4, 30)
    (one,) = found(FindingRule.PROBATION_TOO_LONG, date(2023, 2, 1))
    assert one.staff_number == "N002"
    assert one.finding.severity is Severity.BREACH
    assert "第十九条" in one.finding.source.zh
    assert one.finding.advice.en


def test_a_begun_month_of_probation_counts_and_the_whole_six_are_allowed(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.probation"):
        employment("N002").contracts[0].probation_ends_on = date(2023, 6, 30)
        employment("N003").contracts[0].probation_ends_on = date(2023, 7, 1)
    assert whom(FindingRule.PROBATION_TOO_LONG, date(2023, 2, 1)) == {"N003"}


def test_the_4050_subsidy_runs_out_after_thirty_six_months(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.fund"):
        employment("N004").fund_source = FundSource.EMPLOYMENT_FUND
    assert whom(FindingRule.SUBSIDY_4050, date(2025, 9, 15)) == set()
    (near,) = found(FindingRule.SUBSIDY_4050, date(2025, 11, 15))
    (used,) = found(FindingRule.SUBSIDY_4050, date(2026, 1, 15))
    assert (near.finding.severity, used.finding.severity) == (Severity.NOTICE, Severity.WARNING)
    assert "36" in used.finding.message.zh


def test_only_the_certificate_that_runs_longest_counts(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.certificates") as session:
        for number, expires in (("N002", date(2026, 6, 1)), ("N003", date(2026, 6, 1)), ("N003", date(2030, 1, 1))):
            person = employment(number).person
            issued = date(2020, 1, 1)
            session.add(Qualification(person=person, name="网格员", issued_on=issued, expires_on=expires, level=4))
    (one,) = found(FindingRule.CERTIFICATE_EXPIRING)
    assert one.staff_number == "N002"
    assert one.finding.due == date(2026, 6, 1)


def test_the_dispatched_share_names_both_denominators(app: Flask) -> None:
    (one,) = found(FindingRule.DISPATCHED_SHARE)
    assert one.subject == "北桥街道网格化管理中心"
    assert one.person_id is None
    assert "33.3%" in one.finding.message.en
    assert "25.0%" in one.finding.message.en


def test_empty_places_of_the_quota_are_counted(app: Flask) -> None:
    (one,) = found(FindingRule.VACANCY)
    assert "26" in one.finding.message.zh


def test_who_is_paid_or_rostered_without_attendance_is_found_only_where_shifts_are_on_file(app: Flask) -> None:
    assert found(FindingRule.ON_BOOKS_NOT_ON_POST) == []
    _shift("N002", Duty.PATROL)
    assert found(FindingRule.ON_BOOKS_NOT_ON_POST) == []
    _shift("N001", Duty.LEAVE)
    (one,) = found(FindingRule.ON_BOOKS_NOT_ON_POST)
    assert one.staff_number == "N001"
    _shift("N001", Duty.OFFICE, day=9)
    assert found(FindingRule.ON_BOOKS_NOT_ON_POST) == []


def _shift(number: str, duty: Duty, day: int = 8) -> None:
    with unit_of_work(system_viewer("test"), "test.shift") as session:
        batch = ImportBatch(subject="shifts", file_name="x", file_sha256="0" * 64, by="test")
        session.add(batch)
        session.flush()
        start = datetime(2026, 4, day, 0, 0, tzinfo=UTC)
        row = {
            "person_id": employment(number).person_id,
            "unit_id": employment(number).host_unit_id,
            "business_date": date(2026, 4, day),
            "kind": ShiftKind.DAY,
            "duty": duty,
            "starts_at": start,
            "ends_at": start + timedelta(hours=8),
            "worked_minutes": 480,
            "night_minutes": 0,
            "import_id": batch.id,
        }
        session.execute(insert(Shift), [row])


def test_who_works_at_another_centre_than_holds_the_place_is_found(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.second"):
        assignment = db.session.scalars(
            select(Assignment).where(Assignment.employment_id == employment("N001").id)
        ).one()
        assignment.unit_id = unit("S").id
    (one,) = found(FindingRule.ON_BOOKS_NOT_ON_POST)
    assert "南桥" in one.finding.message.zh


def test_retirement_is_announced_for_who_is_near(app: Flask) -> None:
    with unit_of_work(system_viewer("test"), "test.born"):
        employment("N004").person.born_on = date(1966, 3, 5)
    (one,) = found(FindingRule.RETIREMENT)
    assert one.staff_number == "N004"
    assert one.finding.due is not None


def test_nobody_without_a_role_for_people_sees_any_finding(app: Flask) -> None:
    for login in ("leader", "grid_worker", "administrator"):
        with pytest.raises(OutOfScope):
            found(FindingRule.VACANCY, as_=login)
    with pytest.raises(OutOfScope):
        found(FindingRule.VACANCY, at="S")


def test_the_home_page_counts_breaches_for_who_can_mend_them(app: Flask) -> None:
    day = date(2027, 1, 2)
    card, *waiting = list(staffing_breaches(world.viewer("hr_officer"), day))
    assert isinstance(card, HomeCard)
    assert card.value == 4
    assert [one.subject for one in waiting if isinstance(one, Waiting)]
    assert list(staffing_breaches(world.viewer("leader"), day)) == []


def test_with_very_many_people_the_home_page_only_points_to_the_list(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hr.queries.insight.home_findings._MOST", 3)
    (card,) = list(staffing_breaches(world.viewer("hr_officer"), date(2027, 1, 2)))
    assert isinstance(card, HomeCard)
    assert card.value is None
