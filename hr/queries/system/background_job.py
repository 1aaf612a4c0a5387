"""Background jobs: one's own, and for who maintains users that there are some, never what they found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, or_, select

from hr.database import db
from hr.models.organisation.unit import Unit
from hr.models.system.background_job import BackgroundJob, JobState
from hr.models.system.user import User
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.listing import Choice, ListColumn, Listing
from hr.refusals import OutOfScope
from vocabulary.text import Text

LIVE = (JobState.QUEUED, JobState.RUNNING)


def job_of(job_id: int, *, viewer: Viewer) -> BackgroundJob:
    """A job of the viewer's own; anybody else's is not there."""
    own = (BackgroundJob.id == job_id, BackgroundJob.user_id == viewer.user_id)
    found = db.session.scalar(select(BackgroundJob).where(*own).execution_options(populate_existing=True))
    if found is None:
        raise OutOfScope(f"background job {job_id}")
    return found


def own_jobs(*, viewer: Viewer) -> Listing:
    """The viewer's jobs, the latest first."""
    subject = BackgroundJob.subject_zh if viewer.language == "zh" else BackgroundJob.subject_en
    words = BackgroundJob.words_zh if viewer.language == "zh" else BackgroundJob.words_en
    return Listing(
        select(BackgroundJob.id.label("job_id")).where(BackgroundJob.user_id == viewer.user_id),
        columns=(
            ListColumn("subject", Text("任务", "Job"), subject, link="job_id"),
            ListColumn("state", Text("状态", "State"), BackgroundJob.state, "term"),
            ListColumn("words", Text("进展", "How far"), words),
            ListColumn("queued_at", Text("提交时间", "Asked for"), BackgroundJob.queued_at, "moment"),
            ListColumn("ended_at", Text("结束时间", "Ended"), BackgroundJob.ended_at, "moment"),
        ),
        search_in=(subject,),
        choices=(_states(),),
        sort="queued_at",
        descending=True,
        key=BackgroundJob.id,
    )


def jobs_of_all(*, viewer: Viewer) -> Listing:
    """Everybody's jobs where the viewer maintains users: kind, owner, state and times, nothing of their content."""
    viewer.require(Action.USER_WRITE)
    here = or_(within(Unit.path, viewer, Action.USER_WRITE), BackgroundJob.unit_id.is_(None))
    statement = select(BackgroundJob.id.label("job_id")).join(BackgroundJob.user)
    return Listing(
        statement.outerjoin(BackgroundJob.unit).where(here),
        columns=(
            ListColumn("kind", Text("种类", "Kind"), BackgroundJob.kind),
            ListColumn("user", Text("用户", "User"), User.name),
            ListColumn("unit", Text("机构", "Unit"), Unit.name),
            ListColumn("state", Text("状态", "State"), BackgroundJob.state, "term"),
            ListColumn("attempts", Text("次数", "Attempts"), BackgroundJob.attempts, "number", shown=False),
            ListColumn("queued_at", Text("提交时间", "Asked for"), BackgroundJob.queued_at, "moment"),
            ListColumn("ended_at", Text("结束时间", "Ended"), BackgroundJob.ended_at, "moment"),
        ),
        search_in=(User.name, BackgroundJob.kind),
        choices=(_states(),),
        sort="queued_at",
        descending=True,
        key=BackgroundJob.id,
    )


def _states() -> Choice:
    return Choice(
        "state",
        Text("状态", "State"),
        [(state.value, state.label) for state in JobState],
        {state.value: BackgroundJob.state == state for state in JobState},
    )


def live_jobs(*, viewer: Viewer) -> int:
    """How many of the viewer's jobs wait or run."""
    mine = (BackgroundJob.user_id == viewer.user_id, BackgroundJob.state.in_(LIVE))
    return db.session.scalar(select(func.count(BackgroundJob.id)).where(*mine)) or 0


def kept_for() -> timedelta:
    """How long the file of an ended job is kept."""
    return timedelta(days=current_app.config["SETTINGS"].job_file_days)


def file_of(job: BackgroundJob) -> Path:
    """Where the file of a job lies that has one (or is to have one)."""
    folder: Path = current_app.config["SETTINGS"].folder
    return folder / "job_files" / str(job.id)


def file_for(job_id: int, *, viewer: Viewer) -> tuple[Path, str]:
    """The file of one's own job and its name, while one may still do what it was made by; else OutOfScope."""
    job = job_of(job_id, viewer=viewer)
    path = file_of(job)
    if job.action:
        viewer.require(Action(job.action), job.unit.path if job.unit else None)  # type: ignore[call-arg]
    if job.file_name is None or not path.exists():
        raise OutOfScope(f"file of background job {job_id}")
    return path, job.file_name
