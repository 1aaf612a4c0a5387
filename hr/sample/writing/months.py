"""Shifts and case events of a month as rows of their tables, each month one import batch."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from hr.models.system.import_batch import ImportBatch
from hr.permissions.viewer import Viewer
from hr.sample.data import read
from hr.sample.plan.cases import SYSTEM, UTC_OFFSET, Events
from hr.sample.plan.catalogue import catalogue
from hr.sample.plan.rota import Shifts
from hr.sample.plan.table import Table, Whole, keys, members
from hr.sample.plan.world import World
from hr.sample.writing.tables import put_batch
from intake.event_logs.keys import key_bytes, mixed
from vocabulary.periods import Month
from vocabulary.terms import CaseStep, Duty, ShiftKind

PART = 250_000
"""At most so many rows are held as Python values at a time; a month of more is several batches."""


def write_shifts(session: Session, month: Month, shifts: Shifts, viewer: Viewer) -> None:
    """The shifts of a month."""
    for part in _parts(len(shifts)):
        batch = _batch(session, "shifts", f"sample-shifts-{month}", len(part), viewer)
        put_batch(session, shift_table(shifts.take(part), batch.id), batch.id)


def write_events(session: Session, month: Month, events: Events, world: World, viewer: Viewer) -> None:
    """The case events of a month."""
    for part in _parts(len(events)):
        batch = _batch(session, "cases", f"sample-cases-{month}", len(part), viewer)
        put_batch(session, event_table(_some(events, part), month, world, batch.id), batch.id)


def _parts(rows: int) -> list[Whole]:
    return [np.arange(start, min(start + PART, rows)) for start in range(0, rows, PART)]


def _batch(session: Session, subject: str, name: str, rows: int, viewer: Viewer) -> ImportBatch:
    batch = ImportBatch(
        subject=subject,
        file_name=name,
        file_sha256=hashlib.sha256(name.encode()).hexdigest(),
        by_id=viewer.user_id,
        by=viewer.name[:60],
        read=rows,
        accepted=rows,
    )
    session.add(batch)
    session.flush()
    return batch


def shift_table(shifts: Shifts, batch: int) -> Table:
    """Table ``shift`` without keys."""
    worked = (shifts.end - shifts.start).astype("timedelta64[m]").astype(np.int64)
    return Table(
        "shift",
        {
            "person_id": keys(shifts.person),
            "unit_id": keys(shifts.unit),
            "business_date": shifts.day.tolist(),
            "kind": members(ShiftKind, shifts.kind),
            "duty": members(Duty, shifts.duty),
            "starts_at": instants(shifts.start),
            "ends_at": instants(shifts.end),
            "worked_minutes": worked.tolist(),
            "night_minutes": shifts.night.tolist(),
            "import_id": [batch] * len(shifts),
        },
    )


def event_table(events: Events, month: Month, world: World, batch: int) -> Table:
    """Table ``case_event`` without keys; what outsiders and the platform did has an actor's code and no person."""
    names = np.array(catalogue().names, dtype=object)
    local = events.ended.astype("datetime64[m]")
    person = np.where(events.actor >= 0, events.actor, -1)
    return Table(
        "case_event",
        {
            "event_key": list(event_keys(world.setting.seed, month, events)),
            "source": sources(events),
            "case_number": case_numbers(month, events, world),
            "item_name": list(names[events.item]),
            "work_item_id": keys(events.item),
            "step": members(CaseStep, events.step),
            "actor_code": actor_codes(events, world),
            "is_system": (events.actor == SYSTEM).tolist(),
            "person_id": keys(person),
            "unit_id": keys(events.street),
            "started_at": _utc(events.started),
            "ended_at": _utc(events.ended),
            "local_date": local.astype("datetime64[D]").tolist(),
            "local_hour": (events.ended // 60 % 24).tolist(),
            "deadline_at": _utc(events.deadline),
            "result": results(events),
            "import_id": [batch] * len(events),
        },
    )


def event_keys(seed: int, month: Month, events: Events) -> Any:
    """Sixteen bytes for each event, by seed, month, case and step."""
    place = events.case * len(CaseStep) + events.step
    same = np.full(len(events), seed * 10_000 + month.year * 12 + month.month)
    return key_bytes(mixed(np.stack([part, part], axis=1).astype(np.uint64) for part in (same, place)))


def case_numbers(month: Month, events: Events, world: World) -> list[str]:
    """Numbers as the platform gives them: month, centre, and the case's place in the month."""
    codes = np.array([unit.code for unit in world.places.units], dtype=object)[events.street]
    return [
        f"{month.year}{month.month:02d}{code}{case + 1:07d}"
        for code, case in zip(codes, events.case.tolist(), strict=True)
    ]


def actor_codes(events: Events, world: World) -> list[str]:
    """The staff number, the platform's own name, or the code of the handling unit."""
    data = read("work_items")
    outsiders = [*reversed(data["handling_units"]), data["system_actor"]]
    known = np.array([*world.people.staff_numbers, *outsiders], dtype=object)
    assert SYSTEM == -2  # noqa: PLR2004 - the platform is the last but none of ``known``, handling units lie before it
    return list(known[np.where(events.actor >= 0, events.actor, events.actor + 1)])


def sources(events: Events) -> list[str]:
    """Where each case came from."""
    names = read("work_items")["sources"]
    return list(np.array([names["patrol"], names["hotline"]], dtype=object)[events.hotline.astype(np.int64)])


def results(events: Events) -> list[str]:
    """What came of each step."""
    data = read("work_items")
    usual = np.array([data["results"][step.value] for step in CaseStep], dtype=object)[events.step]
    return list(np.where(events.result == 0, usual, data["rework_result"]))


def instants(times: np.ndarray) -> list[datetime]:
    """Moments in UTC from ``datetime64`` without a zone."""
    return [moment.replace(tzinfo=UTC) for moment in times.astype("datetime64[s]").tolist()]


def _utc(local_minutes: Whole) -> list[datetime]:
    return instants((local_minutes - UTC_OFFSET).astype("datetime64[m]"))


def _some(events: Events, rows: Whole) -> Events:
    return Events(**{name: getattr(events, name)[rows] for name in Events.__annotations__})
