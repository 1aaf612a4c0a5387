"""How changes are spread over people: counts by bands of size, the middle of those who gain and of those who lose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vocabulary.money import Fen, FenArray

EDGES: tuple[Fen, ...] = (1, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
"""Where the bands of gains begin (fen: a fen, 50, 100, 200, 500, 1,000 and 2,000 yuan); those of losses mirror them."""


@dataclass(frozen=True, slots=True)
class Band:
    """People whose change lies between ``low`` and ``high`` (fen, both included; None: no end)."""

    low: Fen | None
    high: Fen | None
    people: int


@dataclass(frozen=True)
class Spread:
    """The bands from the largest loss to the largest gain; medians (fen) of those who gain and of those who lose."""

    bands: tuple[Band, ...]
    median_gain: Fen | None
    median_loss: Fen | None


def spread(change: FenArray, edges: tuple[Fen, ...] = EDGES) -> Spread:
    """How ``change`` (fen a person) is spread; no change at all has a band of its own."""
    gains, losses = change[change > 0], -change[change < 0]
    up, down = _counts(gains, edges), _counts(losses, edges)
    spans = [*((low, high - 1) for low, high in pairwise(edges)), (edges[-1], None)]
    below = [Band(None if high is None else -high, -low, n) for (low, high), n in zip(spans, down, strict=True)]
    above = [Band(low, high, n) for (low, high), n in zip(spans, up, strict=True)]
    same = Band(0, 0, len(change) - len(gains) - len(losses))
    return Spread((*reversed(below), same, *above), _middle(gains), _middle(-losses))


def _counts(sizes: FenArray, edges: tuple[Fen, ...]) -> list[int]:
    places = np.searchsorted(np.array(edges), sizes, side="right") - 1
    return [int(n) for n in np.bincount(places, minlength=len(edges))]


def _middle(values: FenArray) -> Fen | None:
    """The lower median: an amount that somebody really has."""
    return int(np.sort(values)[(len(values) - 1) // 2]) if len(values) else None
