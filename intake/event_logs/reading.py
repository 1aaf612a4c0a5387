"""Reading an event log through its profile into the fixed columns; bad rows are named, none is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from intake.errors import RowError
from intake.event_logs.chunk_events import ChunkEvents, ChunkReader
from intake.event_logs.chunks import Chunk, log_chunks
from intake.event_logs.columns import EVENT_COLUMNS
from intake.event_logs.faults import FAULTS, FaultList
from intake.event_logs.moments import local_to_utc
from intake.event_logs.profile import Profile
from intake.reading import RejectedRow
from intake.sources import Source
from intake.tables import open_table


@dataclass(slots=True)
class EventReading:
    """What a log gave: ``n_read == len(events) + n_repeated + n_rejected``, blank rows not counted.

    - ``events``: the columns of ``intake.event_logs.columns``, in the file's order
    - ``rejects``: one line for each thing wrong: ``row``, ``column`` (the file's heading), ``key``, ``value``, ``code``
    - ``rejected``: rows, not faults, by the code of their first fault (the order of ``faults.FAULTS``)
    - ``n_repeated``: rows that say word for word what an earlier row said, merged into it
    - ``counts``: what was noticed, in good rows unless said otherwise: ``ambiguous_times`` and ``nonexistent_times``
      (cells of all rows whose local time the clock shows twice or never), ``resolved_by_order`` (ends read as the later
      of two because the earlier lay before the start), ``system_events``, ``zero_durations``, ``missing_ends`` (one row
      a case: still open; one row an event: always 0), ``reopened_cases`` (with events after their closing) and
      ``closed_before_opened`` (cases, where a row is an event)
    - ``snapshot``: UTC moment at which the file was taken, where the profile knows it
    """

    profile: Profile
    headings: list[str]
    events: pd.DataFrame
    rejects: pd.DataFrame
    rejected: dict[str, int]
    n_read: int
    n_repeated: int
    counts: dict[str, int]
    snapshot: datetime | None

    @property
    def n_rejected(self) -> int:
        """Rows refused."""
        return sum(self.rejected.values())

    @property
    def errors(self) -> list[RowError]:
        """The rejects with their reason and suggestion in words."""
        lines = self.rejects.itertuples(index=False, name=None)
        return [RowError(row, column, key, value, code, *FAULTS[code]) for row, column, key, value, code in lines]


def read_events(source: Source, profile: Profile, *, name: str | None = None, sheet: str | None = None) -> EventReading:
    """The events of ``source`` as ``profile`` maps them; a million rows take some seconds.

    Raises BadInput when the file as a whole can't be read: type, encoding, size, or a mapped column missing.
    """
    table = open_table(source, name=name, sheet=sheet)
    headings, chunks = log_chunks(table, profile)
    faults = FaultList()
    n_read, parts = _read_chunks(chunks, profile, faults, typed=table.sheet is not None)
    events, identity, content = _joined(parts)
    kept, n_repeated = _without_repeats(events, identity, content, faults)
    events = events[kept].reset_index(drop=True)
    rejects = faults.table({key: headings.of(key) for key in headings.positions})
    return EventReading(
        profile=profile,
        headings=headings.texts,
        events=events,
        rejects=rejects,
        rejected={str(code): int(n) for code, n in rejects.drop_duplicates("row")["code"].value_counts().items()},
        n_read=n_read,
        n_repeated=n_repeated,
        counts=_totals(parts) | _case_counts(events, profile),
        snapshot=local_to_utc(profile.snapshot, profile.time_zone) if profile.snapshot else None,
    )


def _read_chunks(
    chunks: Iterator[Chunk], profile: Profile, faults: FaultList, *, typed: bool
) -> tuple[int, list[ChunkEvents]]:
    n_read = 0
    parts = []
    for chunk in chunks:
        n_read += len(chunk.rows)
        parts.append(ChunkReader(chunk, profile, faults, typed=typed).read())
    return n_read, parts or [ChunkReader(Chunk.empty(), profile, faults, typed=typed).read()]


def _joined(parts: list[ChunkEvents]) -> tuple[pd.DataFrame, NDArray[np.uint64], NDArray[np.uint64]]:
    columns = {name: _joined_column([part.frame[name] for part in parts]) for name in EVENT_COLUMNS}
    identity = np.concatenate([part.identity for part in parts])
    return pd.DataFrame(columns), identity, np.concatenate([part.content for part in parts])


def _joined_column(pieces: list[pd.Series]) -> pd.Series | pd.Categorical:
    if isinstance(pieces[0].dtype, pd.CategoricalDtype):
        return pd.api.types.union_categoricals(pieces)
    return pd.concat(pieces, ignore_index=True)


def _without_repeats(
    events: pd.DataFrame, identity: NDArray[np.uint64], content: NDArray[np.uint64], faults: FaultList
) -> tuple[NDArray[np.bool_], int]:
    """Which rows to keep, and how many only repeat an earlier one; same event, other content is a fault."""
    keys = pd.DataFrame({"a": identity[:, 0], "b": identity[:, 1]})
    again = keys.duplicated().to_numpy()
    if not again.any():
        return ~again, 0
    first = pd.Series(np.arange(len(keys))).groupby([keys["a"], keys["b"]], sort=False).transform("min").to_numpy()
    differs = again & (content != content[first]).any(axis=1)
    rows = np.flatnonzero(differs)
    faults.add("duplicate_key", "case", events["row"].to_numpy()[rows], list(events["case"].to_numpy()[rows]))
    return ~again, int(again.sum() - len(rows))


def _totals(parts: list[ChunkEvents]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for part in parts:
        for what, count in part.counts.items():
            totals[what] = totals.get(what, 0) + count
    return totals


def _case_counts(events: pd.DataFrame, profile: Profile) -> dict[str, int]:
    if profile.rows == "cases":
        return {}
    after = events["time_utc"] > events["closed_utc"]
    reversed_ = events["closed_utc"] < events["opened_utc"]
    return {
        "reopened_cases": int(events.loc[after, "case"].nunique()),
        "closed_before_opened": int(events.loc[reversed_, "case"].nunique()),
    }


@dataclass(frozen=True, slots=True)
class EventRejects:
    """The refused rows of a log as the file has them, ready for ``intake.rejects.write_rejects``."""

    headings: list[str]
    rejected: list[RejectedRow]
    errors: list[RowError]


def event_rejects(
    source: Source, reading: EventReading, *, name: str | None = None, sheet: str | None = None
) -> EventRejects:
    """The rows that ``reading`` refused, fetched again from the file it was read from."""
    wanted = set(reading.rejects["row"].tolist())
    rows = open_table(source, name=name, sheet=sheet).rows
    rejected = [RejectedRow(number, cells) for number, cells in rows if number in wanted]
    return EventRejects(reading.headings, rejected, reading.errors)
