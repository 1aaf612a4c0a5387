"""Who is employed on a day, and to which centre each unit belongs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hr.models.organisation.unit import Unit
from vocabulary.terms import FundSource, RetirementGroup, StaffingType, UnitKind


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody employed on the day; ``unit_id`` is that of the primary assignment, or else the host unit."""

    employment_id: int
    person_id: int
    staff_number: str
    name: str
    name_key: str
    born_on: date
    retirement_group: RetirementGroup
    staffing_type: StaffingType
    fund_source: FundSource
    starts_on: date
    host_unit_id: int
    unit_id: int


class Centres:
    """All units by id, and the centre that each belongs to: itself, or for a station the nearest unit above it."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = {unit.id: unit for unit in units}
        self._centres = {unit.id for unit in self.units.values() if unit.kind is not UnitKind.STATION}

    def of(self, unit_id: int) -> Unit:
        """The centre of a unit."""
        return self.nearest(unit_id, self._centres)

    def nearest(self, unit_id: int, among: set[int]) -> Unit:
        """The unit of ``among`` that is the unit itself or the nearest above it; else the unit itself."""
        for ancestor in reversed(self.units[unit_id].ancestor_ids):
            if ancestor in among:
                return self.units[ancestor]
        return self.units[unit_id]
