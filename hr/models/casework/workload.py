"""Measured workload of a person in a month, with its confidence."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model
from vocabulary.periods import Month


class Workload(Model):
    """工作量 (minutes unless said otherwise). ``odd_minutes``/``even_minutes`` are the halves (odd and even ISO weeks)
    from which reliability is estimated; low/high bound the load index at 95 %. Rebuilt as a whole month.
    """

    __tablename__ = "workload"
    __audit__ = "batch"
    __audit_batch__ = "month"
    __table_args__ = (Index(None, "month", "person_id", unique=True), Index(None, "unit_id", "month"))

    id: Mapped[Key]
    month: Mapped[Month]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    events: Mapped[int] = mapped_column(Integer)
    case_minutes: Mapped[float] = mapped_column(Float)
    base_minutes: Mapped[float] = mapped_column(Float)
    emergency_minutes: Mapped[float] = mapped_column(Float)
    practical_minutes: Mapped[float] = mapped_column(Float)
    load_index: Mapped[float | None] = mapped_column(Float)
    index_low: Mapped[float | None] = mapped_column(Float)
    index_high: Mapped[float | None] = mapped_column(Float)
    odd_minutes: Mapped[float] = mapped_column(Float)
    even_minutes: Mapped[float] = mapped_column(Float)
    night_share: Mapped[float] = mapped_column(Float)
    weekend_share: Mapped[float] = mapped_column(Float)
    overdue_share: Mapped[float] = mapped_column(Float)
    outside_duty_share: Mapped[float] = mapped_column(Float)
    reliability: Mapped[float | None] = mapped_column(Float)
