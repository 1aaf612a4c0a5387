"""Taking in a file of shifts: whole or, if so chosen, its good rows; the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import insert
from sqlalchemy.orm import Session

from hr.audit import record_batch
from hr.models.worktime.shift import Shift
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import units_within
from hr.queries.pay.settled import SettledEverywhere, SettledMonths, refuse_settled
from hr.queries.worktime.shift import OnFile, Rostered, on_file, rostered
from hr.refusals import Refusal
from hr.services.file_import import FormImport, Source, take_in
from hr.services.progress import Progress, silent
from hr.services.staff.import_result import ImportResult
from intake.errors import BadCell
from intake.reading import TableReading, TypedRow
from intake.schemas.shifts import SHIFTS
from scheduling.night import SHANGHAI, instants, night_minutes
from scheduling.shift_table import ShiftTable, overlapping
from vocabulary.periods import Month
from vocabulary.text import Text

SUBJECT = SHIFTS.name
_UNKNOWN = Text("查无此工号，或不在您的管理范围内", "No such staff number, or not in your care")
_UNKNOWN_UNIT = Text("查无此机构编码，或不在您的管理范围内", "No such unit code, or not in your care")
_NOT_EMPLOYED = Text("该日不在职", "Not employed on that day")
_DIFFERENT = Text("同一开始时间已有不同的班次", "Another shift begins at the same time already")
_OVERLAPS = Text("与同一人的另一班次时间重叠", "Overlaps another shift of the same person")
_LOOK = Text("核对此格", "Check this cell")
_EARLIER = Text("核对时间，或先更正已有班次", "Check the time, or correct the shift on file first")


def import_shifts(  # noqa: PLR0913 - what every import takes, and whether it reaches into paid months
    source: Source,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    dated_back: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Take in the shift form from a workbook or CSV, in Shanghai's time.

    ``dated_back``: shifts may lie in months whose pay is locked; what they are worth is paid as back pay.

    Raises BadInput for a file that can't be read as a whole, OutOfScope for who maintains no working time.
    """
    viewer.require(Action.WORKTIME_WRITE)
    kind = FormImport("shift.import", SHIFTS, lambda reading: _judged(reading, viewer, dated_back=dated_back), _write)
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run, progress=progress)


def _write(session: Session, new: Sequence[_Entry], batch_id: int) -> None:
    if new:
        rows = _rows(new, batch_id)
        session.execute(insert(Shift.__table__), rows)  # type: ignore[arg-type]
        record_batch(session, Shift, batch_id, rows)


@dataclass(slots=True)
class _Entry:
    """A good row, with whose shift it is."""

    row: TypedRow
    person: Rostered
    unit_id: int

    @property
    def starts_at(self) -> datetime:
        return _utc(self.row["starts_at"])

    @property
    def ends_at(self) -> datetime:
        return _utc(self.row["ends_at"])


@dataclass(slots=True)
class _Faults:
    """What only the database knows to be wrong, by row."""

    found: dict[int, list[tuple[str, BadCell]]] = field(default_factory=dict)

    def add(self, row: TypedRow, key: str, code: str, reason: Text, suggestion: Text = _LOOK) -> None:
        self.found.setdefault(row.number, []).append((key, BadCell(code, reason, suggestion)))


def _judged(reading: TableReading, viewer: Viewer, *, dated_back: bool) -> list[_Entry]:
    """The rows that are new; bad ones are moved to the rejected of ``reading``, those on file already stay good."""
    people = rostered([row["staff_number"] for row in reading.rows], viewer=viewer)
    places = units_within(viewer=viewer, action=Action.WORKTIME_WRITE)
    units = {unit.code: unit.id for unit in places}
    faults = _Faults()
    entries = [entry for row in reading.rows if (entry := _entry(row, people, units, faults))]
    days = [entry.row["business_date"] for entry in entries]
    known = on_file(min(days), max(days)) if days else []
    fresh = _not_on_file(entries, known, faults)
    _refuse_overlaps(fresh, known, faults)
    _refuse_paid(fresh, {unit.id: unit.path for unit in places}, faults, dated_back=dated_back)
    reading.refuse(faults.found)
    return [entry for entry in fresh if entry.row.number not in faults.found]


