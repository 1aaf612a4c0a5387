"""What the bureau says is owed for a person and item, and how differences from our own figures were settled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.sealing import Sealed, blind_index
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem, Term


class BureauLine(Model):
    """核定明细: one item of one person on the bureau's list (社保缴费核定表) of a withholding unit's month; fen.

    ``person_id`` is empty for somebody the bureau lists and we don't know. A later list overwrites the lines it holds.
    """

    __tablename__ = "bureau_line"
    __table_args__ = (
        Index(None, "unit_id", "month", "identity_index", "item", unique=True),
        Index(None, "person_id"),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    month: Mapped[Month]
    identity: Mapped[str] = mapped_column(Sealed("bureau_line.identity"))
    identity_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    name: Mapped[str] = mapped_column(String(60))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    item: Mapped[ContributionItem]
    base_fen: Mapped[int | None]
    employee_fen: Mapped[int]
    employer_fen: Mapped[int]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    unit: Mapped[Unit] = relationship()
    person: Mapped[Person | None] = relationship()

    @validates("identity")
    def _index_identity(self, _key: str, number: str) -> str:
        self.identity_index = blind_index(number)
        return number


class SettlementWay(Term):
    """差异处理方式."""

    ADJUST = "adjust", "下期调整", "Adjust in the next run"
    NOTE = "note", "说明后不调整", "Explain, no adjustment"


class BureauSettlement(Model):
    """核定差异处理: what was done about one difference (fen): the bureau's figures of both sides less ours then.

    With ADJUST the difference was handed over as pay inputs of ``pay_month``, to be approved like any other.
    """

    __tablename__ = "bureau_settlement"
    __table_args__ = (Index(None, "unit_id", "month", "identity_index", "item", unique=True),)

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    month: Mapped[Month]
    identity_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    item: Mapped[ContributionItem]
    employee_fen: Mapped[int]
    employer_fen: Mapped[int]
    way: Mapped[SettlementWay]
    pay_month: Mapped[Month | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    settled_by: Mapped[str] = mapped_column(String(60))
    settled_at: Mapped[datetime] = mapped_column(default=now)
