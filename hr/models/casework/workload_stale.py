"""Months whose measured workload no longer agrees with their events."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Model, now
from vocabulary.periods import Month


class WorkloadStale(Model):
    """待重算月份: events of the month were credited anew since ``since``; taken away when the month is measured."""

    __tablename__ = "workload_stale"

    month: Mapped[Month] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(default=now)