def _entry(row: TypedRow, people: Mapping[str, Rostered], units: Mapping[str, int], faults: _Faults) -> _Entry | None:
    person = people.get(row["staff_number"])
    if person is None:
        faults.add(row, "staff_number", "unknown_person", _UNKNOWN)
        return None
    if not any(row["business_date"] in dates for dates in person.employed):
        faults.add(row, "business_date", "not_employed", _NOT_EMPLOYED)
    unit_id = units.get(row["unit"]) if row["unit"] else person.unit_id
    if unit_id is None:
        faults.add(row, "unit", "unknown_unit", _UNKNOWN_UNIT)
    return _Entry(row, person, unit_id or person.unit_id)


def _not_on_file(entries: Sequence[_Entry], known: Sequence[OnFile], faults: _Faults) -> list[_Entry]:
    by_start = {(shift.person_id, shift.starts_at): shift for shift in known}
    fresh = []
    for entry in entries:
        shift = by_start.get((entry.person.person_id, entry.starts_at))
        if shift is None:
            fresh.append(entry)
        elif (shift.ends_at, shift.kind, shift.duty) != (entry.ends_at, entry.row["kind"], entry.row["duty"]):
            faults.add(entry.row, "start", "different", _DIFFERENT, _EARLIER)
    return fresh


def _refuse_overlaps(fresh: Sequence[_Entry], known: Sequence[OnFile], faults: _Faults) -> None:
    """A row that overlaps one on file, or an earlier row of the file, is refused."""
    people = [shift.person_id for shift in known] + [entry.person.person_id for entry in fresh]
    starts = [shift.starts_at for shift in known] + [entry.starts_at for entry in fresh]
    ends = [shift.ends_at for shift in known] + [entry.ends_at for entry in fresh]
    table = ShiftTable(
        person=np.array(people, dtype=np.int64),
        business_date=np.zeros(len(people), dtype="datetime64[D]"),
        start=instants(starts),
        end=instants(ends),
        kind=np.zeros(len(people), dtype=np.int8),
        duty=np.zeros(len(people), dtype=np.int8),
    )
    for pair in overlapping(table):
        place = int(max(pair)) - len(known)
        if place >= 0:
            faults.add(fresh[place].row, "start", "overlaps", _OVERLAPS, _EARLIER)


def _refuse_paid(fresh: Sequence[_Entry], paths: Mapping[int, str], faults: _Faults, *, dated_back: bool) -> None:
    """A new shift in a month whose pay is settled is refused, unless it is meant to be paid as back pay."""
    settled = SettledEverywhere()
    for entry in fresh:
        try:
            months = settled.at(paths[entry.person.unit_id]) if entry.person.unit_id in paths else SettledMonths()
            refuse_settled(Month.of(entry.row["business_date"]), months, dated_back=dated_back)
        except Refusal as refusal:
            faults.add(entry.row, "business_date", "settled_month", refusal.reason)


def _rows(entries: Sequence[_Entry], batch_id: int) -> list[dict[str, Any]]:
    start = instants([entry.starts_at for entry in entries])
    end = instants([entry.ends_at for entry in entries])
    dates = np.array([entry.row["business_date"] for entry in entries], dtype="datetime64[D]")
    worked = (end - start).astype(np.int64).tolist()
    night = night_minutes(start, end, dates, SHANGHAI).tolist()
    return [
        {
            "person_id": entry.person.person_id,
            "unit_id": entry.unit_id,
            "business_date": entry.row["business_date"],
            "kind": entry.row["kind"],
            "duty": entry.row["duty"],
            "starts_at": entry.starts_at,
            "ends_at": entry.ends_at,
            "worked_minutes": worked[place],
            "night_minutes": night[place],
            "import_id": batch_id,
        }
        for place, entry in enumerate(entries)
    ]


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=SHANGHAI).astimezone(UTC)
