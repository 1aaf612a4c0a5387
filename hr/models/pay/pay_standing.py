"""Where somebody stands on a scale, what their contributions are reckoned on, and their tax deductions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.pay.pay_scale import PayScale
from hr.models.staff.employment import Employment


class PayStanding(Model):
    """薪级 of an employment, dated: grade and step on a scale or a fixed wage, and performance pay (fen a month).

    Establishment staff are paid the post wage of the grade and the step wage of the step, 4050 staff the fixed wage,
    everybody else the scale's cell of grade × step (see ScalePart).
    """

    __tablename__ = "pay_standing"
    __table_args__ = (
        CheckConstraint("(pay_scale_id IS NULL) = (step IS NULL)", name="scale_and_step_together"),
        Index(None, "employment_id", "valid_from", unique=True),
    )

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    pay_scale_id: Mapped[int | None] = mapped_column(ForeignKey("pay_scale.id"))
    grade: Mapped[str | None] = mapped_column(String(20))
    step: Mapped[int | None] = mapped_column(Integer)
    fixed_wage_fen: Mapped[int] = mapped_column(default=0)
    performance_basic_fen: Mapped[int] = mapped_column(default=0)
    performance_incentive_fen: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(120), default="")

    employment: Mapped[Employment] = relationship()
    scale: Mapped[PayScale | None] = relationship()


class ContributionBase(Model):
    """缴费基数: monthly social and housing-fund base in fen before floor and ceiling, dated."""

    __tablename__ = "contribution_base"
    __table_args__ = (Index(None, "employment_id", "valid_from", unique=True),)

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    social_base_fen: Mapped[int]
    housing_base_fen: Mapped[int]
    insured: Mapped[bool] = mapped_column(default=True)
    injury_only: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    employment: Mapped[Employment] = relationship()


class TaxDeduction(Model):
    """专项附加扣除: fen a month by item, dated (国发〔2018〕41号, 国发〔2023〕13号)."""

    __tablename__ = "tax_deduction"
    __table_args__ = (Index(None, "person_id", "item", "valid_from", unique=True),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    item: Mapped[str] = mapped_column(String(40))
    monthly_fen: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
