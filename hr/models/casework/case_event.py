"""Events of the case loop, as the platforms gave them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from hr.database import Key, Model
from vocabulary.terms import CaseStep


class CaseEvent(Model):
    """环节记录. ``event_key`` makes the import idempotent; the person is the actor of the step, not the case owner.

    An event whose unit is not known belongs to the unit that imported it; ``is_system`` marks those who are no persons.
    ``item_name`` and ``actor_code`` keep what the platform said, so that what is unmatched can be settled later;
    ``local_date`` and ``local_hour`` are the event's wall-clock day and hour in the source's time zone.
    """

    __tablename__ = "case_event"
    __audit__ = "batch"
    __audit_batch__ = "import_id"
    __table_args__ = (
        Index(None, "event_key", unique=True),
        Index(None, "person_id", "local_date"),
        Index(None, "unit_id", "local_date"),
        Index(None, "local_date"),
        Index(None, "case_number"),
        Index(None, "import_id"),
    )

    id: Mapped[Key]
    event_key: Mapped[bytes] = mapped_column(LargeBinary(16))
    source: Mapped[str] = mapped_column(String(40))
    case_number: Mapped[str] = mapped_column(String(60))
    item_name: Mapped[str] = mapped_column(String(120))
    work_item_id: Mapped[int | None] = mapped_column(ForeignKey("work_item.id"))
    step: Mapped[CaseStep]
    actor_code: Mapped[str | None] = mapped_column(String(60))
    is_system: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime]
    local_date: Mapped[date]
    local_hour: Mapped[int]
    deadline_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(String(60))
    import_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
