"""Who gains and who loses: people by how much their pay changes, and sums that go up or down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reports.charts.theme import ALARM, MAIN, PLOT_HEIGHT, QUIET, ROW_HEIGHT, WIDTH, ChartWords, axis, finished
from reports.document import Spec
from reports.formats import said
from vocabulary.money import Fen
from vocabulary.text import Language, Text

_FEN_A_YUAN = 100


@dataclass(frozen=True, slots=True)
class ChangeBand:
    """People whose change lies in one band; ``direction`` is −1 for losses, 0 for none, 1 for gains."""

    label: Text
    people: int
    direction: int


@dataclass(frozen=True, slots=True)
class SumChange:
    """A sum that moved by ``change`` (fen)."""

    label: Text | str
    change: Fen


def change_bands(bands: Sequence[ChangeBand], words: ChartWords, language: Language) -> Spec:
    """People by band, from the largest loss to the largest gain, in the order given."""
    import altair as alt

    values = [{"label": b.label.in_(language), "people": b.people, "colour": _colour(b.direction)} for b in bands]
    order = [str(value["label"]) for value in values]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("label:N", sort=order, title=axis(words.x, language), axis=alt.Axis(labelAngle=-35))
    )
    y = alt.Y("people:Q", title=axis(words.y, language), axis=alt.Axis(tickMinStep=1, format="d"))
    bars = base.mark_bar().encode(y=y, color=alt.Color("colour:N", scale=None))
    counts = base.transform_filter("datum.people > 0").mark_text(dy=-6, fontWeight="bold")
    layers = alt.layer(bars, counts.encode(y="people:Q", text="people:Q"))
    return finished(layers.properties(width=WIDTH, height=PLOT_HEIGHT), words, language)


def change_bars(sums: Sequence[SumChange], words: ChartWords, language: Language) -> Spec:
    """Each sum's change in yuan as a bar to the right (more) or to the left (less) of nothing."""
    import altair as alt

    values: list[dict[str, Any]] = [
        {"label": said(s.label, language), "yuan": s.change / _FEN_A_YUAN, "colour": _colour(_sign(s.change))}
        for s in sums
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y("label:N", sort=[str(value["label"]) for value in values], title=axis(words.y, language))
    )
    x = alt.X("yuan:Q", title=axis(words.x, language), axis=alt.Axis(format=",.0f", tickCount=6))
    bars = base.mark_bar(height={"band": 0.62}).encode(x=x, color=alt.Color("colour:N", scale=None))
    chart = alt.layer(bars, _amounts(base, rising=True), _amounts(base, rising=False))
    chart = chart.properties(width=WIDTH, height=ROW_HEIGHT * max(2, len(values)))
    return finished(chart, words, language)


def _amounts(base: Any, *, rising: bool) -> Any:
    """The amount beyond the end of its bar."""
    import altair as alt

    some = base.transform_filter("datum.yuan >= 0" if rising else "datum.yuan < 0")
    text = some.mark_text(align="left", dx=5) if rising else some.mark_text(align="right", dx=-5)
    return text.encode(x="yuan:Q", text=alt.Text("yuan:Q", format="+,.2f"))


def _sign(change: Fen) -> int:
    return (change > 0) - (change < 0)


def _colour(direction: int) -> str:
    return {-1: ALARM, 0: QUIET, 1: MAIN}[direction]
