"""Taking in the bureau's monthly list: a later list overwrites the lines it holds, the same list changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import db
from hr.models.organisation.unit import Unit, centre_id_of
from hr.models.pay.bureau_line import BureauLine
from hr.permissions.actions import Action
from hr.permissions.scope import within
from hr.permissions.viewer import Viewer
from hr.queries.staff.people_named import Named, by_id_number
from hr.sealing import blind_index
from hr.services.file_import import FormImport, Source, take_in
from hr.services.progress import Progress, silent
from hr.services.staff.import_result import ImportResult
from intake.errors import BadCell
from intake.reading import TableReading, TypedRow
from intake.schemas.bureau_list import BUREAU_LIST, FUND_ITEMS, key_of, sides_of
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem
from vocabulary.text import Text

_NO_UNIT = BadCell(
    "unknown_unit",
    Text("无法确定缴费单位", "It can't be told which withholding unit this is"),
    Text("填写单位编码，或核对证件号码", "Give the unit's code, or check the ID number"),
)
_CODE = BadCell(
    "unknown_unit",
    Text("没有该机构，或不在您的管理范围内", "No such unit, or not in your care"),
    Text("核对单位编码", "Check the unit's code"),
)
_COMPARED = ("name", "person_id", "base_fen", "employee_fen", "employer_fen")


def import_bureau_list(
    source: Source,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Take in 社保缴费核定表 or the fund's list from a workbook or CSV; a row counts as changed when a line of it does.

    Whoever is not known in the viewer's care is kept as unknown, to be shown as a difference. Raises BadInput for a
    file that can't be read as a whole, OutOfScope for who prepares no pay.
    """
    viewer.require(Action.PAY_PREPARE)
    kind = FormImport("bureau_list.import", BUREAU_LIST, lambda reading: _judged(reading, viewer), _write)
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run, progress=progress)


Key = tuple[int, Month, bytes, ContributionItem]


@dataclass(frozen=True, slots=True)
class _Line:
    """One item of a row, and the line of it on file (``old``)."""

    key: Key
    identity: str
    values: Mapping[str, Any]
    old: BureauLine | None

    @property
    def changes(self) -> bool:
        return self.old is None or any(getattr(self.old, name) != self.values[name] for name in _COMPARED)


def _judged(reading: TableReading, viewer: Viewer) -> list[list[_Line]]:
    """Row by row the lines that change something; bad rows are moved to the rejected of ``reading``."""
    people = by_id_number({row["id_number"] for row in reading.rows}, viewer=viewer, action=Action.PAY_PREPARE)
    units = _Units(reading.rows, people, viewer)
    faults: dict[int, list[tuple[str, BadCell]]] = {}
    placed: list[tuple[TypedRow, int]] = []
    for row in reading.rows:
        unit_id = units.of(row)
        if unit_id is None:
            faults[row.number] = [("unit_code", _CODE if row["unit_code"] else _NO_UNIT)]
        else:
            placed.append((row, unit_id))
    reading.refuse(faults)
    on_file = _on_file({row["month"] for row, _ in placed})
    rows = (list(_lines(row, unit_id, people, on_file)) for row, unit_id in placed)
    return [changed for lines in rows if (changed := [line for line in lines if line.changes])]


def _lines(
    row: TypedRow, unit_id: int, people: Mapping[str, Named], on_file: Mapping[Key, BureauLine]
) -> Iterator[_Line]:
    who, number = people.get(row["id_number"]), row["id_number"]
    for item in ContributionItem:
        sides = {side: row[key_of(item, side)] for side in sides_of(item)}
        if all(amount is None for amount in sides.values()):
            continue
        key = (unit_id, row["month"], blind_index(number), item)
        values = {
            "name": row["name"],
            "person_id": who.person_id if who else None,
            "base_fen": row["housing_base" if item in FUND_ITEMS else "social_base"],
            "employee_fen": sides.get("employee") or 0,
            "employer_fen": sides.get("employer") or 0,
        }
        yield _Line(key, number, values, on_file.get(key))


class _Units:
    """Which withholding unit a row belongs to: as it says, else the person's centre, else that of all the others."""

    def __init__(self, rows: Sequence[TypedRow], people: Mapping[str, Named], viewer: Viewer) -> None:
        here = within(Unit.path, viewer, Action.PAY_PREPARE)
        found = db.session.execute(select(Unit.id, Unit.code, Unit.name).where(here)).all()
        self._by_code = {name: row.id for row in found for name in (row.code, row.name)}
        self._within = {row.id for row in found}
        self._people = people
        centres = {self._centre(row) for row in rows} - {None}
        self._only = centres.pop() if len(centres) == 1 else None

    def of(self, row: TypedRow) -> int | None:
        if row["unit_code"]:
            return self._by_code.get(row["unit_code"])
        return self._centre(row) or self._only

    def _centre(self, row: TypedRow) -> int | None:
        who = self._people.get(row["id_number"])
        centre = centre_id_of(who.unit_path) if who else None
        return centre if centre in self._within else None


def _on_file(months: set[Month]) -> dict[Key, BureauLine]:
    rows = db.session.scalars(select(BureauLine).where(BureauLine.month.in_(sorted(months))))
    return {(row.unit_id, row.month, bytes(row.identity_index), row.item): row for row in rows}


def _write(session: Session, changed: Sequence[Sequence[_Line]], batch_id: int) -> None:
    for line in chain.from_iterable(changed):
        unit_id, month, _, item = line.key
        row = line.old or BureauLine(unit_id=unit_id, month=month, identity=line.identity, item=item)
        for name, value in line.values.items():
            setattr(row, name, value)
        row.import_id = batch_id
        session.add(row)
