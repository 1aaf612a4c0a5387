"""Who pays how much into what in a month, both sides, by withholding unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.document import Block, Card, Cards, Cell, Column, Document, Filter, Kind, Note, Rank, Row, Table
from reports.table_export import Sheet
from vocabulary.money import Fen
from vocabulary.periods import Month
from vocabulary.terms import ContributionItem, Term
from vocabulary.text import Text

TITLE = Text("{month} 社保公积金明细", "Contributions {month}")
PEOPLE = Text("逐人明细", "Person by person")
TOTALS = Text("按缴费单位和险种", "By withholding unit and item")
BACK_PAY = Text("补缴（按所属月份）", "Back payments by the month they belong to")
STAFF_NUMBER = Text("工号", "Staff no.")
NAME = Text("姓名", "Name")
UNIT = Text("机构", "Unit")
EMPLOYER = Text("缴费单位", "Withholding unit")
ITEM = Text("险种", "Item")
SOCIAL_BASE = Text("社保基数", "Social base")
HOUSING_BASE = Text("公积金基数", "Fund base")
MONTH = Text("所属月份", "Month")
TOTAL = Text("合计", "Total")
HEADS = Text("人数", "People")


class Side(Term):
    """缴费方."""

    EMPLOYEE = "employee", "个人", "Own"
    EMPLOYER = "employer", "单位", "Employer"


Amounts = Mapping[tuple[ContributionItem, Side], Fen]


@dataclass(frozen=True, slots=True)
class ContributionPerson:
    """A person's contributions of the month (fen): bases as reckoned on, amounts, and back payments by month."""

    employer: str
    unit: str
    staff_number: str
    name: str
    social_base: Fen
    housing_base: Fen
    amounts: Amounts
    back: Mapping[Month, Amounts] = field(default_factory=dict)

    def total(self, side: Side) -> Fen:
        """What one side pays for the month itself."""
        return sum(fen for (_, of), fen in self.amounts.items() if of is side)

    def total_back(self, side: Side) -> Fen:
        """What one side pays for earlier months."""
        return sum(fen for month in self.back.values() for (_, of), fen in month.items() if of is side)


@dataclass(frozen=True, slots=True)
class ContributionDetail:
    """The contributions of a month; people in the order in which they are listed, a withholding unit together."""

    issuer: str
    month: Month
    people: tuple[ContributionPerson, ...]
    filters: tuple[Filter, ...] = ()

    @property
    def pairs(self) -> list[tuple[ContributionItem, Side]]:
        """The columns: items and sides that anybody has, in the order of the vocabulary."""
        used = {pair for person in self.people for pair, fen in person.amounts.items() if fen}
        return [(item, side) for item in ContributionItem for side in Side if (item, side) in used]


_METHOD = Note(
    Text("口径", "How to read it"),
    (
        Text(
            "基数为已按当期上下限调整的缴费基数；补缴另列，按所属月份。",
            "Bases are those reckoned on, between the period's floor and ceiling; back payments stand apart by month.",
        ),
        Text(
            "派遣人员由派遣单位申报缴纳（劳务派遣暂行规定第18条），列在派遣单位名下。",
            "For dispatched staff the agency declares and pays (人社部令第22号 art. 18): they are listed under it.",
        ),
    ),
)


def contribution_document(detail: ContributionDetail, *, by_person: bool = True) -> Document:
    """Cards, sums by withholding unit and item, back payments, and with ``by_person`` everybody's line."""
    blocks: list[Block] = [_cards(detail), _totals(detail)]
    if by_person:
        blocks.append(_people(detail))
    if any(person.back for person in detail.people):
        blocks.append(Table(BACK_PAY, _BACK_COLUMNS, tuple(Row(cells) for cells in _back_rows(detail.people))))
    blocks.append(_METHOD)
    return Document(TITLE.format(month=detail.month), detail.issuer, tuple(blocks), None, detail.filters)


def contribution_sheets(detail: ContributionDetail) -> list[Sheet]:
    """A line a person to filter, the sums, and the back payments."""
    columns, rows = _flat_columns(detail), (Row(_flat(person, detail.pairs)) for person in detail.people)
    sheets = [Sheet(PEOPLE, columns, rows), Sheet.of(_totals(detail))]
    if any(person.back for person in detail.people):
        sheets.append(Sheet(BACK_PAY, _BACK_COLUMNS, (Row(cells) for cells in _back_rows(detail.people))))
    return sheets


def _cards(detail: ContributionDetail) -> Cards:
    def both(side: Side) -> Fen:
        return sum(person.total(side) + person.total_back(side) for person in detail.people)

    own, employer = both(Side.EMPLOYEE), both(Side.EMPLOYER)
    return Cards(
        (
            Card(HEADS, len(detail.people), Kind.COUNT),
            Card(Text("个人缴费合计", "Own contributions"), own, Kind.MONEY),
            Card(Text("单位缴费合计", "Employer contributions"), employer, Kind.MONEY),
            Card(Text("应缴总额", "To be paid"), own + employer, Kind.MONEY, Text("含补缴", "Back payments included")),
        )
    )


