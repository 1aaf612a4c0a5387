"""Taking in a staff file: read, judged against what is on file, and written whole or, if so chosen, its good rows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from hr.clock import today
from hr.database import unit_of_work
from hr.models.system.import_batch import ImportBatch
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.services.staff.import_judge import Judge
from hr.services.staff.import_known import known
from hr.services.staff.import_places import places
from hr.services.staff.import_result import ImportResult
from hr.services.staff.import_row import Faults, RowPlan
from hr.services.staff.import_writing import write
from intake.reading import TableReading, read_table
from intake.rejects import write_rejects
from intake.schemas.staff import staff_schema
from intake.sources import source_file
from vocabulary.text import Text

SUBJECT = "staff"
Progress = Callable[[Text], None]
_READ = Text("已读取 {n} 行，正在核对", "{n} rows read; checking them")
_WRITING = Text("核对完成，正在写入 {n} 行", "Checked; writing {n} rows")


def import_staff(
    source: bytes | Path | BinaryIO,
    filename: str,
    *,
    viewer: Viewer,
    keep_good: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> ImportResult:
    """Take in the staff form from a workbook or CSV.

    Codes are looked up where the viewer maintains staff. A row makes a newcomer, brings somebody back, fills in what
    was missing (a correction, the next contract, a certificate, a separation), or changes nothing; what contradicts the
    records is rejected, so the same file twice changes nothing the second time. With rejected rows nothing is written
    unless ``keep_good``. All of it is one unit of work. A bank account is only proposed, for somebody else to confirm.
    Raises BadInput for a file that can't be read as a whole, OutOfScope for who maintains no staff.
    """
    viewer.require(Action.STAFF_WRITE)
    content = _bytes(source, filename)
    reading = read_table(content, staff_schema(today()), name=filename)
    progress(_READ.format(n=reading.n_read))
    if dry_run:
        plans = _judged(reading, viewer)
        return _result(reading, plans, viewer, applied=False, refused=False)
    with unit_of_work(viewer, "staff.import") as session:
        plans = _judged(reading, viewer)
        refused = bool(reading.rejected) and not keep_good
        if not refused:
            progress(_WRITING.format(n=len([plan for plan in plans if plan.changes])))
            write(session, plans, viewer)
        result = _result(reading, plans, viewer, applied=not refused, refused=refused)
        batch = _batch(content, filename, result, viewer)
        session.add(batch)
        session.flush()
        batch_id = batch.id
    return result.of_batch(batch_id)


def _bytes(source: bytes | Path | BinaryIO, filename: str) -> bytes:
    if isinstance(source, bytes):
        return source
    with source_file(source, filename).open() as stream:
        return stream.read()


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


def _result(
    reading: TableReading, plans: Sequence[RowPlan], viewer: Viewer, *, applied: bool, refused: bool
) -> ImportResult:
    changed = sum(plan.changes for plan in plans)
    rejects = BytesIO()
    if reading.rejected:
        write_rejects(reading, rejects, viewer.language)
    return ImportResult(
        read=reading.n_read,
        accepted=0 if refused else changed,
        unchanged=len(plans) - changed,
        rejected=len(reading.rejected),
        applied=applied,
        refused=refused,
        errors=reading.errors,
        unknown=reading.unknown,
        rejects=rejects.getvalue() or None,
    )


def _batch(content: bytes, filename: str, result: ImportResult, viewer: Viewer) -> ImportBatch:
    return ImportBatch(
        subject=SUBJECT,
        file_name=Path(filename).name[:200],
        file_sha256=hashlib.sha256(content).hexdigest(),
        unit_id=next((grant.unit_id or None for grant in viewer.grants if grant.path != "/"), None),
        by_id=viewer.user_id,
        by=viewer.name[:60],
        read=result.read,
        accepted=result.accepted,
        unchanged=result.unchanged,
        rejected=result.rejected,
        rejects=result.rejects,
    )
