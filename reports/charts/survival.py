"""How long people stay: the curve of those still there, with its band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.charts.theme import PLOT_HEIGHT, WIDTH, ChartWords, axis, colours, finished, in_order
from reports.document import Spec
from reports.formats import said
from vocabulary.text import Language, Text


@dataclass(frozen=True, slots=True)
class SurvivalStep:
    """From ``time`` (months) on, the share still there (0–1), with its interval."""

    time: float
    survival: float
    low: float
    high: float
    group: Text | str = ""


def survival_curve(steps: Sequence[SurvivalStep], words: ChartWords, language: Language) -> Spec:
    """Step curves with their bands, one for each group, from 100 % down; zero is always on the axis."""
    import altair as alt

    values = [
        {"time": s.time, "survival": s.survival, "low": s.low, "high": s.high, "series": said(s.group, language)}
        for s in steps
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("time:Q", title=axis(words.x, language), axis=alt.Axis(tickMinStep=1, grid=False)),
        color=colours(in_order([str(value["series"]) for value in values])),
    )
    share = alt.Y(
        "survival:Q", title=axis(words.y, language), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%")
    )
    band = base.mark_area(interpolate="step-after", opacity=0.18).encode(y=alt.Y("low:Q"), y2="high:Q")
    curve = base.mark_line(interpolate="step-after", strokeWidth=2).encode(y=share)
    return finished(alt.layer(curve, band).properties(width=WIDTH, height=PLOT_HEIGHT), words, language)
