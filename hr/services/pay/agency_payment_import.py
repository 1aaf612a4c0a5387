"""Taking in what an agency says it paid: a later list overwrites the lines it holds, the same list changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import db
from hr.models.organisation.agency import Agency
from hr.models.organisation.unit import centre_id_of
from hr.models.pay.agency_payment import AgencyPayment
from hr.models.staff.employment import Employment
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_by_code
from hr.queries.staff.people_named import Named, by_id_number, by_staff_number
from hr.sealing import blind_index
from hr.services.file_import import FormImport, Source, take_in
from hr.services.progress import Progress, silent
from hr.services.staff.import_result import ImportResult
from intake.errors import BadCell
from intake.reading import TableReading, TypedRow
from intake.schemas.agency_payments import AGENCY_PAYMENTS
from vocabulary.periods import Month
from vocabulary.text import Text

_NO_AGENCY = BadCell(
    "unknown_agency",
    Text("无法确定派遣单位", "It can't be told which agency this is"),
    Text("填写派遣单位编码，或核对证件号码", "Give the agency's code, or check the ID number"),
)
_CODE = BadCell(
    "unknown_agency",
    Text("没有该派遣单位", "There is no such agency"),
    Text("核对派遣单位编码或名称", "Check the agency's code or name"),
)
_OWN = BadCell(
    "own_pay",
    Text("不能导入本人的发放记录", "Nobody brings in their own pay"),
    Text("请他人导入这一行", "Have somebody else bring in this row"),
)
_COMPARED = (
    *("name", "person_id", "gross_fen", "net_fen"),
    *("employee_contributions_fen", "employer_contributions_fen", "paid_on"),
)


def import_agency_payments(
    source: Source,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Take in an agency's payment list from a workbook or CSV.

    Whoever is not known in the viewer's care is kept as unknown: that somebody else was paid is a finding. Raises
    BadInput for a file that can't be read as a whole, OutOfScope for who prepares no pay.
    """
    viewer.require(Action.PAY_PREPARE)
    kind = FormImport("agency_payment.import", AGENCY_PAYMENTS, lambda reading: _judged(reading, viewer), _write)
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run, progress=progress)


Key = tuple[int, Month, int, bytes]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that is new or says something else than what is on file (``old``)."""

    key: Key
    identity: str
    values: Mapping[str, object]
    old: AgencyPayment | None


def _judged(reading: TableReading, viewer: Viewer) -> list[_Line]:
    """The rows that change something; bad ones are moved to the rejected of ``reading``."""
    known = _Known(reading.rows, viewer)
    faults: dict[int, list[tuple[str, BadCell]]] = {}
    placed: list[tuple[TypedRow, Key, Named | None]] = []
    for row in reading.rows:
        who = known.person(row)
        agency_id = known.agency(row, who)
        if who is not None and viewer.is_person(who.person_id):
            faults[row.number] = [("id_number" if row["id_number"] else "staff_number", _OWN)]
        elif agency_id is None:
            faults[row.number] = [("agency_code", _CODE if row["agency_code"] else _NO_AGENCY)]
        else:
            placed.append((row, known.key(row, who, agency_id), who))
    reading.refuse(faults)
    on_file = _on_file({key[1] for _, key, _ in placed})
    lines = [_Line(key, _identity(row), _values(row, who), on_file.get(key)) for row, key, who in placed]
    return [line for line in lines if line.old is None or _differs(line)]


def _identity(row: TypedRow) -> str:
    return str(row["id_number"] or row["staff_number"])


def _values(row: TypedRow, who: Named | None) -> dict[str, object]:
    return {
        "name": row["name"] or (who.name if who else ""),
        "person_id": who.person_id if who else None,
        "gross_fen": row["gross"],
        "net_fen": row["net"],
        "employee_contributions_fen": row["own_contributions"],
        "employer_contributions_fen": row["employer_contributions"],
        "paid_on": row["paid_on"],
    }


def _differs(line: _Line) -> bool:
    return any(getattr(line.old, name) != line.values[name] for name in _COMPARED)


class _Known:
    """People, agencies and employments that the rows may mean, each looked up once for all."""

    def __init__(self, rows: Sequence[TypedRow], viewer: Viewer) -> None:
        how = {"viewer": viewer, "action": Action.PAY_PREPARE}
        self._by_id = by_id_number({row["id_number"] for row in rows if row["id_number"]}, **how)  # type: ignore[arg-type]
        self._by_number = by_staff_number({row["staff_number"] for row in rows if row["staff_number"]}, **how)  # type: ignore[arg-type]
        agencies = db.session.execute(select(Agency.id, Agency.code, Agency.name)).all()
        self._agencies = {name: row.id for row in agencies for name in (row.code, row.name)}
        self._employed = _dispatched({who.person_id for who in (*self._by_id.values(), *self._by_number.values())})
        self._unit_id = unit_by_code(None, viewer=viewer, action=Action.PAY_PREPARE).id
        found = {self._employer(row, self.person(row)) for row in rows} - {None}
        self._only = found.pop() if len(found) == 1 else None

    def person(self, row: TypedRow) -> Named | None:
        if row["id_number"]:
            return self._by_id.get(row["id_number"])
        return self._by_number.get(row["staff_number"])

    def agency(self, row: TypedRow, who: Named | None) -> int | None:
        """As the row says; else the person's in the month; else the one that all others of the file are paid by."""
        if row["agency_code"]:
            return self._agencies.get(row["agency_code"])
        return self._employer(row, who) or self._only

    def _employer(self, row: TypedRow, who: Named | None) -> int | None:
        spells = self._employed.get(who.person_id, []) if who else []
        month: Month = row["month"]
        return next((spell.agency_id for spell in spells if spell.range.overlaps(month.range)), None)

    def key(self, row: TypedRow, who: Named | None, agency_id: int) -> Key:
        unit_id = centre_id_of(who.unit_path) if who else self._unit_id
        return agency_id, row["month"], unit_id, blind_index(_identity(row))


def _dispatched(person_ids: set[int]) -> dict[int, list[Employment]]:
    found: dict[int, list[Employment]] = {}
    statement = select(Employment).where(Employment.agency_id.is_not(None)).order_by(Employment.starts_on)
    for employment in db.session.scalars(statement):
        if employment.person_id in person_ids:
            found.setdefault(employment.person_id, []).append(employment)
    return found


def _on_file(months: set[Month]) -> dict[Key, AgencyPayment]:
    rows = db.session.scalars(select(AgencyPayment).where(AgencyPayment.month.in_(sorted(months))))
    return {(row.agency_id, row.month, row.unit_id, bytes(row.identity_index)): row for row in rows}


def _write(session: Session, lines: Sequence[_Line], batch_id: int) -> None:
    for line in lines:
        agency_id, month, unit_id, _ = line.key
        row = line.old or AgencyPayment(agency_id=agency_id, month=month, unit_id=unit_id, identity=line.identity)
        for name, value in line.values.items():
            setattr(row, name, value)
        row.import_id = batch_id
        session.add(row)
