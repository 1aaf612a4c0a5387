"""What the database knows of a month as the engine's inputs: time, service, insurance, entries, the year's tax."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.organisation.post import Post
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.pay_standing import ContributionBase, PayStanding, SubsidyGrant, TaxDeduction, WorkTerms
from hr.models.pay.payslip import Payslip
from hr.models.pay.tax_year import OpeningTax, TaxElection
from hr.models.staff.assignment import Assignment
from hr.models.staff.employment import Contract, Employment
from hr.models.staff.person import Person
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.permissions.viewer import system_viewer
from hr.queries.pay.month_columns import essential
from hr.queries.pay.month_inputs import columns_for, inputs_for
from hr.queries.pay.parameter_book import book_for
from payroll.inputs import Inputs
from scheduling.calendar import china_calendar
from tests.hr.pay import pay_world
from tests.hr.pay.months import employment_of, locked, unit
from vocabulary.periods import Month
from vocabulary.terms import (
    Duty,
    RetirementGroup,
    SettlementPeriod,
    ShiftKind,
    StaffingType,
    UnitNature,
    WorkingTimeRegime,
)

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)
SINCE = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def store(*rows: Any) -> None:
    with unit_of_work(system_viewer("tests"), "test.facts"):
        db.session.add_all(rows)


def change(deed: Callable[[], Any]) -> None:
    with unit_of_work(system_viewer("tests"), "test.facts"):
        deed()


def row_of(number: str, month: Month = OCTOBER) -> dict[str, Any]:
    rows = inputs_for(month, unit("N").path, book_for(month))[1]
    return next(row for row in rows if row["employment_id"] == employment_of(number))


def person_of(number: str) -> Person:
    return db.session.scalars(select(Person).where(Person.staff_number == number)).one()


def entry(number: str, kind: PayInputKind, amount: int, *, approved: bool = True, **more: Any) -> PayInput:
    fields = {"name": kind.value, "month": OCTOBER} | more
    moment = datetime(2026, 10, 20, tzinfo=UTC) if approved else None
    return PayInput(employment_id=employment_of(number), kind=kind, amount=amount, approved_at=moment, **fields)


def shift(number: str, day: date, start: int, hours: int = 8, duty: Duty = Duty.CALL_TAKING) -> Shift:
    """A shift that begins ``start`` hours after midnight in Shanghai."""
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=start - 8)
    return Shift(
        person_id=person_of(number).id,
        unit_id=unit("N").id,
        business_date=day,
        kind=ShiftKind.NIGHT if start >= 22 else ShiftKind.DAY,
        duty=duty,
        starts_at=begins,
        ends_at=begins + timedelta(hours=hours),
        worked_minutes=hours * 60,
        night_minutes=0,
        import_id=_batch(),
    )


def _batch() -> int:
    found = db.session.scalar(select(ImportBatch.id))
    if found is None:
        store(ImportBatch(subject="shifts", file_name="made", file_sha256="0" * 64, by="tests"))
        found = db.session.scalar(select(ImportBatch.id))
    assert found is not None
    return found


def test_a_row_keeps_what_is_not_as_usual_and_reads_back_into_the_same_inputs(app: Flask) -> None:
    store(entry("N002", PayInputKind.OVERRIDE, 0, name="scale_wage"))
    found = columns_for(OCTOBER, unit("N").path, book_for(OCTOBER))
    rows, whole = found.rows(), found.inputs()
    again = Inputs.from_rows(OCTOBER, rows)
    for name, column in whole.columns.items():
        assert (again.column(name) == column).all(), name
    for name, coded in whole.coded.items():
        assert [again.coded[name].at(r) for r in range(len(rows))] == [coded.at(r) for r in range(len(rows))]
    assert (again.overrides["scale_wage"] == whole.overrides["scale_wage"]).all()
    assert all("sick_days" not in row and "middle_shifts" not in row for row in rows)


def test_a_row_stored_with_what_is_as_usual_means_the_same(app: Flask) -> None:
    row = row_of("N002")
    assert essential({**row, "sick_days": 0, "inputs_approved": 1, "grade": row["grade"], "sick_base": None}) == row


def test_an_unapproved_input_is_not_paid_but_said(app: Flask) -> None:
    store(entry("N002", PayInputKind.SICK_DAYS, 300, approved=False), entry("N003", PayInputKind.SICK_DAYS, 300))
    assert "sick_days" not in row_of("N002")
    assert row_of("N002")["inputs_approved"] == 0
    assert row_of("N003")["sick_days"] == 300
    assert "inputs_approved" not in row_of("N003")


def test_every_kind_of_input_reaches_its_column(app: Flask) -> None:
    kinds = {
        PayInputKind.MATERNITY_DAYS: "maternity_days",
        PayInputKind.MATERNITY_ALLOWANCE: "maternity_allowance_amount",
        PayInputKind.UNUSED_LEAVE_DAYS: "unused_leave_days",
        PayInputKind.OVERTIME_WORKDAY: "overtime_minutes_workday",
        PayInputKind.OVERTIME_REST_DAY: "overtime_minutes_rest_day",
        PayInputKind.OVERTIME_HOLIDAY: "overtime_minutes_holiday",
        PayInputKind.OVERTIME_PERIOD: "overtime_minutes_period",
        PayInputKind.WORKED_MINUTES: "worked_minutes",
        PayInputKind.ANNUAL_BONUS: "annual_bonus_amount",
        PayInputKind.LABOUR_SERVICE: "labour_service_amount",
        PayInputKind.SEVERANCE: "severance_amount",
        PayInputKind.SICK_DAYS_RELIEF: "sick_days_relief",
        PayInputKind.HEAT_EXPOSURE: "heat_exposed",
    }
    amounts = {kind: 1 if kind is PayInputKind.HEAT_EXPOSURE else 100 + place for place, kind in enumerate(kinds)}
    store(*(entry("N002", kind, amount) for kind, amount in amounts.items()))
    row = row_of("N002")
    assert {kind: row[column] for kind, column in kinds.items()} == amounts


def test_of_a_night_into_a_holiday_the_hours_after_midnight_count_and_belong_to_the_evening(app: Flask) -> None:
    eve = date(2026, 9, 30)
    store(shift("N002", eve, 22), shift("N003", eve, 22, duty=Duty.LEAVE), shift("N002", date(2026, 10, 2), 9))
    assert row_of("N002", SEPTEMBER)["overtime_minutes_holiday"] == 6 * 60
    assert row_of("N002", OCTOBER)["overtime_minutes_holiday"] == 8 * 60
    assert "overtime_minutes_holiday" not in row_of("N003", SEPTEMBER)


def test_a_day_of_rest_that_was_worked_is_overtime_only_once_it_is_approved(app: Flask) -> None:
    sunday = date(2026, 10, 25)
    store(shift("N002", sunday, 9))
    assert "overtime_minutes_rest_day" not in row_of("N002")
    store(entry("N002", PayInputKind.OVERTIME_REST_DAY, 480))
    assert row_of("N002")["overtime_minutes_rest_day"] == 480


def test_nobody_on_the_establishment_gets_holiday_pay_by_shifts_and_what_is_entered_replaces_them(app: Flask) -> None:
    store(shift("N001", date(2026, 10, 1), 9), shift("N002", date(2026, 10, 1), 9))
    assert "overtime_minutes_holiday" not in row_of("N001")
    store(entry("N002", PayInputKind.OVERTIME_HOLIDAY, 60))
    assert row_of("N002")["overtime_minutes_holiday"] == 60


def test_comprehensive_hours_are_settled_in_the_month_that_ends_the_quarter(app: Flask) -> None:
    store(
        WorkTerms(
            employment_id=employment_of("N002"),
            regime=WorkingTimeRegime.COMPREHENSIVE,
            period=SettlementPeriod.QUARTER,
            approval="徐人社〔2026〕1号",
            overtime_base_fen=500_000,
            valid_from=SINCE,
        )
    )
    days = [date(2026, 7, 1) + timedelta(days=n) for n in range(92)]  # the third quarter of 2026 has 65 workdays
    store(*(shift("N002", day, 9) for day in days[:70]))
    assert "overtime_minutes_period" not in row_of("N002", Month(2026, 8))
    row = row_of("N002", SEPTEMBER)
    holiday = row.get("overtime_minutes_holiday", 0)
    workdays = len([d for d in days if _is_workday(d)])
    assert row["overtime_minutes_period"] == 70 * 480 - holiday - workdays * 480
    assert (row["regime"], row["overtime_base"], row["sick_base"]) == ("comprehensive", 500_000, 500_000)


def _is_workday(day: date) -> bool:
    return china_calendar().is_workday(day)


def test_probation_seniority_and_service_follow_contract_and_employment(app: Flask) -> None:
    def probation() -> None:
        contract = db.session.scalars(select(Contract).where(Contract.employment_id == employment_of("N002"))).one()
        contract.probation_ends_on = date(2026, 10, 15)

    change(probation)
    row = row_of("N002")
    assert (row["service_years"], row["months_in_service"]) == (3, 46)
    assert row["probation_days"] == 1_000  # 1 to 15 October 2026: three holidays and seven workdays
    assert "probation_days" not in row_of("N003")


def test_who_was_taken_over_by_the_same_employer_keeps_their_seniority(app: Flask) -> None:
    def convert() -> None:
        old = db.session.get_one(Employment, employment_of("N002"))
        db.session.add(
            Employment(
                person_id=old.person_id,
                staffing_type=StaffingType.SOCIAL_WORKER,
                host_unit_id=old.host_unit_id,
                starts_on=date(2020, 5, 1),
                ends_on=date(2022, 12, 31),
            )
        )

    change(convert)
    rows = inputs_for(OCTOBER, unit("N").path, book_for(OCTOBER))[1]
    known = [row for row in rows if row.get("service_years") == 6]
    assert len(known) == 1


def test_who_is_past_retirement_age_is_insured_against_injury_only_unless_they_retire_later(app: Flask) -> None:
    def age() -> None:
        for number in ("N002", "N004"):
            person_of(number).born_on = date(1960, 1, 1)
            assert person_of(number).retirement_group is RetirementGroup.MALE_60
        base = db.session.scalars(
            select(ContributionBase).where(ContributionBase.employment_id == employment_of("N004"))
        ).one()
        base.retires_later = True

    change(age)
    row = row_of("N002")
    assert [row.get(f"insured_{name}", 1) for name in ("pension", "medical", "work_injury", "housing_fund")] == [
        0,
        0,
        1,
        0,
    ]
    assert row_of("N002", Month(2025, 11)).get("insured_work_injury", 1) == 0  # before 沪人社规〔2025〕22号
    assert row_of("N004").get("insured_pension", 1) == 1


def test_part_time_people_are_paid_by_the_minutes_of_their_shifts(app: Flask) -> None:
    def by_the_hour() -> None:
        row = db.session.scalars(select(PayStanding).where(PayStanding.employment_id == employment_of("N004"))).one()
        row.fixed_wage_fen, row.hourly_rate_fen = 0, 2_600

    change(by_the_hour)
    store(shift("N004", date(2026, 10, 12), 9, 4), shift("N004", date(2026, 10, 13), 9, 4))
    row = row_of("N004")
    assert (row["scheme"], row["hourly_rate"], row["worked_minutes"]) == ("hourly", 2_600, 480)
    assert (row.get("insured_pension", 1), row.get("insured_work_injury", 1)) == (0, 1)
    assert "fixed_monthly_pay" not in row


def test_establishment_staff_of_a_unit_like_the_civil_service_have_its_scheme(app: Flask) -> None:
    def like() -> None:
        unit("N").nature = UnitNature.CIVIL_SERVICE_LIKE
        row = db.session.scalars(select(PayStanding).where(PayStanding.employment_id == employment_of("N001"))).one()
        row.grade, row.rank, row.step = "一级科员", "25", 6

    change(like)
    row = row_of("N001")
    assert row["scheme"] == "civil_service"
    assert row["position_wage_cell"] == "SH/position_wage/一级科员"
    assert row["rank_wage_cell"] == "SH/rank_wage/25/6"
    assert "post_wage_cell" not in row
    assert "civil_bonus_due" not in row
    assert row_of("N001", Month(2026, 12))["civil_bonus_due"] == 1
    assert row_of("N002")["scheme"] == "grade_step"


def test_a_granted_subsidy_counts_its_months(app: Flask) -> None:
    store(SubsidyGrant(employment_id=employment_of("N004"), first_month=Month(2026, 3), months_before=5))
    row = row_of("N004")
    assert (row["subsidy_4050"], row["subsidy_months_used"]) == (1, 12)
    assert "subsidy_4050" not in row_of("N004", Month(2026, 2))


def test_patrols_are_work_in_the_heat_unless_something_else_is_entered(app: Flask) -> None:
    store(shift("N002", date(2026, 10, 12), 9, duty=Duty.PATROL), shift("N003", date(2026, 10, 12), 9))
    assert row_of("N002")["heat_exposed"] == 1
    assert "heat_exposed" not in row_of("N003")
    store(entry("N002", PayInputKind.HEAT_EXPOSURE, 0), entry("N003", PayInputKind.HEAT_EXPOSURE, 1))
    assert "heat_exposed" not in row_of("N002")
    assert row_of("N003")["heat_exposed"] == 1


def test_sick_leave_over_the_change_of_its_rule_is_split_at_the_day(app: Flask) -> None:
    august = Month(2026, 8)
    monday = date(2026, 8, 10)
    store(entry("N002", PayInputKind.SICK_DAYS, 800, month=august, name="2026-08-10", first_day=monday))
    row = row_of("N002", august)
    assert (row["sick_days"], row["sick_days_after_change"]) == (500, 300)  # the rule changes on Sunday the 16th


def opening(number: str, **more: Any) -> OpeningTax:
    fields = {
        "employer": f"unit:{unit('N').id}",
        "year": 2026,
        "through": Month(2026, 8),
        "months": 8,
        "income_fen": 6_000_000,
        "deductions_fen": 600_000,
        "withheld_fen": 12_000,
    } | more
    return OpeningTax(person_id=person_of(number).id, **fields)


def test_an_opening_balance_stands_for_the_months_before_and_slips_add_to_it(app: Flask) -> None:
    store(opening("N002", months=7))
    before = row_of("N002", SEPTEMBER)
    assert (before["tax_months"], before["tax_income_before"], before["tax_withheld_before"]) == (8, 6_000_000, 12_000)
    locked(SEPTEMBER)
    slip = db.session.scalars(select(Payslip).where(Payslip.employment_id == employment_of("N002"))).one()
    after = row_of("N002")
    assert after["tax_months"] == 9
    assert after["tax_income_before"] == 6_000_000 + slip.figures["taxed_income"]


def test_slips_of_months_that_an_opening_balance_stands_for_are_left_out(app: Flask) -> None:
    locked(SEPTEMBER)
    store(opening("N002", through=SEPTEMBER, months=9))
    assert row_of("N002")["tax_income_before"] == 6_000_000
    assert row_of("N003")["tax_income_before"] > 0


def test_twelve_months_of_little_pay_elsewhere_count_for_the_sixty_thousand_rule(app: Flask) -> None:
    store(opening("N002", year=2025, through=Month(2025, 12), months=12, income_fen=5_900_000))
    store(opening("N003", year=2025, through=Month(2025, 12), months=11, income_fen=5_900_000, employer="agency:1"))
    assert row_of("N002")["sixty_thousand_rule"] == 1
    assert "sixty_thousand_rule" not in row_of("N003")


def test_a_move_to_another_centre_begins_the_year_of_tax_anew(app: Flask) -> None:
    def move() -> None:
        street = unit("S")
        post = db.session.scalars(select(Post).where(Post.unit_id == street.id)).first()
        assert post is not None
        old = db.session.scalars(select(Assignment).where(Assignment.employment_id == employment_of("N002"))).one()
        db.session.add(old.hand_over(post, date(2026, 9, 1)))

    change(move)
    rows = inputs_for(OCTOBER, unit("S").path, book_for(OCTOBER))[1]
    moved = next(row for row in rows if row["employment_id"] == employment_of("N002"))
    assert moved["tax_months"] == 2
    assert row_of("N003")["tax_months"] == 10


def test_the_years_choices_and_other_deductions_reach_their_columns(app: Flask) -> None:
    store(
        TaxElection(person_id=person_of("N002").id, year=2026, bonus_merged=True, deducted_elsewhere=True),
        TaxDeduction(
            person_id=person_of("N002").id, item="personal_pension", monthly_fen=100_000, valid_from=date(2026, 9, 1)
        ),
        TaxDeduction(person_id=person_of("N002").id, item="rent", monthly_fen=150_000, valid_from=date(2026, 10, 1)),
    )
    row = row_of("N002")
    assert (row["bonus_merged"], row["basic_deduction_elsewhere"]) == (1, 1)
    assert (row["other_deductions_to_date"], row["additional_to_date"]) == (200_000, 150_000)
    assert "bonus_merged" not in row_of("N003")


def test_unused_leave_is_paid_by_the_average_of_settled_slips(app: Flask) -> None:
    locked(SEPTEMBER)
    store(entry("N002", PayInputKind.UNUSED_LEAVE_DAYS, 300))
    slip = db.session.scalars(select(Payslip).where(Payslip.employment_id == employment_of("N002"))).one()
    assert row_of("N002")["average_wage"] == slip.gross_fen
    assert "average_wage" not in row_of("N003")
