"""Pay scales 薪级表 of a unit and everything below it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model


class PayScale(Model):
    """薪级表: grade × step → monthly amount; ``is_example`` marks tables shipped to be edited."""

    __tablename__ = "pay_scale"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    is_example: Mapped[bool] = mapped_column(default=False)

    cells: Mapped[list[PayScaleCell]] = relationship(back_populates="scale")


class PayScaleCell(Model):
    """岗位等级 × 薪级: whole fen a month, dated."""

    __tablename__ = "pay_scale_cell"
    __table_args__ = (
        CheckConstraint("amount_fen >= 0", name="not_negative"),
        Index(None, "pay_scale_id", "grade", "step", "valid_from", unique=True),
    )

    id: Mapped[Key]
    pay_scale_id: Mapped[int] = mapped_column(ForeignKey("pay_scale.id"))
    grade: Mapped[str] = mapped_column(String(20))
    step: Mapped[int] = mapped_column(Integer)
    amount_fen: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    scale: Mapped[PayScale] = relationship(back_populates="cells")
