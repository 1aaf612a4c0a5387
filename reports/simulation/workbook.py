"""A simulation as a workbook: its tables, and for whoever may see them all people one by one."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.document import Column, Document, Filter, Kind, Note, Row, Stamp, Table
from reports.simulation.content import Sums
from reports.simulation.document import CHANGES
from reports.table_export import Sheet, write_workbook
from vocabulary.text import Language, Text

_BEFORE, _AFTER, _CHANGE = Text("现行", "As it is"), Text("模拟", "Supposed"), Text("差额", "Difference")
_NAMES = (Text("应发", "Gross"), Text("用工成本", "Employer's cost"), Text("实发", "Net"))
_NAMED = Text("{n}（{h}）", "{n} ({h})")
_PEOPLE = Text("逐人", "Everybody")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person's sums before and after (fen)."""

    staff_number: str
    name: str
    unit: str
    staffing_type: Text
    fund_source: Text
    gross: Sums
    cost: Sums
    net: Sums


def simulation_xlsx(document: Document, people: Iterable[PersonLine] | None, language: Language, stamp: Stamp) -> bytes:
    """The tables of ``document``, a sheet each, then ``people`` (None: not for this reader), and what is changed."""
    sheets = [_sheet(block) for block in document.blocks if isinstance(block, Table) and block.rows]
    if people is not None:
        sheets.append(Sheet(_PEOPLE, _columns(), (_row(one) for one in people)))
    out = io.BytesIO()
    write_workbook(sheets, out, language, stamp, [*document.filters, *_changes(document)])
    return out.getvalue()


def _sheet(table: Table) -> Sheet:
    """A sheet has one row of headings: each takes the name of its group with it."""
    columns = (
        column if column.group is None else replace(column, heading=_NAMED.format(n=column.group, h=column.heading))
        for column in table.columns
    )
    return Sheet(table.title, tuple(columns), table.rows)


def _changes(document: Document) -> Iterable[Filter]:
    notes = (block for block in document.blocks if isinstance(block, Note) and block.heading == CHANGES)
    return (Filter(CHANGES, line) for note in notes for line in note.lines)


def _columns() -> tuple[Column, ...]:
    who = (
        Text("工号", "Staff number"),
        Text("姓名", "Name"),
        Text("机构", "Unit"),
        Text("用工性质", "Staffing type"),
        Text("经费来源", "Fund source"),
    )
    sums = (
        Column(_NAMED.format(n=name, h=heading), Kind.MONEY)
        for name in _NAMES
        for heading in (_BEFORE, _AFTER, _CHANGE)
    )
    return (*(Column(heading) for heading in who), *sums)


def _row(one: PersonLine) -> Row:
    sums = (amount for s in (one.gross, one.cost, one.net) for amount in (s.before, s.after, s.change))
    return Row((one.staff_number, one.name, one.unit, one.staffing_type, one.fund_source, *sums))
