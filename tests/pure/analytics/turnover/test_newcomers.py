"""New leavers: only finished trials count."""

from __future__ import annotations

import pytest

from analytics.turnover.newcomers import new_leaver_rate
from tests.pure.analytics.turnover.made import YEAR, Row, history


@pytest.mark.parametrize(
    ("row", "in_base", "left"),
    [
        (Row(1, "2025-02-01", "2025-03-01", "voluntary"), True, True),
        (Row(1, "2025-02-01"), True, False),
        (Row(1, "2025-02-01", "2025-05-01", "voluntary"), True, True),  # the 90th day
        (Row(1, "2025-02-01", "2025-05-02", "voluntary"), True, False),
        (Row(1, "2025-10-03", "2025-10-10", "voluntary"), True, True),  # its trial ends on 31 December
        (Row(1, "2025-10-04", "2025-10-10", "voluntary"), False, False),
        (Row(1, "2024-10-04", "2024-10-10", "voluntary"), True, True),  # its trial ended on 1 January
        (Row(1, "2024-10-03", "2024-10-10", "voluntary"), False, False),
        (Row(1, "2025-02-01", "2025-03-01", "conversion"), True, False),
    ],
)
def test_a_joiner_counts_when_the_first_ninety_days_ended_in_the_window(row: Row, in_base: bool, left: bool) -> None:
    rate = new_leaver_rate(history([row]), YEAR, 90)
    assert rate.base_people.tolist() == ([1] if in_base else [])
    assert rate.people.tolist() == ([1] if left else [])


def test_a_loss_after_an_early_conversion_is_still_a_new_leaver() -> None:
    made = [
        Row(1, "2025-02-01", "2025-02-28", "conversion"),
        Row(1, "2025-03-01", "2025-04-01", "voluntary", hired="2025-02-01", staffing_type="contract"),
    ]
    assert new_leaver_rate(history(made), YEAR, 90).people.tolist() == [1]


def test_joiners_from_before_records_were_complete_are_left_out() -> None:
    made = [Row(1, "2025-01-15", "2025-02-01", "voluntary"), Row(2, "2025-03-01")]
    assert new_leaver_rate(history(made, complete_from="2025-02-01"), YEAR, 90).base_people.tolist() == [2]


def test_somebody_hired_twice_counts_once_with_the_last_hiring() -> None:
    made = [Row(1, "2025-01-15", "2025-02-01", "voluntary"), Row(1, "2025-06-01")]
    rate = new_leaver_rate(history(made), YEAR, 90)
    assert (rate.people.tolist(), rate.base_people.tolist()) == ([], [1])


def test_nobody_on_trial_gives_no_rate() -> None:
    assert new_leaver_rate(history([]), YEAR, 365).value is None
