"""Payslips: what one employment was paid in a run, and every figure behind it."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.pay.pay_run import PayRun
from hr.models.staff.employment import Employment
from hr.models.staff.person import Person
from vocabulary.periods import Month
from vocabulary.terms import FundSource, StaffingType


class Payslip(Model):
    """工资条. ``inputs``: the row of inputs it was computed from; ``figures``: every element's amount in fen by code.

    ``employer`` names the withholding agent (``unit:12`` or ``agency:3``), by which the year's tax is cumulated.
    Unit, staffing type, post and fund source are those of the month, so that later moves don't rewrite history.
    """

    __tablename__ = "payslip"
    __audit__ = "batch"
    __audit_batch__ = "pay_run_id"
    __table_args__ = (
        Index(None, "pay_run_id", "employment_id", unique=True),
        Index(None, "person_id", "month"),
        Index(None, "unit_id", "month"),
    )

    id: Mapped[Key]
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    month: Mapped[Month]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    staffing_type: Mapped[StaffingType]
    fund_source: Mapped[FundSource]
    employer: Mapped[str] = mapped_column(String(24))
    grade: Mapped[str | None] = mapped_column(String(20))
    gross_fen: Mapped[int]
    deductions_fen: Mapped[int]
    net_fen: Mapped[int]
    employer_cost_fen: Mapped[int]
    failure_zh: Mapped[str | None] = mapped_column(String(300))
    failure_en: Mapped[str | None] = mapped_column(String(300))
    figures: Mapped[dict[str, int]] = mapped_column(JSON)
    inputs: Mapped[dict[str, object]] = mapped_column(JSON)

    run: Mapped[PayRun] = relationship()
    person: Mapped[Person] = relationship()
    employment: Mapped[Employment] = relationship()
