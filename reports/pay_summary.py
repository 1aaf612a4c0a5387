"""The month's pay by unit × staffing type × fund source: people, gross by kind, contributions, tax, net and cost."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reports.document import Card, Cards, Cell, Column, Document, Filter, Kind, Note, Rank, Row, Stamp, Table
from reports.table_export import Sheet, write_workbook
from vocabulary.money import Fen
from vocabulary.periods import Month
from vocabulary.text import Language, Text

Key = TypeVar("Key")
TITLE = Text("工资汇总表", "Pay summary")
UNIT = Text("机构", "Unit")
STAFFING_TYPE = Text("用工性质", "Staffing type")
FUND_SOURCE = Text("经费来源", "Fund source")
PEOPLE = Text("人数", "People")
BY_UNIT = Text("按机构、用工性质和经费来源", "By unit, staffing type and fund source")
ALL_UNITS = Text("全部机构，按用工性质和经费来源", "All units, by staffing type and fund source")
LINES = Text("明细（可透视）", "Lines to pivot")
UNIT_SUBTOTAL = Text("机构小计", "Unit subtotal")
SUBTOTAL = Text("{what}小计", "{what}: subtotal")
GROUPED = Text("{group}：{heading}", "{group}: {heading}")
TOTAL = Text("总计", "Total")
METHOD = Note(
    Text("口径", "How to read it"),
    (
        Text(
            "人数为有工资条的用工关系数；未能计算的不计入。",
            "People are employments with a slip; failed ones are left out.",
        ),
        Text(
            "机构为街镇中心，含其居村工作站；用工成本 = 应发 + 单位缴费。",
            "Units are street and town centres with their stations; cost = gross + employer's contributions.",
        ),
        Text(
            "劳务派遣人员的工资由派遣单位发放，这里按应付派遣单位的口径列示，不含管理费。",
            "Dispatched staff are paid by their agency; here is what is owed for them, without the agency's fee.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of money; ``headline`` ones stand in a card, too, and are never left out."""

    heading: Text
    group: Text | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """Some of the month's people: how many, and an amount (fen) for each measure."""

    unit: str
    staffing_type: Text
    fund_source: Text
    people: int
    amounts: tuple[Fen, ...]


@dataclass(frozen=True, slots=True)
class PaySummary:
    """A month's lines, at most one for each unit × staffing type × fund source, in the order of the tree."""

    issuer: Text | str
    month: Month
    measures: tuple[Measure, ...]
    lines: tuple[SummaryLine, ...]
    mark: Text | None = None

    def kept(self) -> PaySummary:
        """The same without the measures that nobody has anything of."""
        used = [
            place
            for place, measure in enumerate(self.measures)
            if measure.headline or any(line.amounts[place] for line in self.lines)
        ]
        lines = (
            SummaryLine(x.unit, x.staffing_type, x.fund_source, x.people, tuple(x.amounts[place] for place in used))
            for x in self.lines
        )
        return PaySummary(self.issuer, self.month, tuple(self.measures[i] for i in used), tuple(lines), self.mark)

    @property
    def total(self) -> tuple[int, ...]:
        """All people, and all of each measure."""
        return _sum(self.lines) if self.lines else (0,) * (1 + len(self.measures))


def summary_document(summary: PaySummary) -> Document:
    """The summary as a page and on paper."""
    made = summary.kept()
    filters = [Filter(Text("月份", "Month"), str(made.month))]
    if made.mark:
        filters.append(Filter(Text("状态", "State"), made.mark))
    columns = (*_labels(STAFFING_TYPE, FUND_SOURCE), *_money(made))
    tables = [Table(BY_UNIT, columns, tuple(_grouped_rows(made)))]
    if len({line.unit for line in made.lines}) > 1:
        tables.append(Table(ALL_UNITS, columns, tuple(_all_units(made))))
    return Document(TITLE, made.issuer, (_cards(made), *tables, METHOD), filters=tuple(filters))


