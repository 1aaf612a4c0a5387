"""Changes to pay scales: raising the cells that a filter picks, and a new table of amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from payroll.parameters.book import Book
from payroll.parameters.canonical import in_order
from payroll.parameters.own import ScaleCell
from payroll.simulation.adjustment import Adjustment
from payroll.simulation.change import SOURCE, Change, throughout
from payroll.units import Unit
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

_BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class CellFilter:
    """Which cells: each tuple lists codes, an empty one means all of them.

    A cell is named ``scale/part/grade/step``; a single word after the part is a step if it is a number, else a grade.
    """

    scale: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    step: tuple[str, ...] = ()

    def picks(self, cell: str) -> bool:
        """Whether the cell of that name is meant."""
        named = zip((self.scale, self.part, self.grade, self.step), cell_words(cell), strict=True)
        return all(not codes or word in codes for codes, word in named)


EVERY_CELL = CellFilter()


def cell_words(cell: str) -> tuple[str, str, str, str]:
    """Scale, part, grade and step of a cell's name; what it has not got is empty."""
    scale, _, rest = cell.partition(_BETWEEN)
    part, _, place = rest.partition(_BETWEEN)
    grade, both, step = place.rpartition(_BETWEEN)
    if both:
        return scale, part, grade, step
    return (scale, part, "", place) if place.isdecimal() else (scale, part, place, "")


@dataclass(frozen=True, slots=True)
class RaiseScale(Change):
    """Every cell that ``cells`` picks moves by ``adjustment`` (fen a month)."""

    adjustment: Adjustment
    cells: CellFilter = EVERY_CELL

    @property
    def place(self) -> str:
        return "scale_cells"

    def said(self) -> Text:
        named = [code for codes in (self.cells.scale, self.cells.part, self.cells.grade) for code in codes]
        named += [f"#{step}" for step in self.cells.step]
        which = " ".join(named)
        return Text("薪级表 {which} {how}", "Pay scale {which} {how}").format(
            which=which or Text("全部", "all cells"), how=self.adjustment.said(Unit.FEN)
        )

    def on_book(self, book: Book, month: Month) -> Book:
        """Raises BadInput when no cell in force is meant, or one would fall below zero."""
        on = month.first_day
        meant = [on in cell.valid and self.cells.picks(cell.cell) for cell in book.own.scale_cells]
        if not any(meant):
            raise BadInput(Text("没有符合条件的薪级表单元格。", "No pay scale cell is meant by this."), self.place)
        cells = (self._moved(cell) if hit else cell for cell, hit in zip(book.own.scale_cells, meant, strict=True))
        return replace(book, own=in_order(replace(book.own, scale_cells=tuple(cells))))

    def _moved(self, cell: ScaleCell) -> ScaleCell:
        amount = self.adjustment.of(cell.amount)
        return replace(cell, amount=_positive(amount, cell.cell), source=SOURCE)


@dataclass(frozen=True, slots=True)
class NewCells(Change):
    """Cells (by name) get new amounts (fen a month); one that the book has not got is added."""

    amounts: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        if not self.amounts:
            raise BadInput(Text("没有任何标准。", "There are no amounts."), self.place)
        seen: set[str] = set()
        for cell, amount in self.amounts:
            if cell in seen:
                raise BadInput(Text("同一单元格出现两次。", "A cell is given twice."), cell)
            seen.add(cell)
            _positive(amount, cell)

    @property
    def place(self) -> str:
        return "scale_cells"

    def said(self) -> Text:
        scales = " ".join(dict.fromkeys(cell_words(cell)[0] for cell, _ in self.amounts))
        return Text("新薪级表 {s}（{n} 个标准）", "A new pay scale {s} ({n} amounts)").format(
            s=scales, n=len(self.amounts)
        )

    def on_book(self, book: Book, month: Month) -> Book:
        new = dict(self.amounts)
        kept = tuple(c for c in book.own.scale_cells if c.cell not in new or month.first_day not in c.valid)
        made = tuple(ScaleCell(cell, amount, throughout(month), SOURCE) for cell, amount in self.amounts)
        return replace(book, own=in_order(replace(book.own, scale_cells=(*kept, *made))))


def _positive(amount: int, place: str) -> int:
    if amount < 0:
        raise BadInput(Text("标准不能为负数。", "An amount can't be negative."), place)
    return amount
