"""Scores out of 100 made from indicators and counts, part by part, and the light that shows how a case's time runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from analytics import law
from analytics.intervals import FloatArray
from vocabulary.bad_input import BadInput
from vocabulary.terms import Term
from vocabulary.text import Text


class Light(Term):
    """红黄绿灯 of a case's time."""

    GREEN = "green", "绿灯", "Green"
    YELLOW = "yellow", "黄灯", "Yellow"
    RED = "red", "红灯", "Red"
    NONE = "none", "无时限", "No limit"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """``weight`` points for an indicator's rate (or one minus it), or for the band that a counter lies in."""

    name: str
    weight: float
    complement: bool
    bands: tuple[tuple[int, float], ...]

    def worth(self, values: FloatArray) -> FloatArray:
        """Which part (0–1) of its points each value earns; NaN for a missing value. A rate counts as at most 1."""
        if not self.bands:
            rate = np.clip(values, 0.0, 1.0)
            return 1 - rate if self.complement else rate
        conditions = [values >= least for least, _ in self.bands]
        return np.where(np.isnan(values), np.nan, np.select(conditions, [s for _, s in self.bands], 0.0) / 100)


@dataclass(frozen=True, slots=True)
class ScoreKind:
    """How one kind of post or unit is scored; ``of`` is the sum of its points."""

    code: str
    label: Text
    parts: tuple[ScorePart, ...]

    @property
    def of(self) -> float:
        """The points that all parts have together."""
        return sum(part.weight for part in self.parts)


@cache
def score_kinds() -> dict[str, ScoreKind]:
    """The kinds that ship: inspector, call_taker, duty_chief, case_router, handling_unit, hotline."""
    known = law.read("grid_scores")["scores"]["kinds"]
    return {code: ScoreKind(code, law.text(one["label"]), _parts(one["parts"])) for code, one in known.items()}


def scores(kind: ScoreKind, rates: pd.DataFrame, counters: pd.DataFrame) -> pd.DataFrame:
    """A row for every index of ``rates`` and part: ``part``, ``weight``, ``value``, ``points`` (NaN where unknown).

    ``rates``: wide, a column an indicator (0–1); ``counters``: of the same index. A part whose column is absent is
    unknown: it brings no points and must not be counted against anybody (see ``totals_of``).
    """
    rows = []
    for part in kind.parts:
        source = counters if part.bands else rates
        values = source[part.name].reindex(rates.index) if part.name in source.columns else np.nan
        told = pd.Series(values, index=rates.index, dtype="float64")
        points = part.worth(told.to_numpy()) * part.weight
        rows.append(pd.DataFrame({"part": part.name, "weight": part.weight, "value": told, "points": points}))
    return pd.concat(rows)


def totals_of(parts: pd.DataFrame) -> pd.DataFrame:
    """Each index's ``points``, ``of`` (points of the parts that are known) and ``score`` (points ÷ of × 100)."""
    known = parts.assign(of=parts["weight"].where(parts["points"].notna(), 0.0))
    sums = known.groupby(level=list(range(parts.index.nlevels)), sort=False)[["points", "of"]].sum()
    return sums.assign(score=sums["points"] / sums["of"].where(sums["of"] > 0) * 100)


def lights(elapsed: FloatArray, limit: FloatArray, on: date) -> list[Light]:
    """The light of each case: time ``elapsed`` and its ``limit`` in the same unit (NaN: no limit), rules ``on``.

    Raises BadInput where no rule is in force.
    """
    rule = law.value_on("grid_scores", "light", on)
    if rule is None:
        raise BadInput(Text("该日期没有时限灯规则", "No rule of lights is in force on that date"), "on")
    green, yellow = (elapsed <= rule.value[name] * limit for name in ("green", "yellow"))
    names = np.select(
        [np.isnan(limit), green, yellow], [Light.NONE.value, Light.GREEN.value, Light.YELLOW.value], "red"
    )
    return [Light.of(str(name)) for name in names]


def _parts(written: list[dict[str, Any]]) -> tuple[ScorePart, ...]:
    return tuple(
        ScorePart(
            name=one.get("indicator") or one["counter"],
            weight=float(one["weight"]),
            complement=bool(one.get("complement", False)),
            bands=tuple((least, float(points)) for least, points in one.get("bands", ())),
        )
        for one in written
    )
