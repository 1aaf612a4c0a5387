"""Ladders as data, and where people stand on them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.staff.person import Person
from vocabulary.terms import PostFamily


class CareerLadder(Model):
    """晋升通道 of a post family: ``definition`` is the ladder in the form that analytics.career reads.

    A version holds at its unit and below, and everywhere without one; nearer to a person goes before farther up.
    """

    __tablename__ = "career_ladder"
    __table_args__ = (Index(None, "code", "unit_id", "valid_from", unique=True),)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(30))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    family: Mapped[PostFamily]
    definition: Mapped[dict[str, object]] = mapped_column(JSON)
    is_example: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class LevelStanding(Model):
    """层级 of a person on a ladder since a day; ``level`` counts the ladder's levels from 1, the lowest."""

    __tablename__ = "level_standing"
    __table_args__ = (Index(None, "person_id", "ladder_code", "since", unique=True),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ladder_code: Mapped[str] = mapped_column(String(30))
    level: Mapped[int] = mapped_column(Integer)
    since: Mapped[date]

    person: Mapped[Person] = relationship()
