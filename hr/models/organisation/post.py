"""Posts of a unit: what is to be done there, by how many, and what it takes (用人标准)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.organisation.unit import Unit
from vocabulary.terms import Education, PostFamily


class Post(Model):
    """岗位 with its headcount plan and requirements."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("unit_id", "code"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    family: Mapped[PostFamily]
    headcount_plan: Mapped[int] = mapped_column(default=0)
    minimum_education: Mapped[Education | None]
    required_certificate: Mapped[str | None] = mapped_column(String(60))
    requirements: Mapped[str] = mapped_column(String(500), default="")
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]

    unit: Mapped[Unit] = relationship()
