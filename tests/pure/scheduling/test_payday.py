"""Payday: the day asked for, or the nearest workday before it (劳部发〔1994〕489号 art. 7)."""

from __future__ import annotations

from datetime import date

import pytest

from scheduling.calendar import china_calendar
from scheduling.payday import payday_of
from vocabulary.periods import Month


@pytest.mark.parametrize(
    ("month", "day", "due"),
    [
        (Month(2026, 10), 10, date(2026, 11, 10)),
        (Month(2026, 9), 5, date(2026, 9, 30)),  # 1 to 7 October is the holiday
        (Month(2026, 4), 10, date(2026, 5, 9)),  # a Sunday; the Saturday before is a make-up workday
        (Month(2026, 7), 8, date(2026, 8, 7)),  # a Saturday
    ],
)
def test_a_payday_on_a_day_of_rest_is_advanced_to_the_nearest_workday(month: Month, day: int, due: date) -> None:
    assert payday_of(month, day) == due


def test_in_a_year_without_an_arrangement_weekends_are_days_of_rest() -> None:
    year = max(china_calendar().years) + 1
    for month in (Month(year, number) for number in range(1, 12)):
        assert payday_of(month, 15).weekday() < 5


@pytest.mark.parametrize("day", [0, 29, 31])
def test_a_payday_that_some_months_do_not_have_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="1 to 28"):
        payday_of(Month(2026, 1), day)
