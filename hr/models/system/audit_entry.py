"""The audit trail: an append-only hash chain of every change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Model


class AuditEntry(Model):
    """审计记录: who did what to which row, when, and by which door.

    ``entry_hash`` = SHA-256 over the previous entry's hash and this entry's content. ``mark`` is a keyed digest of the
    row (or of the batch of rows) as it stood after the change: a row altered behind the program's back is found by it.
    """

    __tablename__ = "audit_entry"
    __audit__ = "none"
    __table_args__ = (Index(None, "table_name", "row_key"), Index(None, "at"))

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    user_id: Mapped[int | None]
    user_name: Mapped[str] = mapped_column(String(60))
    door: Mapped[str] = mapped_column(String(10))
    deed: Mapped[str] = mapped_column(String(60))
    table_name: Mapped[str] = mapped_column(String(40))
    row_key: Mapped[str] = mapped_column(String(40))
    change: Mapped[str] = mapped_column(String(8))
    details: Mapped[dict[str, object]] = mapped_column(JSON)
    mark: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    entry_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
