"""Who somebody is; sensitive fields are sealed and found by blind index."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from hr.database import Key, Model, now
from hr.models.organisation.unit import Unit
from hr.sealing import Sealed, blind_index
from vocabulary.terms import Education, IdType, RetirementGroup, Sex


class Person(Model):
    """人员. ``home_unit`` is the unit that keeps the file: whoever may see its people sees this one.

    It moves with the primary assignment when a transfer takes effect.
    """

    __tablename__ = "person"
    __table_args__ = (Index(None, "home_unit_id", "name_key"),)

    id: Mapped[Key]
    staff_number: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    name_key: Mapped[str] = mapped_column(String(200))
    sex: Mapped[Sex]
    born_on: Mapped[date]
    id_type: Mapped[IdType] = mapped_column(default=IdType.RESIDENT_ID)
    id_number: Mapped[str] = mapped_column(Sealed("person.id_number"))
    id_number_index: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    mobile: Mapped[str | None] = mapped_column(Sealed("person.mobile"))
    education: Mapped[Education | None]
    retirement_group: Mapped[RetirementGroup]
    first_worked_on: Mapped[date | None]
    home_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)

    home_unit: Mapped[Unit] = relationship()

    @validates("name")
    def _sort_by_pinyin(self, _key: str, name: str) -> str:
        self.name_key = name_key(name)
        return name

    @validates("id_number")
    def _index_id_number(self, _key: str, number: str) -> str:
        self.id_number_index = blind_index(number)
        return number


def name_key(name: str) -> str:
    """A key by which names sort as a Chinese reader expects: pinyin, then the name itself; also found by search."""
    from pypinyin import lazy_pinyin  # its dictionaries take a quarter of a second, which no start should wait for

    return f"{' '.join(lazy_pinyin(name)).lower()} {name}"[:200]
