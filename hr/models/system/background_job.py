"""Long pieces of work that are done behind the pages, and how far they have come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit
from hr.models.system.user import User
from vocabulary.terms import Term


class JobState(Term):
    """后台任务状态."""

    QUEUED = "queued", "排队中", "Waiting"
    RUNNING = "running", "进行中", "Running"
    DONE = "done", "已完成", "Done"
    FAILED = "failed", "未完成", "Failed"
    CANCELLED = "cancelled", "已取消", "Cancelled"


class BackgroundJob(Model):
    """后台任务. ``kind`` names what is done (``pay_run.compute``) with ``arguments``, for ``user``, about ``unit``.

    ``key``: of jobs that are queued or running only one bears it, so that a second click finds the first one's job.
    ``done`` of ``total`` steps; ``cursor`` is where an interrupted job goes on. ``worker`` is who runs it, and
    ``heartbeat_at`` when that one was last known to live. ``address`` is the page where the result is seen;
    ``file_name`` names a file kept in the data folder, fetched by whoever asked and still may do ``action``.
    Not audited: what a job changes is, in the name of who asked for it.
    """

    __tablename__ = "background_job"
    __audit__ = "none"
    __table_args__ = (
        Index(
            "uq_background_job_key",
            "key",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running')"),
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
        Index(None, "user_id", "queued_at"),
        Index(None, "state"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(String(120))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    language: Mapped[str] = mapped_column(String(2))
    subject_zh: Mapped[str] = mapped_column(String(200))
    subject_en: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(200))
    action: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    words_zh: Mapped[str] = mapped_column(String(300), default="")
    words_en: Mapped[str] = mapped_column(String(300), default="")
    cursor: Mapped[Any | None] = mapped_column(JSON)
    worker: Mapped[str | None] = mapped_column(String(120))
    queued_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    heartbeat_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    file_name: Mapped[str | None] = mapped_column(String(200))
    error_zh: Mapped[str | None] = mapped_column(String(500))
    error_en: Mapped[str | None] = mapped_column(String(500))

    user: Mapped[User] = relationship()
    unit: Mapped[Unit | None] = relationship()
