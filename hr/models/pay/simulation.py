"""Saved questions of the form “what would the month have cost under other rules?”: what is asked, never the answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_run import PayRun
from vocabulary.periods import Month


class PaySimulation(Model):
    """薪酬模拟: a month's pay of a unit's subtree under ``changes``; the results are computed anew whenever looked at.

    ``base_run_id``: the run whose stored book and inputs are the starting point, and ``base_version`` which computation
    of it; None: the month's inputs as they are now. ``changes``: see ``payroll.simulation.wire``. ``applied_from``: the
    month from which its rules were put on file.
    """

    __tablename__ = "pay_simulation"
    __table_args__ = (
        CheckConstraint("(base_run_id IS NULL) = (base_version IS NULL)", name="run_and_version_together"),
        Index(None, "unit_id", "month"),
        Index(None, "base_run_id"),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(60))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    month: Mapped[Month]
    base_run_id: Mapped[int | None] = mapped_column(ForeignKey("pay_run.id"))
    base_version: Mapped[int | None]
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_by: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(default=now)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    applied_from: Mapped[Month | None]
    applied_by: Mapped[str | None] = mapped_column(String(60))
    applied_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship()
    base_run: Mapped[PayRun | None] = relationship()
