"""Events that a platform sends: each is accepted, on file already, or rejected with place and reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hr.database import unit_of_work
from hr.models.system.import_batch import ImportBatch
from hr.permissions.actions import Action
from hr.permissions.viewer import Viewer
from hr.queries.casework.matching import matches_for, units_by_word
from hr.services.casework.case_import import SUBJECT, new_events, store
from hr.services.file_import import remember
from intake.errors import RowError
from intake.event_logs.profile import FIELDS
from intake.event_logs.profile_file import load_profile
from intake.event_logs.reading import read_events
from vocabulary.text import Text

PROFILE = "case_events_api"
MOST_EVENTS = 1_000
_FIRST_ROW = 2  # below the headings, as a spreadsheet numbers rows
_MAY_SAY = tuple(name for name in FIELDS if name not in {"source", "activity"})
_NOT_AN_OBJECT = Text("应是一个对象", "must be an object")
_UNKNOWN_KEY = Text("不认识这个键", "an unknown key")
_NOT_TEXT = Text("应是文字", "must be text")
_MISSING = Text("必填项为空", "a required key is empty")
_NOT_ITS_UNIT = Text("不是该令牌的机构", "not a unit of this token")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an event: the key to blame (empty: the whole) and why."""

    place: str
    reason: Text


@dataclass(slots=True)
class Verdicts:
    """What became of each event, in the order they were sent; ``faults`` by place from 0."""

    size: int
    accepted: set[int] = field(default_factory=set)
    faults: dict[int, list[Fault]] = field(default_factory=dict)

    def of(self, place: int) -> str:
        """accepted, unchanged or rejected."""
        if place in self.faults:
            return "rejected"
        return "accepted" if place in self.accepted else "unchanged"

    @property
    def counts(self) -> Mapping[str, int]:
        """How many of each."""
        return Counter(self.of(place) for place in range(self.size))


def receive(events: Sequence[object], source: str, *, viewer: Viewer) -> Verdicts:
    """Take in the good events of ``source`` and say what became of each; the same event again changes nothing.

    An event is known again by its ``event_id``, else by case, step, actor and end; its unit must be one of the
    viewer's. At most ``MOST_EVENTS`` at once, in one unit of work.
    """
    viewer.require(Action.CASE_WRITE)
    verdicts = Verdicts(len(events))
    units = units_by_word(viewer)
    for place, given in enumerate(events):
        faults = _shape(given, units)
        if faults:
            verdicts.faults[place] = faults
    shaped = [place for place in range(len(events)) if place not in verdicts.faults]
    if not shaped:
        return verdicts
    content = json.dumps([_filled(events[place]) for place in shaped], ensure_ascii=False).encode()
    profile = replace(load_profile(PROFILE), source=source)
    reading = read_events(content, profile, name="events.json")
    for error in reading.errors:
        verdicts.faults.setdefault(shaped[error.row - _FIRST_ROW], []).append(_fault(error))
    with unit_of_work(viewer, "case.receive") as session:
        matched = matches_for(reading.events, profile, viewer=viewer)
        new = new_events(reading)
        verdicts.accepted.update(shaped[row - _FIRST_ROW] for row in new["row"])
        if len(new):
            batch = remember(session, SUBJECT, content, f"{source}.json"[:200], viewer, PROFILE)
            _count(batch, verdicts)
            store(session, new, matched, profile, batch, viewer=viewer)
    return verdicts


def _shape(given: object, units: Collection[str]) -> list[Fault]:
    """What is wrong with an event before its times and steps are read; a source writes only at its token's units."""
    if not isinstance(given, dict):
        return [Fault("", _NOT_AN_OBJECT)]
    faults = [Fault(str(key)[:60], _UNKNOWN_KEY) for key in given if key not in _MAY_SAY]
    faults += [
        Fault(key, _NOT_TEXT)
        for key in _MAY_SAY
        if not isinstance(given.get(key), str | None) or "\x00" in (given.get(key) or "")
    ]
    if faults:
        return faults
    faults = [Fault(key, _MISSING) for key in ("case", "item", "step", "ended") if not (given.get(key) or "").strip()]
    unit = (given.get("unit") or "").strip()
    return faults + ([Fault("unit", _NOT_ITS_UNIT)] if unit and unit not in units else [])


def _filled(given: Any) -> dict[str, str]:
    return {key: given.get(key) or "" for key in _MAY_SAY}


def _fault(error: RowError) -> Fault:
    return Fault(error.column, error.reason)


def _count(batch: ImportBatch, verdicts: Verdicts) -> None:
    counts = verdicts.counts
    batch.read, batch.accepted = verdicts.size, counts["accepted"]
    batch.unchanged, batch.rejected = counts["unchanged"], counts["rejected"]
