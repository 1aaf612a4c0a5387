"""The 36 hours of a month under comprehensive hours: averaged over the months of the period that were worked."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_input import PayInputKind
from hr.models.pay.pay_run import PayRunFinding
from hr.models.pay.pay_standing import WorkTerms
from hr.models.staff.employment import Employment
from hr.queries.pay.month_overtime import period_months_in
from tests.hr.pay import pay_world
from tests.hr.pay.months import checked, employment_of
from tests.hr.pay.test_month_columns import SEPTEMBER, SINCE, change, entry, store
from vocabulary.periods import Month
from vocabulary.terms import SettlementPeriod, WorkingTimeRegime

MONTHLY_LIMIT = 36 * 60


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def settled_over(period: SettlementPeriod) -> None:
    store(
        WorkTerms(
            employment_id=employment_of("N002"), regime=WorkingTimeRegime.COMPREHENSIVE, period=period,
            approval="徐人社〔2026〕1号", valid_from=SINCE,
        )
    )  # fmt: skip


def warned(minutes: int) -> list[str]:
    store(entry("N002", PayInputKind.OVERTIME_PERIOD, minutes, month=SEPTEMBER))
    run_id = checked(SEPTEMBER)
    return list(
        db.session.scalars(
            select(PayRunFinding.text_en).where(
                PayRunFinding.pay_run_id == run_id, PayRunFinding.code == "overtime_over_limit"
            )
        )
    )


def test_a_quarter_of_just_36_hours_a_month_is_within_the_limit(app: Flask) -> None:
    settled_over(SettlementPeriod.QUARTER)
    assert warned(3 * MONTHLY_LIMIT) == []


def test_a_minute_more_than_three_times_36_hours_is_pointed_out_with_the_months_of_the_quarter(app: Flask) -> None:
    settled_over(SettlementPeriod.QUARTER)
    (said,) = warned(3 * MONTHLY_LIMIT + 1)
    assert "3 months" in said


def test_hours_settled_by_the_month_are_not_averaged(app: Flask) -> None:
    settled_over(SettlementPeriod.MONTH)
    (said,) = warned(MONTHLY_LIMIT + 1)
    assert "1 months" in said


@pytest.mark.parametrize(
    ("period", "month", "months"),
    [
        (SettlementPeriod.MONTH, Month(2026, 9), 1),
        (SettlementPeriod.QUARTER, Month(2026, 8), 2),
        (SettlementPeriod.QUARTER, Month(2026, 9), 3),
        (SettlementPeriod.YEAR, Month(2026, 9), 9),
    ],
)
def test_a_period_is_averaged_over_its_months_so_far(
    app: Flask, period: SettlementPeriod, month: Month, months: int
) -> None:
    settled_over(period)
    assert period_months_in(month) == {employment_of("N002"): months}


def test_months_before_the_employment_began_do_not_thin_out_the_overtime(app: Flask) -> None:
    settled_over(SettlementPeriod.QUARTER)

    def join() -> None:
        db.session.get_one(Employment, employment_of("N002")).starts_on = date(2026, 8, 10)

    change(join)
    assert period_months_in(SEPTEMBER) == {employment_of("N002"): 2}
