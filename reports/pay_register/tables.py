"""The pay register as tables: grouped with sums for paper, flat for a spreadsheet, and its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from reports.document import Cell, Column, Kind, Rank, Row, Table
from reports.pay_register.money import RegisterMoney
from reports.pay_register.register import PayRegister, RegisterPerson
from reports.table_export import Sheet
from vocabulary.money import Fen
from vocabulary.text import Text

Key = TypeVar("Key")
People = Sequence[RegisterPerson]

NUMBER = Text("序号", "No.")
UNIT = Text("机构", "Unit")
STAFFING_TYPE = Text("用工性质", "Staffing type")
STAFF_NUMBER = Text("工号", "Staff no.")
NAME = Text("姓名", "Name")
POST = Text("岗位", "Post")
PEOPLE = Text("人数", "People")
GROUP = Text("{unit} · {kind}", "{unit} · {kind}")
SUBTOTAL = Text("{kind}小计，{n} 人", "{kind}: subtotal, {n} people")
UNIT_TOTAL = Text("{unit}合计，{n} 人", "{unit}: total, {n} people")
GRAND_TOTAL = Text("总计，{n} 人", "Grand total, {n} people")
TOTAL = Text("总计", "Total")
PEOPLE_SHEET = Text("工资发放表", "Pay register")
SUMMARY_SHEET = Text("按机构和用工性质汇总", "By unit and staffing type")
_NO_TITLE = Text("", "")
LABELS, SUMMARY_LABELS = 4, 3  # the columns that say whose row it is, and whose sums


def paper_table(register: PayRegister) -> Table:
    """Grouped by unit and staffing type in the order given, with sums of each and of all; nothing paid is a dash."""
    money = RegisterMoney(register)
    columns = (Column(NUMBER, Kind.COUNT), Column(STAFF_NUMBER), Column(NAME), Column(POST), *money.columns())
    return Table(_NO_TITLE, columns, tuple(_paper_rows(register, money)))


def people_sheet(register: PayRegister) -> Sheet:
    """A line a person, unit and staffing type in columns of their own, and the total below."""
    money = RegisterMoney(register)
    columns = (Column(UNIT), Column(STAFFING_TYPE), Column(STAFF_NUMBER), Column(NAME), Column(POST), *money.columns())
    rows = (Row((p.unit, p.staffing_type, p.staff_number, p.name, p.post, *money.of(p))) for p in register.people)
    total = Row((TOTAL, "", "", "", "", *money.sums(register.people)), Rank.TOTAL)
    return Sheet(PEOPLE_SHEET, columns, _then(rows, total))


def summary_table(register: PayRegister) -> Table:
    """Sums by unit and staffing type."""
    money = RegisterMoney(register)
    groups = _grouped(register.people, lambda p: (p.unit, p.staffing_type))
    rows = [Row((unit, kind, len(people), *money.sums(people))) for (unit, kind), people in groups.items()]
    total = Row((TOTAL, "", len(register.people), *money.sums(register.people)), Rank.TOTAL)
    columns = (Column(UNIT), Column(STAFFING_TYPE), Column(PEOPLE, Kind.COUNT), *money.columns())
    return Table(SUMMARY_SHEET, columns, (*rows, total))


def summary_sheet(register: PayRegister) -> Sheet:
    """The same sums as a sheet of a workbook."""
    return Sheet.of(summary_table(register))


def _paper_rows(register: PayRegister, money: RegisterMoney) -> Iterator[Row]:
    number = 0
    for unit, people in _grouped(register.people, lambda p: p.unit).items():
        kinds = _grouped(people, lambda p: p.staffing_type)
        for kind, alike in kinds.items():
            yield Row((GROUP.format(unit=unit, kind=kind),), Rank.GROUP)
            for number, person in enumerate(alike, start=number + 1):  # noqa: B020 - the numbers run on
                yield _person_row(number, person, money)
            if len(kinds) > 1:
                yield _sum_row(SUBTOTAL.format(kind=kind, n=len(alike)), money.sums(alike), Rank.SUBTOTAL)
        yield _sum_row(UNIT_TOTAL.format(unit=unit, n=len(people)), money.sums(people), Rank.SUBTOTAL)
    yield _sum_row(GRAND_TOTAL.format(n=len(register.people)), money.sums(register.people), Rank.TOTAL)


def _person_row(number: int, person: RegisterPerson, money: RegisterMoney) -> Row:
    amounts = [amount or None for amount in money.of(person)]
    return Row((number, person.staff_number, person.name, person.post, *amounts))


def _sum_row(label: Text, sums: tuple[Fen, ...], rank: Rank) -> Row:
    empty: tuple[Cell, ...] = ("",) * (LABELS - 1)
    return Row((label, *empty, *sums), rank)


def _grouped(people: People, key: Callable[[RegisterPerson], Key]) -> dict[Key, list[RegisterPerson]]:
    groups: dict[Key, list[RegisterPerson]] = {}
    for person in people:
        groups.setdefault(key(person), []).append(person)
    return groups


def _then(rows: Iterator[Row], last: Row) -> Iterator[Row]:
    yield from rows
    yield last
