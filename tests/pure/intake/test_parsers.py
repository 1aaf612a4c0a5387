"""Single cells: every form that people and spreadsheets give a value."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cells import Cell
from intake.errors import BadCell
from intake.parsers.choices import OneOf
from intake.parsers.clock import ClockReading, ClockTime, Moment
from intake.parsers.dates import Day, YearMonth
from intake.parsers.numbers import Money, Quantity, Whole
from intake.parsers.plain import Code, Digits, Phone, Words, YesNo
from intake.schema import Parser
from vocabulary.money import yuan
from vocabulary.periods import Month
from vocabulary.terms import Education, ShiftKind

OCTOBER_1 = date(2026, 10, 1)


def code_of(parser: Parser, cell: Cell) -> str:
    with pytest.raises(BadCell) as refused:
        parser(cell)
    assert refused.value.reason.zh
    assert refused.value.suggestion.en
    return refused.value.code


@pytest.mark.parametrize(
    "cell",
    [
        "2026-10-01",
        "2026-10-1",
        "2026/10/1",
        "2026.10.1",
        "2026年10月1日",
        "2026 年 10 月 1 日",
        "20261001",
        "２０２６-１０-０１",
        "2026-10-01 00:00:00",
        "1 Oct 2026",
        "1-Oct-2026",
        "October 1, 2026",
        "46296",
        46296.0,
        20261001.0,
        datetime.fromisoformat("2026-10-01"),
        OCTOBER_1,
    ],
)
def test_a_date_is_known_in_every_form(cell: Cell) -> None:
    assert Day()(cell) == OCTOBER_1


@pytest.mark.parametrize(
    "cell",
    [
        "10/1/2026",
        "26-10-01",
        "2026-13-01",
        "2026-02-30",
        "soon",
        46296.5,
        12.0,
        "2026-10",
        datetime.fromisoformat("2026-10-01 08:00"),
        True,
    ],
)
def test_a_date_that_is_none_or_ambiguous_is_refused(cell: Cell) -> None:
    assert code_of(Day(), cell) == "bad_date"


def test_a_date_outside_its_range_is_refused_as_such() -> None:
    assert code_of(Day(earliest=date(1990, 1, 1)), "1989-12-31") == "out_of_range"


@given(st.dates(date(1900, 3, 1), date(2199, 12, 31)))
def test_a_serial_number_and_the_written_date_are_the_same_day(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    assert Day()(serial) == Day()(day.isoformat()) == Day()(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize(
    "cell",
    [
        "2026-10",
        "2026/10",
        "2026年10月",
        "202610",
        "2026.10",
        202610.0,
        "2026-10-01",
        datetime.fromisoformat("2026-10-01"),
        46296.0,
    ],
)
def test_a_month_is_known_in_every_form(cell: Cell) -> None:
    assert YearMonth()(cell) == Month(2026, 10)


@pytest.mark.parametrize("cell", ["2026-13", "10月", "2026-10-15", "20261", 13.0])
def test_a_month_that_is_none_is_refused(cell: Cell) -> None:
    assert code_of(YearMonth(), cell) == "bad_month"


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("8:30", 8.5),
        ("08:30:00", 8.5),
        ("08：30", 8.5),
        ("8时30分", 8.5),
        ("下午8:30", 20.5),
        ("8:30 PM", 20.5),
        ("12:15 am", 0.25),
        ("中午12:00", 12),
        ("24:00", 24),
        ("次日6:00", 30),
        ("30:00", 30),
        (time(8, 30), 8.5),
        (8.5 / 24, 8.5),
        (timedelta(hours=30), 30),
    ],
)
def test_a_clock_reading_is_known_in_every_form(cell: Cell, hours: float) -> None:
    assert ClockReading()(cell) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "cell", ["25:61", "8.30", "", "下午13:00", "49:00", -0.1, datetime.fromisoformat("2026-10-01 08:00"), True]
)
def test_a_clock_reading_that_is_none_is_refused(cell: Cell) -> None:
    assert code_of(ClockReading(), cell) == "bad_time"


def test_midnight_at_the_end_of_the_day_is_a_time_of_day_but_the_next_morning_is_not() -> None:
    assert ClockTime()("24:00") == time(0)
    assert code_of(ClockTime(), "次日6:00") == "bad_time"


@pytest.mark.parametrize(
    "cell", ["2026-10-01 08:30", "2026/10/1 8:30", "2026年10月1日 8:30", "2026-10-01T08:30:00", 46296 + 8.5 / 24]
)
def test_a_moment_is_known_in_every_form(cell: Cell) -> None:
    assert Moment()(cell) == datetime.fromisoformat("2026-10-01 08:30")


def test_a_moment_that_is_none_is_refused() -> None:
    assert code_of(Moment(), "2026-10-01 99:00") == "bad_time"


@pytest.mark.parametrize(
    ("cell", "fen"),
    [("1,885.50", 188550), ("¥3000", 300000), ("3000元", 300000), (0.1 + 0.2, 30), (3000.0, 300000), ("0", 0)],
)
def test_money_is_read_to_the_fen(cell: Cell, fen: int) -> None:
    assert Money()(cell) == fen


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.005", "too_fine"),
        (1.005, "too_fine"),
        ("-1", "out_of_range"),
        ("1,88", "not_a_number"),
        ("三千", "not_a_number"),
        (True, "not_a_number"),
    ],
)
def test_money_that_is_none_is_refused(cell: Cell, code: str) -> None:
    assert code_of(Money(), cell) == code


@given(st.integers(0, 10**11))
def test_money_survives_a_spreadsheet_cell(fen: int) -> None:
    assert Money(highest=None)(float(yuan(fen))) == fen
    assert Money(highest=None)(yuan(fen)) == fen


def test_numbers_keep_to_their_form_and_range() -> None:
    assert Whole(1, 5)(4.0) == 4
    assert code_of(Whole(1, 5), 6.0) == "out_of_range"
    assert code_of(Whole(), "1.5") == "not_whole"
    assert Quantity(2)(1.15) == Decimal("1.15")
    assert code_of(Quantity(1), "1.15") == "too_fine"


def test_a_long_number_that_the_spreadsheet_rounded_is_not_taken_for_an_account() -> None:
    assert Digits(8, 32)("6222 0000 0000 0000 123") == "6222000000000000123"
    assert code_of(Digits(8, 32), 6222000000000000123.0) == "rounded_number"


@pytest.mark.parametrize("cell", ["13800000000", "138 0000 0000", "+86 13800000000", 13800000000.0])
def test_a_mobile_number_is_known_in_every_form(cell: Cell) -> None:
    assert Phone()(cell) == "13800000000"


def test_codes_words_and_yes_or_no() -> None:
    assert Code()(12.0) == "12"
    assert code_of(Code(), "a b") == "bad_code"
    assert Words()("  张\n三 ") == "张 三"
    assert code_of(Words(3), "四个字了") == "too_long"
    assert YesNo()("是") is True
    assert YesNo()("No") is False
    assert code_of(YesNo(), "maybe") == "not_yes_no"
    assert code_of(Phone(), "12345") == "bad_phone"
    assert Phone()("021-12345678") == "02112345678"


@pytest.mark.parametrize("cell", ["night", "夜班", "Night", " NIGHT ", "夜"])
def test_a_term_is_known_by_code_label_and_alias(cell: str) -> None:
    assert OneOf(ShiftKind, {"夜": ShiftKind.NIGHT})(cell) is ShiftKind.NIGHT


def test_an_unknown_term_is_refused_with_the_choices() -> None:
    with pytest.raises(BadCell) as refused:
        OneOf(Education)("小学")
    assert refused.value.code == "unknown_choice"
    assert "大专" in refused.value.suggestion.zh
    assert "College" in refused.value.suggestion.en
