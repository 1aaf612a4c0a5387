"""Items × months 项目×月份: the sheet that every pay office prints at the end of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.document import Cell, Column, Kind, Rank, Row, Table
from vocabulary.periods import Month
from vocabulary.text import Text

ITEM = Text("项目", "Item")
TOTAL = Text("合计", "Total")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class MonthItem:
    """A line: a value for each month, None where the month has nothing to be told; ``is_sum`` sets it in bold."""

    label: Text
    values: tuple[int | None, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class MonthSection:
    """Lines under one heading; a heading of empty text is left out."""

    heading: Text
    items: tuple[MonthItem, ...]


def month_heading(month: Month) -> Text:
    """The heading of a month's column, the year being said elsewhere."""
    return Text(f"{month.month}月", _MONTHS_EN[month.month - 1])


def months_table(
    title: Text,
    months: Sequence[Month],
    sections: Sequence[MonthSection],
    kind: Kind = Kind.MONEY,
    *,
    sums: bool = True,
) -> Table:
    """A column for each month and, with ``sums``, their total; lines with nothing in any month are left out.

    Money is in fen. Raises BadInput when an item has not one value for each month.
    """
    columns = [Column(ITEM), *(Column(month_heading(month), kind) for month in months)]
    if sums:
        columns.append(Column(TOTAL, kind))
    return Table(title, tuple(columns), tuple(_rows(sections, sums)))


def _rows(sections: Sequence[MonthSection], sums: bool) -> Iterator[Row]:
    for section in sections:
        items = [item for item in section.items if any(item.values)]
        if not items:
            continue
        if section.heading.zh:
            yield Row((section.heading,), Rank.GROUP)
        for item in items:
            yield _row(item, sums)


def _row(item: MonthItem, sums: bool) -> Row:
    cells: list[Cell] = [item.label, *(value if item.is_sum else value or None for value in item.values)]
    if sums:
        cells.append(sum(value or 0 for value in item.values))
    return Row(tuple(cells), Rank.SUBTOTAL if item.is_sum else Rank.PLAIN)
