"""The course of a background job: asked for, taken up, told of, ended.

How a job stands is written in short transactions of its own, beside the unit of work that the job itself may be doing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.exc import IntegrityError

from hr.background import background
from hr.database import db, now, unit_of_work
from hr.models.system.background_job import BackgroundJob as Job
from hr.models.system.background_job import JobState
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.system.background_job import job_of
from hr.refusals import OutOfScope, Refusal
from vocabulary.text import Text

ALIVE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
LIVE = (JobState.QUEUED, JobState.RUNNING)
_BUSY = Text("{name} 正在进行同一任务，请稍候", "{name} is at it already: wait until that is done")
_GIVEN_UP = Text(
    "任务连续 {n} 次被中断，已停止；数据没有改变", "Interrupted {n} times and given up; nothing was changed"
)
_CANCELLED = Text("已取消，数据没有改变", "Cancelled; nothing was changed")


@dataclass(frozen=True)
class Wanted:
    """A piece of work: its kind and arguments, what it is called, the unit it is about, and where its result is seen.

    ``key``: of jobs with the same key only one is queued or running. ``address``: the page to go on to.
    ``action``: what one must be allowed at ``unit_id`` to fetch the file that the job leaves.
    """

    kind: str
    key: str
    subject: Text
    address: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    unit_id: int | None = None
    action: Action | None = None


def enqueue(wanted: Wanted, *, viewer: Viewer) -> int:
    """Ask for a piece of work; the number of its job, which is the running one's where it was asked for already.

    Raises Refusal while somebody else's job of the same key is under way, OutOfScope for who is not a user.
    """
    if viewer.user_id is None:
        raise OutOfScope("a background job of no user")
    live = _live(wanted, viewer)
    if live is None:
        try:
            live = _stored(wanted, viewer)
        except IntegrityError:  # somebody was faster
            live = _live(wanted, viewer)
            if live is None:
                raise
            return live
        background().push(live)
    return live


def _live(wanted: Wanted, viewer: Viewer) -> int | None:
    found = db.session.scalar(select(Job).where(Job.key == wanted.key, Job.state.in_(LIVE)))
    if found is None:
        return None
    if found.user_id != viewer.user_id:
        raise Refusal(_BUSY.format(name=found.user.name))
    return found.id


def _stored(wanted: Wanted, viewer: Viewer) -> int:
    with unit_of_work(viewer, "job.ask") as session:
        job = Job(
            kind=wanted.kind,
            key=wanted.key,
            arguments=dict(wanted.arguments),
            subject_zh=wanted.subject.zh[:200],
            subject_en=wanted.subject.en[:200],
            address=wanted.address,
            unit_id=wanted.unit_id,
            action=wanted.action.value if wanted.action else None,
            user_id=viewer.user_id,
            language=viewer.language,
        )
        session.add(job)
        session.flush()
        return job.id


def cancel(job_id: int, *, viewer: Viewer) -> None:
    """Ask a job of one's own to stop: at once when it waits, at its next step when it runs; an ended one stays."""
    job_of(job_id, viewer=viewer)
    _end_waiting(job_id)
    with aside() as connection:
        running = (Job.id == job_id, Job.state == JobState.RUNNING)
        connection.execute(update(Job).where(*running).values(cancel_asked=True))


def _end_waiting(job_id: int) -> None:
    with aside() as connection:
        waiting = (Job.id == job_id, Job.state == JobState.QUEUED)
        connection.execute(update(Job).where(*waiting).values(state=JobState.CANCELLED, **_ended(_CANCELLED)))


@contextmanager
def aside() -> Iterator[Connection]:
    """A short transaction of its own, which others see at once."""
    with db.engine.connect().execution_options(gridhr_write=True) as connection, connection.begin():
        yield connection


def claim(job_id: int, worker: str) -> bool:
    """Take up a waiting job; False when there is nothing to do (any more), so that no job is done twice."""
    taken = {"state": JobState.RUNNING, "worker": worker, "started_at": now(), "heartbeat_at": now()}
    with aside() as connection:
        waiting = update(Job).where(Job.id == job_id, Job.state == JobState.QUEUED)
        return connection.execute(waiting.values(attempts=Job.attempts + 1, **taken)).rowcount == 1


def tell(job_id: int, worker: str, words: Text, done: int, total: int) -> bool:
    """Note how far a job has come; False when it is to stop: cancelled, or taken to be lost and begun again."""
    said = {"words_zh": words.zh[:300], "words_en": words.en[:300], "done": done, "total": total}
    with aside() as connection:
        mine = update(Job).where(Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
        connection.execute(mine.values(heartbeat_at=now(), **said))
    return not is_to_stop(job_id, worker)


def is_to_stop(job_id: int, worker: str) -> bool:
    """Whether who runs the job must leave it."""
    with db.engine.connect() as connection:
        mine = (Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
        asked = connection.execute(select(Job.cancel_asked).where(*mine)).scalar()
    return asked is None or asked


def beat(job_id: int, worker: str) -> None:
    """Note that whoever runs the job lives."""
    with aside() as connection:
        mine = update(Job).where(Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
        connection.execute(mine.values(heartbeat_at=now()))


def keep_place(job_id: int, place: object) -> None:
    """Note where an interrupted job is to go on."""
    with aside() as connection:
        connection.execute(update(Job).where(Job.id == job_id).values(cursor=place))


def end(job_id: int, worker: str, state: JobState, words: Text, file_name: str | None = None) -> None:
    """Write down how a job ended; words of a failed one say why."""
    values = {"state": state, "file_name": file_name, **_ended(words, failed=state is JobState.FAILED)}
    with aside() as connection:
        mine = update(Job).where(Job.id == job_id, Job.worker == worker, Job.state == JobState.RUNNING)
        connection.execute(mine.values(**values))


def end_cancelled(job_id: int, worker: str) -> None:
    """A job that stopped because it was asked to."""
    end(job_id, worker, JobState.CANCELLED, _CANCELLED)


def _ended(words: Text, *, failed: bool = False) -> dict[str, Any]:
    error = {"error_zh": words.zh[:500], "error_en": words.en[:500]} if failed else {}
    return {"ended_at": now(), "words_zh": words.zh[:300], "words_en": words.en[:300], **error}


def recover(mine: str, worker: str) -> list[int]:
    """Put back what a killed worker left: jobs of earlier workers called ``mine…``, and those without a heartbeat.

    Returns the waiting jobs that are to be handed over (again). What was interrupted MOST_ATTEMPTS times is given up.
    """
    silent = or_(Job.heartbeat_at.is_(None), Job.heartbeat_at < now() - ALIVE)
    left = (Job.state == JobState.RUNNING, Job.worker != worker, or_(Job.worker.startswith(mine), silent))
    words = _GIVEN_UP.format(n=MOST_ATTEMPTS)
    with aside() as connection:
        lost = update(Job).where(*left)
        gone = lost.where(Job.cancel_asked)
        connection.execute(gone.values(state=JobState.CANCELLED, **_ended(_CANCELLED)))
        given_up = lost.where(Job.attempts >= MOST_ATTEMPTS)
        connection.execute(given_up.values(state=JobState.FAILED, **_ended(words, failed=True)))
        connection.execute(lost.values(state=JobState.QUEUED, worker=None))
        return list(connection.scalars(select(Job.id).where(Job.state == JobState.QUEUED).order_by(Job.id)))
