"""A table with more columns than paper holds, as several that stand one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reports.document import Rank, Row, Table
from reports.pdf.columns import column_widths
from vocabulary.text import Language, Text

TITLED = Text("{title} · {part}", "{title} · {part}")
PART = Text("第 {n} 部分，共 {m} 部分：{first} 至 {last}", "Part {n} of {m}: {first} to {last}")


def in_parts(table: Table, labels: int, language: Language, size: float, room: float) -> tuple[Table, ...]:
    """``table`` alone where it fits into ``room`` points at ``size``, else its columns spread over several tables.

    Each has the first ``labels`` columns, which say whose row it is. A group of columns is divided only where it is
    too wide for a table of its own; no number and no word is ever broken.
    """
    widths = column_widths(table, language, size)
    if sum(widths) <= room:
        return (table,)
    parts = list(_spread(table, labels, widths, room - sum(widths[:labels])))
    return tuple(_part(table, labels, part, (n, len(parts))) for n, part in enumerate(parts, start=1))


def _spread(table: Table, labels: int, widths: Sequence[float], room: float) -> Iterator[range]:
    """Which columns stand together: as many as fit, from the left."""
    first, taken = labels, 0.0
    for columns in _groups(table, labels):
        whole = sum(widths[index] for index in columns)
        if taken and taken + whole > room >= whole:
            yield range(first, columns.start)
            first, taken = columns.start, 0.0
        for index in columns:
            if taken and taken + widths[index] > room:
                yield range(first, index)
                first, taken = index, 0.0
            taken += widths[index]
    yield range(first, len(table.columns))


def _groups(table: Table, labels: int) -> Iterator[range]:
    """The columns of each group; those without one are a group each."""
    indexes = range(labels, len(table.columns))
    for _, members in groupby(indexes, key=lambda index: table.columns[index].group or Text(str(index), str(index))):
        together = list(members)
        yield range(together[0], together[-1] + 1)


def _part(table: Table, labels: int, columns: range, place: tuple[int, int]) -> Table:
    first, last = (table.columns[index].heading for index in (columns.start, columns.stop - 1))
    chosen = (*range(labels), *columns)
    rows = (row if row.rank is Rank.GROUP else _cells(row, chosen) for row in table.rows)
    title = PART.format(n=place[0], m=place[1], first=first, last=last)
    if table.title.zh:
        title = TITLED.format(title=table.title, part=title)
    return replace(table, title=title, columns=tuple(table.columns[index] for index in chosen), rows=tuple(rows))


def _cells(row: Row, chosen: Sequence[int]) -> Row:
    return replace(row, cells=tuple(row.cells[index] for index in chosen))
