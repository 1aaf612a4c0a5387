"""Back pay: what settled months ought to have been against what was paid, and whose differences a run leaves out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.pay.pay_run import PayRun
from hr.models.staff.employment import Employment
from vocabulary.periods import Month
from vocabulary.terms import Term
from vocabulary.text import Text


class BackPay(Model):
    """补发: one figure of a settled ``month`` of an employment, found wrong when ``pay_run_id`` was computed (fen).

    ``paid``: on the month's slip and by earlier back pay; ``now``: by the inputs and rules of today; ``posted``: what
    this run pays or takes of the difference, into the input column ``into``. ``counted``: wages that count for
    contribution bases. The cause says which inputs and rules changed. Rows of a locked run count as paid.
    """

    __tablename__ = "back_pay"
    __audit__ = "batch"
    __audit_batch__ = "pay_run_id"
    __table_args__ = (
        Index(None, "pay_run_id", "employment_id", "month", "figure", unique=True),
        Index(None, "employment_id", "month"),
    )

    id: Mapped[Key]
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    month: Mapped[Month]
    figure: Mapped[str] = mapped_column(String(60))
    label_zh: Mapped[str] = mapped_column(String(80))
    label_en: Mapped[str] = mapped_column(String(80))
    into: Mapped[str] = mapped_column(String(40))
    counted: Mapped[bool]
    paid: Mapped[int]
    now: Mapped[int]
    posted: Mapped[int]
    cause_zh: Mapped[str] = mapped_column(String(400))
    cause_en: Mapped[str] = mapped_column(String(400))

    run: Mapped[PayRun] = relationship()
    employment: Mapped[Employment] = relationship()

    @property
    def label(self) -> Text:
        """What the figure was called when it was found."""
        return Text(self.label_zh, self.label_en)

    @property
    def cause(self) -> Text:
        """Which inputs and rules have changed."""
        return Text(self.cause_zh, self.cause_en)

    @property
    def difference(self) -> int:
        """What is owed (or, below zero, was overpaid), in fen."""
        return self.now - self.paid


class BackPayChoice(Term):
    """补发处理方式: what the preparer decides for one person of a run."""

    LEAVE_OUT = "leave_out", "本批次暂不处理", "Leave out of this run"
    DEDUCT = "deduct", "本人同意扣回", "Take back what was overpaid, as the person agreed"


class BackPayDecision(Model):
    """补发处理决定 of an employment in a run; it outlives every computation of the run."""

    __tablename__ = "back_pay_decision"
    __table_args__ = (Index(None, "pay_run_id", "employment_id", unique=True),)

    id: Mapped[Key]
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    choice: Mapped[BackPayChoice]
    reason: Mapped[str] = mapped_column(String(200))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(default=now)
