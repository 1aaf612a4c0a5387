"""Months add up like numbers, ranges include both their ends, and years are full ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.periods import DateRange, Month, add_months, whole_years

DATES = st.dates(date(1950, 1, 1), date(2100, 12, 31))
MONTHS = st.builds(Month, st.integers(1950, 2100), st.integers(1, 12))


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    first = draw(DATES)
    length = draw(st.none() | st.integers(0, 900))
    return DateRange(first, None if length is None else first + timedelta(days=length))


@given(MONTHS, st.integers(-500, 500))
def test_adding_months_and_taking_the_difference_undo_each_other(month: Month, steps: int) -> None:
    assert (month + steps) - month == steps


@given(MONTHS)
def test_a_month_written_is_read_back_and_orders_as_its_text(month: Month) -> None:
    assert Month.parse(str(month)) == month
    assert month < month + 1
    assert str(month) < str(month + 1)


@given(MONTHS)
def test_months_follow_each_other_without_a_gap(month: Month) -> None:
    assert month.last_day + timedelta(days=1) == (month + 1).first_day
    assert len(list(month.range.dates())) == month.days
    assert Month.of(month.last_day) == month


@given(DATES, st.integers(-600, 600))
def test_adding_months_to_a_date_stays_in_the_month_meant(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert Month.of(moved) == Month.of(day) + months
    assert moved.day == min(day.day, Month.of(moved).days)


@given(ranges(), ranges())
def test_ranges_overlap_exactly_when_they_have_dates_in_common(one: DateRange, other: DateRange) -> None:
    common = one.within(other)
    assert one.overlaps(other) == other.overlaps(one) == (common is not None)
    if common:
        assert common.first in one
        assert common.first in other
        assert common.last is None or (common.last in one and common.last in other)


@given(ranges(), DATES)
def test_a_day_lies_in_both_ranges_exactly_when_in_what_they_share(span: DateRange, day: date) -> None:
    other = DateRange(date(2000, 1, 1), date(2030, 1, 1))
    common = span.within(other)
    assert ((day in span) and (day in other)) == (common is not None and day in common)


@given(DATES, st.integers(0, 60))
def test_a_person_is_n_years_old_from_the_birthday_on(born: date, years: int) -> None:
    birthday = add_months(born, 12 * years)
    assert whole_years(born, birthday) in (years, years - (born.month == 2 and born.day == 29))
    assert whole_years(born, birthday - timedelta(days=1)) == max(years - 1, 0)


def test_until_counts_both_ends() -> None:
    assert [str(month) for month in Month(2025, 11).until(Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert list(Month(2026, 2).until(Month(2026, 1))) == []


@pytest.mark.parametrize("written", ["2026-13", "2026-00", "2026-1", "202601", "2026-01-01", "１２３４-01x", ""])
def test_what_is_no_month_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(written)


def test_a_range_cannot_end_before_it_begins_nor_an_open_one_be_counted() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        DateRange(date(2026, 1, 2), date(2026, 1, 1))
    with pytest.raises(ValueError, match="open range"):
        DateRange(date(2026, 1, 1)).dates()
