"""The catalogue of work 事项清单 and its standard minutes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from vocabulary.terms import CaseStep, UnitKind, WorkItemClass


class WorkItem(Model):
    """事项: ``difficulty_ppm`` is its factor (0.7–1.5) in parts per million."""

    __tablename__ = "work_item"
    __table_args__ = (CheckConstraint("difficulty_ppm BETWEEN 500000 AND 2000000", name="difficulty_in_range"),)

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    category: Mapped[WorkItemClass]
    level: Mapped[UnitKind]
    in_duty_list: Mapped[bool] = mapped_column(default=True)
    deadline_hours: Mapped[int | None] = mapped_column(Integer)
    difficulty_ppm: Mapped[int] = mapped_column(Integer, default=1_000_000)

    standards: Mapped[list[WorkStandard]] = relationship(back_populates="work_item", order_by="WorkStandard.valid_from")


class WorkStandard(Model):
    """标准工时 of an item's step: seconds of work, where they come from, and how sure they are."""

    __tablename__ = "work_standard"
    __table_args__ = (
        CheckConstraint("seconds > 0", name="positive"),
        Index(None, "work_item_id", "step", "valid_from", unique=True),
    )

    id: Mapped[Key]
    work_item_id: Mapped[int] = mapped_column(ForeignKey("work_item.id"))
    step: Mapped[CaseStep]
    seconds: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(120))
    sample_size: Mapped[int | None] = mapped_column(Integer)
    standard_error_seconds: Mapped[int | None] = mapped_column(Integer)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    work_item: Mapped[WorkItem] = relationship(back_populates="standards")
