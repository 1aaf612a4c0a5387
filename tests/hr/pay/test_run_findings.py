"""Findings of a run lead to whom they are about, whether or not that person has a slip in it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete

from hr.database import db, unit_of_work
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.permissions.viewer import system_viewer
from hr.queries.pay.run_findings import findings_of_run
from tests.conftest import log_in
from tests.hr.pay import months, pay_world
from tests.hr.pay.months import employment_of
from vocabulary.periods import Month


@pytest.fixture(autouse=True)
def _paid(web: Flask) -> None:
    pay_world.pay_everybody()


def test_who_has_left_and_has_no_slip_is_named_and_leads_to_their_standing(web: Flask) -> None:
    run_id, employment_id = months.computed(Month(2026, 10)), employment_of("N002")
    with unit_of_work(system_viewer("test"), "test.left") as session:
        session.execute(delete(Payslip).where(Payslip.employment_id == employment_id))
        session.execute(delete(PayRunFinding).where(PayRunFinding.pay_run_id == run_id))
        session.add(
            PayRunFinding(
                pay_run_id=run_id,
                employment_id=employment_id,
                code="back_pay_owes",
                blocks=False,
                text_zh="",
                text_en="",
            )
        )
    (found,) = findings_of_run(db.session.get_one(PayRun, run_id))
    assert (found.staff_number, found.slip_id) == ("N002", None)
    page = log_in(web, "finance").get(f"/pay/runs/{run_id}/findings").text
    assert f'href="/pay/standing/{employment_id}">N002' in page
