"""Estimates with their intervals: rates as bars, pay gaps as a forest of points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts.theme import ALARM, INK, QUIET, ROW_HEIGHT, WIDTH, ChartWords, Reference, axis, finished
from reports.document import Spec
from reports.formats import said
from vocabulary.bad_input import BadInput
from vocabulary.text import Language, Text

_FAINT = "#9cc4de"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval, all fractions (0.286 is 28.6 %); raises BadInput when the value lies outside."""

    label: Text | str
    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            raise BadInput(Text("估计值不在区间内", "The estimate lies outside its interval"), str(self.label))


def bar_with_interval(
    estimates: Sequence[Estimate], words: ChartWords, language: Language, reference: Reference | None = None
) -> Spec:
    """Rates as bars, the interval as a line through the bar's end, the value beside it; ``reference`` is dashed."""
    import altair as alt

    base = _rows(estimates, language)
    rows = _row_axis(estimates, words, language)
    top = max([e.high for e in estimates] + ([reference.value] if reference else []))
    scale = alt.Scale(domain=[0, top * 1.12 or 1])
    x = alt.X("value:Q", scale=scale, title=axis(words.x, language), axis=alt.Axis(format=".0%"))
    bars = base.mark_bar(color=_FAINT, height={"band": 0.62}).encode(y=rows, x=x)
    layers = [bars, *_interval_layers(base, rows, reference, language)]
    return finished(alt.layer(*layers).properties(width=WIDTH, height=ROW_HEIGHT * len(estimates)), words, language)


def pay_gap_forest(
    estimates: Sequence[Estimate], words: ChartWords, language: Language, references: Sequence[Reference] = ()
) -> Spec:
    """Gaps of several models as points with intervals, against zero and the tolerances on both sides of it."""
    import altair as alt

    base = _rows(estimates, language)
    rows = _row_axis(estimates, words, language)
    reach = max([abs(v) for e in estimates for v in (e.low, e.high)] + [abs(r.value) for r in references]) * 1.15
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[-reach, reach]),
        title=axis(words.x, language),
        axis=alt.Axis(format="+.1~%"),
    )
    points = base.mark_point(filled=True, size=110, shape="diamond", opacity=1, color=INK).encode(y=rows, x=x)
    lines = [_zero(), *(_tolerance(r, sign, language) for r in references for sign in (1, -1))]
    layers = [*lines, *_interval_layers(base, rows, None, language), points]
    height = (ROW_HEIGHT + 8) * len(estimates)
    return finished(alt.layer(*layers).properties(width=WIDTH, height=height), words, language)


def _rows(estimates: Sequence[Estimate], language: Language) -> Any:
    import altair as alt

    values = [
        {"label": said(e.label, language), "value": e.value, "low": e.low, "high": e.high, "shown": f"{e.value:.1%}"}
        for e in estimates
    ]
    return alt.Chart(alt.InlineData(values=values))


def _row_axis(estimates: Sequence[Estimate], words: ChartWords, language: Language) -> Any:
    import altair as alt

    order = [said(e.label, language) for e in estimates]
    return alt.Y("label:N", sort=order, title=axis(words.y, language), axis=alt.Axis(grid=False, ticks=False))


def _interval_layers(base: Any, rows: Any, reference: Reference | None, language: Language) -> list[Any]:
    interval = base.mark_rule(strokeWidth=2, color=INK).encode(y=rows, x="low:Q", x2="high:Q")
    value = base.mark_text(align="left", dx=6, fontWeight="bold").encode(y=rows, x="high:Q", text="shown:N")
    return [interval, value, *([_line(reference.value, said(reference.label, language), ALARM)] if reference else [])]


def _zero() -> Any:
    return _line(0.0, "", QUIET, dash=False)


def _tolerance(reference: Reference, sign: int, language: Language) -> Any:
    return _line(sign * reference.value, said(reference.label, language) if sign > 0 else "", ALARM)


def _line(value: float, label: str, colour: str, *, dash: bool = True) -> Any:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"value": value, "label": label}])).encode(x="value:Q")
    rule = base.mark_rule(color=colour, strokeDash=[4, 3] if dash else [1, 0])
    text = base.mark_text(align="left", baseline="bottom", dx=2, dy=-2, color=colour, fontSize=10)
    return alt.layer(rule, text.encode(text="label:N", y=alt.value(0)))
