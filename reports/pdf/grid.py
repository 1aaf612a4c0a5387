"""The grid that a table is drawn on: its columns' edges, its type size, and how a cell is put into it."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color

from reports.document import Rank, Row, Table
from reports.fonts import BOLD, REGULAR
from reports.formats import said, shown_in
from reports.pdf.columns import PAD, laid_out, spanned, starts
from reports.pdf.pages import Pages
from reports.pdf.text import wrapped
from vocabulary.text import Text

LEADING = 1.3
CellLines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """``table`` laid out on ``pages``: ``edges`` are the columns' left edges and the last one's right edge."""

    pages: Pages
    table: Table
    size: float
    edges: tuple[float, ...]

    @classmethod
    def of(cls, pages: Pages, table: Table, sizes: tuple[float, float]) -> Grid:
        """The grid at the largest of ``sizes`` (largest, smallest) at which the table fits."""
        layout = laid_out(table, pages.language, pages.right - pages.left, sizes)
        return cls(pages, table, layout.size, starts(layout.widths, pages.left))

    @property
    def line(self) -> float:
        """From one line of text to the next."""
        return self.size * LEADING

    @property
    def gap(self) -> float:
        """Between a row's text and its upper or lower edge."""
        return 0.8 * PAD

    def height(self, lines: list[CellLines]) -> float:
        """How high a row with these cells is."""
        return max(map(len, lines)) * self.line + 2 * self.gap

    def row_lines(self, row: Row) -> list[CellLines]:
        """A row's cells as they will stand, broken into lines."""
        font = REGULAR if row.rank is Rank.PLAIN else BOLD
        if row.rank is Rank.GROUP:
            words = row.cells[0]
            return [(said(words if isinstance(words, Text) else str(words), self.pages.language),)]
        texts = [shown_in(c, v, self.pages.language) for c, v in zip(self.table.columns, row.cells, strict=True)]
        first = self.broken(texts[0], 0, font, spanned(row))
        return [first, *(self.broken(text, index, font) for index, text in enumerate(texts[1:], start=1))]

    def broken(self, text: str, index: int, font: str, columns: int = 1) -> CellLines:
        """``text`` in lines that fit into a column, or into several from it on."""
        room = self.edges[index + columns] - self.edges[index] - 2 * PAD
        if len(text) * self.size <= room:
            return (text,)
        return wrapped(text, self.size, room + 0.1, font)

    def put(self, index: int, lines: CellLines, base: float, *, bold: bool, spans: bool = False) -> None:
        """Set ``lines`` into a column, the first on the line ``base``; what ``spans`` columns stands flush left."""
        for line in lines:
            if self.table.columns[index].kind.is_number and not spans:
                self.pages.text_right(self.edges[index + 1] - PAD, base, line, self.size, bold=bold)
            else:
                self.pages.text(self.edges[index] + PAD, base, line, self.size, bold=bold)
            base -= self.line

    def shade(self, height: float, colour: Color) -> None:
        """Fill ``height`` points below the cursor."""
        left = self.edges[0]
        self.pages.shade(left, self.pages.y - height, self.edges[-1] - left, height, colour)
