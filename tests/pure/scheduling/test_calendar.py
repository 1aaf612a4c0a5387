"""The work calendar: every published year day by day, and a year that isn't loaded."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendar import DAY_KINDS, DayKind, WorkCalendar, YearArrangement, china_calendar, workdays_answer
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text

FACTS = Path(__file__).resolve().parents[4] / "shared" / "facts" / "holidays.yaml"
CHINA = china_calendar()
LOADED = st.dates(date(2010, 1, 1), date(2026, 12, 31))


@cache
def published() -> dict[int, dict[str, Any]]:
    if not FACTS.exists():
        pytest.skip("shared/facts/holidays.yaml is not here")
    return yaml.safe_load(FACTS.read_text(encoding="utf-8"))["years"]


@pytest.mark.parametrize("year", range(2010, 2027))
def test_each_published_year_agrees_day_by_day(year: int) -> None:
    facts = published()[year]
    assert CHINA.count_workdays(DateRange(date(year, 1, 1), date(year, 12, 31))) == facts["workdays_total"]
    assert [CHINA.count_workdays(Month(year, month)) for month in range(1, 13)] == facts["workdays_by_month"]
    assert [day.isoformat() for day in CHINA.statutory_days(year)] == facts["statutory_days"]
    assert [day.isoformat() for day in CHINA.makeup_workdays(year)] == facts["makeup_workdays"]
    assert {day.isoformat() for day in CHINA.arrangement(year).days_off} == set(facts["off_days"])


def test_no_published_year_is_left_out() -> None:
    assert CHINA.years == tuple(published())


def test_the_answer_for_2026_is_as_published() -> None:
    answer = workdays_answer(CHINA, 2026)
    assert answer["workdays"] == 248
    assert len(answer["statutory_days"]) == 13
    assert answer["statutory_days"][:2] == ["2026-01-01", "2026-02-16"]
    assert answer["makeup_workdays"] == [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 10, 1), DayKind.STATUTORY),
        (date(2026, 10, 5), DayKind.REST),
        (date(2026, 10, 10), DayKind.WORKDAY),
        (date(2026, 10, 11), DayKind.REST),
        (date(2026, 4, 5), DayKind.STATUTORY),
        (date(2026, 11, 23), DayKind.WORKDAY),
    ],
)
def test_a_day_is_what_the_notice_made_it(day: date, kind: DayKind) -> None:
    assert CHINA.kind(day) is kind
    assert CHINA.is_workday(day) == (kind is DayKind.WORKDAY)


def test_a_year_that_is_not_loaded_is_refused_by_name_through_every_door() -> None:
    for ask in (
        lambda: CHINA.kind(date(2027, 1, 1)),
        lambda: CHINA.count_workdays(Month(2009, 12)),
        lambda: workdays_answer(CHINA, 2027),
        lambda: CHINA.add_workdays(date(2026, 12, 31), 1),
        lambda: CHINA.kinds(np.array(["2026-12-31", "2027-01-01"], dtype="datetime64[D]")),
    ):
        with pytest.raises(BadInput) as refused:
            ask()
        assert refused.value.place in ("2027", "2009")
        assert str(refused.value.place) in refused.value.reason.zh


def test_a_gap_between_loaded_years_is_refused_too() -> None:
    gapped = WorkCalendar([CHINA.arrangement(2024), CHINA.arrangement(2026)])
    with pytest.raises(BadInput, match="2025"):
        gapped.kinds(np.array(["2024-12-31", "2025-06-01"], dtype="datetime64[D]"))


@given(st.lists(LOADED, max_size=30))
def test_many_days_are_judged_as_each_one_is(days: list[date]) -> None:
    kinds = CHINA.kinds(np.array(days, dtype="datetime64[D]"))
    assert [DAY_KINDS[kind] for kind in kinds] == [CHINA.kind(day) for day in days]


@given(st.dates(date(2010, 1, 1), date(2025, 12, 31)), st.integers(1, 60))
def test_adding_workdays_counts_exactly_so_many_after_the_day(day: date, workdays: int) -> None:
    end = CHINA.add_workdays(day, workdays)
    assert CHINA.is_workday(end)
    assert CHINA.count_workdays(DateRange(day + timedelta(days=1), end)) == workdays


def test_a_notice_of_five_workdays_before_the_national_day_ends_after_it() -> None:
    assert CHINA.add_workdays(date(2026, 9, 30), 5) == date(2026, 10, 13)
    assert CHINA.add_workdays(date(2026, 10, 3), 0) == date(2026, 10, 8)
    assert CHINA.add_workdays(date(2026, 10, 8), 0) == date(2026, 10, 8)
    with pytest.raises(BadInput):
        CHINA.add_workdays(date(2026, 9, 30), -1)


def arrangement(**changed: Any) -> YearArrangement:
    nothing: dict[str, Any] = {"statutory_days": frozenset(), "days_off": frozenset(), "makeup_workdays": frozenset()}
    return YearArrangement(**{"year": 2027, "source": Text("自定", "Own"), **nothing, **changed})


def test_a_year_entered_by_hand_is_known_from_then_on() -> None:
    new_year = frozenset({date(2027, 1, 1)})
    calendar = CHINA.with_year(arrangement(statutory_days=new_year, days_off=new_year))
    assert calendar.kind(date(2027, 1, 1)) is DayKind.STATUTORY
    assert calendar.kind(date(2027, 1, 4)) is DayKind.WORKDAY
    assert 2027 not in CHINA.years


def test_an_arrangement_with_a_day_of_another_year_or_off_and_worked_at_once_is_refused() -> None:
    with pytest.raises(BadInput, match="2028-01-01"):
        arrangement(days_off=frozenset({date(2028, 1, 1)}))
    with pytest.raises(BadInput, match="2027-02-06"):
        arrangement(days_off=frozenset({date(2027, 2, 6)}), makeup_workdays=frozenset({date(2027, 2, 6)}))
    with pytest.raises(BadInput):
        WorkCalendar([])
