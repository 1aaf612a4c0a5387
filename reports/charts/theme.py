"""The one look of all charts: our font, a palette that the colour-blind can tell apart, a quiet grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.assets import FAMILY
from reports.document import Kind, Spec
from vocabulary.text import Language, Text

WIDTH, ROW_HEIGHT, PLOT_HEIGHT = 620, 30, 240
INK, QUIET, GRID = "#1b2733", "#5b6875", "#e3e8ec"
MAIN, ALARM = "#0072b2", "#d55e00"
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7f7f7f")
"""Okabe and Ito's colours, the strongest contrasts first."""

FONTS = f"{FAMILY}, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
FORMATS: Mapping[Kind, str] = {
    Kind.MONEY: ",.0f",
    Kind.PERCENT: ".1%",
    Kind.NUMBER: ",.2f",
    Kind.COUNT: ",d",
}


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What a chart says: a title that states the point, and axes with their units (an empty Text leaves one out)."""

    title: Text
    x: Text
    y: Text
    subtitle: Text | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A line that values are read against, in the unit of the value axis."""

    value: float
    label: Text


def finished(chart: Any, words: ChartWords, language: Language) -> Spec:
    """``chart`` (Altair) with title, look and description, checked against the Vega-Lite schema, as a plain dict."""
    title: Spec = {"text": words.title.in_(language)}
    if words.subtitle:
        title["subtitle"] = words.subtitle.in_(language)
    spec: Spec = chart.properties(title=title, description=words.title.in_(language)).to_dict()
    return {**spec, "config": _config()}


def for_page(spec: Spec) -> Spec:
    """``spec`` as wide as the element that it is drawn into."""
    return {**spec, "width": "container", "autosize": {"type": "fit-x", "contains": "padding"}}


def axis(words: Text, language: Language) -> str | None:
    """An axis title, or None where there is nothing to say."""
    return words.in_(language) or None


def colours(series: Sequence[str]) -> Any:
    """A colour for each of ``series``, in their order, with a legend above the chart when there are several."""
    import altair as alt

    legend = alt.Legend(orient="top", title=None) if len(series) > 1 else None
    return alt.Color("series:N", sort=list(series), legend=legend, scale=_scale(series))


def _scale(series: Sequence[str]) -> Any:
    import altair as alt

    return alt.Scale(domain=list(series), range=[PALETTE[i % len(PALETTE)] for i in range(len(series))])


def in_order(names: Sequence[str]) -> list[str]:
    """Each name once, in the order of first appearance."""
    return list(dict.fromkeys(names))


def _config() -> Spec:
    words = {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "labelFontSize": 11,
        "titleFontSize": 11,
    }
    return {
        "font": FONTS,
        "background": "white",
        "padding": 8,
        "view": {"stroke": None},
        "axis": {**words, "gridColor": GRID, "domainColor": "#9aa5b1", "tickColor": "#c3ccd4", "labelLimit": 220},
        "legend": {"labelColor": INK, "labelFontSize": 11, "labelLimit": 240, "symbolType": "square"},
        "title": {
            "anchor": "start",
            "frame": "group",
            "color": INK,
            "fontSize": 14,
            "fontWeight": "bold",
            "subtitleColor": QUIET,
            "subtitleFontSize": 11,
            "offset": 12,
        },
        "bar": {"color": MAIN},
        "text": {"color": INK, "fontSize": 11},
    }
