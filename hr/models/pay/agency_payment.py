"""What a dispatch agency says it paid, person by person and month by month."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hr.database import Key, Model
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from hr.sealing import Sealed, blind_index
from vocabulary.periods import Month


class AgencyPayment(Model):
    """派遣单位发放明细: one person's pay of a month in the agency's own list; fen, the month's total.

    ``identity`` is the resident ID or staff number that the list names; ``person_id`` is empty where it is not ours.
    What the list does not say is empty, never 0. A later list overwrites the lines it holds. ``unit``: the centre that
    the person works for, or of whoever brought the list where the person is not known: it says who may see the line.
    """

    __tablename__ = "agency_payment"
    __table_args__ = (
        Index(None, "agency_id", "month", "unit_id", "identity_index", unique=True),
        Index(None, "person_id", "month"),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    month: Mapped[Month]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    identity: Mapped[str] = mapped_column(Sealed("agency_payment.identity"))
    identity_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    name: Mapped[str] = mapped_column(String(60), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    gross_fen: Mapped[int]
    net_fen: Mapped[int]
    employee_contributions_fen: Mapped[int | None]
    employer_contributions_fen: Mapped[int | None]
    paid_on: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    agency: Mapped[Agency] = relationship()
    unit: Mapped[Unit] = relationship()
    person: Mapped[Person | None] = relationship()

    @validates("identity")
    def _index_identity(self, _key: str, number: str) -> str:
        self.identity_index = blind_index(number)
        return number
