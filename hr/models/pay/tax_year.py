"""What withholding of a year has to know of somebody beyond the payslips kept here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.staff.person import Person
from vocabulary.periods import Month


class OpeningTax(Model):
    """期初累计: what a withholding agent paid, deducted and withheld in a year before its pay was computed here (fen).

    It stands for every month up to ``through``, which it counts ``months`` of; slips of those months are left out.
    """

    __tablename__ = "opening_tax"
    __table_args__ = (
        CheckConstraint("months BETWEEN 1 AND 12", name="months_of_a_year"),
        CheckConstraint("withheld_fen >= 0 AND relief_fen >= 0", name="not_negative"),
        Index(None, "person_id", "employer", "year", unique=True),
        Index(None, "year"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    employer: Mapped[str] = mapped_column(String(24))
    year: Mapped[int] = mapped_column(Integer)
    through: Mapped[Month]
    months: Mapped[int] = mapped_column(Integer)
    income_fen: Mapped[int]
    deductions_fen: Mapped[int]
    withheld_fen: Mapped[int]
    relief_fen: Mapped[int] = mapped_column(default=0)
    document: Mapped[str] = mapped_column(String(120), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    entered_by: Mapped[str] = mapped_column(String(60), default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[Person] = relationship()


class TaxElection(Model):
    """申报选择 of a person for a year: how the year-end bonus is taxed, and where the basic deduction is taken.

    ``bonus_merged``: with the wages instead of apart (财税〔2018〕164号); ``bonus_apart_elsewhere``: another employer
    has taxed one apart this year, which is possible once; ``deducted_elsewhere``: another employer deducts the 5,000.
    """

    __tablename__ = "tax_election"
    __table_args__ = (Index(None, "person_id", "year", unique=True), Index(None, "year"))

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int] = mapped_column(Integer)
    bonus_merged: Mapped[bool] = mapped_column(default=False)
    bonus_apart_elsewhere: Mapped[bool] = mapped_column(default=False)
    deducted_elsewhere: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
