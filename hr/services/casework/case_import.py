"""Taking in a case platform's export through its profile; the same events twice change nothing."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import repeat
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pandas as pd
from sqlalchemy import insert
from sqlalchemy.orm import Session

from hr.audit import record_batch
from hr.database import unit_of_work
from hr.models.casework.case_event import CaseEvent
from hr.models.casework.match_rule import WordKind
from hr.models.system.import_batch import ImportBatch
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.casework.log_profile import profile_named
from hr.queries.casework.match_rules import RuleBook, rule_book
from hr.queries.casework.matching import Matches, known_keys, matches_for
from hr.services.file_import import READ, content_of, count, remember
from hr.services.progress import Progress, silent
from hr.services.staff.import_result import ImportResult
from intake.event_logs.profile import Profile
from intake.event_logs.reading import EventReading, event_rejects, read_events
from intake.rejects import write_rejects
from vocabulary.terms import CaseStep
from vocabulary.text import Text

SUBJECT = "cases"
_CHUNK = 20_000
_WRITING = Text("正在写入 {n} 条环节记录", "Writing {n} events")


@dataclass(frozen=True, slots=True)
class CaseImportResult(ImportResult):
    """The counts of a case file, with what was left open: actors and work items unknown here, with their events."""

    unknown_actors: Mapping[str, int] = field(default_factory=dict)
    unknown_items: Mapping[str, int] = field(default_factory=dict)
    noticed: Mapping[str, int] | None = None

    @property
    def unmatched_actors(self) -> int:
        """New events whose actor nobody here is."""
        return sum(self.unknown_actors.values())

    @property
    def unmatched_items(self) -> int:
        """New events whose work item is not in the catalogue."""
        return sum(self.unknown_items.values())


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file to take in: its bytes, its name, and the profile that reads it (its name, or a YAML file)."""

    content: bytes
    name: str
    profile: str

    @classmethod
    def of(cls, source: bytes | Path | BinaryIO, name: str, profile: str) -> CaseFile:
        """The file at ``source``."""
        return cls(content_of(source, name), name, profile)


def import_cases(
    file: CaseFile, *, viewer: Viewer, keep_good: bool = False, dry_run: bool = False, progress: Progress = silent
) -> CaseImportResult:
    """Take in an event log.

    Actors become persons by staff number (or name, as the profile says) among those whose cases the viewer maintains;
    an actor who is not found leaves the event without a person, never out. With rejected rows nothing is written unless
    ``keep_good``. Raises BadInput for a file or profile that can't be read, OutOfScope for who maintains no cases.
    """
    viewer.require(Action.CASE_WRITE)
    mapping = profile_named(file.profile)
    reading = read_events(io.BytesIO(file.content), mapping, name=file.name)
    progress(READ.format(n=reading.n_read))
    if dry_run:
        new = new_events(reading)
        result = _result(reading, new, matches_for(new, mapping, viewer=viewer), rule_book(viewer=viewer))
        return replace(result, rejects=_rejects(reading, file, viewer))
    progress(_WRITING.format(n=len(reading.events)), 1, 2)
    with unit_of_work(viewer, "case.import") as session:
        new = new_events(reading)
        matched = matches_for(new, mapping, viewer=viewer)
        result = _settled(_result(reading, new, matched, rule_book(viewer=viewer)), keep_good=keep_good)
        result = replace(result, rejects=_rejects(reading, file, viewer))
        batch = remember(session, SUBJECT, file.content, file.name, viewer, mapping.name)
        count(batch, result)
        if result.applied and len(new):
            store(session, new, matched, mapping, batch, viewer=viewer)
        batch_id = batch.id
    return replace(result, batch_id=batch_id)


def new_events(reading: EventReading) -> pd.DataFrame:
    """The events that are not on file yet; pandas' own ``isin`` takes keys that end in a zero byte for others."""
    events = reading.events
    known = known_keys(events)
    fresh = np.array([key not in known for key in events["event_key"]], dtype=np.bool_)
    return events.loc[fresh]


