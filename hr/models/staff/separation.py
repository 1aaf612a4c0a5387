"""How an employment ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.staff.employment import Employment
from vocabulary.terms import SeparationKind, SeparationReason


class Separation(Model):
    """离职: ``on`` is the last day of the employment; kind is what turnover counts, reason what was said."""

    __tablename__ = "separation"

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"), unique=True)
    on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[SeparationKind]
    reason: Mapped[SeparationReason]
    note: Mapped[str] = mapped_column(String(500), default="")

    employment: Mapped[Employment] = relationship()
