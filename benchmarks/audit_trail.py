"""What the audit trail adds to a bulk import: the same rows inserted with their trail and without, on SQLite.

Both insert the same shifts into the same table in one unit of work by SQLAlchemy's bulk insert. With the trail a batch
is marked by a keyed digest of every column of every row (``hr.audit.record_batch``) and one entry is chained; audited
row by row (``record_inserted``, for tables whose single rows matter) every row gets an entry of its own. No issue sets
a target; the ratios guard against getting slow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from benchmarks.districts import VIEWER, district
from benchmarks.measuring import in_turns, progress
from benchmarks.report import Ratio, Report
from hr.audit import record_batch, record_inserted
from hr.database import unit_of_work
from hr.models.system.import_batch import ImportBatch
from hr.models.worktime.shift import Shift
from hr.queries.system.audit_entry import verify
from hr.sample.plan.world import World
from hr.sample.writing.months import shift_table
from vocabulary.periods import Month

_PEOPLE, _SINGLE = 2_000, 5_000
_MONTH = Month(2026, 8)
_LEFT_OUT = ("training_record", "appraisal", "monthly_measure", "bank_account", "vacancy", "pay_standing")
Rows = Sequence[dict[str, Any]]


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when the trail finds fault with its own batch."""
    with district(max(60, int(_PEOPLE * scale)), without=_LEFT_OUT) as found:
        batch_id = _batch()
        rows = _rows(found.world, batch_id)
        single = rows[:_SINGLE]
        progress(f"{len(rows):,} shifts")

        def in_batch(session: Session) -> None:
            record_batch(session, Shift, batch_id, rows)

        def row_by_row(session: Session) -> None:
            record_inserted(session, Shift, single)

        with_batch, bare = in_turns(lambda: _insert(rows, in_batch), lambda: _insert(rows), rounds=2)
        _insert(rows, in_batch)
        _verify()
        by_row, bare_single = in_turns(lambda: _insert(single, row_by_row), lambda: _insert(single), rounds=2)
    return Report(
        size={"rows": len(rows), "rows_one_by_one": len(single)},
        ratios={
            "batch_to_bare": Ratio(with_batch, bare, "the same bulk insert without a trail"),
            "row_by_row_to_bare": Ratio(by_row, bare_single, "the same bulk insert without a trail"),
        },
        rates={"rows": len(rows) / with_batch},
        checked="gridhr audit verify finds nothing wrong with the batch",
    )


def _batch() -> int:
    with unit_of_work(VIEWER, "benchmark.batch") as session:
        batch = ImportBatch(subject="shifts", file_name="made", file_sha256="0" * 64, by="benchmark")
        session.add(batch)
        session.flush()
        return batch.id


def _rows(world: World, batch_id: int) -> Rows:
    table = shift_table(world.shifts(_MONTH), batch_id)
    return [{"id": place, **row} for place, row in enumerate(table.rows(), start=1)]


def _insert(rows: Rows, audit: Callable[[Session], None] | None = None) -> None:
    """Shifts are deleted first, in both cases alike."""
    with unit_of_work(VIEWER, "benchmark.shifts") as session:
        session.execute(delete(Shift))
        session.execute(insert(Shift), rows)
        if audit:
            audit(session)


def _verify() -> None:
    faults = [fault for fault in verify(VIEWER)[1] if fault.table == Shift.__tablename__]
    assert not faults, faults[:3]
