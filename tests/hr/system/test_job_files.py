"""Files of background jobs are deleted once they are old, by the worker, and that is on record."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from hr.config import from_environment
from hr.database import db, now
from hr.jobs import runner, worker
from hr.jobs.running import Outcome, Running
from hr.models.system.audit_entry import AuditEntry
from hr.models.system.background_job import BackgroundJob, JobState
from hr.queries.system.background_job import file_for, file_of, job_of
from hr.refusals import OutOfScope
from hr.services.system import background_job as service
from hr.services.system import job_files
from hr.services.system.background_job import Wanted
from tests import world
from tests.conftest import log_in
from vocabulary.text import Text

DAYS = 30


@pytest.fixture
def job_id(app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    """A job of finance that has left a file."""

    def work(job: Running) -> Outcome:
        job.file.parent.mkdir(parents=True, exist_ok=True)
        job.file.write_bytes(b"pay")
        return Outcome(Text("好", "done"), "pay.pdf")

    monkeypatch.setattr(runner, "work_of", lambda _kind: work)
    return service.enqueue(Wanted("test", "k", Text("试验", "A test"), "/"), viewer=world.viewer("finance"))


def ended(job_id: int, days: float) -> Path:
    """The job ended so many days ago; where its file lies."""
    with service.aside() as connection:
        moment = now() - timedelta(days=days)
        connection.execute(update(BackgroundJob).where(BackgroundJob.id == job_id).values(ended_at=moment))
    db.session.rollback()
    path = file_of(db.session.get_one(BackgroundJob, job_id, populate_existing=True))
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


def events() -> list[object]:
    found = db.session.scalars(select(AuditEntry).where(AuditEntry.deed == "job.expire_files"))
    return [(entry.row_key, entry.details) for entry in found]


def test_an_old_file_is_deleted_with_an_entry_in_the_trail_and_the_job_stays(app: Flask, job_id: int) -> None:
    path, finance = ended(job_id, DAYS + 0.01), world.viewer("finance")
    assert file_for(job_id, viewer=finance)[1] == "pay.pdf"
    assert job_files.expire() == 1
    assert not path.exists()
    assert events() == [(str(job_id), {"deleted": "pay.pdf", "owner": finance.user_id})]
    assert job_of(job_id, viewer=finance).state is JobState.DONE
    with pytest.raises(OutOfScope):
        file_for(job_id, viewer=finance)
    assert job_files.expire() == 0
    assert len(events()) == 1


def test_a_file_that_is_not_old_enough_is_kept(app: Flask, job_id: int) -> None:
    path = ended(job_id, DAYS - 0.01)
    assert job_files.expire() == 0
    assert path.exists()
    assert events() == []


def test_what_a_failed_job_left_half_done_goes_and_what_runs_is_kept(app: Flask, job_id: int) -> None:
    folder = ended(job_id, 1).parent
    running = service.aside
    left = {name: folder / name for name in ("987654", "987654.parts", f"{job_id}.parts")}
    left["987654"].write_bytes(b"half")
    for name in ("987654.parts", f"{job_id}.parts"):
        left[name].mkdir()
        (left[name] / "1.pdf").write_bytes(b"half")
    old = (now() - timedelta(days=DAYS + 1)).timestamp()
    for path in left.values():
        os.utime(path, (old, old))
    with running() as connection:
        live = {"state": JobState.RUNNING, "file_name": None, "ended_at": None}
        connection.execute(update(BackgroundJob).where(BackgroundJob.id == job_id).values(**live))
    job_files.expire()
    assert [name for name, path in left.items() if path.exists()] == [f"{job_id}.parts"]


def test_an_expired_file_that_somebody_else_deleted_is_noted_all_the_same(app: Flask, job_id: int) -> None:
    ended(job_id, DAYS + 1).unlink()
    assert job_files.expire() == 1
    assert len(events()) == 1


def test_how_long_files_are_kept_is_a_setting(tmp_path: Path) -> None:
    env = {"GRIDHR_FOLDER": str(tmp_path)}
    assert from_environment(env).job_file_days == DAYS
    assert from_environment({**env, "GRIDHR_JOB_FILE_DAYS": "7"}).job_file_days == 7
    for wrong in ("0", "-1", "x", "4000"):
        with pytest.raises(ValueError, match="GRIDHR_JOB_FILE_DAYS"):
            from_environment({**env, "GRIDHR_JOB_FILE_DAYS": wrong})


def test_a_busy_database_does_not_stop_the_worker(app: Flask) -> None:
    from sqlalchemy.exc import OperationalError

    def busy() -> None:
        raise OperationalError("x", None, Exception("database is locked"))

    worker._aside(app, busy)


def test_the_page_says_until_when_and_the_sidebar_how_many_run(web: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "background", lambda: type("Queue", (), {"push": lambda *_: None}))
    finance = world.viewer("finance")
    jobs = [service.enqueue(Wanted("test", key, Text("试验", "A test"), "/"), viewer=finance) for key in "ab"]
    client = log_in(web, "finance")
    assert 'badge text-bg-info">2<' in client.get("/jobs").get_data(as_text=True)
    with service.aside() as connection:
        done = {"state": JobState.DONE, "file_name": "pay.pdf", "ended_at": now()}
        connection.execute(update(BackgroundJob).where(BackgroundJob.id == jobs[0]).values(**done))
    page = client.get(f"/jobs/{jobs[0]}").get_data(as_text=True)
    assert 'badge text-bg-info">1<' in page
    assert "文件保留至" in page
    assert "text-bg-info" not in log_in(web, "finance_approver").get("/jobs").get_data(as_text=True)