def _without(words: Mapping[str, int], settled: Collection[str]) -> dict[str, int]:
    return {word: count for word, count in words.items() if word not in settled}


def _result(reading: EventReading, new: pd.DataFrame, matched: Matches, book: RuleBook) -> CaseImportResult:
    return CaseImportResult(
        read=reading.n_read,
        accepted=len(new),
        unchanged=len(reading.events) - len(new) + reading.n_repeated,
        rejected=reading.n_rejected,
        applied=False,
        refused=False,
        errors=reading.errors,
        unknown_actors=_without(matched.unmatched_actors(new), book.words(WordKind.ACTOR)),
        unknown_items=_without(matched.unmatched_items(new), book.words(WordKind.ITEM)),
        noticed={name: n for name, n in reading.counts.items() if n},
    )


def _settled(result: CaseImportResult, *, keep_good: bool) -> CaseImportResult:
    """Written or refused: bad rows refuse the whole file unless the good ones are to be kept."""
    if result.rejected and not keep_good:
        return replace(result, accepted=0, refused=True)
    return replace(result, applied=True)


def _rejects(reading: EventReading, file: CaseFile, viewer: Viewer) -> bytes | None:
    if not reading.n_rejected:
        return None
    out = io.BytesIO()
    write_rejects(event_rejects(io.BytesIO(file.content), reading, name=file.name), out, viewer.language)
    return out.getvalue()


def store(
    session: Session, events: pd.DataFrame, matched: Matches, profile: Profile, batch: ImportBatch, *, viewer: Viewer
) -> None:
    """Write new events under their batch, credited as the log's words and the settled rules say."""
    book = rule_book(viewer=viewer)
    rows = list(book.applied(_rows(events, matched, profile, batch)))
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(CaseEvent.__table__), rows[start : start + _CHUNK])  # type: ignore[arg-type]
    record_batch(session, CaseEvent, batch.id, rows)


def _rows(events: pd.DataFrame, matched: Matches, profile: Profile, batch: ImportBatch) -> Iterator[dict[str, Any]]:
    """A row of the table for each event; what a system user did is nobody's work, and has a unit all the same."""
    system = [bool(value) for value in events["system"]]
    columns: dict[str, Iterable[Any]] = {
        "event_key": events["event_key"],
        "source": [text[:40] for text in _texts(events["source"], profile.source)],
        "case_number": [str(case)[:60] for case in events["case"]],
        "item_name": [text[:120] for text in _texts(events["item"], "")],
        "work_item_id": matched.items(events),
        "step": _steps(events),
        "actor_code": _texts(events["actor"], None),
        "is_system": system,
        "person_id": [None if own else who for who, own in zip(matched.persons(events), system, strict=True)],
        "unit_id": [unit or batch.unit_id for unit in matched.units(events)],
        "started_at": _moments(events["started_utc"]),
        "ended_at": _moments(events["time_utc"]),
        "local_date": events["time_local"].dt.date,
        "local_hour": [int(hour) for hour in events["time_local"].dt.hour],
        "deadline_at": _moments(events["deadline_utc"]),
        "result": _texts(events["result"], None),
        "import_id": repeat(batch.id, len(events)),
    }
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def _texts(column: pd.Series, default: Any) -> list[Any]:
    return [default if missing else str(value) for value, missing in zip(column, column.isna(), strict=True)]


def _steps(events: pd.DataFrame) -> list[CaseStep]:
    """A log with one row a case tells of no step: what it records is that the case was discovered."""
    return [CaseStep.of(value) if isinstance(value, str) else CaseStep.DISCOVER for value in events["step"]]


def _moments(column: pd.Series) -> list[Any]:
    return [None if moment is pd.NaT else moment.to_pydatetime() for moment in column]
