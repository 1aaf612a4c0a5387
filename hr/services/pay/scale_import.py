"""Taking in pay scales as a sheet: each row gives a cell a new amount from a month on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from hr.database import db
from hr.models.pay.pay_scale import PayScaleCell, ScalePart
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.pay.pay_scale import Changeable, changeable_scales
from hr.queries.pay.settled import SettledMonths, last_settled_at, refuse_settled
from hr.refusals import Refusal
from hr.services.file_import import FormImport, Source, take_in
from hr.services.pay.dated_rows import row_from, row_to_end
from hr.services.pay.pay_scale import CellKey, CellWish, cells_by_key, needs_no_change, set_cell
from hr.services.staff.import_result import ImportResult
from intake.errors import BadCell
from intake.reading import TableReading, TypedRow
from intake.schemas.pay_scale import PAY_SCALE
from vocabulary.periods import Month
from vocabulary.text import Text

_UNKNOWN = Text("没有这个薪级表，或不由您维护", "No such scale, or not yours to keep")
_LOOK = Text("核对此格", "Check this cell")
_OnFile = dict[int, dict[CellKey, list[PayScaleCell]]]


def import_scales(
    source: Source,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    dated_back: bool = False,
) -> ImportResult:
    """Take in the form of pay scales from a workbook or CSV; an amount in force already changes nothing.

    ``dated_back``: amounts may reach into locked months, whose differences are paid as back pay.

    Raises BadInput for a file that can't be read as a whole, OutOfScope for who prepares no pay.
    """
    viewer.require(Action.PAY_PREPARE)
    kind = FormImport(
        "pay_scale.import", PAY_SCALE, lambda reading: _judged(reading, viewer, dated_back=dated_back), _write
    )
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run)


_Judged = tuple[int, CellWish]


def _judged(reading: TableReading, viewer: Viewer, *, dated_back: bool) -> list[_Judged]:
    """Scale and wish of each row that changes something; bad rows are moved to the rejected of ``reading``."""
    scales = changeable_scales(viewer=viewer)
    settled = {scale.id: last_settled_at(scale.unit_path) for scale in scales.values()}
    on_file = cells_by_key(db.session(), settled)
    started: dict[tuple[int, CellKey], Month] = {}
    new: list[_Judged] = []
    faults: dict[int, list[tuple[str, BadCell]]] = {}
    for row in sorted(reading.rows, key=lambda row: row["from_month"]):
        scale = scales.get(row["scale"])
        if scale is None:
            faults[row.number] = [("scale", BadCell("unknown_scale", _UNKNOWN, _LOOK))]
            continue
        try:
            wish = _wish(row, dated_back=dated_back)
            if _changes(scale, wish, on_file, settled, started):
                new.append((scale.id, wish))
        except Refusal as refusal:
            faults[row.number] = [("from_month", BadCell("out_of_order", refusal.reason, _LOOK))]
    reading.refuse(faults)
    return new


def _changes(
    scale: Changeable,
    wish: CellWish,
    on_file: _OnFile,
    settled: Mapping[int, SettledMonths],
    started: dict[tuple[int, CellKey], Month],
) -> bool:
    """Whether the row gives its cell a new amount; raises Refusal when it may not."""
    rows = on_file[scale.id][wish.key]
    if needs_no_change(rows, wish):
        return False
    earlier = started.get((scale.id, wish.key))
    if earlier == wish.start:
        raise Refusal(Text("同一单元格同一月份出现两次", "The same cell twice for the same month"))
    refuse_settled(wish.start, settled[scale.id], dated_back=wish.dated_back)
    if wish.correction:
        row_from(rows, wish.start)
    else:
        row_to_end(rows, wish.start)
    started[scale.id, wish.key] = wish.start
    return True


def _wish(row: TypedRow, *, dated_back: bool) -> CellWish:
    part = ScalePart.of(row["part"].value)
    place = (part, row["grade"] or "", row["step"] or 0)
    return CellWish(*place, row["amount"], row["from_month"], dated_back, row["correction"] or "")


def _write(session: Session, new: Sequence[_Judged], _batch_id: int) -> None:
    on_file = cells_by_key(session, {scale_id for scale_id, _ in new})
    for scale_id, wish in new:
        set_cell(session, scale_id, on_file[scale_id], wish, SettledMonths())
