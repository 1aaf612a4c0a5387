"""The shift form: business dates, nights and shifts past midnight."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from intake.reading import read_table
from intake.schemas.shifts import SHIFTS
from vocabulary.terms import Duty, ShiftKind

HEADINGS = "工号,日期,班次,开始时间,结束时间,勤务\n"


@pytest.mark.parametrize(
    ("start", "end", "starts", "ends"),
    [
        ("06:00", "14:00", (1, 6), (1, 14)),
        ("22:00", "06:00", (1, 22), (2, 6)),
        ("22:00", "次日06:00", (1, 22), (2, 6)),
        ("22:00", "30:00", (1, 22), (2, 6)),
        ("16:00", "24:00", (1, 16), (2, 0)),
        ("次日0:00", "次日8:00", (2, 0), (2, 8)),
        ("8:00", "8:00", (1, 8), (2, 8)),
    ],
)
def test_a_shift_belongs_to_its_date_and_may_end_the_next_day(
    start: str, end: str, starts: tuple[int, int], ends: tuple[int, int]
) -> None:
    reading = read_table(f"{HEADINGS}A1,2026-10-01,夜,{start},{end},巡查\n".encode(), SHIFTS)
    assert reading.errors == []
    row = reading.rows[0]
    assert row["business_date"] == date(2026, 10, 1)
    assert (row["kind"], row["duty"]) == (ShiftKind.NIGHT, Duty.PATROL)
    assert row["starts_at"] == datetime(2026, 10, *starts)  # noqa: DTZ001 - local
    assert row["ends_at"] == datetime(2026, 10, *ends)  # noqa: DTZ001 - local


def test_a_shift_of_more_than_a_day_is_refused() -> None:
    reading = read_table(f"{HEADINGS}A1,2026-10-01,日班,8:00,次日10:00,内勤\n".encode(), SHIFTS)
    assert [(error.column, error.code) for error in reading.errors] == [("结束时间", "out_of_order")]


def test_the_same_start_of_the_same_person_twice_is_refused() -> None:
    reading = read_table(
        f"{HEADINGS}A1,2026-10-01,早,6:00,14:00,巡查\nA1,2026/10/1,早班,06:00,14:00,巡查\n".encode(), SHIFTS
    )
    assert [(error.row, error.code) for error in reading.errors] == [(3, "duplicate_key")]
