"""Overtime of a month under each regime, against the 36 hours."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from scheduling.calendar import china_calendar
from scheduling.clock import parse_span
from scheduling.monthly import MonthlyTotals, monthly_totals
from scheduling.norm import norm_minutes, standard_day
from scheduling.overtime import REGIMES, OvertimeCheck, overtime_check
from scheduling.shift_table import ShiftTable
from vocabulary.periods import DateRange, Month
from vocabulary.terms import Duty, ShiftKind, WorkingTimeRegime

CHINA = china_calendar()
OCTOBER = Month(2026, 10)


def month_of(hours: dict[date, str]) -> MonthlyTotals:
    shifts = [parse_span(span).on(day) for day, span in hours.items()]
    many = len(shifts)
    return monthly_totals(ShiftTable.of([1] * many, shifts, [ShiftKind.DAY] * many, [Duty.PATROL] * many), CHINA)


def judged(totals: MonthlyTotals, regime: WorkingTimeRegime) -> OvertimeCheck:
    regimes = np.full(len(totals), REGIMES.index(regime), dtype=np.int8)
    return overtime_check(totals, regimes, norm_minutes(CHINA, totals.month))


def ordinary(span: str = "08:00–16:00") -> dict[date, str]:
    return dict.fromkeys(CHINA.workdays(OCTOBER), span)


def test_the_norm_of_a_month_is_its_workdays_times_eight_hours() -> None:
    months = np.array(["2026-10", "2026-02", "2026-10"], dtype="datetime64[M]")
    assert norm_minutes(CHINA, months).tolist() == [18 * 480, 16 * 480, 18 * 480]
    assert standard_day() == 480


@pytest.mark.parametrize("regime", list(WorkingTimeRegime))
def test_an_ordinary_month_has_no_overtime(regime: WorkingTimeRegime) -> None:
    check = judged(month_of(ordinary()), regime)
    assert check.minutes.tolist() == [0]
    assert not check.over.any()


def test_exactly_36_hours_are_allowed_and_a_minute_more_is_not() -> None:
    two_hours_more = judged(month_of(ordinary("08:00–18:00")), WorkingTimeRegime.STANDARD)
    assert (two_hours_more.minutes.tolist(), two_hours_more.over.tolist()) == ([2160], [False])
    hours = ordinary("08:00–18:00")
    hours[max(hours)] = "08:00–18:01"
    assert judged(month_of(hours), WorkingTimeRegime.STANDARD).over.tolist() == [True]


def test_a_sunday_worked_for_a_free_day_is_no_overtime() -> None:
    hours = ordinary()
    hours[date(2026, 10, 18)] = hours.pop(date(2026, 10, 20))
    assert judged(month_of(hours), WorkingTimeRegime.STANDARD).minutes.tolist() == [0]


def test_long_days_count_under_standard_hours_and_level_out_under_comprehensive_ones() -> None:
    days = CHINA.workdays(OCTOBER)
    hours = dict.fromkeys(days[:12], "08:00–20:00")  # 12 × 12 h = 144 h, the norm
    totals = month_of(hours)
    assert judged(totals, WorkingTimeRegime.STANDARD).minutes.tolist() == [12 * 240]
    assert judged(totals, WorkingTimeRegime.COMPREHENSIVE).minutes.tolist() == [0]
    assert judged(totals, WorkingTimeRegime.IRREGULAR).minutes.tolist() == [0]


def test_work_on_a_statutory_holiday_is_overtime_even_below_the_norm() -> None:
    hours = {date(2026, 10, 1) + timedelta(days=i): "08:00–16:00" for i in range(3)}
    for regime in (WorkingTimeRegime.STANDARD, WorkingTimeRegime.COMPREHENSIVE):
        assert judged(month_of(hours), regime).minutes.tolist() == [3 * 480]


def test_irregular_hours_are_never_over_the_limit() -> None:
    hours = dict.fromkeys(DateRange(date(2026, 10, 1), date(2026, 10, 31)).dates(), "08:00–22:00")
    totals = month_of(hours)
    assert judged(totals, WorkingTimeRegime.STANDARD).over.tolist() == [True]
    assert judged(totals, WorkingTimeRegime.IRREGULAR).over.tolist() == [False]


def test_leave_taken_off_the_norm_shows_the_overtime_behind_it() -> None:
    totals = month_of(ordinary("08:00–16:00"))
    norm = norm_minutes(CHINA, totals.month) - 5 * standard_day()
    assert overtime_check(totals, np.zeros(1, dtype=np.int8), norm).minutes.tolist() == [5 * 480]
