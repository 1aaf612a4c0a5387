"""Taking in a file of opening tax balances: whole or its good rows, the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import db
from hr.models.pay.tax_year import OpeningTax
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.month_staff import employer_of
from hr.queries.pay.pay_input import Payee, payees
from hr.queries.pay.work_terms import settled_in_years
from hr.refusals import Refusal
from hr.services.file_import import FormImport, Source, take_in
from hr.services.pay.tax_year import OpeningWish, fill_in, refuse_unsound
from hr.services.staff.import_result import ImportResult
from intake.errors import BadCell
from intake.reading import TableReading, TypedRow
from intake.schemas.opening_tax import OPENING_TAX
from vocabulary.periods import Month
from vocabulary.text import Text

_LOOK = Text("核对此格", "Check this cell")
_UNKNOWN = Text("查无此工号，或不在您的管理范围内", "No such staff number, or not in your care")
_NOT_EMPLOYED = Text("此人该月不在职", "Not employed in that month")
_OWN = Text("不能为自己录入", "Nobody enters their own pay")
_Key = tuple[int, str, int]


def import_openings(
    source: Source,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
) -> ImportResult:
    """Take in the form of opening balances from a workbook or CSV; what differs from what is on file corrects it.

    Raises BadInput for a file that can't be read as a whole, OutOfScope for who prepares no pay.
    """
    viewer.require(Action.PAY_PREPARE)
    kind = FormImport(
        "opening_tax.import",
        OPENING_TAX,
        lambda reading: _judged(reading, viewer),
        lambda session, new, batch_id: _put(session, new, viewer, batch_id),
    )
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Entry:
    wish: OpeningWish
    key: _Key


class _Fault(Exception):  # noqa: N818 - told of a row, never raised to a caller
    def __init__(self, key: str, code: str, reason: Text) -> None:
        super().__init__(code)
        self.key, self.bad = key, BadCell(code, reason, _LOOK)


def _judged(reading: TableReading, viewer: Viewer) -> list[_Entry]:
    """The rows that change something; bad ones are moved to the rejected of ``reading``."""
    people = payees({(row["staff_number"], row["through"]) for row in reading.rows}, viewer=viewer)
    years = sorted({row["through"].year for row in reading.rows})
    settled, known = settled_in_years(years), _on_file(years)
    fresh: list[_Entry] = []
    faults: dict[int, list[tuple[str, BadCell]]] = {}
    for row in reading.rows:
        try:
            entry = _entry(row, people, viewer)
            old = known.get(entry.key)
            if old is None or not _same(old, entry.wish):
                _refuse(entry, settled)
                fresh.append(entry)
        except _Fault as fault:
            faults[row.number] = [(fault.key, fault.bad)]
    reading.refuse(faults)
    return fresh


def _entry(row: TypedRow, people: Mapping[tuple[str, Month], Payee | None], viewer: Viewer) -> _Entry:
    number, through = row["staff_number"], row["through"]
    if (number, through) not in people:
        raise _Fault("staff_number", "unknown_person", _UNKNOWN)
    payee = people[number, through]
    if payee is None:
        raise _Fault("through", "not_employed", _NOT_EMPLOYED)
    if viewer.is_person(payee.person_id):
        raise _Fault("staff_number", "own_pay", _OWN)
    amounts = (row["income"], row["deductions"], row["withheld"], row["relief"] or 0)
    wish = OpeningWish(payee.employment_id, through, row["months"], *amounts, row["note"] or "")
    return _Entry(wish, (payee.person_id, employer_of(payee.agency_id, payee.unit_path), through.year))


def _refuse(entry: _Entry, settled: Mapping[tuple[int, int], Month]) -> None:
    person_id, _, year = entry.key
    try:
        refuse_unsound(entry.wish, settled.get((person_id, year)))
    except Refusal as refusal:
        raise _Fault(refusal.field or "through", "not_possible", refusal.reason) from refusal


def _on_file(years: list[int]) -> dict[_Key, OpeningTax]:
    rows = db.session.scalars(select(OpeningTax).where(OpeningTax.year.in_(years)))
    return {(row.person_id, row.employer, row.year): row for row in rows}


def _same(row: OpeningTax, wish: OpeningWish) -> bool:
    on_file = (row.through, row.months, row.income_fen, row.deductions_fen, row.withheld_fen, row.relief_fen)
    return on_file == (
        wish.through,
        wish.months,
        wish.income_fen,
        wish.deductions_fen,
        wish.withheld_fen,
        wish.relief_fen,
    )


def _put(session: Session, entries: Sequence[_Entry], viewer: Viewer, batch_id: int) -> None:
    known = _on_file(sorted({entry.key[2] for entry in entries}))
    for entry in entries:
        row = known.get(entry.key)
        if row is None:
            person_id, employer, year = entry.key
            row = OpeningTax(person_id=person_id, employer=employer, year=year)
            session.add(row)
        fill_in(row, entry.wish, viewer, batch_id)
