"""Rows of one database table as columns, and the small conversions that columns need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from vocabulary.terms import Term

Days = NDArray[np.datetime64]
"""Dates as ``datetime64[D]``; NaT where there is none."""
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
NO_DAY = np.datetime64("NaT", "D")
NOBODY = -1
"""Stands in a column of places for none."""
Kind = TypeVar("Kind", bound=Term)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for the table ``name``: plain Python values, ``id`` included, all columns of one length.

    Columns left out take the model's default, or nothing.
    """

    name: str
    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row as a mapping."""
        names = tuple(self.columns)
        return (dict(zip(names, row, strict=True)) for row in zip(*self.columns.values(), strict=True))

    def chunks(self, size: int) -> Iterator[list[dict[str, Any]]]:
        """The rows, ``size`` at a time."""
        rows = self.rows()
        while chunk := list(islice(rows, size)):
            yield chunk


def ids(count: int, first: int = 1) -> list[int]:
    """Keys of rows: counted from 1."""
    return list(range(first, first + count))


def members(kind: type[Kind], codes: Whole) -> list[Kind | None]:
    """The members of ``kind`` at the places ``codes`` (in the order of the enumeration); NOBODY gives None."""
    known = np.array([*kind, None], dtype=object)
    return list(known[codes])


def place_of(member: Term) -> int:
    """Where a member stands in its enumeration."""
    return list(type(member)).index(member)


def keys(places: Whole) -> list[int | None]:
    """Foreign keys to rows whose keys count from 1, from their places; NOBODY gives None."""
    return [None if place == NOBODY else place + 1 for place in places.tolist()]


def first_days(months: NDArray[np.datetime64]) -> Days:
    """The first day of each month."""
    return months.astype("datetime64[M]").astype("datetime64[D]")


def plus_months(days: Days, months: Whole | int) -> Days:
    """Each day moved by whole months; only for days up to the 28th, which every month has."""
    month = days.astype("datetime64[M]")
    return np.asarray((month + months).astype("datetime64[D]") + (days - month.astype("datetime64[D]")))


def years_between(start: Days, on: Days | np.datetime64) -> Whole:
    """Completed years, by whole months; not below 0."""
    months = np.asarray(on).astype("datetime64[M]") - start.astype("datetime64[M]")
    return np.asarray(np.maximum(months.astype(np.int64) // 12, 0))
