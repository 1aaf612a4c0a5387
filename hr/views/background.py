"""Asking for background work from a page: quick jobs are waited for, longer ones are shown with their progress."""

from __future__ import annotations

import time

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hr.database import db
from hr.models.system.background_job import BackgroundJob, JobState
from hr.queries.system.background_job import LIVE, job_of
from hr.services.system.background_job import Wanted, enqueue
from hr.views.door import say, viewer
from vocabulary.text import Text

PATIENCE = 1.5
"""Seconds that a request waits for its job, so that small ones are done when the page comes back."""
_LOOK = 0.05
_TONES = {JobState.DONE: "success", JobState.CANCELLED: "warning", JobState.FAILED: "danger"}


def begin(wanted: Wanted) -> ResponseReturnValue:
    """Start ``wanted`` and go to its result, or to the page of its progress when that takes longer."""
    job_id = enqueue(wanted, viewer=viewer())
    job = _awaited(job_id)
    if job.state in LIVE or job.file_name:
        return redirect(url_for("background_job.page", job_id=job_id))
    say_how_it_ended(job)
    return redirect(job.address)


def _awaited(job_id: int) -> BackgroundJob:
    until = time.monotonic() + PATIENCE
    while True:
        db.session.rollback()  # another process writes it
        job = job_of(job_id, viewer=viewer())
        if job.state not in LIVE or time.monotonic() > until:
            return job
        time.sleep(_LOOK)


def say_how_it_ended(job: BackgroundJob) -> None:
    """Tell the outcome on the next page."""
    say(Text(job.words_zh, job.words_en), _TONES[job.state])
