"""A case platform's file into the database and a month's workload out of it, on SQLite.

``services.casework.case_import.import_cases`` reads the file through its profile, passes over what is on file, finds
persons, units and work items, inserts, and seals the batch in the audit trail. The baseline inserts the same rows,
ready in memory, into a copy of the same database: by the driver alone, and by SQLAlchemy's bulk insert. The second
import of the same file must change nothing; its time is given beside the first. ``services.casework.workload.build``
measures the month from the stored events and shifts and keeps the result; its baseline is the bare GROUP BY that adds
up the same standard minutes by person in the database. 100,000 events, so that it fits the time; ``--scale 10`` does
the million.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, text

from benchmarks.districts import VIEWER, copied, district, inserted_by_driver, inserted_by_sqlalchemy, put
from benchmarks.made_log import made_log, write_log
from benchmarks.measuring import in_turns, progress, seconds
from benchmarks.report import Ratio, Report
from hr.database import db, unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.work_item import WorkItem
from hr.models.system.import_batch import ImportBatch
from hr.sample.plan.world import World
from hr.sample.writing.months import shift_table
from hr.services.casework.case_import import CaseFile, import_cases
from hr.services.casework.workload import build
from vocabulary.periods import Month

_EVENTS, _PEOPLE = 100_000, 800
_MONTH = Month(2026, 8)
_GROUP_BY = text(
    """SELECT e.person_id, count(*), sum(s.seconds / 60.0 * i.difficulty_ppm / 1000000.0)
    FROM case_event e JOIN work_item i ON i.id = e.work_item_id
    JOIN work_standard s ON s.work_item_id = e.work_item_id AND s.step = e.step AND s.valid_from <= e.local_date
    AND (s.valid_to IS NULL OR s.valid_to >= e.local_date)
    WHERE e.local_date BETWEEN '2026-08-01' AND '2026-08-31' GROUP BY e.person_id"""
)
_LEFT_OUT = ("training_record", "appraisal", "monthly_measure", "bank_account", "vacancy")


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when an event is lost or the second import changes something."""
    with district(max(60, int(_PEOPLE * scale)), without=_LEFT_OUT) as found:
        file = _file(found.world, max(500, int(_EVENTS * scale)))
        batch_id = _work(found.world)
        bare = copied(found.path, "bare")
        progress("importing, twice")
        first = [_import(file) for _ in range(2)]
        again = seconds(lambda: _unchanged(file))
        rows = _stored(batch_id)
        progress(f"inserting {len(rows):,} rows bare")
        driver, core = in_turns(
            lambda: inserted_by_driver(bare, "case_event", map(_plain, rows), list(rows[0])),
            lambda: inserted_by_sqlalchemy(bare, CaseEvent, rows),
            rounds=2,
        )
        progress("workload")
        built, grouped = in_turns(lambda: build(_MONTH, viewer=VIEWER), lambda: db.session.execute(_GROUP_BY).all())
    imported = min(first)
    return Report(
        size={"events": len(rows), "people": found.people},
        ratios={
            "import_to_driver_insert": Ratio(imported, driver, "the driver's executemany of the same rows", at_most=3),
            "import_to_sqlalchemy_insert": Ratio(imported, core, "SQLAlchemy's bulk insert of them", at_most=3),
            "second_import_to_first": Ratio(again, imported, "the first import of the same file"),
            "workload_to_group_by": Ratio(built, grouped, "GROUP BY of the same minutes in the database", at_most=2),
        },
        rates={"events": len(rows) / imported},
        checked="all events imported, none rejected; the second import changed nothing",
    )


def _file(world: World, events: int) -> CaseFile:
    items = list(db.session.scalars(select(WorkItem.name)))
    log = made_log(events, world.people.staff_numbers, items)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        write_log(log, path)
        return CaseFile(path.read_bytes(), path.name, "gridhr")


def _work(world: World) -> int:
    with unit_of_work(VIEWER, "benchmark.shifts") as session:
        batch = ImportBatch(subject="shifts", file_name="made", file_sha256="0" * 64, by="benchmark")
        session.add(batch)
        session.flush()
        put([shift_table(world.shifts(_MONTH), batch.id)])
        return batch.id


def _import(file: CaseFile) -> float:
    """The time of an import into a table without events."""
    with unit_of_work(VIEWER, "benchmark.empty") as session:
        session.execute(delete(CaseEvent))
    return seconds(lambda: _all_new(file))


def _all_new(file: CaseFile) -> None:
    result = import_cases(file, viewer=VIEWER)
    assert result.accepted == result.read, (result.accepted, result.read, result.errors[:3])
    assert not result.unmatched_actors, result.unmatched_actors


def _unchanged(file: CaseFile) -> None:
    result = import_cases(file, viewer=VIEWER)
    assert (result.accepted, result.unchanged) == (0, result.read), result


def _stored(batch_id: int) -> list[dict[str, Any]]:
    """The events as rows for the bare insertion, under a batch that its database knows."""
    found = db.session.execute(select(CaseEvent.__table__)).mappings()
    return [{**row, "import_id": batch_id} for row in found]


def _plain(row: dict[str, Any]) -> list[Any]:
    return [_spelt(value) for value in row.values()]


def _spelt(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat(" ") if isinstance(value, datetime) else str(value) if isinstance(value, date) else value
