"""Hours of a shift as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduling.clock import ClockSpan, parse_span
from vocabulary.bad_input import BadInput


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("22:00–06:00", 1320, 1800),
        ("22:00-6:00", 1320, 1800),
        ("22：00～06：00", 1320, 1800),
        (" 22:00 — 次日06:00 ", 1320, 1800),
        ("22:00至06:00(次日)", 1320, 1800),
        ("22:00-06:00（次日）", 1320, 1800),
        ("22:00-06:00+1", 1320, 1800),
        ("08:30-17:00", 510, 1020),
        ("16:00-24:00", 960, 1440),
        ("16:00-00:00", 960, 1440),
        ("00:00-24:00", 0, 1440),
        ("08:00-次日08:00", 480, 1920),
    ],
)
def test_hours_are_read_in_every_common_form(written: str, start: int, end: int) -> None:
    assert parse_span(written) == ClockSpan(start, end)


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_hours_written_are_read_back(start: int, length: int) -> None:
    span = ClockSpan(start, start + length)
    assert parse_span(str(span)) == span
    assert span.ends_next_day == (start + length > 1440)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "22:00",
        "22-06",
        "25:00-06:00",
        "22:60-06:00",
        "08:00-08:00",
        "24:00-06:00",
        "08:00-次日09:00",
        "夜班",
        "22:00--",
    ],
)
def test_what_is_no_hours_is_refused(written: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_span(written)
    assert refused.value.place == "hours"
