"""The monthly statement of a dispatch agency 劳务派遣结算单: what it is owed for each dispatched worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.document import Card, Cards, Cell, Column, Document, Filter, Kind, Note, Rank, Row, Table
from reports.formats import shown
from reports.table_export import Sheet
from vocabulary.money import Fen, Ppm, share
from vocabulary.periods import Month
from vocabulary.terms import AgencyFeeKind, AgencyTaxBase
from vocabulary.text import Text

TITLE = Text("{month} 劳务派遣结算单", "Dispatch statement {month}")
PEOPLE = Text("逐人明细", "Person by person")
UNITS = Text("按用工单位", "By unit")
HEADS = Text("人数", "People")
TOTAL = Text("合计", "Total")


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """What was agreed: ``fee`` fen a head, or ppm of pay and employer contributions; ``tax_ppm`` added on top."""

    kind: AgencyFeeKind
    fee: int
    tax_ppm: Ppm = 0
    tax_base: AgencyTaxBase = AgencyTaxBase.FEE
    tax_note: str = ""

    def fee_on(self, cost: Fen) -> Fen:
        """The service fee for somebody who costs ``cost``: pay and employer contributions."""
        return self.fee if self.kind is AgencyFeeKind.PER_HEAD else share(cost, self.fee)

    def tax_on(self, cost: Fen, fee: Fen) -> Fen:
        """The tax added on top; 0 where prices include it."""
        return share(fee if self.tax_base is AgencyTaxBase.FEE else cost + fee, self.tax_ppm)

    @property
    def said(self) -> Text:
        """The terms in words."""
        fee = shown(self.fee, Kind.MONEY if self.kind is AgencyFeeKind.PER_HEAD else Kind.PPM, "zh")
        tax = Text("税费 {rate}（{base}）", "tax {rate} ({base})") if self.tax_ppm else Text("税费已含", "tax included")
        facts = {"rate": shown(self.tax_ppm, Kind.PPM, "zh"), "base": self.tax_base.label}
        words = Text("{kind} {fee}，{tax}", "{kind}: {fee}; {tax}")
        return words.format(kind=self.kind.label, fee=fee, tax=tax.format(**facts))


@dataclass(frozen=True, slots=True)
class AgencyPerson:
    """What one dispatched worker's month costs (fen)."""

    unit: str
    staff_number: str
    name: str
    gross: Fen
    own_contributions: Fen
    tax: Fen
    net: Fen
    employer_contributions: Fen
    fee: Fen
    fee_tax: Fen

    @property
    def owed(self) -> Fen:
        """Gross, employer contributions, service fee, and the tax on top."""
        return self.gross + self.employer_contributions + self.fee + self.fee_tax


@dataclass(frozen=True, slots=True)
class AgencyStatement:
    """A month's statement; people of one unit stand together."""

    issuer: str
    agency: str
    month: Month
    terms: FeeTerms
    people: tuple[AgencyPerson, ...]
    filters: tuple[Filter, ...] = ()

    @property
    def owed(self) -> Fen:
        """What the agency is to be paid in all."""
        return sum(person.owed for person in self.people)


_MONEY = (
    Column(Text("应发工资", "Gross"), Kind.MONEY),
    Column(Text("个人缴费", "Own contributions"), Kind.MONEY),
    Column(Text("个人所得税", "Income tax"), Kind.MONEY),
    Column(Text("实发工资", "Net"), Kind.MONEY),
    Column(Text("单位缴费", "Employer contributions"), Kind.MONEY),
    Column(Text("服务费", "Service fee"), Kind.MONEY),
    Column(Text("税费", "Tax on top"), Kind.MONEY),
    Column(Text("结算金额", "Owed"), Kind.MONEY),
)
_BASIS = Text(
    "劳动合同法第60条：派遣单位不得克扣用工单位支付的劳动报酬；第62条：用工单位支付加班费、绩效奖金和福利待遇；"
    "第63条：同工同酬，实行相同的劳动报酬分配办法。",
    "Labour Contract Law art. 60: the agency keeps back nothing of the pay; art. 62: the user pays overtime and "
    "bonuses; art. 63: equal pay for equal work by the same method.",
)
_FEES = Text("含服务费与税费 {fees}", "fee and tax of {fees} included")
_SUM = Text(
    "结算金额＝应发工资＋单位缴费＋服务费＋税费；个人缴费和个人所得税由派遣单位从应发工资中代扣代缴。",
    "Owed: gross, employer contributions, service fee and tax on top; out of gross the agency withholds own "
    "contributions and income tax.",
)


