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
    values = base.mark_text(align="left", dx=6, fontWeight="bold").encode(y=rows, x="high:Q", text="shown:N")
    lines = [_line(reference.value, said(reference.label, language), ALARM)] if reference else []
    layers = [bars, _intervals(base, rows), values, *lines]
    return finished(alt.layer(*layers).properties(width=WIDTH, height=ROW_HEIGHT * len(estimates)), words, language)


def pay_gap_forest(
    estimates: Sequence[Estimate], words: ChartWords, language: Language, references: Sequence[Reference] = ()
) -> Spec:
    """Gaps of several models as points with intervals, against zero and the tolerances on both sides of it."""
    import altair as alt

    base = _rows(estimates, language)
    rows = _row_axis(estimates, words, language)
    marks = [sign * r.value for r in references for sign in (1, -1)]
    lowest, highest = min([0.0, *marks, *(e.low for e in estimates)]), max([0.0, *marks, *(e.high for e in estimates)])
    margin = 0.15 * (highest - lowest) or 1.0
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[lowest - margin / 2, highest + margin]),
        title=axis(words.x, language),
        axis=alt.Axis(format="+.1~%", tickCount=8),
    )
    points = base.mark_point(filled=True, size=110, shape="diamond", opacity=1, color=INK).encode(y=rows, x=x)
    values = base.mark_text(dy=-12, fontWeight="bold").encode(y=rows, x="value:Q", text="shown:N")
    lines = [_zero(), *_tolerances(references, language)]
    layers = [*lines, _intervals(base, rows), points, values]
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


def _intervals(base: Any, rows: Any) -> Any:
    return base.mark_rule(strokeWidth=2, color=INK).encode(y=rows, x="low:Q", x2="high:Q")


def _zero() -> Any:
    return _line(0.0, "", QUIET, dash=False)


def _tolerances(references: Sequence[Reference], language: Language) -> list[Any]:
    """Each tolerance on both sides of zero, labelled once, the labels one above the other."""
    lines = []
    for level, reference in enumerate(references):
        lines.append(_line(reference.value, said(reference.label, language), ALARM, level=level))
        lines.append(_line(-reference.value, "", ALARM))
    return lines


def _line(value: float, label: str, colour: str, *, dash: bool = True, level: int = 0) -> Any:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"value": value, "label": label}])).encode(x="value:Q")
    rule = base.mark_rule(color=colour, strokeDash=[4, 3] if dash else [1, 0])
    text = base.mark_text(align="left", baseline="bottom", dx=2, dy=-2 - 12 * level, color=colour, fontSize=10)
    return alt.layer(rule, text.encode(text="label:N", y=alt.value(0)))
