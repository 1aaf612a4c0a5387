"""How wide a table's columns are, and at which type size the table fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from reports.document import Rank, Row, Table
from reports.fonts import BOLD, width
from reports.formats import shown_in
from vocabulary.text import Language

PAD = 3.5
_STEP = 0.5
_HEAD_LINES = 3
_TEXT_FLOOR, _TEXT_CEILING = 5.0, 26.0  # of the type size


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column needs at least and what it would like, in points with padding."""

    least: float
    best: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The outcome: a width for each column, all at one type size."""

    widths: tuple[float, ...]
    size: float


def laid_out(table: Table, language: Language, room: float, sizes: tuple[float, float]) -> Layout:
    """The widths of ``table`` in ``room`` points, at the largest type size that fits of ``sizes`` (largest, smallest).

    At the smallest size columns are squeezed in proportion when even their least widths are too much.
    """
    size, smallest = sizes
    while True:
        wishes = [_wish(table, index, language, size) for index in range(len(table.columns))]
        if sum(wish.least for wish in wishes) <= room or size <= smallest:
            return Layout(_shared_out(wishes, room), size)
        size = max(smallest, size - _STEP)


def least_width(table: Table, language: Language, size: float) -> float:
    """The narrowest that ``table`` can be at ``size`` without breaking a number or a word."""
    return sum(column_widths(table, language, size))


def column_widths(table: Table, language: Language, size: float) -> tuple[float, ...]:
    """The narrowest that each column of ``table`` can be at ``size`` without breaking a number or a word."""
    return tuple(_wish(table, index, language, size).least for index in range(len(table.columns)))


def _wish(table: Table, index: int, language: Language, size: float) -> Wish:
    column = table.columns[index]
    rows = [row for row in table.rows if row.rank is not Rank.GROUP and not (index == 0 and spanned(row) > 1)]
    cells = {shown_in(column, row.cells[index], language) for row in rows}
    heading = column.heading.in_(language)
    cell = max((width(text, size, BOLD) for text in cells), default=0.0)
    one_line = width(heading, size, BOLD)
    head = max(_longest_word(heading, size), one_line / _HEAD_LINES + size)
    if column.kind.is_number or cell <= _TEXT_FLOOR * size:
        return Wish(max(cell, min(head, one_line)) + 2 * PAD, max(cell, one_line) + 2 * PAD)
    best = min(max(cell, one_line), _TEXT_CEILING * size) + 2 * PAD
    word = min(_longest_word(" ".join(cells), size), _TEXT_CEILING * size)
    return Wish(max(_TEXT_FLOOR * size, word, min(head, one_line)) + 2 * PAD, max(best, word + 2 * PAD))


def _longest_word(words: str, size: float) -> float:
    """How wide the widest Latin word is, which is never to be broken; Chinese may break after each sign."""
    return max((width(word, size, BOLD) for word in set(words.split()) if word.isascii()), default=size)


def _shared_out(wishes: Sequence[Wish], room: float) -> tuple[float, ...]:
    least, best = sum(w.least for w in wishes), sum(w.best for w in wishes)
    if least >= room:
        return tuple(w.least * room / least for w in wishes)
    if best >= room:
        part = (room - least) / (best - least) if best > least else 0.0
        return tuple(w.least + part * (w.best - w.least) for w in wishes)
    return tuple(w.best * room / best for w in wishes)


def spanned(row: Row) -> int:
    """Over how many columns the first cell of ``row`` stands: in sums it takes the room of the empty ones after it."""
    if row.rank not in {Rank.SUBTOTAL, Rank.TOTAL}:
        return 1
    empty = takewhile(lambda cell: cell == "", row.cells[1:])
    return 1 + sum(1 for _ in empty)


def starts(widths: Sequence[float], left: float) -> tuple[float, ...]:
    """The left edge of each column, and the right edge of the last."""
    edges = [left]
    for column in widths:
        edges.append(edges[-1] + column)
    return tuple(edges)
