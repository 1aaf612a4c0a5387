"""One chunk of a log turned into events of the fixed columns; what is wrong with its rows joins the list of faults."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from intake.event_logs.chunks import Chunk
from intake.event_logs.columns import MOMENTS, TEXT_COLUMNS
from intake.event_logs.faults import FaultList
from intake.event_logs.keys import Lanes, key_bytes, mixed, time_lanes, word_lanes
from intake.event_logs.moments import Clock, Moments, read_moments, to_local
from intake.event_logs.profile import NEEDED, Profile
from intake.event_logs.words import Words
from intake.headings import folded
from vocabulary.terms import CaseStep

BoolArray = NDArray[np.bool_]

_WORD_FIELDS = ("case", "event_id", "step", *TEXT_COLUMNS)
_STEPS = {folded(word): step for step in CaseStep for word in (step.value, step.label.zh, step.label.en)}


@dataclass(slots=True)
class ChunkEvents:
    """The good rows of a chunk, their identities, and what was noticed on the way."""

    frame: pd.DataFrame
    identity: Lanes
    content: Lanes
    counts: dict[str, int]


class ChunkReader:
    """Reads one chunk by its profile."""

    def __init__(self, chunk: Chunk, profile: Profile, faults: FaultList, *, typed: bool) -> None:
        self._chunk, self._profile, self._faults = chunk, profile, faults
        self._size = len(chunk.rows)
        self._bad: BoolArray = np.zeros(self._size, dtype=np.bool_)
        self._counts: dict[str, int] = {}
        self._words = {key: self._read_words(key) for key in _WORD_FIELDS}
        self._times = {key: self._read_times(key, typed=typed) for key in MOMENTS}
        if profile.source and "source" not in chunk.columns:
            self._words["source"] = Words.of(np.full(self._size, profile.source, dtype=object))

    def read(self) -> ChunkEvents:
        """The chunk's events."""
        self._refuse("no_heading", "", self._chunk.stray != "", self._chunk.stray)
        for key in NEEDED[self._profile.rows]:
            self._refuse_missing(key)
        steps = self._steps()
        first, last = ("started", "ended") if self._profile.rows == "events" else ("opened", "closed")
        self._refuse_negative(first, last)
        return self._events(steps, first, last)

    def _refuse(self, code: str, key: str, flags: BoolArray, values: NDArray[np.object_] | None = None) -> None:
        rows = np.flatnonzero(flags)
        shown = self._chunk.columns.get(key) if values is None else values
        self._bad |= flags
        self._faults.add(code, key, self._chunk.rows[rows], [] if shown is None else list(shown[rows]))

    def _read_words(self, key: str) -> Words:
        texts = self._chunk.columns.get(key)
        if texts is None:
            return Words.nothing(self._size)
        words = Words.of(texts, self._profile.blanks)
        self._refuse("formula", key, words.formulas())
        self._refuse("error_value", key, words.error_values())
        return words

    def _read_times(self, key: str, *, typed: bool) -> Moments:
        texts = self._chunk.columns.get(key)
        if texts is None:
            return Moments.nothing(self._size)
        profile = self._profile
        times = read_moments(texts, Clock(profile.time_formats, profile.time_zone, profile.blanks, typed))
        self._tell_bad_times(key, times.bad)
        self._count("ambiguous_times", times.ambiguous)
        self._count("nonexistent_times", times.nonexistent)
        return times

    def _tell_bad_times(self, key: str, bad: BoolArray) -> None:
        found = np.flatnonzero(bad)
        words = Words.of(self._chunk.columns[key][found])
        for code, flags in (("formula", words.formulas()), ("error_value", words.error_values())):
            self._refuse(code, key, _spread(found[flags], self._size))
        self._refuse("bad_time", key, _spread(found[~(words.formulas() | words.error_values())], self._size))

    def _refuse_missing(self, key: str) -> None:
        missing = self._words[key].missing if key in self._words else self._times[key].missing
        self._refuse("missing", key, missing)

    def _count(self, what: str, flags: BoolArray) -> None:
        self._counts[what] = self._counts.get(what, 0) + int(np.count_nonzero(flags))

    def _steps(self) -> Words:
        profile, key = self._profile, "step" if "step" in self._chunk.columns else "activity"
        words = self._words[key]
        own = _STEPS if key == "step" else {}
        named = [profile.steps.get(folded(w)) or own.get(folded(w)) or profile.default_step for w in words.words]
        order = {step: place for place, step in enumerate(CaseStep)}
        table = np.array([-1 if step is None else order[step] for step in named] + [self._step_of_nothing(order)])
        codes = table[words.codes].astype(np.intp)
        self._refuse("unknown_step", key, (codes < 0) & ~words.missing)
        if profile.default_step is None:
            self._refuse("missing", key, words.missing)
        return Words(codes, np.array([step.value for step in CaseStep], dtype=object))

    def _step_of_nothing(self, order: dict[CaseStep, int]) -> int:
        return -1 if self._profile.default_step is None else order[self._profile.default_step]

    def _refuse_negative(self, first: str, last: str) -> None:
        start, end = self._times[first], self._times[last]
        swapped = end.ambiguous & (end.utc < start.utc) & (end.late >= start.utc)
        end.utc[swapped] = end.late[swapped]
        self._count("resolved_by_order", swapped)
        self._refuse("negative_duration", last, end.utc < start.utc)

    def _events(self, steps: Words, first: str, last: str) -> ChunkEvents:
        good = ~self._bad
        identity, content = self._keys(steps)
        time = self._times["ended" if self._profile.rows == "events" else "opened"].utc
        actor = self._words["actor"]
        system = actor.where(np.array([folded(w) in self._profile.system_actors for w in actor.words], dtype=np.bool_))
        self._count("system_events", system & good)
        self._count("zero_durations", (self._times[first].utc == self._times[last].utc) & good)
        self._count("missing_ends", self._times[last].missing & good)
        frame = pd.DataFrame(
            {
                "row": self._chunk.rows,
                "event_key": key_bytes(identity),
                "content_key": key_bytes(content),
                "case": pd.Series(self._words["case"].texts(), dtype=object),
                **{key: self._words[key].category() for key in ("source", "item", "activity")},
                "step": steps.category(),
                **{key: self._words[key].category() for key in ("actor", "unit", "place", "result")},
                "system": system,
                "time_utc": _marked(time),
                "time_local": to_local(time, self._profile.time_zone),
                **{f"{key}_utc": _marked(self._times[key].utc) for key in MOMENTS},
            }
        )
        return ChunkEvents(frame[good], identity[good], content[good], self._counts)

    def _keys(self, steps: Words) -> tuple[Lanes, Lanes]:
        lanes = {key: word_lanes(words) for key, words in self._words.items()} | {"step": word_lanes(steps)}
        times = {key: time_lanes(moments.utc) for key, moments in self._times.items()}
        identity = mixed([lanes["source"], lanes["case"]])
        if self._profile.rows == "events":
            by_moment = mixed([identity, lanes["activity"], lanes["step"], lanes["actor"], times["ended"]])
            by_id = mixed([identity, lanes["event_id"]])
            identity = np.where(self._words["event_id"].missing[:, None], by_moment, by_id)
        return identity, mixed([identity, *lanes.values(), *times.values()])


def _spread(places: NDArray[np.intp], size: int) -> BoolArray:
    flags = np.zeros(size, dtype=np.bool_)
    flags[places] = True
    return flags


def _marked(utc: NDArray[np.datetime64]) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(utc).tz_localize("UTC")
