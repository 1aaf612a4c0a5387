"""Evaluation indicators of grid management: ratios of counters, each with its numerator and its denominator."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analytics.intervals import wilson_limits
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

_LAW = Path(__file__).parent / "law" / "grid_indicators.yaml"


@dataclass(frozen=True, slots=True)
class Indicator:
    """``(sum of plus − sum of minus) ÷ of``, all of them names of counters."""

    code: str
    label: Text
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    of: str

    @property
    def counters(self) -> tuple[str, ...]:
        """Every counter that it needs."""
        return (*self.plus, *self.minus, self.of)


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """The indicators with where they come from; ``confidence`` below high means: for the customer to edit."""

    standard: str
    source: str
    confidence: str
    indicators: tuple[Indicator, ...]


@cache
def grid_indicators() -> IndicatorSet:
    """The indicators that ship, in the manner of GB/T 30428.4-2016."""
    known: dict[str, Any] = yaml.safe_load(_LAW.read_text(encoding="utf-8"))
    indicators = tuple(
        Indicator(code, Text(one["zh"], one["en"]), tuple(one["plus"]), tuple(one.get("minus", ())), one["of"])
        for code, one in known["indicators"].items()
    )
    return IndicatorSet(known["standard"], known["source"], known["confidence"], indicators)


def evaluate(counters: pd.DataFrame, indicators: IndicatorSet | None = None) -> pd.DataFrame:
    """Every indicator whose counters are there, for every row of ``counters``.

    ``counters``: one row a person, post, unit or handling unit (its index), whole numbers from 0 up. Gives one row for
    each pair of index and ``indicator`` (code), with ``numerator``, ``denominator`` and ``rate`` (NaN of nothing)
    and its 95 % interval ``low``–``high`` (Wilson; NaN where the numerator is no part of the denominator).
    Raises BadInput for negative counters.
    """
    known = [one for one in (indicators or grid_indicators()).indicators if set(one.counters) <= set(counters.columns)]
    used = list(dict.fromkeys(name for one in known for name in one.counters))
    negative = [name for name in used if (counters[name] < 0).any()]
    if negative:
        raise BadInput(Text("计数不能小于零", "A counter can't be below zero"), negative[0])
    tables = [_one(counters, indicator) for indicator in known]
    if not tables:
        return pd.DataFrame(columns=["indicator", "numerator", "denominator", "rate", "low", "high"])
    return pd.concat(tables)


def _one(counters: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    numerator = counters[list(indicator.plus)].sum(axis=1) - counters[list(indicator.minus)].sum(axis=1)
    denominator = counters[indicator.of]
    low, high = wilson_limits(numerator, denominator)
    rate = numerator / denominator.where(denominator > 0)
    columns = {"numerator": numerator, "denominator": denominator, "rate": rate, "low": low, "high": high}
    return pd.DataFrame({"indicator": indicator.code, **columns}, index=counters.index)
