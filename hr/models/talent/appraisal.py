"""Yearly appraisal grades, training hours and disciplinary measures: what eligibility looks at."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.staff.person import Person
from vocabulary.terms import AppraisalGrade


class Appraisal(Model):
    """年度考核: the grade of a year, fixed on a day."""

    __tablename__ = "appraisal"
    __table_args__ = (Index(None, "person_id", "year", unique=True),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int] = mapped_column(Integer)
    grade: Mapped[AppraisalGrade]
    decided_on: Mapped[date]

    person: Mapped[Person] = relationship()


class TrainingRecord(Model):
    """培训记录: quarter-hours are enough, so hours are kept as minutes."""

    __tablename__ = "training_record"
    __table_args__ = (Index(None, "person_id", "held_on"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course: Mapped[str] = mapped_column(String(80))
    held_on: Mapped[date]
    minutes: Mapped[int] = mapped_column(Integer)

    person: Mapped[Person] = relationship()


class DisciplinaryMeasure(Model):
    """处分: bars promotion until it ends (事业单位工作人员处分规定)."""

    __tablename__ = "disciplinary_measure"
    __table_args__ = (Index(None, "person_id", "decided_on"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_on: Mapped[date]
    bars_until: Mapped[date]
    note: Mapped[str] = mapped_column(String(200), default="")
