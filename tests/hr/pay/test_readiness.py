"""Whose standing is not enough to be paid by, under each pay scheme, before anything is computed."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hr.database import db
from hr.models.pay.pay_run import PayRun
from hr.models.pay.pay_standing import PayStanding
from hr.models.pay.payslip import Payslip
from hr.models.staff.person import Person
from hr.queries.pay.pay_run import run_of
from hr.queries.pay.run_readiness import readiness_of
from hr.services.pay import pay_run
from tests import world
from tests.hr.pay import pay_world
from tests.hr.pay.months import OCTOBER, employment_of, opened, unit
from tests.hr.pay.test_month_columns import change
from vocabulary.terms import UnitNature


@pytest.fixture(autouse=True)
def _paid(app: Flask) -> None:
    pay_world.pay_everybody()


def stand(number: str, **values: Any) -> None:
    def deed() -> None:
        row = db.session.scalars(select(PayStanding).where(PayStanding.employment_id == employment_of(number))).one()
        for name, value in values.items():
            setattr(row, name, value)

    change(deed)


def like_the_civil_service() -> None:
    def deed() -> None:
        unit("N").nature = UnitNature.CIVIL_SERVICE_LIKE

    change(deed)


def lacking() -> list[str]:
    run = run_of(opened(OCTOBER), viewer=world.viewer("finance"))
    return [one.staff_number for one in readiness_of(run).without_standing]


def test_everybody_on_their_scale_lacks_nothing(app: Flask) -> None:
    assert lacking() == []


@pytest.mark.parametrize("kept", [{"grade": "一级科员", "rank": None}, {"grade": None, "rank": "25"}])
def test_like_the_civil_service_both_position_and_rank_are_needed(app: Flask, kept: dict[str, Any]) -> None:
    like_the_civil_service()
    stand("N001", step=6, **kept)
    assert lacking() == ["N001"]


def test_position_and_rank_are_enough_like_the_civil_service(app: Flask) -> None:
    like_the_civil_service()
    stand("N001", grade="一级科员", rank="25", step=6)
    assert lacking() == []


def test_a_part_timer_needs_an_hourly_rate_and_no_scale(app: Flask) -> None:
    stand("N002", pay_scale_id=None, grade=None, step=None)
    assert lacking() == ["N002"]


def test_an_hourly_rate_alone_pays_whatever_the_staffing_type(app: Flask) -> None:
    stand("N002", pay_scale_id=None, grade=None, step=None, hourly_rate_fen=2_800)
    stand("N004", fixed_wage_fen=0, hourly_rate_fen=2_800)
    assert lacking() == []


def test_who_is_named_is_whose_slip_fails(app: Flask) -> None:
    stand("N002", grade=None)
    stand("N004", fixed_wage_fen=0)
    named = lacking()
    pay_run.compute(db.session.scalars(select(PayRun.id)).one(), viewer=world.viewer("finance"))
    failed = select(Person.staff_number).join(Payslip, Payslip.person_id == Person.id)
    failing = db.session.scalars(failed.where(Payslip.failure_zh.is_not(None)))
    assert sorted(named) == sorted(failing) == ["N002", "N004"]
