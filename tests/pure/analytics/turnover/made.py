"""Histories for the tests: the study's centre, small ones written row by row, and ones made up by hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from hypothesis import strategies as st

from analytics.turnover.history import History, Separations, Spells
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind

YEAR = DateRange(date(2025, 1, 1), date(2025, 12, 31))


@dataclass(frozen=True)
class Row:
    """One spell, and how it ended."""

    person: int
    first: str
    last: str | None = None
    kind: str | None = None
    hired: str | None = None
    staffing_type: str = "dispatched"
    unit: str = "U1"
    post: str = "inspector"


def history(rows: Sequence[Row], complete_from: str = "1900-01-01") -> History:
    def days(values: list[str | None]) -> np.ndarray:
        return np.array([value or "NaT" for value in values], dtype="datetime64[D]")

    def words(values: list[str]) -> np.ndarray:
        return np.array(values, dtype=np.str_)

    ended = [i for i, row in enumerate(rows) if row.kind]
    return History(
        Spells(
            person=np.array([row.person for row in rows], dtype=np.int64),
            hired=days([row.hired or row.first for row in rows]),
            first=days([row.first for row in rows]),
            last=days([row.last for row in rows]),
            staffing_type=words([row.staffing_type for row in rows]),
            unit=words([row.unit for row in rows]),
            post=words([row.post for row in rows]),
        ),
        Separations(
            spell=np.array(ended, dtype=np.int64),
            kind=words([str(rows[i].kind) for i in ended]),
            reason=words(["pay"] * len(ended)),
        ),
        np.datetime64(complete_from, "D"),
    )


def study_centre() -> list[Row]:
    """28 dispatched workers on the first day, 8 of whom leave so that the average of daily headcount is 25."""
    leavers = [
        Row(i, "2023-03-01", (date(2025, 12, 31) - timedelta(days=137 - (i == 0))).isoformat(), "voluntary")
        for i in range(8)
    ]
    return leavers + [Row(i, "2023-03-01") for i in range(8, 28)]


_DAYS = st.integers(0, 900).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
_TYPES = st.sampled_from(["dispatched", "contract"])
_UNITS = st.sampled_from(["U1", "U2"])


@st.composite
def careers(draw: st.DrawFn, person: int) -> list[Row]:
    """One person's spells, each taking over on the day after the last, with a clean end if any."""
    bounds = sorted(draw(st.sets(_DAYS, min_size=1, max_size=4)))
    ends = [next_first - timedelta(days=1) for next_first in bounds[1:]]
    last = draw(st.none() | st.integers(0, 600))
    rows = []
    for i, first in enumerate(bounds):
        final = i == len(bounds) - 1
        end = (None if last is None else first + timedelta(days=last)) if final else ends[i]
        kind = draw(st.sampled_from([k.value for k in SeparationKind if k != "conversion"])) if final and end else None
        rows.append(
            Row(
                person,
                first.isoformat(),
                end.isoformat() if end else None,
                kind,
                hired=bounds[0].isoformat(),
                staffing_type=draw(_TYPES),
                unit=draw(_UNITS),
            )
        )
    return rows


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    people = range(draw(st.integers(0, 6)))
    return [row for person in people for row in draw(careers(person))]
