"""Bearer tokens with which a case platform sends its events, and can do nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit


class SourceToken(Model):
    """来源令牌: lets ``source`` write its events at ``unit`` and below; kept only as its SHA-256."""

    __tablename__ = "source_token"
    __table_args__ = (Index(None, "unit_id"),)

    id: Mapped[Key]
    source: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    issued_by: Mapped[str] = mapped_column(String(60))
    issued_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship()
