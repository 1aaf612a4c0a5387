"""Units in their tree, and how many people of which staffing type each may have."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from vocabulary.terms import StaffingType, UnitKind, UnitNature


class Unit(Model):
    """机构. ``path`` is its place in the tree (``/1/4/``: ids from the root down to itself), for subtree look-ups."""

    __tablename__ = "unit"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[UnitKind]
    nature: Mapped[UnitNature]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(String(120), index=True)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    housing_fund_ppm: Mapped[int] = mapped_column(default=70_000)
    supplementary_fund_ppm: Mapped[int] = mapped_column(default=0)
    work_injury_ppm: Mapped[int] = mapped_column(default=2_000)

    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id")
    quotas: Mapped[list[UnitQuota]] = relationship(back_populates="unit", order_by="UnitQuota.valid_from")

    def place_under(self, parent: Unit | None) -> None:
        """Set ``path`` from the parent's; both must have ids (flush first)."""
        self.path = f"{parent.path if parent else '/'}{self.id}/"

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to itself."""
        return [int(part) for part in self.path.strip("/").split("/")]


_CENTRE_DEPTH = 3  # city → district → street/town; the stations below belong to their centre


def centre_id_of(path: str) -> int:
    """The centre that a unit is or belongs to: the employer of its people, by whose name pay is summed up."""
    parts = path.strip("/").split("/")
    return int(parts[min(len(parts), _CENTRE_DEPTH) - 1])


class UnitQuota(Model):
    """编制数/核定人数 of a unit by staffing type (None: for all types together), dated; both ends included."""

    __tablename__ = "unit_quota"
    __table_args__ = (
        CheckConstraint("quota >= 0", name="not_negative"),
        Index(None, "unit_id", "staffing_type", "valid_from", unique=True),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    staffing_type: Mapped[StaffingType | None]
    quota: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    unit: Mapped[Unit] = relationship(back_populates="quotas")


class UnitPeriod(Model):
    """关注时段: a period of a unit that people come back to (a trial, a study, a reform); both ends included."""

    __tablename__ = "unit_period"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="ends_after_it_begins"),
        Index(None, "unit_id", "first_day", unique=True),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(60))
    first_day: Mapped[date]
    last_day: Mapped[date]