def statement_document(statement: AgencyStatement, *, by_person: bool = True) -> Document:
    """Cards, sums by unit, everybody's line, and the basis."""
    tables = [_units(statement), *([_people(statement)] if by_person else [])]
    lines = [_SUM, _BASIS]
    if statement.terms.tax_note:
        lines.append(Text(statement.terms.tax_note, statement.terms.tax_note))
    filters = (
        Filter(Text("派遣单位", "Agency"), statement.agency),
        Filter(Text("结算条款", "Terms"), statement.terms.said),
        *statement.filters,
    )
    note = Note(Text("依据与口径", "Basis"), tuple(lines))
    title = TITLE.format(month=statement.month)
    return Document(title, statement.issuer, (_cards(statement), *tables, note), None, filters)


def statement_sheets(statement: AgencyStatement) -> list[Sheet]:
    """A line a person, and the sums by unit."""
    labels = (Column(Text("用工单位", "Unit")), Column(Text("工号", "Staff no.")), Column(Text("姓名", "Name")))
    rows = [Row((p.unit, p.staff_number, p.name, *_amounts(p))) for p in statement.people]
    rows.append(Row((TOTAL, "", "", *_sums(statement.people)), Rank.TOTAL))
    return [Sheet(PEOPLE, (*labels, *_MONEY), rows), Sheet.of(_units(statement))]


def _cards(statement: AgencyStatement) -> Cards:
    people = statement.people
    fees = sum(p.fee + p.fee_tax for p in people)
    return Cards(
        (
            Card(HEADS, len(people), Kind.COUNT),
            Card(Text("应发工资", "Gross"), sum(p.gross for p in people), Kind.MONEY),
            Card(Text("单位缴费", "Employer contributions"), sum(p.employer_contributions for p in people), Kind.MONEY),
            Card(
                Text("应付派遣单位", "Owed to the agency"),
                statement.owed,
                Kind.MONEY,
                _FEES.format(fees=shown(fees, Kind.MONEY, "zh")),
            ),
        )
    )


def _amounts(person: AgencyPerson) -> tuple[Fen, ...]:
    return (
        *(person.gross, person.own_contributions, person.tax, person.net),
        *(person.employer_contributions, person.fee, person.fee_tax, person.owed),
    )


def _sums(people: Iterable[AgencyPerson]) -> tuple[Fen, ...]:
    columns = zip(*(_amounts(person) for person in people), strict=True)
    return tuple(sum(column) for column in columns) or (0,) * len(_MONEY)


def _units(statement: AgencyStatement) -> Table:
    columns = (Column(Text("用工单位", "Unit")), Column(HEADS, Kind.COUNT), *_MONEY)
    rows = [Row((unit, len(people), *_sums(people))) for unit, people in _by_unit(statement.people).items()]
    rows.append(Row((TOTAL, len(statement.people), *_sums(statement.people)), Rank.TOTAL))
    return Table(UNITS, columns, tuple(rows))


def _people(statement: AgencyStatement) -> Table:
    columns = (Column(Text("工号", "Staff no.")), Column(Text("姓名", "Name")), *_MONEY)
    return Table(PEOPLE, columns, tuple(_people_rows(statement)))


def _people_rows(statement: AgencyStatement) -> Iterator[Row]:
    for unit, people in _by_unit(statement.people).items():
        yield Row((unit,), Rank.GROUP)
        yield from (Row((person.staff_number, person.name, *_amounts(person))) for person in people)
        yield _sum_row(Text("{unit}合计", "{unit}: total").format(unit=unit), people, Rank.SUBTOTAL)
    yield _sum_row(TOTAL, statement.people, Rank.TOTAL)


def _sum_row(label: Text, people: Sequence[AgencyPerson], rank: Rank) -> Row:
    empty: Cell = ""
    return Row((label, empty, *_sums(people)), rank)


def _by_unit(people: Iterable[AgencyPerson]) -> dict[str, list[AgencyPerson]]:
    found: dict[str, list[AgencyPerson]] = {}
    for person in people:
        found.setdefault(person.unit, []).append(person)
    return found
