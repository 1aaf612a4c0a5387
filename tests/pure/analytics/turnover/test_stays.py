"""Stays: one an employment, watched from when records are complete."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from analytics.turnover.stays import stays
from analytics.turnover.survival import kaplan_meier
from tests.pure.analytics.turnover.made import Row, history, rows
from vocabulary.terms import SeparationKind

LOOKED = date(2025, 12, 31)


def test_a_leaver_is_an_event_and_somebody_still_there_is_not() -> None:
    found = stays(history([Row(1, "2025-01-01", "2025-01-10", "voluntary"), Row(2, "2025-12-22")]), LOOKED)
    assert found.person.tolist() == [1, 2]
    assert found.duration.tolist() == [10, 10]
    assert found.event.tolist() == [True, False]
    assert found.entry.tolist() == [0, 0]


def test_a_conversion_goes_on_in_the_same_stay_grouped_by_where_it_began() -> None:
    made = [
        Row(1, "2025-01-01", "2025-01-31", "conversion"),
        Row(1, "2025-02-01", "2025-03-01", "voluntary", hired="2025-01-01", staffing_type="contract"),
    ]
    found = stays(history(made), LOOKED)
    assert (found.duration.tolist(), found.event.tolist(), found.row.tolist()) == ([60], [True], [0])


def test_who_was_there_before_records_begin_enters_late_and_who_was_gone_is_left_out() -> None:
    made = [
        Row(1, "2020-01-01", "2025-06-30", "voluntary"),
        Row(2, "2020-01-01", "2023-06-30", "voluntary"),
        Row(3, "2025-03-01"),
    ]
    found = stays(history(made, complete_from="2024-01-01"), LOOKED)
    assert found.person.tolist() == [1, 3]
    assert found.entry.tolist() == [(date(2024, 1, 1) - date(2020, 1, 1)).days, 0]


def test_a_later_unit_is_the_group_when_records_begin_after_a_transfer() -> None:
    made = [Row(1, "2020-01-01", "2022-12-31"), Row(1, "2023-01-01", unit="U2", hired="2020-01-01")]
    assert stays(history(made, complete_from="2024-01-01"), LOOKED).row.tolist() == [1]
    assert stays(history(made), LOOKED).row.tolist() == [0]


@pytest.mark.parametrize(("kind", "event"), [(SeparationKind.VOLUNTARY, True), (SeparationKind.RETIREMENT, False)])
def test_only_the_kinds_asked_for_are_events(kind: SeparationKind, event: bool) -> None:
    found = stays(history([Row(1, "2025-01-01", "2025-01-10", kind.value)]), LOOKED, [SeparationKind.VOLUNTARY])
    assert found.event.tolist() == [event]


def test_an_end_after_the_day_of_looking_is_not_yet_known() -> None:
    found = stays(history([Row(1, "2025-01-01", "2026-01-10", "voluntary")]), LOOKED)
    assert (found.duration.tolist(), found.event.tolist()) == ([365], [False])


@given(rows())
def test_every_history_gives_a_curve(made: list[Row]) -> None:
    found = stays(history(made, complete_from="2024-07-01"), LOOKED)
    curve = kaplan_meier(found.duration, found.event, found.entry)
    assert curve.events_total == found.event.sum()
    assert len(set(found.person.tolist())) == len(found.person)
