"""Taking in a file of inputs or of unpaid days: whole or its good rows, the same file twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from hr.models.pay.pay_input import PayInput, PayInputKind
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_input import Payee, on_file, payees
from hr.queries.pay.settled import SettledMonths, last_settled_at
from hr.refusals import Refusal
from hr.services.file_import import FormImport, Source, take_in
from hr.services.pay.pay_input import (
    InputWish,
    as_counted,
    input_row,
    name_of,
    refuse_paid,
    refuse_unsound,
    sick_rule_change,
)
from hr.services.staff.import_result import ImportResult
from intake.errors import BadCell
from intake.reading import TableReading, TypedRow
from intake.schema import Schema
from intake.schemas.pay_items import PAY_ITEMS, UNPAID_DAYS
from vocabulary.periods import Month
from vocabulary.text import Text

FORMS: Mapping[str, Schema] = {schema.name: schema for schema in (PAY_ITEMS, UNPAID_DAYS)}
_LOOK = Text("核对此格", "Check this cell")
_UNKNOWN = Text("查无此工号，或不在您的管理范围内", "No such staff number, or not in your care")
_NOT_EMPLOYED = Text("此人该月不在职", "Not employed in that month")
_DIFFERENT = Text("该月已有同名项目，金额不同", "The month has the item already, with another amount")
_WITHDRAW = Text("先撤回原项目，或核对金额", "Withdraw the item on file first, or check the amount")
_REPEATED = Text("与第 {row} 行是同一人同月的同一项目", "Row {row} has the same item of that person and month")
_JOIN = Text("合并为一行，或取不同的项目名称", "Join them in one row, or give the items different names")
_OWN = Text("不能为自己录入", "Nobody enters their own pay")
_Key = tuple[int, Month, PayInputKind, str]


def import_inputs(  # noqa: PLR0913 - what every import takes, and whether it reaches into paid months
    source: Source,
    filename: str,
    form: str = PAY_ITEMS.name,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    dated_back: bool = False,
) -> ImportResult:
    """Take in one of FORMS from a workbook or CSV; what comes in waits for somebody else's approval.

    ``dated_back``: rows may lie in locked months, whose differences are paid as back pay.

    Raises BadInput for a file that can't be read as a whole, OutOfScope for who prepares no pay.
    """
    viewer.require(Action.PAY_PREPARE)
    kind = FormImport(
        "pay_input.import",
        FORMS[form],
        lambda reading: _judged(reading, viewer, dated_back=dated_back),
        lambda session, new, batch_id: session.add_all(_row(entry, viewer, batch_id) for entry in new),
    )
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run)


def _row(entry: _Entry, viewer: Viewer, batch_id: int) -> PayInput:
    return input_row(entry.payee.employment_id, entry.wish, name_of(entry.wish), viewer, batch_id)


@dataclass(frozen=True, slots=True)
class _Entry:
    row: TypedRow
    wish: InputWish
    payee: Payee

    @property
    def key(self) -> _Key:
        return self.payee.employment_id, self.wish.month, self.wish.kind, name_of(self.wish)


def _judged(reading: TableReading, viewer: Viewer, *, dated_back: bool) -> list[_Entry]:
    """The rows that are new; bad ones are moved to the rejected of ``reading``, those on file already stay good."""
    people = payees({(row["staff_number"], row["month"]) for row in reading.rows}, viewer=viewer)
    rules = _Rules()
    known = on_file({row["month"] for row in reading.rows})
    fresh: dict[_Key, _Entry] = {}
    faults: dict[int, list[tuple[str, BadCell]]] = {}
    for row in reading.rows:
        try:
            entry = _entry(row, people, viewer, dated_back=dated_back)
            if _is_new(entry, known):
                _refuse_repeated(entry, fresh)
                rules.refuse(entry)
                fresh[entry.key] = entry
        except _Fault as fault:
            faults[row.number] = [(fault.key, fault.bad)]
    reading.refuse(faults)
    return list(fresh.values())


class _Fault(Exception):  # noqa: N818 - told of a row, never raised to a caller
    def __init__(self, key: str, code: str, reason: Text, suggestion: Text = _LOOK) -> None:
        super().__init__(code)
        self.key, self.bad = key, BadCell(code, reason, suggestion)


def _entry(
    row: TypedRow, people: Mapping[tuple[str, Month], Payee | None], viewer: Viewer, *, dated_back: bool
) -> _Entry:
    key = (row["staff_number"], row["month"])
    if key not in people:
        raise _Fault("staff_number", "unknown_person", _UNKNOWN)
    payee = people[key]
    if payee is None:
        raise _Fault("month", "not_employed", _NOT_EMPLOYED)
    if viewer.is_person(payee.person_id):
        raise _Fault("staff_number", "own_pay", _OWN)
    return _Entry(row, replace(_wish(row), dated_back=dated_back), payee)


def _wish(row: TypedRow) -> InputWish:
    number, month = row["staff_number"], row["month"]
    if "days" in row.values:
        kind = PayInputKind.UNPAID_DAYS
        return InputWish(number, month, kind, "", as_counted(kind, row["days"]), row["note"] or "")
    kind = row["kind"]
    amount = as_counted(kind, row["amount"])
    return InputWish(number, month, kind, row["name"] or "", amount, row["note"] or "", row["first_day"])


def _is_new(entry: _Entry, known: Mapping[_Key, int]) -> bool:
    if entry.key not in known:
        return True
    if known[entry.key] != entry.wish.amount:
        raise _Fault("days" if "days" in entry.row.values else "amount", "different", _DIFFERENT, _WITHDRAW)
    return False


def _refuse_repeated(entry: _Entry, earlier: Mapping[_Key, _Entry]) -> None:
    """A month has one item of a kind and name: the file is as little as a form to enter it twice."""
    if entry.key in earlier:
        raise _Fault("kind", "repeated", _REPEATED.format(row=earlier[entry.key].row.number), _JOIN)


class _Rules:
    """What refuses a row beside the row itself: settled months by unit and changes of rules by month, each once."""

    def __init__(self) -> None:
        self._settled: dict[str, SettledMonths] = {}
        self._changes: dict[Month, date | None] = {}

    def refuse(self, entry: _Entry) -> None:
        path, month = entry.payee.unit_path, entry.wish.month
        if path not in self._settled:
            self._settled[path] = last_settled_at(path)
        if entry.wish.kind.is_dated and month not in self._changes:
            self._changes[month] = sick_rule_change(month)
        with _told("settled_month", "month"):
            refuse_paid(entry.wish, self._settled[path])
        with _told("not_possible", "amount"):
            refuse_unsound(entry.wish, self._changes.get(month))


@contextmanager
def _told(code: str, place: str) -> Iterator[None]:
    """A refusal, told of the row; ``place``: the column to blame where it names none."""
    try:
        yield
    except Refusal as refusal:
        raise _Fault(refusal.field or place, code, refusal.reason) from refusal
