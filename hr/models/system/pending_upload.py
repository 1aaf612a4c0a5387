"""Files that were offered and looked through, and wait for somebody to say yes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model, now
from hr.sealing import SealedBytes


class PendingUpload(Model):
    """待确认文件: kept between the dry run and the yes of whoever offered it, and thrown away soon after."""

    __tablename__ = "pending_upload"
    __audit__ = "none"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(43), unique=True)
    subject: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes] = mapped_column(SealedBytes("pending_upload.content"))
    at: Mapped[datetime] = mapped_column(default=now)
