"""Turnover of a window under every named denominator, for everybody or by type, unit, post or tenure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.turnover.history import By, History, Rows
from analytics.turnover.rate import Denominator, Rate, events_per, share_of_people
from analytics.turnover.tenure import TenureBand, by_tenure
from analytics.turnover.window_rows import WindowRows
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind
from vocabulary.text import Text

LOSS_KINDS = tuple(kind for kind in SeparationKind if kind is not SeparationKind.CONVERSION)
EVERYBODY = ""

_OF_OPENING = Text("期初人员流失率", "Leavers among those at opening")
_OF_AVERAGE = Text("流失率（日均人数）", "Losses to average headcount")
_OF_AUTHORISED = Text("流失率（核定人数）", "Losses to authorised headcount")
_RETAINED = Text("留任率", "Retention of those at opening")


@dataclass(frozen=True, slots=True)
class Turnover:
    """Turnover of one group in one window; people are person numbers.

    The three loss rates answer three questions. ``of_opening``: which share of the people there on the first day was
    lost by the last (who joined and left in between isn't in it). ``of_average``: losses for each place filled on
    average. ``of_authorised``: losses for each authorised place; None without a quota.
    """

    group: str
    """The code grouped by; empty for everybody."""
    opening: Rows
    """People there on the first day."""
    closing: Rows
    """People there when the last day was over."""
    average: float
    """The mean of daily headcount."""
    authorised: int | None
    joiners: Rows
    """People hired after the first day."""
    losses: Rows
    """People lost, once for each loss."""
    moves_out: Rows
    """People who left the group by conversion or transfer: moves, not losses."""
    uncoded: Rows
    """People whose last spell ended in the window without a separation on record; counted as no loss."""
    of_opening: Rate
    of_average: Rate
    of_authorised: Rate | None
    by_kind: Mapping[SeparationKind, Rate]
    """Losses of each kind to average headcount."""
    retained: Rate
    """Stability: the share of those at opening who are there when the last day is over."""


def turnover(
    history: History, window: DateRange, by: By | None = None, authorised: Mapping[str, int] | None = None
) -> list[Turnover]:
    """Turnover in the closed ``window``, a group each in the order of codes; ``authorised`` by code, "" for everybody.

    A person belongs to the group where they stood on the first day (``of_opening``, ``retained``) or where they were
    lost (``losses``). Losses are all separations but conversions, on the last day of employment.
    """
    quota = authorised or {}
    if by is None:
        everybody = np.full(len(history.spells), EVERYBODY)
        return [_turnover(EVERYBODY, WindowRows.of(history, window, everybody), quota.get(EVERYBODY))]
    if by is By.TENURE:
        return _turnover_by_tenure(history, window, quota)
    codes = getattr(history.spells, by.value)
    rows = WindowRows.of(history, window, codes)
    return [_turnover(code, rows.take(members), quota.get(code)) for code, members in _groups(codes, rows.touched)]


def _turnover_by_tenure(history: History, window: DateRange, quota: Mapping[str, int]) -> list[Turnover]:
    """By band, shortest first; growing into the next band is no move."""
    banded = by_tenure(history)
    rows = WindowRows.of(banded.history, window, np.full(len(banded.band), EVERYBODY))
    members = dict(_groups(banded.band, rows.touched))
    bands = [band.value for band in TenureBand if band.value in members]
    return [_turnover(band, rows.take(members[band]), quota.get(band)) for band in bands]


def _groups(codes: NDArray[np.str_], touched: NDArray[np.bool_]) -> Iterator[tuple[str, Rows]]:
    """Each code with its rows that the window touches."""
    here = np.flatnonzero(touched)
    if not here.size:
        return
    order = here[np.argsort(codes[here], kind="stable")]
    known, begins = np.unique(codes[order], return_index=True)
    yield from zip(known.tolist(), np.split(order, begins[1:]), strict=True)


def _turnover(code: str, rows: WindowRows, authorised: int | None) -> Turnover:
    opening, losses = np.unique(rows.person[rows.opening]), rows.person[rows.loss]
    lost = np.unique(rows.person[rows.opening & rows.person_lost])
    retained = np.unique(rows.person[rows.opening & rows.person_stays])
    average = float(rows.days.sum()) / rows.window_days
    return Turnover(
        group=code,
        opening=opening,
        closing=np.unique(rows.person[rows.closing]),
        average=average,
        authorised=authorised,
        joiners=np.unique(rows.person[rows.joiner]),
        losses=losses,
        moves_out=np.unique(rows.person[rows.moved]),
        uncoded=np.unique(rows.person[rows.uncoded]),
        of_opening=share_of_people(_OF_OPENING, lost, opening, Denominator.OPENING),
        of_average=events_per(_OF_AVERAGE, losses, average, Denominator.AVERAGE),
        of_authorised=None
        if authorised is None
        else events_per(_OF_AUTHORISED, losses, authorised, Denominator.AUTHORISED),
        by_kind={
            kind: events_per(
                kind.label, rows.person[rows.loss & (rows.kind == kind.value)], average, Denominator.AVERAGE
            )
            for kind in LOSS_KINDS
        },
        retained=share_of_people(_RETAINED, retained, opening, Denominator.OPENING),
    )
