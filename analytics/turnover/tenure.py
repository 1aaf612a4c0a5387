"""Cuts spells where a person's tenure passes from one band into the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.turnover.history import END_OF_TIME, NOT_A_DAY, History, Rows, Spells, Words
from vocabulary.terms import Term


class TenureBand(Term):
    """司龄段, shortest first."""

    UNDER_90_DAYS = "0-90d", "不满90天", "Under 90 days"
    UNDER_1_YEAR = "90d-1y", "90天至1年", "90 days to 1 year"
    UNDER_3_YEARS = "1y-3y", "1至3年", "1 to 3 years"
    UNDER_5_YEARS = "3y-5y", "3至5年", "3 to 5 years"
    FROM_5_YEARS = "5y-", "5年以上", "5 years or more"


_BEGINS = (0, 90, 365, 1096, 1826)
"""The day of tenure (0 is the day of hiring) on which each band begins."""


@dataclass(frozen=True, slots=True)
class Banded:
    """A history cut at the bounds of the bands, with the band of each of its spells."""

    history: History
    band: Words


def by_tenure(history: History) -> Banded:
    """``history`` with each spell cut into one row a band; the day of separation falls into the band of that day."""
    spells, parts, source, bands = history.spells, [], [], []
    ends = (*_BEGINS[1:], int((END_OF_TIME - np.datetime64("0001-01-01", "D")).astype(int)))
    for band, begin, end in zip(TenureBand, _BEGINS, ends, strict=True):
        part, rows = _within(spells, begin, end)
        parts.append(part)
        source.append(rows)
        bands.append(np.full(len(rows), band.value))
    cut = Spells.concatenate(parts)
    return Banded(history.on(cut, _row_of_end(spells, cut, np.concatenate(source))), np.concatenate(bands))


def _within(spells: Spells, begin: int, end: int) -> tuple[Spells, Rows]:
    """The parts of ``spells`` from the ``begin``-th day of tenure up to before the ``end``-th, and their rows."""
    first = np.maximum(spells.first, spells.hired + begin)
    last = np.minimum(spells.until, np.minimum(spells.hired, END_OF_TIME - end) + (end - 1))
    rows = np.flatnonzero(first <= last)
    open_ended = spells.until[rows] == last[rows]
    last = np.where(open_ended, spells.last[rows], last[rows])
    return spells.take(rows).between(first[rows], np.where(last == END_OF_TIME, NOT_A_DAY, last)), rows


def _row_of_end(spells: Spells, cut: Spells, source: Rows) -> Rows:
    """For each spell, the row of ``cut`` in which it ends."""
    ending = np.flatnonzero(cut.until == spells.until[source])
    row = np.empty(len(spells), dtype=np.int64)
    row[source[ending]] = ending
    return row
