"""One year's arrangement of workdays, days of rest and statutory holidays, and the years that were published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scheduling import law
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange
from vocabulary.terms import Term
from vocabulary.text import Text

KindArray = NDArray[np.int8]
"""Day kinds as their place in ``DAY_KINDS``."""


class DayKind(Term):
    """日期类型: what a date is to a worker with ordinary hours."""

    WORKDAY = "workday", "工作日", "Workday"
    REST = "rest", "休息日", "Day of rest"
    STATUTORY = "statutory", "法定节假日", "Statutory holiday"


DAY_KINDS: tuple[DayKind, ...] = tuple(DayKind)
WORKDAY, REST, STATUTORY = (DAY_KINDS.index(kind) for kind in DayKind)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearArrangement:
    """One year's arrangement: every date belongs to ``year``.

    ``days_off`` are all days off around the holidays, swapped rest days and statutory days included;
    ``makeup_workdays`` are weekend days that are worked.
    """

    year: int
    statutory_days: frozenset[date]
    days_off: frozenset[date]
    makeup_workdays: frozenset[date]
    source: Text
    confidence: str = "high"

    def __post_init__(self) -> None:
        strays = [d for d in self.statutory_days | self.days_off | self.makeup_workdays if d.year != self.year]
        if strays:
            raise BadInput(
                Text(f"{min(strays)} 不属于{self.year}年的安排", f"{min(strays)} does not belong to {self.year}"),
                str(self.year),
            )
        both = self.makeup_workdays & (self.days_off | self.statutory_days)
        if both:
            raise BadInput(
                Text(f"{min(both)} 既放假又上班", f"{min(both)} is both a day off and worked"), str(self.year)
            )

    def kind(self, day: date) -> DayKind:
        """What ``day``, a date of this year, is."""
        if day in self.statutory_days:
            return DayKind.STATUTORY
        if day in self.makeup_workdays:
            return DayKind.WORKDAY
        return DayKind.REST if day in self.days_off or day.weekday() >= SATURDAY else DayKind.WORKDAY

    def kinds(self) -> KindArray:
        """The kind of each of its days, from 1 January on."""
        return np.array([DAY_KINDS.index(self.kind(day)) for day in year_of(self.year).dates()], dtype=np.int8)


@cache
def published_years() -> tuple[YearArrangement, ...]:
    """The years as the State Council published them, from ``law/holidays.yaml``, in order."""
    known = law.read("holidays")
    source = Text(known["source"]["zh"], known["source"]["en"])
    return tuple(_arrangement(entry, source) for entry in known["years"])


def _arrangement(entry: dict[str, Any], source: Text) -> YearArrangement:
    year = entry["year"]
    return YearArrangement(
        year=year,
        statutory_days=_dates(year, entry["statutory"]),
        days_off=_dates(year, entry["days_off"]),
        makeup_workdays=_dates(year, entry["makeup"]),
        source=source,
        confidence=entry["confidence"],
    )


def _dates(year: int, written: list[str]) -> frozenset[date]:
    """The days of ``MM-DD`` and ``MM-DD..MM-DD``."""
    days: set[date] = set()
    for run in written:
        first, _, last = run.partition("..")
        days.update(_run(year, first, last or first).dates())
    return frozenset(days)


def _run(year: int, first: str, last: str) -> DateRange:
    return DateRange(date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}"))


def year_of(year: int) -> DateRange:
    """The dates of a year."""
    return DateRange(date(year, 1, 1), date(year, 12, 31))
