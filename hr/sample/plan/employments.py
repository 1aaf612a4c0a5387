"""Employments, their contracts and separations: dated rows made of spells, cut where somebody became contract staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from hr.sample.plan.people import People
from hr.sample.plan.places import Places
from hr.sample.plan.spells import Spells
from hr.sample.plan.table import Days, Flags, Table, Whole, ids, keys, members, place_of
from vocabulary.terms import FundSource, SeparationKind, SeparationReason, StaffingType

AGENCIES = 3
_DISPATCHED = place_of(StaffingType.DISPATCHED)
_FUNDS = {
    StaffingType.ESTABLISHMENT: FundSource.FISCAL,
    StaffingType.CONTRACT: FundSource.FISCAL,
    StaffingType.DISPATCHED: FundSource.PROJECT,
    StaffingType.ASSISTANT_4050: FundSource.EMPLOYMENT_FUND,
    StaffingType.SOCIAL_WORKER: FundSource.FISCAL,
}


@dataclass(frozen=True)
class Employments:
    """One row an employment, those of one person in order; ``person`` is the row of the spell."""

    person: Whole
    staffing: Whole
    start: Days
    end: Days
    kind: Whole
    reason: Whole
    street: Whole
    host: Whole

    def __len__(self) -> int:
        return len(self.person)

    @property
    def until(self) -> Days:
        """The last day, far in the future for those that go on."""
        return np.where(np.isnat(self.end), np.datetime64("9999-12-31", "D"), self.end)

    @classmethod
    def of(cls, spells: Spells) -> Employments:
        """Each spell is one employment, or two where it was converted."""
        rows = np.arange(len(spells))
        cut = np.flatnonzero(~np.isnat(spells.converted))
        before = spells.converted[cut] - 1
        parts = {
            "person": (cut, rows),
            "staffing": (np.full(len(cut), _DISPATCHED), spells.staffing),
            "start": (spells.start[cut], np.where(np.isnat(spells.converted), spells.start, spells.converted)),
            "end": (before, spells.end),
            "kind": (np.full(len(cut), place_of(SeparationKind.CONVERSION)), spells.kind),
            "reason": (np.full(len(cut), place_of(SeparationReason.OTHER)), spells.reason),
        }
        columns = {name: np.concatenate(part) for name, part in parts.items()}
        order = np.lexsort((columns["start"], columns["person"]))
        columns = {name: column[order] for name, column in columns.items()}
        person = columns["person"]
        return cls(street=spells.street[person], host=spells.unit[person], **columns)

    def table(self, people: People) -> Table:
        """Table ``employment``."""
        agency = np.where(self.staffing == _DISPATCHED, self.street % AGENCIES, -1)
        first_wage = people.first_worked[self.person] == self.start
        return Table(
            "employment",
            {
                "id": ids(len(self)),
                "person_id": keys(self.person),
                "staffing_type": members(StaffingType, self.staffing),
                "host_unit_id": keys(self.host),
                "agency_id": keys(agency),
                "fund_source": [_FUNDS[list(StaffingType)[code]] for code in self.staffing.tolist()],
                "starts_on": self.start.tolist(),
                "ends_on": self.end.tolist(),
                "first_wage_in_year": first_wage.tolist(),
            },
        )

    def separations(self) -> Table:
        """Table ``separation``."""
        ended = np.flatnonzero(~np.isnat(self.end))
        return Table(
            "separation",
            {
                "id": ids(len(ended)),
                "employment_id": keys(ended),
                "on": self.end[ended].tolist(),
                "kind": members(SeparationKind, self.kind[ended]),
                "reason": members(SeparationReason, self.reason[ended]),
            },
        )


def absent_on_books(spells: Spells, places: Places, count: int = 2) -> Flags:
    """Establishment people of the first streets who are paid without attending (在编不在岗), planted."""
    able = spells.stays & (spells.staffing == place_of(StaffingType.ESTABLISHMENT))
    able &= np.isin(spells.street, places.streets) & (spells.start < np.datetime64(date(2024, 1, 1), "D"))
    flags = np.zeros(len(spells), dtype=np.bool_)
    flags[np.flatnonzero(able)[-count:]] = True
    return flags
