"""One month from what the database knows to the fen on the slip, worked out by hand.

李强 (contract, 5,200.00 on the scale, 300.00 allowance, bases 8,000.00) in October 2026: a day shift on 2 October, two
approved hours of overtime, a year-end bonus of 12,000.00 taxed apart, and a note that the tax office counts eight
months with another 20,000.00 before pay was computed here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db, unit_of_work
from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.models.pay.payslip import Payslip
from hr.models.pay.tax_year import OpeningTax
from hr.models.staff.person import Person
from hr.permissions.viewer import system_viewer
from hr.queries.pay.payslip import explained, slip_for
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import OCTOBER, computed, employment_of, unit
from tests.hr.pay.test_month_columns import shift
from vocabulary.money import fen
from vocabulary.periods import Month

EXPECTED = {
    "scale_wage": "5200.00",
    "allowance.post": "300.00",
    "overtime_holiday_pay": "717.24",  # 5,200 ÷ 21.75 ÷ 8 × 300 % × 8 h
    "overtime_workday_pay": "89.66",  # 5,200 ÷ 21.75 ÷ 8 × 150 % × 2 h
    "annual_bonus": "12000.00",
    "gross": "18306.90",
    "pension_employee": "640.00",
    "medical_employee": "160.00",
    "unemployment_employee": "40.00",
    "housing_fund_employee": "560.00",
    "tax_income_to_date": "26306.90",  # 20,000 before, 6,306.90 now; the bonus stands apart
    "income_tax": "0.00",  # nine months deduct 45,000
    "annual_bonus_tax": "360.00",  # 12,000 ÷ 12 = 1,000: 3 %
    "net": "16546.90",
}


@pytest.fixture(autouse=True)
def _facts(app: Flask) -> None:
    pay_world.pay_everybody()
    moment = datetime(2026, 10, 25, tzinfo=UTC)
    key, kinds = employment_of("N002"), PayInputKind
    person_id = db.session.scalars(select(Person.id).where(Person.staff_number == "N002")).one()
    holiday = shift("N002", date(2026, 10, 2), 9)
    with unit_of_work(system_viewer("tests"), "test.golden"):
        db.session.add(holiday)
        for kind, amount in ((kinds.OVERTIME_WORKDAY, 120), (kinds.ANNUAL_BONUS, 1_200_000)):
            db.session.add(
                PayInput(
                    employment_id=key, month=OCTOBER, kind=kind, name=kind.value, amount=amount, approved_at=moment
                )
            )
        db.session.add(
            OpeningTax(
                person_id=person_id,
                employer=f"unit:{unit('N').id}",
                year=2026,
                through=Month(2026, 9),
                months=8,
                income_fen=2_000_000,
                deductions_fen=0,
                withheld_fen=0,
            )
        )


def test_the_slip_of_october_is_right_to_the_fen_and_explains_each_figure(app: Flask) -> None:
    run_id = computed()
    slip = slip_for("N002", OCTOBER, viewer=world.viewer("finance"))
    assert {name: slip.figures[name] for name in EXPECTED} == {name: fen(yuan) for name, yuan in EXPECTED.items()}
    assert set(EXPECTED) <= {line.figure for line in explained(slip).lines}
    others = db.session.scalars(select(Payslip).where(Payslip.pay_run_id == run_id, Payslip.id != slip.id)).all()
    assert all(other.figures["overtime_holiday_pay"] == 0 for other in others)
