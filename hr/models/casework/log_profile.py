"""Mapping profiles that were made here, beside those that ship with the program."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model, now


class LogProfile(Model):
    """映射方案: ``content`` is the YAML as intake.event_logs reads it; it belongs to the unit that made it."""

    __tablename__ = "log_profile"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    content: Mapped[str] = mapped_column(Text)
    changed_by: Mapped[str] = mapped_column(String(60))
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
