"""Taking in a staff file: read, judged against what is on file, and written whole or, if so chosen, its good rows."""

from __future__ import annotations

from hr.clock import today
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.services.file_import import FormImport, Source, take_in
from hr.services.progress import Progress, silent
from hr.services.staff.import_judge import Judge
from hr.services.staff.import_known import known
from hr.services.staff.import_places import places
from hr.services.staff.import_result import ImportResult
from hr.services.staff.import_row import Faults, RowPlan
from hr.services.staff.import_writing import write
from intake.reading import TableReading
from intake.schemas.staff import staff_schema

SUBJECT = "staff"


def import_staff(
    source: Source,
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
    kind = FormImport(
        "staff.import",
        staff_schema(today()),
        lambda reading: _judged(reading, viewer),
        lambda session, plans, _batch_id: write(session, plans, viewer),
    )
    return take_in(kind, source, filename, viewer=viewer, keep_good=keep_good, dry_run=dry_run, progress=progress)


def _judged(reading: TableReading, viewer: Viewer) -> list[RowPlan]:
    """The plans of the good rows that change something; the bad ones are moved to the rejected of ``reading``."""
    on_file = known([(one["staff_number"], one["id_number"]) for one in reading.rows], viewer)
    judge = Judge(places(viewer), on_file, viewer, today())
    plans, bad = [], {}
    for one in reading.rows:
        faults = Faults()
        plan = judge.plan(one.number, one.values, faults)
        if faults.found:
            bad[one.number] = faults.found
        elif plan.changes:
            plans.append(plan)
    reading.refuse(bad)
    return plans
