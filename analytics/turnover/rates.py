"""Turnover of a window under every named denominator, for everybody or by type, unit, post or tenure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.turnover.history import By, History
from analytics.turnover.rate import Rate
from vocabulary.periods import DateRange
from vocabulary.terms import SeparationKind


@dataclass(frozen=True, slots=True)
class Turnover:
    """Turnover of one group in one window.

    The three loss rates answer three questions. ``of_opening``: which share of the people there on the first day was
    lost by the last (joiners in between don't count). ``of_average``: losses for each person-window worked.
    ``of_authorised``: losses for each authorised place; None without a quota.
    """

    group: str
    """The code grouped by; empty for everybody."""
    opening: int
    closing: int
    average: float
    authorised: int | None
    joiners: NDArray[np.int64]
    losses: NDArray[np.int64]
    moves_out: NDArray[np.int64]
    """People who left the group by conversion or transfer: moves, not losses."""
    uncoded: NDArray[np.int64]
    """People whose last spell ended in the window without any separation on record; counted nowhere else."""
    of_opening: Rate
    of_average: Rate
    of_authorised: Rate | None
    by_kind: Mapping[SeparationKind, Rate]
    """Of average headcount, for each kind that loses a person."""
    retained: Rate
    """Stability: the share of those at opening still employed after the last day."""


def turnover(
    history: History, window: DateRange, by: By | None = None, authorised: Mapping[str, int] | None = None
) -> list[Turnover]:
    """Turnover in ``window``, one group each in the order of their codes; ``authorised`` by group (``""`` for everybody)."""
    raise NotImplementedError
