"""Monthly inputs that somebody approved: they live apart from results and are never changed by a computation."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.staff.employment import Employment
from vocabulary.pay_inputs import PayInputKind
from vocabulary.periods import Month

__all__ = ["PayInput", "PayInputKind"]


class PayInput(Model):
    """录入项: ``amount`` in what ``kind.measure`` counts. Only approved inputs are paid.

    ``name`` is the item, or a code: the kind's where a month has one of it, the figure's where an override puts
    ``amount`` (0 counts, too) in its place for a ``reason``, or that a contribution difference is added to.
    ``first_day``: when an absence began, where a rule that changes inside the month makes a difference.
    """

    __tablename__ = "pay_input"
    __table_args__ = (
        CheckConstraint("approved_by_id <> entered_by_id", name="approved_by_somebody_else"),
        Index(None, "employment_id", "month", "kind", "name", unique=True),
        Index(None, "month"),
    )

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    month: Mapped[Month]
    kind: Mapped[PayInputKind]
    name: Mapped[str] = mapped_column(String(60))
    amount: Mapped[int]
    first_day: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    entered_by: Mapped[str] = mapped_column(String(60), default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[str | None] = mapped_column(String(60))
    approved_at: Mapped[datetime | None]

    employment: Mapped[Employment] = relationship()
