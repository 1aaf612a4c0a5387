"""Where somebody stands on a scale, what their contributions are reckoned on, and their tax deductions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.pay.pay_scale import PayScale
from hr.models.staff.employment import Employment
from vocabulary.periods import Month
from vocabulary.terms import SettlementPeriod, Term, WorkingTimeRegime


class PayStanding(Model):
    """薪级 of an employment, dated: grade and step on a scale or a fixed wage, and performance pay (fen a month).

    Establishment staff are paid the post wage of the grade and the step wage of the step; in a unit managed like the
    civil service the position wage of the grade and the rank wage of ``rank`` (级别) and step (档次); 4050 staff the
    fixed wage, everybody else the scale's cell of grade × step (see ScalePart). Who has an hourly rate (fen) is paid
    by the hour, whatever the staffing type.
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
    rank: Mapped[str | None] = mapped_column(String(20))
    fixed_wage_fen: Mapped[int] = mapped_column(default=0)
    hourly_rate_fen: Mapped[int] = mapped_column(default=0)
    performance_basic_fen: Mapped[int] = mapped_column(default=0)
    performance_incentive_fen: Mapped[int] = mapped_column(default=0)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(120), default="")

    employment: Mapped[Employment] = relationship()
    scale: Mapped[PayScale | None] = relationship()


class ContributionBase(Model):
    """缴费基数: monthly social and housing-fund base in fen before floor and ceiling, dated.

    ``retires_later``: a later retirement was agreed in writing (人社部发〔2024〕94号), so that insurance goes on;
    everybody else is insured against work injury only from the month after they reach retirement age.
    """

    __tablename__ = "contribution_base"
    __table_args__ = (Index(None, "employment_id", "valid_from", unique=True),)

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    social_base_fen: Mapped[int]
    housing_base_fen: Mapped[int]
    insured: Mapped[bool] = mapped_column(default=True)
    injury_only: Mapped[bool] = mapped_column(default=False)
    retires_later: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    employment: Mapped[Employment] = relationship()


class OtherDeduction(Term):
    """依法确定的其他扣除: deducted beside the special additional ones, and no part of their table."""

    PERSONAL_PENSION = "personal_pension", "个人养老金", "Personal pension"
    HEALTH_INSURANCE = "health_insurance", "商业健康保险", "Commercial health insurance"


class TaxDeduction(Model):
    """专项附加扣除 and 其他扣除: fen a month by item, dated (国发〔2018〕41号, 国发〔2023〕13号, 公告2024年第21号)."""

    __tablename__ = "tax_deduction"
    __table_args__ = (Index(None, "person_id", "item", "valid_from", unique=True),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    item: Mapped[str] = mapped_column(String(40))
    monthly_fen: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class WorkTerms(Model):
    """工时约定 of an employment, dated: working-time regime, and the monthly wage (fen) overtime is reckoned from.

    A comprehensive or irregular regime needs the labour office's ``approval`` (劳部发〔1994〕503号). Without a row or
    a base: standard working time, and the monthly wage of the post.
    """

    __tablename__ = "work_terms"
    __table_args__ = (
        CheckConstraint("(regime = 'comprehensive') = (period IS NOT NULL)", name="period_iff_comprehensive"),
        Index(None, "employment_id", "valid_from", unique=True),
    )

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    regime: Mapped[WorkingTimeRegime] = mapped_column(default=WorkingTimeRegime.STANDARD)
    period: Mapped[SettlementPeriod | None]
    approval: Mapped[str] = mapped_column(String(80), default="")
    overtime_base_fen: Mapped[int | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class SubsidyGrant(Model):
    """“4050”补贴: from which month on the employer is subsidised for an employment, and until which.

    ``months_before``: how many of the 36 months were used before, also with other employers.
    """

    __tablename__ = "subsidy_grant"

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"), unique=True)
    first_month: Mapped[Month]
    last_month: Mapped[Month | None]
    months_before: Mapped[int] = mapped_column(Integer, default=0)
    document: Mapped[str] = mapped_column(String(80), default="")
