"""A month's pay of a unit's subtree, from draft to locked."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.organisation.unit import Unit
from hr.refusals import Refusal
from vocabulary.periods import Month
from vocabulary.terms import PayRunState
from vocabulary.text import Text

OPEN = (PayRunState.DRAFT, PayRunState.COMPUTED, PayRunState.CHECKED)
"""In which the maker may still compute."""
SETTLED = (PayRunState.APPROVED, PayRunState.PAID, PayRunState.LOCKED)
"""In which the amounts stand: the year's tax counts on them, and people may see their slips."""
WITH_SLIPS = (PayRunState.COMPUTED, PayRunState.CHECKED, PayRunState.SUBMITTED, *SETTLED)


class PayRun(Model):
    """发薪批次. ``book_json`` is the frozen parameter book of the computation and ``book_fingerprint`` its SHA-256.

    ``paid_on`` is the day on which the money went out. ``early_reason`` and ``no_shift_reason`` say why the run goes on
    although its month is not over, or units that roster have no shifts; both are empty where nothing needed saying.
    """

    __tablename__ = "pay_run"
    __table_args__ = (
        CheckConstraint("approved_by_id <> computed_by_id", name="approved_by_somebody_else"),
        CheckConstraint("approved_by_id <> submitted_by_id", name="approved_by_another_than_submitted"),
        Index(None, "unit_id", "month", unique=True),
        Index(None, "month"),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    month: Mapped[Month]
    state: Mapped[PayRunState] = mapped_column(default=PayRunState.DRAFT)
    version: Mapped[int] = mapped_column(Integer, default=0)
    book_fingerprint: Mapped[str | None] = mapped_column(String(64))
    book_json: Mapped[str | None] = mapped_column(LongText)
    opened_by: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime | None]
    computed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    computed_by: Mapped[str | None] = mapped_column(String(60))
    computed_at: Mapped[datetime | None]
    checked_by: Mapped[str | None] = mapped_column(String(60))
    checked_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    submitted_by: Mapped[str | None] = mapped_column(String(60))
    submitted_at: Mapped[datetime | None]
    submit_note: Mapped[str | None] = mapped_column(String(300))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[str | None] = mapped_column(String(60))
    approved_at: Mapped[datetime | None]
    paid_on: Mapped[date | None]
    paid_by: Mapped[str | None] = mapped_column(String(60))
    paid_at: Mapped[datetime | None]
    locked_by: Mapped[str | None] = mapped_column(String(60))
    locked_at: Mapped[datetime | None]
    early_reason: Mapped[str | None] = mapped_column(String(300))
    no_shift_reason: Mapped[str | None] = mapped_column(String(300))

    unit: Mapped[Unit] = relationship()

    def must_be(self, *states: PayRunState) -> None:
        """Raises Refusal unless the run is in one of ``states``."""
        if self.state not in states:
            raise Refusal(
                Text("批次状态为“{now}”，不能执行此操作", "The run is {now}: this can't be done now").format(
                    now=self.state.label
                )
            )

    def back_to(self, state: PayRunState) -> None:
        """Return to a state before the submission; what was noted of the steps after it is forgotten."""
        self.state = state
        self.submitted_by = self.submitted_by_id = self.submitted_at = self.submit_note = None
        self.early_reason = self.no_shift_reason = None
        self.approved_by = self.approved_by_id = self.approved_at = None
        if state is not PayRunState.CHECKED:
            self.checked_by = self.checked_at = None


class PayRunFinding(Model):
    """核对结果 of a run: a check that blocks or warns."""

    __tablename__ = "pay_run_finding"
    __audit__ = "batch"
    __audit_batch__ = "pay_run_id"
    __table_args__ = (Index(None, "pay_run_id"),)

    id: Mapped[Key]
    pay_run_id: Mapped[int] = mapped_column(ForeignKey("pay_run.id"))
    employment_id: Mapped[int | None] = mapped_column(ForeignKey("employment.id"))
    code: Mapped[str] = mapped_column(String(40))
    blocks: Mapped[bool]
    text_zh: Mapped[str] = mapped_column(String(300))
    text_en: Mapped[str] = mapped_column(String(300))
