"""Contribution bases that were worked out for the coming year, before they are declared."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.pay.pay_standing import ContributionBase
from hr.models.staff.employment import Employment
from vocabulary.terms import BaseGround


class BaseProposal(Model):
    """基数申报建议 for an employment from a day on; fen, before floor and ceiling.

    ``wage_total_fen`` over ``wage_months`` is what ``ground`` rests on; ``computed_fen`` the base that follows.
    Somebody may then set the two bases otherwise, with a ``reason``. Approved by somebody else it becomes
    ``contribution_base_id``.
    """

    __tablename__ = "base_proposal"
    __table_args__ = (
        CheckConstraint("approved_by_id <> proposed_by_id", name="approved_by_somebody_else"),
        CheckConstraint("approved_by_id <> edited_by_id", name="approved_by_another_than_who_edited"),
        Index(None, "employment_id", "valid_from", unique=True),
        Index(None, "valid_from"),
    )

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    valid_from: Mapped[date]
    ground: Mapped[BaseGround]
    wage_total_fen: Mapped[int]
    wage_months: Mapped[int] = mapped_column(Integer)
    computed_fen: Mapped[int]
    social_base_fen: Mapped[int]
    housing_base_fen: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200), default="")
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    proposed_by: Mapped[str] = mapped_column(String(60))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    edited_by: Mapped[str | None] = mapped_column(String(60))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[str | None] = mapped_column(String(60))
    approved_at: Mapped[datetime | None]
    contribution_base_id: Mapped[int | None] = mapped_column(ForeignKey("contribution_base.id"))

    employment: Mapped[Employment] = relationship()
    contribution_base: Mapped[ContributionBase | None] = relationship()
