"""Files that background jobs left: they hold pay, so they are deleted once they are old, and that is on record."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app
from sqlalchemy import Select, select, update

from hr.audit import record_event
from hr.database import db, now, unit_of_work
from hr.models.system.background_job import BackgroundJob as Job
from hr.permissions.viewer import system_viewer
from hr.queries.system.background_job import LIVE, file_of, kept_for

_AT_A_TIME = 500


def expire() -> int:
    """Delete the files of jobs that ended longer ago than the setting says; how many of them could be fetched.

    What jobs that failed or were killed left half done goes at the same age, told to nobody: nobody could have it.
    """
    until = now() - kept_for()
    expired = db.session.scalars(
        select(Job).where(Job.file_name.is_not(None), Job.ended_at < until).order_by(Job.id).limit(_AT_A_TIME)
    ).all()
    for job in expired:
        _delete(file_of(job))  # first, so that a kill in between leaves a row that is looked at again
    _note(expired)
    _delete_remains(until)
    return len(expired)


def _note(jobs: Sequence[Job]) -> None:
    if not jobs:
        return
    with unit_of_work(system_viewer("worker"), "job.expire_files") as session:
        for job in jobs:
            record_event(session, "background_job", job.id, {"deleted": job.file_name, "owner": job.user_id})
        session.execute(update(Job).where(Job.id.in_([job.id for job in jobs])).values(file_name=None))


def _delete_remains(until: datetime) -> None:
    folder: Path = current_app.config["SETTINGS"].folder / "job_files"
    if not folder.exists():
        return
    old = [path for path in folder.iterdir() if _written(path) < until]
    kept = {str(job_id) for job_id in db.session.scalars(_still_needed())} if old else set()
    for path in old:
        if path.stem not in kept:
            _delete(path)


def _still_needed() -> Select[int]:
    return select(Job.id).where(Job.state.in_(LIVE) | Job.file_name.is_not(None))


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
