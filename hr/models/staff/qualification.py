"""Certificates and skill levels that somebody holds."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.staff.person import Person


class Qualification(Model):
    """资格证书. ``level`` counts 5 (五级, lowest) to 1 (一级) for skill certificates, None for others."""

    __tablename__ = "qualification"
    __table_args__ = (Index(None, "person_id", "issued_on"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(60))
    level: Mapped[int | None]
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]

    person: Mapped[Person] = relationship()
