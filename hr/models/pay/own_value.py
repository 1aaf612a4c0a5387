"""The employer's own values where law leaves a gap, leaves a choice, or is not certain."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model, now


class OwnValue(Model):
    """参数补录: the value of the parameter ``name`` in its stored form (fen, ppm, hundredths, a code, or a list).

    It holds from the first of a month to the last of one, names the document it comes from, and counts once somebody
    else than who entered it has approved it.
    """

    __tablename__ = "own_value"
    __table_args__ = (
        CheckConstraint("approved_by_id <> entered_by_id", name="approved_by_somebody_else"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_it_starts"),
        Index(None, "name", "valid_from", unique=True),
    )

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(80))
    value: Mapped[int | str | list[object]] = mapped_column(JSON)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    document: Mapped[str] = mapped_column(String(200))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    entered_by: Mapped[str] = mapped_column(String(60), default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[str | None] = mapped_column(String(60))
    approved_at: Mapped[datetime | None]
