"""Findings of a run lead to whom they are about, whether or not that person has a slip in it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import delete

from hr.database import db, unit_of_work
from hr.models.pay.pay_run import PayRun, PayRunFinding
from hr.models.pay.payslip import Payslip
from hr.permissions.viewer import system_viewer
from hr.queries.pay.run_findings import findings_of_run, groups_of
from payroll.finding_titles import TITLES, title_of
from tests.conftest import log_in
from tests.hr.pay import months, pay_world
from tests.hr.pay.months import employment_of
from vocabulary.periods import Month


@pytest.fixture(autouse=True)
def _paid(web: Flask) -> None:
    pay_world.pay_everybody()


def stored(run_id: int, *found: tuple[str, str, str]) -> None:
    """Warnings instead of what was found: staff number, code, what it says."""
    with unit_of_work(system_viewer("test"), "test.found") as session:
        session.execute(delete(PayRunFinding).where(PayRunFinding.pay_run_id == run_id))
        session.add_all(
            PayRunFinding(
                pay_run_id=run_id,
                employment_id=employment_of(number),
                code=code,
                blocks=False,
                text_zh=said,
                text_en=said,
            )
            for number, code, said in found
        )


def test_who_has_left_and_has_no_slip_is_named_and_leads_to_their_standing(web: Flask) -> None:
    run_id, employment_id = months.computed(Month(2026, 10)), employment_of("N002")
    with unit_of_work(system_viewer("test"), "test.left") as session:
        session.execute(delete(Payslip).where(Payslip.employment_id == employment_id))
    stored(run_id, ("N002", "back_pay_owes", ""))
    (found,) = findings_of_run(db.session.get_one(PayRun, run_id))
    assert (found.staff_number, found.slip_id) == ("N002", None)
    page = log_in(web, "finance").get(f"/pay/runs/{run_id}/findings").text
    assert f'href="/pay/standing/{employment_id}">N002' in page
    assert "/recompute" not in page


def test_who_has_a_slip_can_be_computed_again_from_the_list(web: Flask) -> None:
    run_id = months.computed(Month(2026, 10))
    stored(run_id, ("N002", "net_changed", ""))
    page = log_in(web, "finance").get(f"/pay/runs/{run_id}/findings").text
    assert f"/pay/runs/{run_id}/people/{employment_of('N002')}/recompute" in page


def test_findings_of_a_kind_stand_under_its_title_and_not_under_one_persons_figures(web: Flask) -> None:
    run_id = months.computed(Month(2026, 10))
    stored(run_id, ("N001", "net_changed", "1 -> 4,321.09"), ("N002", "net_changed", "1 -> 8,765.43"))
    (group,) = groups_of(db.session.get_one(PayRun, run_id))
    assert (group.count, group.title) == (2, TITLES["net_changed"])
    finance = log_in(web, "finance")
    overview = finance.get(f"/pay/runs/{run_id}").text
    assert group.title.zh in overview
    assert "4,321.09" not in overview
    assert f"{group.title.zh} (2)" in finance.get(f"/pay/runs/{run_id}/findings").text


def test_a_code_of_an_earlier_version_is_called_by_its_code() -> None:
    assert title_of("no_longer_known").zh == "no_longer_known"
