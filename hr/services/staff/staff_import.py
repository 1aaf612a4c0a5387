"""Taking in a staff file: read, judged against what is on file, and written whole or, if so chosen, its good rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from hr.clock import today
from hr.database import unit_of_work
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.services.file_import import content_of, count, remember, result_of
from hr.services.progress import Progress, silent
from hr.services.staff.import_judge import Judge
from hr.services.staff.import_known import known
from hr.services.staff.import_places import places
from hr.services.staff.import_result import ImportResult
from hr.services.staff.import_row import Faults, RowPlan
from hr.services.staff.import_writing import write
from intake.reading import TableReading, read_table
from intake.schemas.staff import staff_schema
from vocabulary.text import Text

SUBJECT = "staff"
_READ = Text("已读取 {n} 行，正在核对", "{n} rows read; checking them")
_WRITING = Text("核对完成，正在写入 {n} 行", "Checked; writing {n} rows")


def import_staff(
    source: bytes | Path | BinaryIO,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> ImportResult:
    """Take in the staff form from a workbook or CSV.

    Codes are looked up where the viewer maintains staff. A row makes a newcomer, brings somebody back, fills in what
    was missing (a correction, the next contract, a certificate, a separation), or changes nothing; what contradicts the
    records is rejected, so the same file twice changes nothing the second time. With rejected rows nothing is written
    unless ``keep_good``. All of it is one unit of work. A bank account is only proposed, for somebody else to confirm.
    Raises BadInput for a file that can't be read as a whole, OutOfScope for who maintains no staff.
    """
    viewer.require(Action.STAFF_WRITE)
    content = content_of(source, filename)
    reading = read_table(content, staff_schema(today()), name=filename)
    progress(_READ.format(n=reading.n_read))
    if dry_run:
        plans = _judged(reading, viewer)
        return result_of(reading, viewer, new=_changing(plans), applied=False, refused=False)
    progress(_WRITING.format(n=len(reading.rows)), 1, 2)
    with unit_of_work(viewer, "staff.import") as session:
        plans = _judged(reading, viewer)
        batch = remember(session, SUBJECT, content, filename, viewer)
        refused = bool(reading.rejected) and not keep_good
        if not refused:
            write(session, plans, viewer)
        result = result_of(reading, viewer, new=_changing(plans), applied=not refused, refused=refused)
        count(batch, result)
        batch_id = batch.id
    return result.of_batch(batch_id)


def _changing(plans: Sequence[RowPlan]) -> int:
    return sum(plan.changes for plan in plans)


def _judged(reading: TableReading, viewer: Viewer) -> list[RowPlan]:
    """The plans of the good rows; the bad ones are moved to the rejected of ``reading``."""
    on_file = known([(one["staff_number"], one["id_number"]) for one in reading.rows], viewer)
    judge = Judge(places(viewer), on_file, viewer, today())
    plans, bad = [], {}
    for one in reading.rows:
        faults = Faults()
        plan = judge.plan(one.number, one.values, faults)
        if faults.found:
            bad[one.number] = faults.found
        else:
            plans.append(plan)
    reading.refuse(bad)
    return plans
