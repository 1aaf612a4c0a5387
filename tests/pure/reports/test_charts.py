"""Charts: valid descriptions, in the language asked for, that the printer can draw."""

from __future__ import annotations

import json
import struct
import urllib.request
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from reports.charts.images import to_png, to_svg
from reports.charts.intervals import Estimate, bar_with_interval, pay_gap_forest
from reports.charts.months import HeadcountPart, MonthPoint, line_by_month, stacked_headcount
from reports.charts.people import LoadPoint, Rung, ladder_bar, load_histogram, load_strip
from reports.charts.survival import SurvivalStep, survival_curve
from reports.charts.theme import ChartWords, Reference, for_page
from reports.document import Kind, Spec
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import StaffingType
from vocabulary.text import LANGUAGES, Language, Text

WORDS = ChartWords(Text("本月要点", "Point of the month"), Text("横轴", "Across"), Text("纵轴", "Upright"))
FULL = Reference(1.0, Text("满负荷", "Full"))
TARGET, LIMIT = Reference(0.025, Text("目标", "Target")), Reference(0.05, Text("限值", "Limit"))
CONTRACT, DISPATCHED = StaffingType.CONTRACT.label, StaffingType.DISPATCHED.label
RATES = [
    Estimate(Text("开办时", "At opening"), 8 / 28, 0.153, 0.471),
    Estimate(Text("核定", "Authorised"), 0.267, 0.14, 0.44),
]
LOADS = [LoadPoint(kind, 0.8 + 0.05 * i) for kind in (CONTRACT, DISPATCHED) for i in range(9)]
MONTHS = [MonthPoint(Month(2026, 1) + i, 1000.0 * i, s) for i in range(6) for s in (CONTRACT, DISPATCHED)]
HEADS = [HeadcountPart(str(Month(2026, 1) + i), s, 5 + i) for i in range(3) for s in (CONTRACT, DISPATCHED)]
STEPS = [SurvivalStep(0, 1, 1, 1), SurvivalStep(6, 0.8, 0.7, 0.9), SurvivalStep(12, 0.7, 0.55, 0.85)]
RUNGS = [Rung(Text("三级", "Level 3"), 2, 3), Rung(Text("五级", "Level 5"), 9)]

CHARTS: dict[str, Callable[[Language], Spec]] = {
    "bar_with_interval": lambda lang: bar_with_interval(RATES, WORDS, lang, TARGET),
    "pay_gap_forest": lambda lang: pay_gap_forest(RATES, WORDS, lang, (TARGET, LIMIT)),
    "line_by_month": lambda lang: line_by_month(MONTHS, WORDS, lang, Kind.MONEY),
    "stacked_headcount": lambda lang: stacked_headcount(HEADS, WORDS, lang),
    "stacked_lying": lambda lang: stacked_headcount(HEADS, WORDS, lang, lying=True),
    "survival_curve": lambda lang: survival_curve(STEPS, WORDS, lang),
    "load_strip": lambda lang: load_strip(LOADS, WORDS, lang, FULL),
    "load_histogram": lambda lang: load_histogram(LOADS, WORDS, lang, FULL),
    "ladder_bar": lambda lang: ladder_bar(RUNGS, WORDS, lang),
}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_says_everything_in_one_language(name: str, language: Language) -> None:
    drawn = to_svg(CHARTS[name](language))
    assert WORDS.title.in_(language) in drawn
    assert WORDS.x.in_(language) in drawn
    other: Language = "en" if language == "zh" else "zh"
    assert WORDS.title.in_(other) not in drawn
    assert WORDS.x.in_(other) not in drawn


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_plain_data_that_goes_into_a_page(name: str) -> None:
    spec = CHARTS[name]("zh")
    assert json.loads(json.dumps(spec)) == spec
    assert spec["description"] == "本月要点"
    assert for_page(spec)["width"] == "container"


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_drawn_in_our_font_without_asking_anybody(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a chart asked the network")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    spec = CHARTS[name]("zh")
    assert "url" not in json.dumps({k: v for k, v in spec.items() if k != "$schema"})
    assert "GridHR Sans" in to_svg(spec)
    image = to_png(spec)
    wide, high = struct.unpack(">II", image[16:24])
    assert image.startswith(b"\x89PNG")
    assert wide > high


def values_of(spec: Spec) -> list[dict[str, Any]]:
    """Every row of data that a description brings."""
    inline = spec.get("data", {}).get("values", [])
    return [*inline, *(row for rows in spec.get("datasets", {}).values() for row in rows)]


def test_money_is_drawn_in_yuan() -> None:
    spec = line_by_month([MonthPoint(Month(2026, 10), 188550)], WORDS, "zh", Kind.MONEY)
    assert [row["value"] for row in values_of(spec)] == [1885.5]


def test_both_sides_of_a_tolerance_are_marked() -> None:
    rows = values_of(pay_gap_forest(RATES, WORDS, "zh", (TARGET, LIMIT)))
    marks = {row["value"] for row in rows if row.get("label") in {"", "目标", "限值"}}
    assert marks == {0.0, 0.025, -0.025, 0.05, -0.05}


def test_the_histogram_counts_everybody_once_and_a_tenth_belongs_to_the_bin_it_opens() -> None:
    points = [LoadPoint(CONTRACT, value) for value in (0.9, 0.95, 1.0, 1.1, 1.1999)]
    rows = [row for row in values_of(load_histogram(points, WORDS, "zh", FULL)) if "people" in row]
    assert {row["from"]: row["people"] for row in rows} == {0.9: 2, 1.0: 1, 1.1: 2}


def test_the_strip_names_nobody() -> None:
    keys = {key for row in values_of(load_strip(LOADS, WORDS, "zh", FULL)) for key in row}
    assert keys == {"series", "index", "place", "full", "label"}


def test_an_estimate_outside_its_interval_is_refused() -> None:
    with pytest.raises(BadInput):
        Estimate("x", 0.5, 0.1, 0.4)


def test_a_description_is_the_same_each_time() -> None:
    assert all(json.dumps(make("zh")) == json.dumps(make("zh")) for make in CHARTS.values())
