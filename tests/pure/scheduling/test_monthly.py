"""Monthly totals: what a person worked, and that nobody else's shifts matter."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.calendar import china_calendar
from scheduling.clock import parse_span
from scheduling.monthly import MonthlyTotals, monthly_totals
from scheduling.shift import Shift
from scheduling.shift_table import DUTIES, SHIFT_KINDS, ShiftTable
from tests.pure.scheduling.made import shifts
from vocabulary.bad_input import BadInput
from vocabulary.terms import Duty, ShiftKind

Row = tuple[int, Shift, ShiftKind, Duty]
CHINA = china_calendar()
SHANGHAI = st.just("Asia/Shanghai")
ROWS = st.lists(
    st.tuples(st.integers(1, 3), shifts(SHANGHAI), st.sampled_from(SHIFT_KINDS), st.sampled_from(DUTIES)), max_size=12
)


def totals(rows: list[Row]) -> MonthlyTotals:
    columns = list(zip(*rows, strict=True)) if rows else [[], [], [], []]
    return monthly_totals(ShiftTable.of(*columns), CHINA)


def row(day: str, hours: str, kind: ShiftKind = ShiftKind.DAY, duty: Duty = Duty.PATROL, person: int = 1) -> Row:
    return person, parse_span(hours).on(date.fromisoformat(day)), kind, duty


def test_a_night_shift_into_the_national_day_has_six_hours_of_holiday_in_september() -> None:
    found = totals([row("2026-09-30", "22:00–06:00", ShiftKind.NIGHT)])
    assert found.month.astype(str).tolist() == ["2026-09"]
    assert found.statutory_minutes.tolist() == [360]
    assert found.night_minutes.tolist() == [480]
    assert found.shifts_by_kind.tolist() == [[0, 0, 0, 1]]


def test_a_worked_saturday_by_arrangement_is_weekend_but_no_day_of_rest() -> None:
    found = totals([row("2026-10-10", "08:30–17:00"), row("2026-10-11", "08:30–17:00")])
    assert found.weekend_minutes.tolist() == [1020]
    assert found.rest_minutes.tolist() == [510]


def test_two_short_shifts_make_one_long_day() -> None:
    found = totals(
        [row("2026-10-12", "06:00–12:00"), row("2026-10-12", "13:00–17:00"), row("2026-10-13", "08:00–16:00")]
    )
    assert found.long_day_minutes.tolist() == [120]
    assert found.days.tolist() == [2]


def test_leave_is_no_work_but_is_seen_among_the_duties() -> None:
    found = totals([row("2026-10-12", "08:00–16:00", duty=Duty.LEAVE), row("2026-10-13", "08:00–16:00")])
    assert (found.minutes.tolist(), found.days.tolist(), found.shifts_by_kind.sum()) == ([480], [1], 1)
    assert found.minutes_by_duty[0, DUTIES.index(Duty.LEAVE)] == 480


def test_a_year_that_the_calendar_lacks_is_refused_only_when_worked_in() -> None:
    assert totals([row("2026-12-31", "16:00–24:00")]).minutes.tolist() == [480]
    with pytest.raises(BadInput, match="2027"):
        totals([row("2026-12-31", "22:00–06:00")])


def test_nothing_in_gives_nothing_out() -> None:
    assert len(totals([])) == 0
    assert totals([]).shifts_by_kind.shape == (0, 4)


@given(ROWS)
def test_totals_are_the_sums_over_each_persons_month(rows: list[Row]) -> None:
    found = totals(rows)
    expected: dict[tuple[int, str], list[int]] = {}
    for person, shift, _, duty in rows:
        sums = expected.setdefault((person, f"{shift.business_date:%Y-%m}"), [0, 0, 0])
        if duty is not Duty.LEAVE:
            sums[0] += 1
            sums[1] += shift.minutes
            sums[2] += shift.night_minutes
    keys = list(zip(found.person.tolist(), found.month.astype(str).tolist(), strict=True))
    assert keys == sorted(expected)
    sums = np.column_stack([found.shifts_by_kind.sum(axis=1), found.minutes, found.night_minutes])
    assert sums.tolist() == [expected[key] for key in keys]


@given(ROWS, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_other_people_change_a_total(rows: list[Row], random: st.randoms) -> None:
    shuffled = random.sample(rows, len(rows))
    whole, alone = totals(shuffled), totals([one for one in rows if one[0] == 1])
    mine = whole.person == 1
    for column in fields(MonthlyTotals):
        assert np.array_equal(getattr(whole, column.name)[mine], getattr(alone, column.name)), column.name


@given(ROWS)
def test_splitting_every_shift_changes_only_how_many_there_are(rows: list[Row]) -> None:
    halves: list[Row] = []
    for person, shift, kind, duty in rows:
        parts = shift.split(shift.start + timedelta(minutes=shift.minutes // 2)) if shift.minutes > 1 else (shift,)
        halves.extend((person, part, kind, duty) for part in parts)
    whole, split = totals(rows), totals(halves)
    for column in fields(MonthlyTotals):
        if column.name != "shifts_by_kind":
            assert np.array_equal(getattr(whole, column.name), getattr(split, column.name)), column.name


@given(ROWS)
def test_no_part_is_longer_than_the_whole(rows: list[Row]) -> None:
    found = totals(rows)
    for part in (found.night_minutes, found.weekend_minutes, found.rest_minutes, found.statutory_minutes):
        assert (part <= found.minutes).all()
    leave = found.minutes_by_duty[:, DUTIES.index(Duty.LEAVE)]
    assert np.array_equal(found.minutes_by_duty.sum(axis=1) - leave, found.minutes)
