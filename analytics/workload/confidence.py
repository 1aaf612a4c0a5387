"""How far a workload can be trusted: split-half reliability within a group, and the error variance of each load.

Events of odd and of even ISO weeks are two measurements of the same person. The correlation r of the two over the
people of a group, stepped up to both halves by Spearman–Brown 2r/(1 + r), is the share of the variance between people
that is not chance.

The error of one load: were events a Poisson process, the variance of Σ minutes would be Σ minutes². Rainy weeks and
campaigns make it larger; by how much is found from how far people's odd weeks stray from their share p of the time
worked, pooled over the group: φ = Σ(odd − p·load)² / Σ((1 − p)²·squares_odd + p²·squares_even), drawn towards 1 by the
weight of ten people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.workload.tables import FloatArray
from analytics.workload.totals import VARIANCE, Z95

RANKABLE_FROM = 0.7
FEWEST_PEOPLE = 5
_PRIOR_PEOPLE = 10.0


@dataclass(frozen=True, slots=True)
class GroupConfidence:
    """The split-half ``reliability`` of ``n`` people of a group who worked in both halves, with its 95 % interval.

    None where fewer than five people allow none. People may be ranked (``rankable``) only from 0.7 on.
    """

    group: str
    n: int
    reliability: float | None
    low: float | None
    high: float | None

    @property
    def rankable(self) -> bool:
        """Whether people of this group may be put in an order."""
        return self.reliability is not None and self.reliability >= RANKABLE_FROM


def confidence_by(persons: pd.DataFrame, group: str) -> tuple[GroupConfidence, ...]:
    """The confidence within each value of ``group``, over all the months of ``persons`` together, in sorted order."""
    columns = ["load_odd", "load_even", "practical_odd", "practical_even"]
    totals = persons.groupby([group, "person"], observed=True)[columns].sum()
    return tuple(
        _confidence(str(value), *half_rates(rows)) for value, rows in totals.groupby(level=0, sort=True, observed=True)
    )


def half_rates(totals: pd.DataFrame) -> tuple[FloatArray, FloatArray]:
    """Load per practical minute in odd and even weeks of who worked in both; minutes where nobody has a roster."""
    odd, even = totals["load_odd"].to_numpy(), totals["load_even"].to_numpy()
    time_odd, time_even = totals["practical_odd"].to_numpy(), totals["practical_even"].to_numpy()
    if not time_odd.any() and not time_even.any():
        return odd, even
    both = (time_odd > 0) & (time_even > 0)
    return odd[both] / time_odd[both], even[both] / time_even[both]


def split_half(first: FloatArray, second: FloatArray) -> tuple[float, float, float] | None:
    """Spearman–Brown reliability with its 95 % interval (by Fisher's z of the correlation); None under five people.

    Not below 0. Constant halves have no reliability to speak of: None.
    """
    n = len(first)
    if n < FEWEST_PEOPLE or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    r = float(np.corrcoef(first, second)[0, 1])
    z = np.arctanh(np.clip(r, -1 + 1e-15, 1 - 1e-15))
    reach = Z95 / np.sqrt(n - 3)
    return _stepped_up(r), _stepped_up(float(np.tanh(z - reach))), _stepped_up(float(np.tanh(z + reach)))


def with_variance(persons: pd.DataFrame, group: str) -> pd.DataFrame:
    """Adds ``variance`` (minutes²): of the event load of each row, as a measure of the person's lasting load."""
    share = _share_of_time(persons)
    odd, load = persons["event_odd"].to_numpy(), persons["event_load"].to_numpy()
    strayed = (odd - share * load) ** 2
    expected = (1 - share) ** 2 * persons["squares_odd"].to_numpy() + share**2 * persons["squares_even"].to_numpy()
    sums = persons[[group]].assign(strayed=strayed, expected=expected, rows=(expected > 0).astype(float))
    pooled = sums.groupby(group, observed=True)[["strayed", "expected", "rows"]].transform("sum")
    ratio = (pooled["strayed"] / pooled["expected"].where(pooled["expected"] > 0)).fillna(1.0)
    dispersion = (pooled["rows"] * ratio + _PRIOR_PEOPLE) / (pooled["rows"] + _PRIOR_PEOPLE)
    return persons.assign(**{VARIANCE: dispersion * (persons["squares_odd"] + persons["squares_even"])})


def _confidence(group: str, first: FloatArray, second: FloatArray) -> GroupConfidence:
    found = split_half(first, second)
    return GroupConfidence(group, len(first), *(found or (None, None, None)))


def _stepped_up(r: float) -> float:
    return max(0.0, 2 * r / (1 + r))


def _share_of_time(persons: pd.DataFrame) -> FloatArray:
    """Which share of each row's working time lay in odd weeks; without a roster, the share of everybody's events."""
    practical = persons["practical"].to_numpy()
    total = float(persons["event_load"].sum())
    common = float(persons["event_odd"].sum()) / total if total > 0 else 0.5
    with np.errstate(divide="ignore", invalid="ignore"):
        own = persons["practical_odd"].to_numpy() / practical
    return np.where(practical > 0, own, common)
