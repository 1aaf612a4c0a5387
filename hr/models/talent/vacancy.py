"""Vacancies and the few who come: enough of recruitment to show its funnel."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model


class Vacancy(Model):
    """招录: places opened on a day at a unit, how many applied and how many came on board."""

    __tablename__ = "vacancy"
    __table_args__ = (Index(None, "unit_id", "opened_on"),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    title: Mapped[str] = mapped_column(String(80))
    places: Mapped[int] = mapped_column(Integer)
    applicants: Mapped[int] = mapped_column(Integer, default=0)
    hired: Mapped[int] = mapped_column(Integer, default=0)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
