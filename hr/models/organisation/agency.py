"""Dispatch agencies 劳务派遣单位: employers of record of dispatched workers."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model


class Agency(Model):
    """劳务派遣单位, its licence, and the monthly service fee per dispatched person (fen)."""

    __tablename__ = "agency"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    licence_number: Mapped[str | None] = mapped_column(String(40))
    licence_until: Mapped[date | None]
    service_fee_fen: Mapped[int] = mapped_column(default=0)