def summary_xlsx(summary: PaySummary, language: Language, stamp: Stamp) -> bytes:
    """A sheet with subtotals, one of all units together, and the plain lines for a pivot table of one's own."""
    made = summary.kept()
    money = [Column(_with_group(measure), Kind.MONEY) for measure in made.measures]
    long = (*_labels(UNIT, STAFFING_TYPE, FUND_SOURCE), *money)
    short = (*_labels(STAFFING_TYPE, FUND_SOURCE), *money)
    sheets = [
        Sheet(TITLE, long, _unit_rows(made)),
        Sheet(Text("全部机构", "All units"), short, _all_units(made)),
        Sheet(LINES, long, (_line(line, line.unit) for line in made.lines)),
    ]
    out = io.BytesIO()
    write_workbook(sheets, out, language, stamp, [Filter(Text("月份", "Month"), str(made.month))])
    return out.getvalue()


def _labels(*headings: Text) -> tuple[Column, ...]:
    return (*(Column(heading) for heading in headings), Column(PEOPLE, Kind.COUNT))


def _money(summary: PaySummary) -> tuple[Column, ...]:
    return tuple(Column(measure.heading, Kind.MONEY, group=measure.group) for measure in summary.measures)


def _with_group(measure: Measure) -> Text:
    """A sheet has one heading row: what the person and the employer pay must be told apart in it."""
    if measure.group is None or measure.headline:
        return measure.heading
    return GROUPED.format(group=measure.group, heading=measure.heading)


def _cards(summary: PaySummary) -> Cards:
    people, *amounts = summary.total
    shown = [Card(PEOPLE, people, Kind.COUNT)]
    for measure, amount in zip(summary.measures, amounts, strict=True):
        if measure.headline:
            shown.append(Card(measure.heading, amount, Kind.MONEY))
    return Cards(tuple(shown))


def _grouped_rows(summary: PaySummary) -> Iterator[Row]:
    """For page and paper: the unit is a heading inside the table."""
    for unit, lines in _by(summary.lines, lambda line: line.unit).items():
        yield Row((unit,), Rank.GROUP)
        yield from _with_subtotals(lines)
        yield _sum_row(UNIT_SUBTOTAL, lines, Rank.SUBTOTAL, 2)
    yield _grand_total(summary, 2)


def _unit_rows(summary: PaySummary) -> Iterator[Row]:
    """For a spreadsheet: the unit stands in a column of its own, so that it can be filtered."""
    for unit, lines in _by(summary.lines, lambda line: line.unit).items():
        for row in _with_subtotals(lines):
            yield Row((unit, *row.cells), row.rank)
        yield _sum_row(SUBTOTAL.format(what=unit), lines, Rank.SUBTOTAL, 3)
    yield _grand_total(summary, 3)


def _all_units(summary: PaySummary) -> Iterator[Row]:
    for kind, lines in _by(summary.lines, lambda line: line.staffing_type).items():
        funds = _by(lines, lambda line: line.fund_source)
        for fund, alike in funds.items():
            yield Row((kind, fund, *_sum(alike)))
        if len(funds) > 1:
            yield _sum_row(SUBTOTAL.format(what=kind), lines, Rank.SUBTOTAL, 2)
    yield _grand_total(summary, 2)


def _with_subtotals(lines: Sequence[SummaryLine]) -> Iterator[Row]:
    """Lines of a unit; a staffing type that several funds pay gets its sum."""
    for kind, alike in _by(lines, lambda line: line.staffing_type).items():
        yield from (_line(line) for line in alike)
        if len(alike) > 1:
            yield Row((SUBTOTAL.format(what=kind), "", *_sum(alike)), Rank.SUBTOTAL)


def _line(line: SummaryLine, *before: Cell) -> Row:
    return Row((*before, line.staffing_type, line.fund_source, line.people, *line.amounts))


def _sum_row(label: Text, lines: Iterable[SummaryLine], rank: Rank, labels: int) -> Row:
    return Row((label, *([""] * (labels - 1)), *_sum(lines)), rank)


def _grand_total(summary: PaySummary, labels: int) -> Row:
    return Row((TOTAL, *([""] * (labels - 1)), *summary.total), Rank.TOTAL)


def _sum(lines: Iterable[SummaryLine]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*((line.people, *line.amounts) for line in lines), strict=True)))


def _by(lines: Iterable[SummaryLine], key: Callable[[SummaryLine], Key]) -> dict[Key, list[SummaryLine]]:
    groups: dict[Key, list[SummaryLine]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    return groups
