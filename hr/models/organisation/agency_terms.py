"""What was agreed with a dispatch agency about money, dated."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.organisation.agency import Agency
from vocabulary.terms import AgencyFeeKind, AgencyTaxBase


class AgencyTerms(Model):
    """派遣结算条款 of an agency from a day on (both ends included): service fee, tax on top, and the day of payment.

    ``fee``: fen a person and month, or ppm of pay and employer contributions. ``tax_ppm`` is added on top of what
    ``tax_base`` says; 0 where prices include it. ``pay_day``: the last day of the following month on which the agency
    may pay wages; empty: not agreed. Without a row the agency's plain service fee per head holds.
    """

    __tablename__ = "agency_terms"
    __table_args__ = (
        CheckConstraint("fee >= 0 AND tax_ppm >= 0", name="not_negative"),
        CheckConstraint("pay_day BETWEEN 1 AND 31", name="a_day_of_the_month"),
        Index(None, "agency_id", "valid_from", unique=True),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    fee_kind: Mapped[AgencyFeeKind]
    fee: Mapped[int]
    tax_ppm: Mapped[int] = mapped_column(default=0)
    tax_base: Mapped[AgencyTaxBase] = mapped_column(default=AgencyTaxBase.FEE)
    tax_note: Mapped[str] = mapped_column(String(120), default="")
    pay_day: Mapped[int | None] = mapped_column(Integer)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    agency: Mapped[Agency] = relationship()
