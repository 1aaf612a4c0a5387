"""The employer's own allowances and shift rates, as dated rows: no code and no formula text."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
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
    TIERED = "tiered", "分档", "By tiers"


class TierMeasure(Term):
    """分档依据: the input that a tiered allowance is read off by."""

    SERVICE_YEARS = "service_years", "本单位工龄（年）", "Years of service"
    MONTHS_IN_SERVICE = "months_in_service", "本单位工作月数", "Months of service"
    ATTENDED_DAYS = "attended_days", "出勤日", "Days attended"
    EARLY_SHIFTS = "early_shifts", "早班次数", "Early shifts"
    MIDDLE_SHIFTS = "middle_shifts", "中班次数", "Middle shifts"
    NIGHT_SHIFTS = "night_shifts", "夜班次数", "Night shifts"
    STANDARD_MINUTES = "standard_minutes", "标准工时（分钟）", "Standard minutes"


class PayItem(Model):
    """津贴 of a unit's subtree: ``amount`` in fen (ppm for a rate of base), by staffing type, post family and grade.

    A tiered one has no amount but ``tiers`` of ``measure``: pairs of where a tier begins and its fen a month, or, where
    ``marginal``, its fen for each one of the measure inside the tier.
    """

    __tablename__ = "pay_item"
    __table_args__ = (
        CheckConstraint("(kind = 'tiered') = (measure IS NOT NULL)", name="tiered_by_a_measure"),
        Index(None, "unit_id", "code", "staffing_type", "post_family", "grade", "valid_from", unique=True),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[PayItemKind]
    amount: Mapped[int]
    measure: Mapped[TierMeasure | None]
    tiers: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))
    marginal: Mapped[bool] = mapped_column(default=False)
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
