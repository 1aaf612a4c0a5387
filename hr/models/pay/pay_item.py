"""The employer's own allowances and shift rates, as dated rows: no code and no formula text."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model
from vocabulary.terms import PostFamily, ShiftKind, StaffingType, Term


class PayItemKind(Term):
    """津贴计算方式."""

    FIXED = "fixed", "固定金额", "Fixed sum"
    RATE_OF_BASE = "rate_of_base", "按基数比例", "Rate of base pay"
    PER_SHIFT = "per_shift", "按班次", "Per shift"
    PER_DAY = "per_day", "按出勤日", "Per day"
    PER_STANDARD_MINUTE = "per_standard_minute", "按标准工时", "Per standard minute"


class PayItem(Model):
    """津贴 of a unit's subtree: ``amount`` in fen (ppm for a rate of base), by staffing type, post family and grade."""

    __tablename__ = "pay_item"
    __table_args__ = (
        Index(None, "unit_id", "code", "staffing_type", "post_family", "grade", "valid_from", unique=True),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[PayItemKind]
    amount: Mapped[int]
    staffing_type: Mapped[StaffingType | None]
    post_family: Mapped[PostFamily | None]
    grade: Mapped[str | None] = mapped_column(String(20))
    taxed: Mapped[bool] = mapped_column(default=True)
    in_contribution_base: Mapped[bool] = mapped_column(default=True)
    in_minimum_wage: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class ShiftRate(Model):
    """中夜班津贴: fen per shift. Empty staffing type: the same rate for all, which is the default and equal pay."""

    __tablename__ = "shift_rate"
    __table_args__ = (
        CheckConstraint("amount_fen >= 0", name="not_negative"),
        Index(None, "unit_id", "shift_kind", "staffing_type", "post_family", "valid_from", unique=True),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    shift_kind: Mapped[ShiftKind]
    amount_fen: Mapped[int]
    staffing_type: Mapped[StaffingType | None]
    post_family: Mapped[PostFamily | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