_TOTAL_COLUMNS = (
    Column(ITEM),
    Column(HEADS, Kind.COUNT),
    Column(Side.EMPLOYEE.label, Kind.MONEY),
    Column(Side.EMPLOYER.label, Kind.MONEY),
    Column(TOTAL, Kind.MONEY),
)


def _totals(detail: ContributionDetail) -> Table:
    rows: list[Row] = []
    for employer, people in by_employer(detail.people).items():
        rows.append(Row((employer,), Rank.GROUP))
        sums = [(item, *_item_sums(item, people)) for item in ContributionItem]
        rows += [Row((item.label, heads, own, paid, own + paid)) for item, heads, own, paid in sums if heads]
        own, paid = sum(s[2] for s in sums), sum(s[3] for s in sums)
        label = Text("{employer}合计", "{employer}: total").format(employer=employer)
        rows.append(Row((label, len(people), own, paid, own + paid), Rank.SUBTOTAL))
    return Table(TOTALS, _TOTAL_COLUMNS, tuple(rows))


def by_employer(people: Iterable[ContributionPerson]) -> dict[str, list[ContributionPerson]]:
    """People by withholding unit, in the order given."""
    found: dict[str, list[ContributionPerson]] = {}
    for person in people:
        found.setdefault(person.employer, []).append(person)
    return found


def _item_sums(item: ContributionItem, people: Sequence[ContributionPerson]) -> tuple[int, Fen, Fen]:
    own = [person.amounts.get((item, Side.EMPLOYEE), 0) for person in people]
    paid = [person.amounts.get((item, Side.EMPLOYER), 0) for person in people]
    return sum(bool(a or b) for a, b in zip(own, paid, strict=True)), sum(own), sum(paid)


def _people(detail: ContributionDetail) -> Table:
    pairs = detail.pairs
    columns = (Column(STAFF_NUMBER), Column(NAME), *_money_columns(pairs))
    rows: list[Row] = []
    for employer, people in by_employer(detail.people).items():
        rows.append(Row((employer,), Rank.GROUP))
        lines = [_amounts(person, pairs) for person in people]
        rows += [Row((p.staff_number, p.name, *line)) for p, line in zip(people, lines, strict=True)]
        sums = [sum(filter(None, column)) for column in zip(*(line[2:] for line in lines), strict=True)]
        label = Text("{employer}合计，{n} 人", "{employer}: total, {n} people").format(employer=employer, n=len(people))
        rows.append(Row((label, "", "", "", *sums), Rank.SUBTOTAL))
    return Table(PEOPLE, columns, tuple(rows))


def _money_columns(pairs: Sequence[tuple[ContributionItem, Side]]) -> list[Column]:
    return [
        Column(SOCIAL_BASE, Kind.MONEY),
        Column(HOUSING_BASE, Kind.MONEY),
        *(Column(side.label, Kind.MONEY, group=item.label) for item, side in pairs),
        *(Column(side.label, Kind.MONEY, group=TOTAL) for side in Side),
    ]


def _amounts(person: ContributionPerson, pairs: Sequence[tuple[ContributionItem, Side]]) -> tuple[Fen | None, ...]:
    """In the order of the columns; nothing paid is a dash."""
    return (
        person.social_base or None,
        person.housing_base or None,
        *(person.amounts.get(pair, 0) or None for pair in pairs),
        *(person.total(side) for side in Side),
    )


def _flat_columns(detail: ContributionDetail) -> tuple[Column, ...]:
    def named(item: ContributionItem, side: Side) -> Text:
        return Text("{item}（{side}）", "{item} ({side})").format(item=item.label, side=side.label)

    return (
        Column(EMPLOYER),
        Column(UNIT),
        Column(STAFF_NUMBER),
        Column(NAME),
        Column(SOCIAL_BASE, Kind.MONEY),
        Column(HOUSING_BASE, Kind.MONEY),
        *(Column(named(item, side), Kind.MONEY) for item, side in detail.pairs),
        *(Column(Text("{side}合计", "{side}, total").format(side=side.label), Kind.MONEY) for side in Side),
    )


def _flat(person: ContributionPerson, pairs: Sequence[tuple[ContributionItem, Side]]) -> tuple[Cell, ...]:
    return person.employer, person.unit, person.staff_number, person.name, *_amounts(person, pairs)


_BACK_COLUMNS = (
    Column(EMPLOYER),
    Column(STAFF_NUMBER),
    Column(NAME),
    Column(MONTH, Kind.MONTH),
    Column(ITEM),
    Column(Side.EMPLOYEE.label, Kind.MONEY),
    Column(Side.EMPLOYER.label, Kind.MONEY),
)


def _back_rows(people: Iterable[ContributionPerson]) -> Iterator[tuple[Cell, ...]]:
    for person in people:
        for month, amounts in sorted(person.back.items()):
            for item in ContributionItem:
                sides = [amounts.get((item, side), 0) for side in Side]
                if any(sides):
                    yield person.employer, person.staff_number, person.name, month, item.label, *sides
