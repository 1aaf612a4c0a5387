"""Drawing a table that breaks over pages with its head, and the group it is in, repeated."""

from __future__ import annotations

from itertools import groupby

from reports.document import Rank, Row, Table
from reports.fonts import BOLD
from reports.formats import said
from reports.pdf.columns import PAD, spanned
from reports.pdf.grid import LEADING, CellLines, Grid
from reports.pdf.look import BODY, HAIRLINE, INK, LINE, QUIET, ROW_SHADES, TINY
from reports.pdf.pages import Pages
from reports.pdf.text import wrapped
from vocabulary.text import Text

CONTINUED = Text("{what}（续）", "{what} (continued)")
SIZES = (8.0, 5.0)
_IN_A_GROUP = {Rank.PLAIN, Rank.SUBTOTAL}
_KEPT_TOGETHER = 3  # rows that a heading never stands without


def draw_table(pages: Pages, table: Table, sizes: tuple[float, float] = SIZES, tail: float = 0.0) -> None:
    """Draw ``table`` from the cursor down, over as many pages as it needs, at the largest fitting of ``sizes``.

    ``tail`` is the height of what must stand on the same page as its last row.
    """
    grid = Grid.of(pages, table, sizes)
    head = _Head(grid)
    pages.need(2 * BODY + head.height + _KEPT_TOGETHER * (grid.line + 2 * grid.gap))
    _title(pages, table)
    head.draw()
    group: Row | None = None
    for number, row in enumerate(table.rows, start=1):
        lines = grid.row_lines(row)
        kept = grid.height(lines) * (_KEPT_TOGETHER if row.rank is Rank.GROUP else 1)
        if pages.need(kept + (tail if number == len(table.rows) else 0)):
            head.draw()
            if group and row.rank in _IN_A_GROUP:
                again = Row((CONTINUED.format(what=group.cells[0]),), Rank.GROUP)
                _draw_row(grid, again, grid.row_lines(again))
        group = row if row.rank is Rank.GROUP else group
        _draw_row(grid, row, lines)
    pages.rule(pages.y, INK, 0.7)
    _note(pages, table)


def _title(pages: Pages, table: Table) -> None:
    title = table.title.in_(pages.language)
    if title:
        pages.text(pages.left, pages.y - BODY, title, BODY + 0.5, bold=True)
        pages.y -= 2 * BODY - 2


def _draw_row(grid: Grid, row: Row, lines: list[CellLines]) -> None:
    pages, strong, height = grid.pages, row.rank is not Rank.PLAIN, grid.height(lines)
    if strong:
        grid.shade(height, ROW_SHADES[row.rank])
    for index, cell in enumerate(lines):
        spans = index == 0 and (row.rank is Rank.GROUP or spanned(row) > 1)
        grid.put(index, cell, pages.y - grid.gap - grid.size, bold=strong, spans=spans)
    pages.y -= height
    pages.rule(pages.y, LINE if strong else HAIRLINE, 0.5)


def _note(pages: Pages, table: Table) -> None:
    if table.note:
        for line in wrapped(table.note.in_(pages.language), TINY, pages.right - pages.left):
            pages.need(TINY * LEADING)
            pages.text(pages.left, pages.y - TINY - 2, line, TINY, ink=QUIET)
            pages.y -= TINY * LEADING
    pages.y -= 12


class _Head:
    """The heading row of a table, with the groups of columns above it where there are any."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        language = grid.pages.language
        self.headings = [grid.broken(c.heading.in_(language), i, BOLD) for i, c in enumerate(grid.table.columns)]
        self.spans = _spans(grid.table)
        groups = grid.line + PAD if self.spans else 0
        self.height = max(map(len, self.headings)) * grid.line + 2 * PAD + groups

    def draw(self) -> None:
        grid, pages = self.grid, self.grid.pages
        grid.shade(self.height, ROW_SHADES[Rank.GROUP])
        pages.rule(pages.y, INK, 0.9)
        self._draw_spans(pages.y - PAD - grid.size)
        for index, lines in enumerate(self.headings):
            base = pages.y - self.height + PAD + (len(lines) - 1) * grid.line + 0.2 * grid.size
            grid.put(index, lines, base, bold=True)
        pages.y -= self.height
        pages.rule(pages.y, INK, 0.6)

    def _draw_spans(self, base: float) -> None:
        grid, pages = self.grid, self.grid.pages
        for words, first, last in self.spans:
            left, right = grid.edges[first] + PAD, grid.edges[last + 1] - PAD
            pages.text_centred((left + right) / 2, base, said(words, pages.language), grid.size, bold=True)
            pages.line(left, right, base - 0.45 * grid.size, LINE)


def _spans(table: Table) -> list[tuple[Text, int, int]]:
    """Each group of columns with its first and last column."""
    spans = []
    for words, members in groupby(enumerate(table.columns), key=lambda pair: pair[1].group):
        indexes = [index for index, _ in members]
        if words is not None:
            spans.append((words, indexes[0], indexes[-1]))
    return spans
