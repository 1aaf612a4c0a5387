"""Doing one job: taken up once, in the name of who asked for it, and ended in one of its states whatever happens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from flask import Flask, current_app
from sqlalchemy.exc import OperationalError

from hr.database import db
from hr.jobs.kinds import work_of
from hr.jobs.running import Outcome, Running, Stopped
from hr.jobs.worker_name import worker_name
from hr.models.system.background_job import BackgroundJob, JobState
from hr.permissions.viewer import Viewer
from hr.queries.system.background_job import file_of
from hr.queries.system.user import viewer_of
from hr.refusals import OutOfScope, Refusal
from hr.services.system import background_job
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

BEAT_SECONDS = 5.0
_NOT_ALLOWED = Text("没有找到，或您已没有相应权限", "Not found, or not yours to do any more")
_FAULT = Text("系统出错，错误已记录；数据没有改变", "The program failed, which has been recorded; nothing was changed")
_log = logging.getLogger(__name__)


def run(job_id: int) -> None:
    """Do the job unless somebody else does. Every failure ends in the job's words; what was begun is taken back."""
    worker = worker_name()
    if not background_job.claim(job_id, worker):
        return
    try:
        with beating(job_id, worker):
            outcome = _done(job_id, worker)
    except Stopped:
        background_job.end_cancelled(job_id, worker)
    except (Refusal, BadInput) as no:
        background_job.end(job_id, worker, JobState.FAILED, no.reason)
    except OutOfScope:
        background_job.end(job_id, worker, JobState.FAILED, _NOT_ALLOWED)
    except Exception:
        _log.exception("background job %s failed", job_id)
        background_job.end(job_id, worker, JobState.FAILED, _FAULT)
    else:
        background_job.end(job_id, worker, JobState.DONE, outcome.words, outcome.file_name)
    finally:
        db.session.rollback()


def _done(job_id: int, worker: str) -> Outcome:
    db.session.rollback()
    job = db.session.get_one(BackgroundJob, job_id, populate_existing=True)
    running = Running(job_id, worker, job.arguments, _viewer(job), file_of(job), job.cursor)
    return work_of(job.kind)(running)


def _viewer(job: BackgroundJob) -> Viewer:
    """Who asked for it, with the rights that they have now."""
    if not job.user.is_active:
        raise OutOfScope(f"user {job.user_id} is disabled")
    return viewer_of(job.user, language="en" if job.language == "en" else "zh", door="job")


@contextmanager
def beating(job_id: int, worker: str) -> Iterator[None]:
    """Let the job's heart beat from a thread of its own for as long as it is worked on."""
    over = threading.Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    thread = threading.Thread(target=_beat, args=(app, job_id, worker, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(app: Flask, job_id: int, worker: str, over: threading.Event) -> None:
    for _ in count():
        if over.wait(BEAT_SECONDS):
            return
        try:
            with app.app_context():
                background_job.beat(job_id, worker)
        except OperationalError:  # SQLite is being written to, very likely by this same job
            continue
