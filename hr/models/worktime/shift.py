"""Shifts as they were worked: intervals owned by a business date."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model
from vocabulary.terms import Duty, ShiftKind


class Shift(Model):
    """班次: ``starts_at``/``ends_at`` are moments in UTC; the business date is the local date it belongs to.

    Minutes are stored as counted at import: worked = day + night, night by intersection with 22:00–06:00.
    """

    __tablename__ = "shift"
    __audit__ = "batch"
    __audit_batch__ = "import_id"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("night_minutes BETWEEN 0 AND worked_minutes", name="night_within_worked"),
        Index(None, "person_id", "starts_at", unique=True),
        Index(None, "business_date", "person_id"),
        Index(None, "import_id"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    business_date: Mapped[date]
    kind: Mapped[ShiftKind]
    duty: Mapped[Duty]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    worked_minutes: Mapped[int] = mapped_column(Integer)
    night_minutes: Mapped[int] = mapped_column(Integer)
    import_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
