"""Columns of times: read by the profile's formats and put from the local clock into UTC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from intake.event_logs.chunks import TextArray

BoolArray = NDArray[np.bool_]
UtcArray = NDArray[np.datetime64]

_NOTHING = np.datetime64("NaT", "us")
_EARLIEST = np.datetime64("1970-01-01", "us")
_LATEST = np.datetime64("2200-01-01", "us")
_SHORTEST = 8
_SERIAL_START = np.datetime64("1899-12-30", "us")
_DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Moments:
    """UTC times without zone mark; ``late`` is the other reading of times that the clock shows twice."""

    utc: UtcArray
    late: UtcArray
    bad: BoolArray
    missing: BoolArray
    ambiguous: BoolArray
    nonexistent: BoolArray

    @classmethod
    def nothing(cls, size: int) -> Moments:
        """A column that the file doesn't have."""
        none, false = np.full(size, _NOTHING), np.zeros(size, dtype=np.bool_)
        return cls(none, none, false, ~false, false, false)


@dataclass(frozen=True, slots=True)
class Clock:
    """How a log writes its times; ``typed`` for workbooks, whose date cells are ISO text or serial numbers by now."""

    formats: tuple[str, ...]
    zone: ZoneInfo
    blanks: frozenset[str] = frozenset()
    typed: bool = False


def read_moments(texts: TextArray, clock: Clock) -> Moments:
    """The times in ``texts``.

    Text with an offset is taken by it. Local text that the clock shows twice (autumn) is read as the earlier of the
    two, with the later one beside it; text that it never shows (spring) is moved on by the hour that was skipped.
    A time before 1970 or after 2199 is bad.
    """
    patterns = [*clock.formats, *(("iso", "serial") if clock.typed else ())]
    naive, aware = _parse_by_all(texts, patterns)
    missing = np.zeros(len(texts), dtype=np.bool_)
    rest = np.flatnonzero(np.isnat(naive) & np.isnat(aware))
    stripped = np.array([text.strip() for text in texts[rest]], dtype=object)
    missing[rest] = [not text or text in clock.blanks for text in stripped]
    naive[rest], aware[rest] = _parse_by_all(stripped, patterns)
    local = _localise(naive, clock.zone)
    utc = np.where(np.isnat(aware), local.utc, aware)
    bad = ~missing & (np.isnat(utc) | (utc < _EARLIEST) | (utc >= _LATEST))
    utc = np.where(bad, _NOTHING, utc)
    return Moments(utc, np.where(local.ambiguous, local.late, utc), bad, missing, local.ambiguous, local.nonexistent)


def _parse_by_all(texts: TextArray, patterns: Sequence[str]) -> tuple[UtcArray, UtcArray]:
    naive, aware = np.full(len(texts), _NOTHING), np.full(len(texts), _NOTHING)
    for pattern in patterns:
        rest = np.flatnonzero((texts != "") & np.isnat(naive) & np.isnat(aware))
        if len(rest):
            naive[rest], aware[rest] = _parse(texts[rest], pattern)
    return naive, aware


def _parse(texts: TextArray, pattern: str) -> tuple[UtcArray, UtcArray]:
    """(local times, UTC times) by one pattern; NaT where it doesn't fit or the other holds the time."""
    nothing = np.full(len(texts), _NOTHING)
    if pattern == "serial":
        return _serials(texts), nothing
    if pattern != "iso":
        parsed = _to_utc(texts, pattern)
        return (nothing, parsed) if "%z" in pattern else (parsed, nothing)
    parsed = _to_utc(texts, "ISO8601")
    parsed[np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) < _SHORTEST] = _NOTHING  # a year or a month
    with_offset = _with_offset(texts)
    return np.where(with_offset, nothing, parsed), np.where(with_offset, parsed, nothing)


def _to_utc(texts: TextArray, pattern: str) -> UtcArray:
    parsed = pd.to_datetime(pd.Series(texts, dtype=object), format=pattern, errors="coerce", utc=True)
    return parsed.dt.tz_localize(None).to_numpy().astype("datetime64[us]")


def _with_offset(texts: TextArray) -> BoolArray:
    """Where a time ends in Z or in a sign with hours, which stands behind the date's own dashes."""
    return np.array(["+" in t or t[-1:] in "Zz" or "-" in t[10:] for t in texts], dtype=np.bool_)


def _serials(texts: TextArray) -> UtcArray:
    days = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(dtype=np.float64)
    plausible = (days >= 1) & (days < 200_000)  # noqa: PLR2004 - the year 2447
    whole = np.where(plausible, np.floor(np.where(plausible, days, 0) * 86_400 + 0.5), 0).astype(np.int64)
    return np.where(plausible, _SERIAL_START + (whole * 1_000_000).astype("timedelta64[us]"), _NOTHING)


@dataclass(frozen=True, slots=True)
class _Local:
    utc: UtcArray
    late: UtcArray
    ambiguous: BoolArray
    nonexistent: BoolArray


def _localise(naive: UtcArray, zone: ZoneInfo) -> _Local:
    index = pd.DatetimeIndex(naive)
    first = _in_zone(index, zone, early=True)
    late = _in_zone(index, zone, early=False)
    shown = first.tz_localize("UTC").tz_convert(zone).tz_localize(None)
    known = ~np.isnat(naive)
    return _Local(
        first.to_numpy().astype("datetime64[us]"),
        late.to_numpy().astype("datetime64[us]"),
        np.asarray(known & (first != late)),
        np.asarray(known & (shown != index)),
    )


def _in_zone(index: pd.DatetimeIndex, zone: ZoneInfo, *, early: bool) -> pd.DatetimeIndex:
    summer = np.full(len(index), early)
    return (
        index.tz_localize(zone, ambiguous=summer, nonexistent=pd.Timedelta(hours=1)).tz_convert("UTC").tz_localize(None)
    )


def to_local(utc: UtcArray, zone: ZoneInfo) -> UtcArray:
    """UTC times as the clock on the wall of ``zone`` shows them."""
    shown = pd.DatetimeIndex(utc).tz_localize("UTC").tz_convert(zone).tz_localize(None)
    return shown.to_numpy().astype("datetime64[us]")


def local_to_utc(text: str, zone: ZoneInfo) -> datetime:
    """A local ISO time as an aware UTC datetime."""
    return (
        pd.Timestamp(text)
        .tz_localize(zone, ambiguous=True, nonexistent="shift_forward")
        .tz_convert("UTC")
        .to_pydatetime()
    )
