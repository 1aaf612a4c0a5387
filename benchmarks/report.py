"""What a benchmark found: ratios to a baseline, limits in absolute terms, and whether each target was met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two things timed in turns, best time of each in seconds; ``baseline`` says in words what the second one is.

    ``at_most`` is the target for "so many times the baseline's time", ``at_least`` that for "so many times faster";
    with neither the ratio is for information.
    """

    seconds: float
    baseline_seconds: float
    baseline: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def value(self) -> float:
        """Times faster where that is the target, else times the baseline's time."""
        if self.at_least is not None:
            return self.baseline_seconds / self.seconds
        return self.seconds / self.baseline_seconds

    def to_json(self) -> dict[str, object]:
        """The ratio first, the times that it is made of beside it."""
        kind = "times_the_baseline" if self.at_least is None else "times_faster"
        return {
            kind: _short(self.value),
            "seconds": _short(self.seconds),
            "baseline_seconds": _short(self.baseline_seconds),
            "baseline": self.baseline,
            **_judged(self.value, self.at_most, self.at_least),
        }


@dataclass(frozen=True, slots=True)
class Limit:
    """A quantity with a target of its own (seconds, GiB); ``judged`` only at the size that the target speaks of."""

    value: float
    unit: str
    at_most: float
    judged: bool = True

    def to_json(self) -> dict[str, object]:
        """The value with its unit, its target, and whether it was met; null where the size was another."""
        judgement = _judged(self.value, self.at_most, None)
        return {"value": _short(self.value), "unit": self.unit, **judgement, **({} if self.judged else {"met": None})}


@dataclass(frozen=True, slots=True)
class Report:
    """One benchmark's answer: how much was done (``size``), ratios and limits by name, and what was ``checked``."""

    size: Mapping[str, int]
    ratios: Mapping[str, Ratio]
    limits: Mapping[str, Limit] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    checked: str = ""

    def to_json(self) -> dict[str, object]:
        """The object printed; rates are per second."""
        return {
            "size": dict(self.size),
            "ratios": {name: ratio.to_json() for name, ratio in self.ratios.items()},
            "limits": {name: limit.to_json() for name, limit in self.limits.items()},
            "per_second": {name: round(rate) for name, rate in self.rates.items()},
            "checked": self.checked,
        }


def _judged(value: float, at_most: float | None, at_least: float | None) -> dict[str, object]:
    if at_least is not None:
        return {"target": f">= {at_least:g}", "met": value >= at_least}
    if at_most is not None:
        return {"target": f"<= {at_most:g}", "met": value <= at_most}
    return {}


def _short(value: float) -> float:
    """Four significant digits: more would be noise."""
    return float(f"{value:.4g}")
