"""Monthly inputs that somebody approved: they live apart from results and are never changed by a computation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model, now
from hr.models.staff.employment import Employment
from vocabulary.periods import Month
from vocabulary.terms import Term


class PayInputKind(Term):
    """录入项类型."""

    TAXED = "taxed", "应税一次性项目", "Taxed one-off"
    UNTAXED = "untaxed", "免税一次性项目", "Untaxed one-off"
    DEDUCTION = "deduction", "税后扣款", "Deduction after tax"
    UNPAID_DAYS = "unpaid_days", "无薪天数", "Unpaid days"
    OVERRIDE = "override", "人工核定", "Set by hand"


class PayInput(Model):
    """录入项: ``amount`` is fen, or hundredths of a day for unpaid days. Only approved inputs are paid.

    An override puts ``amount`` (0 counts, too) in the place of the figure whose code is ``name``, for a ``reason``.
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
    reason: Mapped[str] = mapped_column(String(200), default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    entered_by: Mapped[str] = mapped_column(String(60), default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[str | None] = mapped_column(String(60))
    approved_at: Mapped[datetime | None]

    employment: Mapped[Employment] = relationship()
