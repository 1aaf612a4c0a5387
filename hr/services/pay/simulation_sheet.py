"""A sheet of a pay scale as a change of a simulation: read as scales are imported, and kept only in the simulation."""

from __future__ import annotations

from hr.models.pay.pay_scale import ScalePart
from hr.queries.pay.parameter_book import cell_key
from hr.refusals import Refusal
from intake.reading import TypedRow, read_table
from intake.schemas.pay_scale import PAY_SCALE
from payroll.simulation.scale_changes import NewCells
from vocabulary.text import Text

_MOST_CELLS = 2_000
_SHOWN = 5
_BAD = Text("有 {n} 行需要修改：{which}", "{n} rows need mending: {which}")
_EMPTY = Text("表格里没有内容", "There is nothing in the sheet")
_MANY = Text("一次最多 {n} 个标准", "{n} amounts at most")


def cells_of_sheet(content: bytes, filename: str) -> NewCells:
    """The amounts of a sheet, the latest month of a cell counting.

    Raises Refusal naming the first bad rows, BadInput for a file that can't be read as a whole.
    """
    reading = read_table(content, PAY_SCALE, name=filename)
    if reading.rejected:
        faults = [Text("第 {r} 行 {m}", "row {r} {m}").format(r=e.row, m=e.reason) for e in reading.errors[:_SHOWN]]
        which = Text("；".join(f.zh for f in faults), "; ".join(f.en for f in faults))
        raise Refusal(_BAD.format(n=len(reading.rejected), which=which), "file")
    amounts = {_cell(row): int(row["amount"]) for row in sorted(reading.rows, key=lambda row: row["from_month"])}
    if not amounts:
        raise Refusal(_EMPTY, "file")
    if len(amounts) > _MOST_CELLS:
        raise Refusal(_MANY.format(n=_MOST_CELLS), "file")
    return NewCells(tuple(amounts.items()))


def _cell(row: TypedRow) -> str:
    return cell_key(row["scale"], ScalePart.of(row["part"].value), row["grade"], row["step"])
