"""How long people stay: the Kaplan–Meier curve with delayed entry, its intervals and its median."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """Survival at each time at which somebody left, in the unit of the durations given.

    ``low`` and ``high`` are pointwise log(−log) limits with Greenwood's variance; where all or none have survived,
    they equal ``survival`` or are NaN, as the variance has no value there.
    """

    time: Floats
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: Floats
    standard_error: Floats
    low: Floats
    high: Floats
    people: int

    @property
    def events_total(self) -> int:
        """How many left."""
        return int(self.events.sum())

    @property
    def median(self) -> float | None:
        """The first time at which half or fewer remain; None when more than half always do."""
        raise NotImplementedError

    @property
    def median_interval(self) -> tuple[float | None, float | None]:
        """Limits of the median by inverting the band (Brookmeyer and Crowley 1982)."""
        raise NotImplementedError

    def at(self, time: float) -> float:
        """The share that stays longer than ``time``."""
        raise NotImplementedError


def kaplan_meier(
    duration: Floats, event: NDArray[np.bool_], entry: Floats | None = None, confidence: float = 0.95
) -> Curve:
    """The product-limit estimate (Kaplan and Meier 1958) with Greenwood's variance (1926) and log(−log) limits.

    ``duration``: when each was last seen; ``event``: whether they left then; ``entry``: when each came under
    observation (delayed entry: at risk from just after ``entry`` up to ``duration``). All in one unit, one length.
    """
    raise NotImplementedError
