"""The legal tie between a person and an employer, with its contracts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hr.database import Key, Model
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import Unit
from hr.models.staff.person import Person
from vocabulary.periods import DateRange
from vocabulary.terms import ContractKind, FundSource, StaffingType

if TYPE_CHECKING:
    from hr.models.staff.assignment import Assignment  # noqa: TC004 - a cycle at run time


class Employment(Model):
    """用工关系: one person, one staffing type, one employer of record, from a day to a day (both included).

    For a dispatched worker the agency is the employer of record (用人单位) and the host unit the user (用工单位); for
    everybody else the host unit is both and ``agency_id`` is empty. A change of staffing type ends one row and begins
    the next. ``first_wage_in_year``: no wage anywhere earlier in the year of joining (公告2020年第13号).
    """

    __tablename__ = "employment"
    __table_args__ = (
        CheckConstraint("(agency_id IS NOT NULL) = (staffing_type = 'dispatched')", name="agency_iff_dispatched"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
        Index(None, "person_id", "starts_on", unique=True),
        Index(None, "host_unit_id", "starts_on", "ends_on"),
    )

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    staffing_type: Mapped[StaffingType]
    host_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    fund_source: Mapped[FundSource] = mapped_column(default=FundSource.FISCAL)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    first_wage_in_year: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    host_unit: Mapped[Unit] = relationship()
    agency: Mapped[Agency | None] = relationship()
    contracts: Mapped[list[Contract]] = relationship(back_populates="employment", order_by="Contract.starts_on")
    assignments: Mapped[list[Assignment]] = relationship(
        back_populates="employment", order_by="Assignment.starts_on, Assignment.id"
    )

    @property
    def range(self) -> DateRange:
        """Its dates."""
        return DateRange(self.starts_on, self.ends_on)


class Contract(Model):
    """合同 under an employment: labour contract, public-institution contract or dispatch agreement.

    ``ends_on`` stays what was agreed; ``terminated_on`` is its last day where it ended before that (解除).
    """

    __tablename__ = "contract"
    __table_args__ = (
        CheckConstraint("(ends_on IS NULL) = (kind = 'open_ended')", name="open_ended_has_no_end"),
        Index(None, "employment_id", "starts_on", unique=True),
        Index(None, "ends_on"),
    )

    id: Mapped[Key]
    employment_id: Mapped[int] = mapped_column(ForeignKey("employment.id"))
    number: Mapped[str | None] = mapped_column(String(40))
    kind: Mapped[ContractKind]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    probation_ends_on: Mapped[date | None]
    terminated_on: Mapped[date | None]

    employment: Mapped[Employment] = relationship(back_populates="contracts")

    @property
    def range(self) -> DateRange:
        """The dates it was really in force."""
        return DateRange(self.starts_on, self.terminated_on or self.ends_on)
