"""The tables that workload is measured from: their columns, checks, and the codes that the sums run on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vocabulary.bad_input import BadInput
from vocabulary.text import Text

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

EVENT_COLUMNS = ("person", "at", "minutes")
ROSTER_COLUMNS = ("person", "date", "rostered", "leave", "training", "base")
PEOPLE_COLUMNS = ("person", "post", "unit", "staffing_type")


@dataclass(frozen=True, slots=True)
class Moments:
    """When each row happened: whole days and months since 1970-01, the hour, and whether its ISO week is odd."""

    day: IntArray
    month: IntArray
    hour: IntArray
    odd_week: BoolArray

    @property
    def at_night(self) -> BoolArray:
        """Between 22:00 and 06:00."""
        return (self.hour >= 22) | (self.hour < 6)  # noqa: PLR2004 - the hours of the night

    @property
    def on_weekend(self) -> BoolArray:
        """On a Saturday or Sunday; 1970-01-01 was a Thursday."""
        return (self.day + 3) % 7 >= 5  # noqa: PLR2004 - Monday is 0


def moments(values: pd.Series) -> Moments:
    """Reads local times without a zone; raises BadInput for text, for times with a zone and for missing times."""
    if values.dtype.kind != "M" or isinstance(values.dtype, pd.DatetimeTZDtype):
        raise BadInput(Text("须为不带时区的当地时间", "must be local time without a zone"), str(values.name))
    times = values.to_numpy()
    day = times.astype("datetime64[D]").astype(np.int64)
    return Moments(
        day=day,
        month=times.astype("datetime64[M]").astype(np.int64),
        hour=times.astype("datetime64[h]").astype(np.int64) - 24 * day,
        odd_week=_odd_weeks(day),
    )


def _odd_weeks(day: IntArray) -> BoolArray:
    if not len(day):
        return np.zeros(0, dtype=np.bool_)
    first = int(day.min())
    span = np.arange(first, int(day.max()) + 1)
    weeks = pd.Series(pd.to_datetime(span, unit="D")).dt.isocalendar()["week"]
    return np.asarray(weeks.to_numpy(dtype=np.int64)[day - first] % 2 == 1)


def require(frame: pd.DataFrame, columns: Iterable[str], table: Text) -> None:
    """Raises BadInput naming the first of ``columns`` that ``frame`` lacks."""
    for column in columns:
        if column not in frame.columns:
            raise BadInput(Text("{table}缺少这一列", "the {table} has no such column").format(table=table), column)


def people_codes(values: pd.Series, people: pd.Index) -> NDArray[np.intp]:
    """Where each value stands in ``people``, −1 for nobody; a categorical column is looked up once per category."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        places = np.append(people.get_indexer(values.cat.categories), -1)
        return places[values.cat.codes.to_numpy()]
    return people.get_indexer(pd.Index(values))


def minutes_of(frame: pd.DataFrame, column: str) -> FloatArray:
    """A column of minutes or factors; raises BadInput for negative or missing ones. An absent column is all zero."""
    if column not in frame.columns:
        return np.zeros(len(frame))
    array = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    if not (array >= 0).all():
        raise BadInput(Text("须为不小于零的数", "must be numbers of at least zero"), column)
    return array


def load_of(events: pd.DataFrame) -> FloatArray:
    """Standard minutes × difficulty of each event; a missing difficulty counts as 1."""
    minutes = minutes_of(events, "minutes")
    if "difficulty" not in events.columns:
        return minutes
    difficulty = events["difficulty"].to_numpy(dtype=np.float64, na_value=np.nan)
    if (difficulty < 0).any():
        raise BadInput(Text("须为不小于零的数", "must be numbers of at least zero"), "difficulty")
    return minutes * np.where(np.isnan(difficulty), 1.0, difficulty)


def flags_of(frame: pd.DataFrame, column: str) -> BoolArray:
    """A column of truth values, missing ones false; an absent column is all false."""
    if column not in frame.columns:
        return np.zeros(len(frame), dtype=np.bool_)
    values = frame[column]
    return (
        values.to_numpy(dtype=np.bool_)
        if values.dtype == np.bool_
        else values.eq(True).fillna(False).to_numpy(dtype=np.bool_)
    )
