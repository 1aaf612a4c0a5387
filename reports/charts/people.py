"""How people are spread: load index by staffing type, people on the rungs of a ladder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts.theme import (
    ALARM,
    INK,
    MAIN,
    PLOT_HEIGHT,
    ROW_HEIGHT,
    WIDTH,
    ChartWords,
    Reference,
    axis,
    colours,
    finished,
    in_order,
)
from reports.document import Spec
from reports.formats import said
from vocabulary.text import Language, Text

_GOLDEN = 0.618034  # its multiples spread points evenly without chance


@dataclass(frozen=True, slots=True)
class LoadPoint:
    """A person's load index (1.00 = full), nameless."""

    series: Text
    index: float


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a ladder: who stands on it and, where there is one, how many may."""

    label: Text | str
    people: int
    quota: int | None = None


def load_strip(points: Sequence[LoadPoint], words: ChartWords, language: Language, full: Reference) -> Spec:
    """Each person a dot, a row for each staffing type with its median as a bar; ``full`` is where the load is full."""
    import altair as alt

    base = alt.Chart(alt.InlineData(values=_spread(points, language)))
    rows = in_order([p.series.in_(language) for p in points])
    y = alt.Y("series:N", sort=rows, title=axis(words.y, language), axis=alt.Axis(ticks=False, grid=False))
    x = alt.X("index:Q", title=axis(words.x, language), scale=alt.Scale(zero=False), axis=alt.Axis(format=".2f"))
    offset = alt.YOffset("place:Q", scale=alt.Scale(domain=[-0.4, 1.4]))
    dots = base.mark_circle(size=26, opacity=0.45).encode(x=x, y=y, yOffset=offset, color=_no_legend(rows))
    medians = base.mark_tick(color=INK, thickness=3, size=ROW_HEIGHT).encode(x="median(index):Q", y=y)
    size = {"width": WIDTH, "height": 1.6 * ROW_HEIGHT * len(rows)}
    return finished(alt.layer(dots, medians, _full_line(full, language)).properties(**size), words, language)


def load_histogram(points: Sequence[LoadPoint], words: ChartWords, language: Language, full: Reference) -> Spec:
    """People by load index in steps of a tenth, stacked by staffing type."""
    import altair as alt

    counted = Counter((p.series.in_(language), int(p.index * 10 + 1e-9)) for p in points)
    series = in_order([p.series.in_(language) for p in points])
    values: list[dict[str, Any]] = [
        {"series": s, "from": tenth / 10, "to": (tenth + 1) / 10, "people": n, "rank": series.index(s)}
        for (s, tenth), n in sorted(counted.items())
    ]
    edges = sorted({edge for v in values for edge in (v["from"], v["to"])})
    x = alt.X("from:Q", bin="binned", title=axis(words.x, language), axis=alt.Axis(format=".1f", values=edges))
    y = alt.Y("people:Q", stack="zero", title=axis(words.y, language), axis=alt.Axis(tickMinStep=1))
    marks = alt.Chart(alt.InlineData(values=values)).mark_bar()
    bars = marks.encode(x=x, x2="to:Q", y=y, color=colours(series), order=alt.Order("rank:Q"))
    layers = alt.layer(bars, _full_line(full, language))
    return finished(layers.properties(width=WIDTH, height=PLOT_HEIGHT), words, language)


def ladder_bar(rungs: Sequence[Rung], words: ChartWords, language: Language) -> Spec:
    """People on each rung, highest first as given; the quota is a mark across the bar."""
    import altair as alt

    values = [{"label": said(r.label, language), "people": r.people, "quota": r.quota} for r in rungs]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("label:N", sort=[str(v["label"]) for v in values], title=axis(words.y, language))
    )
    x = alt.X("people:Q", title=axis(words.x, language), axis=alt.Axis(tickMinStep=1, tickCount=8, format="d"))
    bars = base.mark_bar(color=MAIN, height={"band": 0.62}).encode(x=x)
    counts = base.mark_text(align="left", dx=5, fontWeight="bold").encode(x=x, text="people:Q")
    layers = [bars, counts]
    if any(rung.quota is not None for rung in rungs):
        quotas = base.mark_tick(color=ALARM, thickness=3, size=0.8 * ROW_HEIGHT).encode(x="quota:Q")
        layers.append(quotas.transform_filter("isValid(datum.quota)"))
    return finished(alt.layer(*layers).properties(width=WIDTH, height=ROW_HEIGHT * len(rungs)), words, language)


def _spread(points: Sequence[LoadPoint], language: Language) -> list[dict[str, Any]]:
    return [
        {"series": p.series.in_(language), "index": p.index, "place": i * _GOLDEN % 1} for i, p in enumerate(points)
    ]


def _no_legend(rows: Sequence[str]) -> Any:
    return colours(rows).legend(None)


def _full_line(full: Reference, language: Language) -> Any:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"full": full.value, "label": full.label.in_(language)}]))
    rule = base.mark_rule(color=ALARM, strokeDash=[4, 3]).encode(x="full:Q")
    text = base.mark_text(align="left", baseline="bottom", dx=2, dy=-2, color=ALARM, fontSize=10)
    return alt.layer(rule, text.encode(x="full:Q", y=alt.value(0), text="label:N"))
