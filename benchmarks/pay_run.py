"""A month's pay through the database: from what is on file to stored payslips that can be explained, on SQLite.

``services.pay.pay_run.compute`` reads people, standing, bases, shifts and the year's tax, computes, stores every slip
with its figures and inputs, and seals them in the audit trail. The baseline inserts the same payslip rows into a copy
of the same database, one transaction as there: once through the database driver alone (rows as tuples, the JSON of
figures and inputs written as it goes, since a row can't be stored without), once through SQLAlchemy's bulk insert.
For information the driver also inserts tuples that were spelt beforehand, JSON and all. 10,000 people, so that it fits
the time; ``--scale 10`` does the 100,000 of the target, at which memory is judged.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select

from benchmarks.districts import VIEWER, copied, district, inserted_by_driver, inserted_by_sqlalchemy, put
from benchmarks.measuring import in_turns, peak_memory, progress
from benchmarks.report import Limit, Ratio, Report
from hr.database import db, unit_of_work
from hr.models.organisation.unit import Unit
from hr.models.pay.payslip import Payslip
from hr.models.system.import_batch import ImportBatch
from hr.sample.writing.months import shift_table
from hr.services.pay import pay_run
from vocabulary.periods import Month

_PEOPLE, _TARGET_PEOPLE = 10_000, 100_000
_MONTH = Month(2026, 8)
_SLIPS = Payslip.__table__


def run(scale: float) -> Report:
    """Measure it; raises AssertionError when a slip failed."""
    with district(int(_PEOPLE * scale)) as found:
        progress(f"{found.people:,} people on file; their shifts")
        _work(found.world)
        run_id = _opened()
        bare = copied(found.path, "bare")
        with peak_memory() as peak:
            pay_run.compute(run_id, viewer=VIEWER)
        rows = _stored()
        progress(f"{len(rows):,} slips")
        ready = [_plain(row) for row in rows]
        through, driver, core, spelt = in_turns(
            lambda: pay_run.compute(run_id, viewer=VIEWER),
            lambda: inserted_by_driver(bare, "payslip", map(_plain, rows), list(rows[0])),
            lambda: inserted_by_sqlalchemy(bare, Payslip, rows),
            lambda: inserted_by_driver(bare, "payslip", ready, list(rows[0])),
            rounds=2,
        )
    return Report(
        size={"slips": len(rows), "figures_a_slip": len(rows[0]["figures"])},
        ratios={
            "run_to_driver_insert": Ratio(through, driver, "the driver's executemany of the same rows", at_most=4),
            "run_to_insert_of_spelt_rows": Ratio(through, spelt, "the driver's executemany of rows spelt beforehand"),
            "run_to_sqlalchemy_insert": Ratio(through, core, "SQLAlchemy's bulk insert of the same rows", at_most=4),
        },
        limits={"memory": Limit(peak.gib, "GiB", 4, judged=len(rows) >= _TARGET_PEOPLE)},
        rates={"slips": len(rows) / through},
        checked="every slip computed; a second computation replaces the first, its deletion counted in",
    )


def _work(world: Any) -> None:
    with unit_of_work(VIEWER, "benchmark.shifts") as session:
        batch = ImportBatch(subject="shifts", file_name="made", file_sha256="0" * 64, by="benchmark")
        session.add(batch)
        session.flush()
        put([shift_table(world.shifts(_MONTH), batch.id)])


def _opened() -> int:
    root = db.session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
    return pay_run.open_run(_MONTH, root.id, viewer=VIEWER).id


def _stored() -> list[dict[str, Any]]:
    failed = db.session.scalar(select(func.count()).where(Payslip.failure_zh.is_not(None)))
    assert not failed, f"{failed} slips failed"
    return [dict(row) for row in db.session.execute(select(_SLIPS)).mappings()]


def _plain(row: dict[str, Any]) -> list[Any]:
    changed = {
        "month": str(row["month"]),
        "staffing_type": row["staffing_type"].value,
        "fund_source": row["fund_source"].value,
        "figures": json.dumps(row["figures"]),
        "inputs": json.dumps(row["inputs"]),
    }
    return list((row | changed).values())
