"""Pay scales: making one, and giving its cells new amounts from a month on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hr.database import unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.pay_scale import PayScale, PayScaleCell, ScalePart, place_in
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.organisation.unit import unit_of
from hr.queries.pay.pay_scale import scale_of
from hr.queries.pay.settled import SettledMonths, last_settled_at, refuse_settled
from hr.refusals import Refusal
from hr.services.pay.dated_rows import put
from vocabulary.periods import Month
from vocabulary.text import Text

CellKey = tuple[ScalePart, str, int]


@dataclass(frozen=True, slots=True)
class CellWish:
    """What a cell is to be worth (fen a month) from ``start`` on; ``grade`` is the rank of a rank wage.

    ``dated_back``: it is meant to reach into locked months, and their difference is paid as back pay.
    ``correction``: why the row from ``start`` on was wrong, and is put right in its place.
    """

    part: ScalePart
    grade: str
    step: int
    amount_fen: int
    start: Month
    dated_back: bool = False
    correction: str = ""

    @property
    def key(self) -> CellKey:
        """Which cell of its scale it is."""
        return self.part, *place_in(self.part, self.grade, self.step, self.grade)


def create_scale(code: str, name: str, unit_id: int, *, viewer: Viewer) -> PayScale:
    """An empty scale for a unit and all below it. Raises Refusal for a code that is taken."""
    with unit_of_work(viewer, "pay_scale.create") as session:
        unit = unit_of(unit_id, viewer=viewer, action=Action.PAY_PREPARE)
        if session.scalar(select(PayScale.id).where(PayScale.code == code)):
            raise Refusal(Text("薪级表编码已使用", "The code is taken"), "code")
        scale = PayScale(code=code, name=name, unit_id=unit.id)
        session.add(scale)
    return scale


def confirm_scale(scale_id: int, *, viewer: Viewer) -> PayScale:
    """Take the mark of an example off a scale whose amounts were checked against the unit's own documents."""
    with unit_of_work(viewer, "pay_scale.confirm"):
        scale = scale_of(scale_id, viewer=viewer, action=Action.PAY_PREPARE)
        scale.is_example = False
    return scale


def set_cells(scale_id: int, wishes: Sequence[CellWish], *, viewer: Viewer) -> int:
    """Give cells new amounts; how many changed. An amount that is in force already changes nothing.

    Raises Refusal for a month that is paid already, or a cell that has a row from then or later.
    """
    with unit_of_work(viewer, "pay_scale.set_cells") as session:
        scale = scale_of(scale_id, viewer=viewer, action=Action.PAY_PREPARE)
        unit = session.get_one(Unit, scale.unit_id)
        on_file = cells_by_key(session, [scale.id])[scale.id]
        settled = last_settled_at(unit.path)
        return sum(set_cell(session, scale.id, on_file, wish, settled) for wish in wishes)


def cells_by_key(session: Session, scale_ids: Iterable[int]) -> dict[int, dict[CellKey, list[PayScaleCell]]]:
    """Every dated row of those scales, by scale and cell."""
    found: dict[int, dict[CellKey, list[PayScaleCell]]] = defaultdict(lambda: defaultdict(list))
    for cell in session.scalars(select(PayScaleCell).where(PayScaleCell.pay_scale_id.in_(list(scale_ids)))):
        found[cell.pay_scale_id][(cell.part, cell.grade, cell.step)].append(cell)
    return found


def needs_no_change(rows: Iterable[PayScaleCell], wish: CellWish) -> bool:
    """Whether the cell is worth that from then on already, with nothing to follow unless a row is only corrected."""
    if wish.correction:
        return any(row.valid_from == wish.start.first_day and row.amount_fen == wish.amount_fen for row in rows)
    return any(
        row.valid_to is None and row.valid_from <= wish.start.first_day and row.amount_fen == wish.amount_fen
        for row in rows
    )


def set_cell(
    session: Session,
    scale_id: int,
    on_file: dict[CellKey, list[PayScaleCell]],
    wish: CellWish,
    settled: SettledMonths,
) -> bool:
    """Carry out one wish on the rows on file, to which the new row is added; whether anything changed."""
    rows = on_file.setdefault(wish.key, [])
    if needs_no_change(rows, wish):
        return False
    refuse_settled(wish.start, settled, dated_back=wish.dated_back)
    part, grade, step = wish.key
    row = PayScaleCell(
        pay_scale_id=scale_id,
        part=part,
        grade=grade,
        step=step,
        amount_fen=wish.amount_fen,
        valid_from=wish.start.first_day,
    )
    held = put(session, rows, row, correction=wish.correction)
    if held is row:
        rows.append(row)
    return True
