"""Many shifts at once: as each one alone, and nobody in two places at a time."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scheduling.clock import parse_span
from scheduling.shift import Shift
from scheduling.shift_table import ShiftTable, overlapping
from tests.pure.scheduling.made import shifts
from vocabulary.terms import Duty, ShiftKind

AMSTERDAM = st.just("Europe/Amsterdam")


def table(rows: list[tuple[int, Shift]]) -> ShiftTable:
    return ShiftTable.of(
        [person for person, _ in rows],
        [shift for _, shift in rows],
        [ShiftKind.DAY] * len(rows),
        [Duty.PATROL] * len(rows),
    )


@given(st.lists(shifts(AMSTERDAM), max_size=12))
def test_columns_say_of_each_shift_what_it_says_itself(made: list[Shift]) -> None:
    columns = table([(1, shift) for shift in made])
    assert columns.minutes.tolist() == [shift.minutes for shift in made]
    assert columns.night_minutes.tolist() == [shift.night_minutes for shift in made]


@st.composite
def rows(draw: st.DrawFn) -> list[tuple[int, Shift]]:
    spans = st.sampled_from(["22:00–06:00", "06:00–14:00", "08:30–17:00", "14:00–22:00", "00:00–24:00", "05:59–06:01"])
    days = st.integers(5, 8)
    return [
        (draw(st.integers(1, 2)), parse_span(draw(spans)).on(date(2026, 10, draw(days))))
        for _ in range(draw(st.integers(0, 9)))
    ]


@given(rows())
def test_a_row_is_named_exactly_when_its_person_was_already_at_work(made: list[tuple[int, Shift]]) -> None:
    pairs = overlapping(table(made)).tolist()
    for one, other in pairs:
        assert made[one][0] == made[other][0]
        assert made[one][1].overlaps(made[other][1])
    clashing = {
        frozenset((i, j))
        for i in range(len(made))
        for j in range(i)
        if made[i][0] == made[j][0] and made[i][1].overlaps(made[j][1])
    }
    assert {frozenset(pair) for pair in pairs} <= clashing
    assert bool(pairs) == bool(clashing)
    untouched = set(range(len(made))) - {row for pair in clashing for row in pair}
    assert not untouched & {row for pair in pairs for row in pair}


def test_every_later_row_inside_a_long_shift_is_named_with_it() -> None:
    day = date(2026, 10, 9)
    spans = ["00:00–24:00", "08:00–09:00", "10:00–11:00", "22:00–06:00"]
    found = overlapping(table([(7, parse_span(span).on(day)) for span in spans]))
    assert found.tolist() == [[0, 1], [0, 2], [0, 3]]


def test_touching_shifts_and_other_people_do_not_overlap() -> None:
    day = date(2026, 10, 9)
    made = [
        (1, parse_span("06:00–14:00").on(day)),
        (1, parse_span("14:00–22:00").on(day)),
        (2, parse_span("06:00–14:00").on(day)),
    ]
    assert overlapping(table(made)).shape == (0, 2)
    assert overlapping(table([])).shape == (0, 2)
    assert np.array_equal(table(made).months, np.array(["2026-10"] * 3, dtype="datetime64[M]"))
