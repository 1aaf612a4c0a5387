"""Twelve months of pay 十二个月趋势: people and each item month by month, for a unit and a staffing type."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reports.charts.months import MonthPoint, line_by_month
from reports.charts.theme import ChartWords
from reports.document import Block, Card, Cards, Document, Figure, Filter, Kind, Note, Spec, Stamp, Table
from reports.months_table import MonthItem, MonthSection, months_table
from reports.table_export import Sheet, write_workbook
from vocabulary.periods import Month
from vocabulary.text import Language, Text

TITLE = Text("工资十二个月趋势", "Pay over twelve months")
PEOPLE_TABLE = Text("发薪人数", "People paid")
MONEY_TABLE = Text("各项金额（元）", "Amounts (yuan)")
_ALTERNATIVE = Text("各月应发、实发和用工成本的折线图", "Line chart of gross, net and cost by month")
_CHART = ChartWords(Text("应发、实发和用工成本", "Gross, net and employer's cost"), Text("", ""), Text("元", "Yuan"))
_METHOD = Text("口径", "How to read it")
_SETTLED = Text(
    "只计已审批的批次；补发计入发放的月份，不倒入所属月份。",
    "Only approved runs count; back pay stands in the month that it was paid in, not in the one it is for.",
)
_OPEN = Text("尚有未审批的批次、未计入：{months}", "Not counted, since a run is not approved yet: {months}")


@dataclass(frozen=True, slots=True)
class PayTrend:
    """A year of pay: ``people`` and ``sections`` have a value for each of ``months``, ``lines`` are drawn (fen).

    ``open_months`` are those with a run that is not approved yet.
    """

    issuer: Text | str
    months: tuple[Month, ...]
    people: tuple[MonthItem, ...]
    sections: tuple[MonthSection, ...]
    lines: tuple[MonthItem, ...]
    filters: tuple[Filter, ...] = ()
    open_months: tuple[Month, ...] = ()


def trend_document(trend: PayTrend, *, on_paper: bool = False) -> Document:
    """What the year holds, its course, and the two tables; ``on_paper`` the tables stand before the chart."""
    chart: list[Block] = []
    if any(any(line.values) for line in trend.lines):
        chart = [Figure(partial(_chart, trend.lines, trend.months), _ALTERNATIVE)]
    tables: list[Block] = [_people_table(trend), _money_table(trend)]
    blocks = [_cards(trend), *(tables + chart if on_paper else chart + tables), _note(trend)]
    return Document(TITLE, trend.issuer, tuple(blocks), filters=trend.filters)


def trend_xlsx(trend: PayTrend, language: Language, stamp: Stamp) -> bytes:
    """Both tables as sheets."""
    out = io.BytesIO()
    sheets = [Sheet.of(_money_table(trend)), Sheet.of(_people_table(trend))]
    write_workbook(sheets, out, language, stamp, trend.filters)
    return out.getvalue()


def _cards(trend: PayTrend) -> Cards:
    return Cards(tuple(Card(line.label, sum(v or 0 for v in line.values), Kind.MONEY) for line in trend.lines))


def _people_table(trend: PayTrend) -> Table:
    section = MonthSection(Text("", ""), trend.people)
    return months_table(PEOPLE_TABLE, trend.months, [section], Kind.COUNT, sums=False)


def _money_table(trend: PayTrend) -> Table:
    return months_table(MONEY_TABLE, trend.months, trend.sections)


def _note(trend: PayTrend) -> Note:
    lines = [_SETTLED]
    if trend.open_months:
        lines.append(_OPEN.format(months="、".join(map(str, trend.open_months))))
    return Note(_METHOD, tuple(lines), "warn" if trend.open_months else "plain")


def _chart(lines: Sequence[MonthItem], months: Sequence[Month], language: Language) -> Spec:
    points = [
        MonthPoint(month, value, line.label)
        for line in lines
        for month, value in zip(months, line.values, strict=True)
        if value is not None
    ]
    return line_by_month(points, _CHART, language, Kind.MONEY)
