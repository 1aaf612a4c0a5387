"""Files that were taken in, and what became of their rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model, now
from hr.sealing import SealedBytes


class ImportBatch(Model):
    """导入批次. The file's digest and the counts; ``rejects`` is the annotated workbook to mend and offer again."""

    __tablename__ = "import_batch"
    __table_args__ = (Index(None, "subject", "at"),)

    id: Mapped[Key]
    subject: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64))
    profile: Mapped[str | None] = mapped_column(String(60))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(default=now)
    read: Mapped[int] = mapped_column(Integer, default=0)
    accepted: Mapped[int] = mapped_column(Integer, default=0)
    unchanged: Mapped[int] = mapped_column(Integer, default=0)
    rejected: Mapped[int] = mapped_column(Integer, default=0)
    rejects: Mapped[bytes | None] = mapped_column(SealedBytes("import_batch.rejects"))
