"""What changes over time: lines by month, headcount in stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts.theme import FORMATS, PLOT_HEIGHT, ROW_HEIGHT, WIDTH, ChartWords, axis, colours, finished, in_order
from reports.document import Kind, Spec
from reports.formats import said
from vocabulary.periods import Month
from vocabulary.text import Language, Text

_FEN_A_YUAN = 100
_TICKS = 5


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """A value of a series in a month; money in fen, percent as a fraction."""

    month: Month
    value: float
    series: Text | str = ""


@dataclass(frozen=True, slots=True)
class HeadcountPart:
    """How many people of a series (a staffing type) a place or a month has."""

    label: Text | str
    series: Text
    people: int


def line_by_month(points: Sequence[MonthPoint], words: ChartWords, language: Language, kind: Kind = Kind.COUNT) -> Spec:
    """One line a series over the months, in yuan where ``kind`` is money; a NUMBER may leave out zero."""
    import altair as alt

    unit = _FEN_A_YUAN if kind is Kind.MONEY else 1
    values = [{"month": str(p.month), "value": p.value / unit, "series": said(p.series, language)} for p in points]
    series = in_order([said(p.series, language) for p in points])
    y = alt.Y(
        "value:Q",
        title=axis(words.y, language),
        axis=_value_axis(kind, max((p.value for p in points), default=0)),
        scale=alt.Scale(zero=kind in {Kind.MONEY, Kind.COUNT, Kind.PERCENT}),
    )
    chart = (
        alt.Chart(alt.InlineData(values=values))
        .mark_line(point=alt.OverlayMarkDef(filled=True, size=36), strokeWidth=2)
        .encode(x=_month_axis(words, language), y=y, color=colours(series))
    )
    return finished(chart.properties(width=WIDTH, height=PLOT_HEIGHT), words, language)


def stacked_headcount(
    parts: Sequence[HeadcountPart], words: ChartWords, language: Language, *, lying: bool = False
) -> Spec:
    """People by staffing type, one stacked bar for each label with its total; ``lying`` for many or long labels."""
    import altair as alt

    values = [{"label": said(p.label, language), "series": said(p.series, language), "people": p.people} for p in parts]
    labels = in_order([str(v["label"]) for v in values])
    series = in_order([str(v["series"]) for v in values])
    ranked = [{**value, "rank": series.index(str(value["series"]))} for value in values]
    base = alt.Chart(alt.InlineData(values=ranked))
    places, amounts = _sides(labels, words, language, lying=lying)
    bars = base.mark_bar().encode(**places, **amounts, color=colours(series), order=alt.Order("rank:Q"))
    size = {"width": WIDTH, "height": ROW_HEIGHT * 0.8 * len(labels) if lying else PLOT_HEIGHT}
    return finished(alt.layer(bars, _totals(base, places, lying=lying)).properties(**size), words, language)


def _sides(labels: Sequence[str], words: ChartWords, language: Language, *, lying: bool) -> tuple[Any, Any]:
    import altair as alt

    across, along = (alt.Y, alt.X) if lying else (alt.X, alt.Y)
    place = axis(words.y if lying else words.x, language)
    amount = axis(words.x if lying else words.y, language)
    look = alt.Axis(ticks=False) if lying else alt.Axis(ticks=False, labelAngle=0, labelOverlap="parity")
    counts = along("people:Q", title=amount, stack="zero", axis=alt.Axis(format="d", tickMinStep=1))
    names = across("label:N", sort=list(labels), title=place, axis=look)
    return ({"y": names}, {"x": counts}) if lying else ({"x": names}, {"y": counts})


def _totals(base: Any, places: Any, *, lying: bool) -> Any:
    import altair as alt

    amount = {"x": "sum(people):Q"} if lying else {"y": "sum(people):Q"}
    place = {"align": "left", "dx": 4} if lying else {"baseline": "bottom", "dy": -3}
    return base.mark_text(fontWeight="bold", **place).encode(**places, **amount, text=alt.Text("sum(people):Q"))


def _value_axis(kind: Kind, highest: float) -> Any:
    """Five ticks or so; counts get no more ticks than there are whole numbers, which else would appear twice."""
    import altair as alt

    few = kind is Kind.COUNT and highest < _TICKS
    return alt.Axis(format=FORMATS[kind], tickCount=max(1, int(highest)) if few else _TICKS)


def _month_axis(words: ChartWords, language: Language) -> Any:
    import altair as alt

    look = alt.Axis(labelAngle=0, labelOverlap="parity", grid=False)
    return alt.X("month:O", title=axis(words.x, language), axis=look)
