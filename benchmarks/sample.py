"""The sample: planning a month of cases for many people, and the audit mark of a batch against row by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.timing import compare
from hr.app import create_app
from hr.audit import batch_mark, mark_of
from hr.config import Settings
from hr.models.casework.case_event import CaseEvent
from hr.sample.plan.setting import Setting
from hr.sample.plan.world import World
from hr.sample.writing.months import event_table
from vocabulary.periods import Month

PEOPLE = 2_000
TODAY, MONTH = date(2026, 11, 23), Month(2026, 10)


def measure() -> dict[str, Any]:
    """``mark_of_a_batch``: spelt by column against row by row; ``plan``: events planned for a month, and the seconds."""
    world = World.plan(Setting(PEOPLE, 1, 1, TODAY))
    events = world.events(MONTH, world.shifts(MONTH))
    rows = list(event_table(events, MONTH, world, 1).rows())[:20_000]
    plan = compare(lambda: world.events(MONTH, world.shifts(MONTH)), lambda: World.plan(world.setting), rounds=1)
    with TemporaryDirectory() as folder:
        settings = Settings("sqlite://", "benchmark", bytes(32), folder=Path(folder), testing=True)
        with create_app(settings).app_context():
            marks = compare(lambda: batch_mark(CaseEvent, rows), lambda: [mark_of("case_event", row) for row in rows])
    return {
        "plan": {"people": PEOPLE, "events": len(events), "seconds": round(plan.ours, 3)},
        "mark_of_a_batch": {"rows": len(rows), **marks.answer()},
    }
