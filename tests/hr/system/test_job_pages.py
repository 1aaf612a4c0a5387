"""The pages of background jobs: progress, the way on, cancelling, files, and what administrators see of them."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from hr.background import Background
from hr.database import db
from hr.jobs import runner
from hr.models.pay.pay_run import PayRun
from hr.models.system.background_job import BackgroundJob
from hr.models.worktime.shift import Shift
from hr.services.system import background_job as service
from hr.views import background as asking
from hr.views import file_import
from tests.conftest import log_in
from tests.hr.pay import pay_world
from tests.hr.pay.months import computed, opened
from tests.hr.worktime.files import row, shift_csv
from vocabulary.text import Text


@pytest.fixture
def queue(web: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Jobs that were sent and that nobody does yet."""
    pay_world.pay_everybody()
    sent: list[int] = []
    monkeypatch.setattr(Background, "push", lambda _self, job_id: sent.append(job_id))
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    return sent


def test_a_long_computation_shows_its_progress_and_then_the_way_on(web: Flask, queue: list[int]) -> None:
    run_id, finance = opened(), log_in(web, "finance")
    page = str(finance.post(f"/pay/runs/{run_id}/compute").headers["Location"])
    assert page == f"/jobs/{queue[0]}"
    waiting = finance.get(page).get_data(as_text=True)
    assert 'http-equiv="refresh"' in waiting
    assert "排队中" in waiting
    asked = {"headers": {"HX-Request": "true"}}
    assert service.claim(queue[0], "w")
    service.tell(queue[0], "w", Text("正在计算 4 人", "Computing 4 people"), 1, 4)
    moving = finance.get(f"{page}/progress", **asked)
    assert "正在计算 4 人" in moving.get_data(as_text=True)
    assert "HX-Redirect" not in moving.headers
    service.recover("w", "another")
    runner.run(queue[0])
    over = finance.get(f"{page}/progress", **asked)
    assert over.headers["HX-Redirect"] == f"/pay/runs/{run_id}"
    assert "已计算 4 人" in finance.get(f"/pay/runs/{run_id}").get_data(as_text=True)
    assert "http-equiv" not in finance.get(page).get_data(as_text=True)


def test_a_cancelled_computation_leaves_the_run_as_it_was(web: Flask, queue: list[int]) -> None:
    run_id, finance = opened(), log_in(web, "finance")
    page = str(finance.post(f"/pay/runs/{run_id}/compute").headers["Location"])
    finance.post(f"{page}/cancel")
    runner.run(queue[0])
    db.session.rollback()
    assert db.session.get_one(PayRun, run_id).version == 0
    assert "已取消" in finance.get(page).get_data(as_text=True)


def test_a_refused_job_says_why_on_the_page_that_it_leads_to(web: Flask) -> None:
    run_id = opened()
    finance = log_in(web, "finance")
    back = finance.post(f"/pay/runs/{run_id}/compute")  # nobody has a standing in this world
    assert back.headers["Location"] == f"/pay/runs/{run_id}"


@pytest.mark.parametrize("login", ["finance_approver", "administrator", "auditor", "hr_officer", "grid_worker"])
def test_nobody_elses_job_is_there(web: Flask, queue: list[int], login: str) -> None:
    finance = log_in(web, "finance")
    page = str(finance.post(f"/pay/runs/{opened()}/compute").headers["Location"])
    other = log_in(web, login)
    for path in (page, f"{page}/progress", f"{page}/file"):
        assert other.get(path).status_code == 404
    assert other.post(f"{page}/cancel").status_code == 404


def test_administrators_see_that_there_are_jobs_and_nothing_of_their_content(web: Flask, queue: list[int]) -> None:
    log_in(web, "finance").post(f"/pay/runs/{opened()}/compute")
    runner.run(queue[0])
    words = db.session.get_one(BackgroundJob, queue[0]).words_zh
    assert "实发合计" in words
    seen = log_in(web, "administrator").get("/jobs/all").get_data(as_text=True)
    assert "pay_run.compute" in seen
    assert "实发合计" not in seen
    assert log_in(web, "finance").get("/jobs/all").status_code == 404


def test_all_reports_are_made_behind_the_page_and_fetched_by_their_owner(web: Flask) -> None:
    pay_world.pay_everybody()
    run_id, finance = computed(), log_in(web, "finance")
    page = str(finance.post(f"/pay/runs/{run_id}/files/reports.zip").headers["Location"])
    assert finance.get(f"{page}/file").data.startswith(b"PK")
    assert log_in(web, "finance_approver").get(f"{page}/file").status_code == 404
    single = str(finance.post(f"/pay/runs/{run_id}/files/register.pdf").headers["Location"])
    assert finance.get(f"{single}/file").data.startswith(b"%PDF")
    assert finance.post(f"/pay/runs/{run_id}/files/other.pdf").status_code == 404


def test_an_interrupted_set_of_reports_goes_on_with_the_next_file(web: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    pay_world.pay_everybody()
    run_id, finance, sent = computed(), log_in(web, "finance"), list[int]()
    monkeypatch.setattr(Background, "push", lambda _self, job_id: sent.append(job_id))
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    page = str(finance.post(f"/pay/runs/{run_id}/files/reports.zip").headers["Location"])
    kept, told = service.keep_place, list[object]()

    def killed_after_the_first(job_id: int, place: object) -> None:
        kept(job_id, place)
        told.append(place)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(service, "keep_place", killed_after_the_first)
        with pytest.raises(KeyboardInterrupt):
            runner.run(sent[0])
    db.session.rollback()
    assert service.recover("", "another") == sent
    runner.run(sent[0])
    archive = finance.get(f"{page}/file").data
    assert archive.startswith(b"PK")
    assert archive.count(b"register.pdf") == 2  # its head and its place in the table of contents: once in the archive


def test_a_large_import_is_taken_in_behind_the_pages_and_but_once(web: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_import, "LARGE_FILE", 1)
    officer = log_in(web, "hr_officer")
    data = {"file": (BytesIO(shift_csv(row(day="2026-10-20"))), "shifts.csv")}
    offered = officer.post("/worktime/import", data=data, content_type="multipart/form-data")
    address = str(offered.headers["Location"])
    assert officer.post(address).headers["Location"] == "/worktime/import"
    assert db.session.scalar(select(func.count(Shift.id))) == 1
    assert "已导入 1 行" in officer.get("/jobs").get_data(as_text=True)
    assert officer.post(address).status_code == 404
