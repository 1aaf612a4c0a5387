"""Turnover under each denominator: the study's centre, moves that are no losses, and the book-keeping of people."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given

from analytics.turnover.headcount import average_headcount, daily_headcount
from analytics.turnover.history import By, History, Separations, Spells
from analytics.turnover.rate import Denominator
from analytics.turnover.rates import LOSS_KINDS, Turnover, turnover
from analytics.turnover.tenure import TenureBand
from tests.pure.analytics.turnover.made import YEAR, Row, history, rows, study_centre
from vocabulary.bad_input import BadInput
from vocabulary.terms import SeparationKind


def whole(made: list[Row]) -> Turnover:
    return turnover(history(made), YEAR)[0]


def test_the_studys_centre_under_its_three_denominators() -> None:
    (found,) = turnover(history(study_centre()), YEAR, authorised={"": 30})
    assert found.average == 25.0
    assert found.of_authorised is not None
    rates = [found.of_opening, found.of_average, found.of_authorised]
    assert [f"{rate.value:.1%}" for rate in rates] == ["28.6%", "32.0%", "26.7%"]
    assert [rate.denominator for rate in rates] == [Denominator.OPENING, Denominator.AVERAGE, Denominator.AUTHORISED]
    assert (f"{found.of_opening.low:.1%}", f"{found.of_opening.high:.1%}") == ("15.3%", "47.1%")
    assert found.of_opening.people.tolist() == list(range(8))
    assert found.of_opening.base_people.tolist() == list(range(28))
    assert f"{found.retained.value:.1%}" == "71.4%"


def test_becoming_a_contract_worker_is_a_move_and_no_loss() -> None:
    made = [
        Row(1, "2024-01-01", "2025-06-30", "conversion"),
        Row(1, "2025-07-01", staffing_type="contract", hired="2024-01-01"),
        Row(2, "2024-01-01", "2025-06-30", "voluntary"),
    ]
    everybody = whole(made)
    assert everybody.losses.tolist() == [2]
    assert everybody.moves_out.tolist() == [1]
    assert everybody.retained.people.tolist() == [1]
    contract, dispatched = turnover(history(made), YEAR, By.STAFFING_TYPE)
    assert (contract.group, dispatched.group) == ("contract", "dispatched")
    assert dispatched.moves_out.tolist() == [1]
    assert dispatched.losses.tolist() == [2]
    assert dispatched.of_opening.value == 0.5
    assert contract.joiners.size == 0


def test_a_transfer_between_units_is_a_move_of_the_unit_left() -> None:
    made = [Row(1, "2024-01-01", "2025-06-30"), Row(1, "2025-07-01", unit="U2", hired="2024-01-01")]
    left, entered = turnover(history(made), YEAR, By.UNIT)
    assert (left.moves_out.tolist(), left.uncoded.tolist(), left.losses.tolist()) == ([1], [], [])
    assert entered.closing.tolist() == [1]
    assert whole(made).moves_out.size == 0


def test_an_end_without_a_reason_on_record_is_shown_and_is_no_loss() -> None:
    found = whole([Row(1, "2024-01-01", "2025-06-30"), Row(2, "2024-01-01")])
    assert found.uncoded.tolist() == [1]
    assert found.losses.size == 0


def test_who_leaves_on_the_first_day_or_the_last_is_counted_and_just_outside_is_not() -> None:
    made = [
        Row(1, "2024-01-01", "2025-01-01", "voluntary"),
        Row(2, "2024-01-01", "2025-12-31", "voluntary"),
        Row(3, "2024-01-01", "2024-12-31", "voluntary"),
        Row(4, "2024-01-01", "2026-01-01", "voluntary"),
    ]
    found = whole(made)
    assert found.losses.tolist() == [1, 2]
    assert found.opening.tolist() == [1, 2, 4]
    assert found.closing.tolist() == [4]


def test_who_joined_and_left_in_between_counts_in_the_average_but_not_at_opening() -> None:
    found = whole([Row(1, "2024-01-01"), Row(2, "2025-03-01", "2025-05-31", "voluntary")])
    assert found.of_opening.value == 0.0
    assert found.of_average.count == 1
    assert found.joiners.tolist() == [2]


def test_each_kind_of_loss_has_its_rate_and_conversion_has_none() -> None:
    kinds = [kind.value for kind in SeparationKind]
    found = whole([Row(i, "2024-01-01", "2025-06-30", kind) for i, kind in enumerate(kinds)])
    assert tuple(found.by_kind) == LOSS_KINDS
    assert SeparationKind.CONVERSION not in found.by_kind
    assert all(rate.people.tolist() == [kinds.index(kind.value)] for kind, rate in found.by_kind.items())


def test_tenure_bands_come_shortest_first_and_hold_the_day_of_leaving() -> None:
    made = [
        Row(1, "2025-01-01", "2025-03-31", "voluntary"),  # the 90th day
        Row(2, "2025-01-01", "2025-04-01", "voluntary"),  # the 91st
        Row(3, "2015-01-01"),
    ]
    found = turnover(history(made), YEAR, By.TENURE)
    assert [group.group for group in found] == [
        TenureBand.UNDER_90_DAYS,
        TenureBand.UNDER_1_YEAR,
        TenureBand.FROM_5_YEARS,
    ]
    assert [group.losses.tolist() for group in found] == [[1], [2], []]
    assert all(group.moves_out.size == 0 for group in found)


def test_the_group_of_the_opening_cohort_is_where_it_stood_on_the_first_day() -> None:
    made = [
        Row(1, "2024-01-01", "2025-03-31"),
        Row(1, "2025-04-01", "2025-09-30", "voluntary", unit="U2", hired="2024-01-01"),
    ]
    first, second = turnover(history(made), YEAR, By.UNIT)
    assert first.of_opening.people.tolist() == [1]
    assert first.losses.size == 0
    assert second.losses.tolist() == [1]
    assert second.of_opening.value is None


def test_an_empty_history_has_one_empty_answer_and_no_groups() -> None:
    (found,) = turnover(history([]), YEAR)
    assert (found.average, found.of_opening.value) == (0.0, None)
    for by in By:
        assert turnover(history([]), YEAR, by) == []


@given(rows())
def test_people_at_opening_and_joiners_less_losses_are_those_at_closing(made: list[Row]) -> None:
    found = whole(made)
    there = set(found.opening.tolist()) | set(found.joiners.tolist())
    assert set(found.closing.tolist()) == there - set(found.losses.tolist()) - set(found.uncoded.tolist())


@given(rows())
def test_groups_share_out_losses_and_average_headcount(made: list[Row]) -> None:
    everybody = whole(made)
    for by in By:
        groups = turnover(history(made), YEAR, by)
        assert sum(group.average for group in groups) == pytest.approx(everybody.average)
        assert sorted(person for group in groups for person in group.losses) == sorted(everybody.losses.tolist())
        assert sorted(person for group in groups for person in group.opening) == everybody.opening.tolist()


@given(rows())
def test_the_kinds_of_loss_add_up_to_all_losses(made: list[Row]) -> None:
    found = whole(made)
    assert sum(rate.count for rate in found.by_kind.values()) == found.of_average.count == len(found.losses)


@given(rows())
def test_daily_headcount_counts_each_day_by_itself(made: list[Row]) -> None:
    spells = history(made).spells
    days = [YEAR.first + timedelta(days=i) for i in range(365)]
    slow = [sum(row.first <= str(day) and (row.last is None or str(day) <= row.last) for row in made) for day in days]
    assert daily_headcount(spells, YEAR).tolist() == slow
    assert average_headcount(spells, YEAR) == pytest.approx(np.mean(slow))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: history([Row(1, "2025-02-01", "2025-01-01")]),
        lambda: history([Row(1, "2025-02-01", hired="2025-03-01")]),
        lambda: history([Row(1, "2025-02-01", "2025-03-01", "gone")]),
        lambda: history([Row(1, "2025-02-01", None, "voluntary")]),
    ],
)
def test_a_history_that_cannot_be_is_refused(wrong: object) -> None:
    with pytest.raises(BadInput):
        wrong()  # type: ignore[operator]


def test_a_thousand_units_cost_hardly_more_than_one() -> None:
    made = many(50_000)
    one, thousand = (seconds(lambda by=by: turnover(made, YEAR, by)) for by in (By.POST, By.UNIT))
    assert thousand < 20 * one + 3


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def many(size: int) -> History:
    """People of one post in a thousand units, three in ten of whom have left."""
    random = np.random.default_rng(7)
    first = np.datetime64("2020-01-01") + random.integers(0, 2000, size)
    last = np.where(random.random(size) < 0.3, first + random.integers(0, 900, size), np.datetime64("NaT"))
    ended = np.flatnonzero(~np.isnat(last))
    units = random.integers(0, 1000, size).astype(np.str_)
    kind = np.full(len(ended), "voluntary")
    return History(
        Spells(np.arange(size), first, first, last, np.full(size, "contract"), units, np.full(size, "p")),
        Separations(ended, kind, kind),
    )
