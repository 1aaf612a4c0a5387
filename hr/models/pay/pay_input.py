"""Monthly inputs that somebody approved: they live apart from results and are never changed by a computation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.staff.employment import Employment
from vocabulary.periods import Month
from vocabulary.terms import Term


class PayInputKind(Term):
    """录入项类型."""

    TAXED = "taxed", "应税一次性项目", "Taxed one-off"
    UNTAXED = "untaxed", "免税一次性项目", "Untaxed one-off"
    DEDUCTION = "deduction", "税后扣款", "Deduction after tax"
    UNPAID_DAYS = "unpaid_days", "无薪天数", "Unpaid days"


class PayInput(Model):
    """录入项: ``amount`` is fen, or hundredths of a day for unpaid days. Only approved inputs are paid."""

    __tablename__ = "pay_input"
    __table_args__ = (Index(None, "employment_id", "month", "kind", "name", unique=True),)

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    month: Mapped[Month]
    kind: Mapped[PayInputKind]
    name: Mapped[str] = mapped_column(String(60))
    amount: Mapped[int]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_at: Mapped[datetime | None]

    employment: Mapped[Employment] = relationship()
