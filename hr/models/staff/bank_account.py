"""Where somebody's pay goes: dated, proposed by one user and confirmed by another."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hr.database import Key, Model
from hr.models.staff.person import Person
from hr.sealing import Sealed, blind_index


class BankAccount(Model):
    """银行账号. An account counts only once it is confirmed, and from ``valid_from`` on (a cooling-off period).

    ``holder``: the name that the bank keeps it under; None means the person's own.
    """

    __tablename__ = "bank_account"
    __table_args__ = (Index(None, "person_id", "valid_from"), Index(None, "account_index"))

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    bank_name: Mapped[str] = mapped_column(String(60))
    holder: Mapped[str | None] = mapped_column(String(60))
    account: Mapped[str] = mapped_column(Sealed("bank_account.account"))
    account_index: Mapped[bytes] = mapped_column(LargeBinary(32))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    @validates("account")
    def _index_account(self, _key: str, account: str) -> str:
        self.account_index = blind_index(account)
        return account
