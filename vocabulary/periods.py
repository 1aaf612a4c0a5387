"""Months, and ranges of dates whose ends both belong to them (as the law writes them)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, written ``2026-10``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1900 <= self.year <= 9999:  # noqa: PLR2004
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as ``YYYY-MM``; raises ValueError for anything else."""
        found = _MONTH.fullmatch(text.strip())
        if not found:
            raise ValueError(f"not a month written as YYYY-MM: {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that ``day`` lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Its first date."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last date."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def days(self) -> int:
        """How many dates it has."""
        return self.last_day.day

    @property
    def range(self) -> DateRange:
        """Its dates as a range."""
        return DateRange(self.first_day, self.last_day)

    def __add__(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def __sub__(self, other: Month) -> int:
        """How many months this one lies after ``other``."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __lt__(self, other: Month) -> bool:
        return (self.year, self.month) < (other.year, other.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def until(self, last: Month) -> Iterator[Month]:
        """Every month from this one to ``last``, both included."""
        return (self + i for i in range(last - self + 1))


@dataclass(frozen=True, slots=True)
class DateRange:
    """The dates from ``first`` to ``last``, both included; ``last`` None means open."""

    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            raise ValueError(f"a range ends before it begins: {self.first} to {self.last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: DateRange) -> bool:
        """Whether the two share at least one date."""
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)

    def within(self, other: DateRange) -> DateRange | None:
        """The dates that both have, or None."""
        first = max(self.first, other.first)
        lasts = [last for last in (self.last, other.last) if last is not None]
        last = min(lasts) if lasts else None
        return None if last is not None and last < first else DateRange(first, last)

    def dates(self) -> Iterator[date]:
        """Each of its dates; raises ValueError for an open range."""
        if self.last is None:
            raise ValueError("an open range has no end to count to")
        return (self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1))


def add_months(day: date, months: int) -> date:
    """``day`` moved by whole months; the 31st falls back to the last day of a shorter month."""
    month = Month.of(day) + months
    return date(month.year, month.month, min(day.day, month.days))


def whole_years(start: date, on: date) -> int:
    """Completed years from ``start`` to ``on`` (age, tenure); negative never, 0 before the first anniversary."""
    return max(0, on.year - start.year - ((on.month, on.day) < (start.month, start.day)))
