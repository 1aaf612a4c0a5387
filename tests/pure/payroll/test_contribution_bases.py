"""The base that is declared: last year's average, the first whole month, or what there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from payroll.contribution_bases import MonthWage, joining_base, yearly_base
from vocabulary.money import fen
from vocabulary.periods import Month
from vocabulary.terms import BaseGround

JULY = Month(2026, 7)


def wage(month: Month, yuan: str, *, whole: bool = True) -> MonthWage:
    return MonthWage(month, fen(yuan), whole)


def test_existing_staff_have_the_average_of_all_months_paid_in_the_previous_calendar_year() -> None:
    wages = [wage(Month(2025, 1) + i, "6000.00") for i in range(11)] + [wage(Month(2025, 12), "18000.01")]
    found = yearly_base(JULY, wages, None)
    assert found is not None
    assert (found.ground, found.months, found.base) == (BaseGround.YEAR_AVERAGE, 12, fen("7000.00"))


def test_the_average_is_rounded_half_up_to_the_fen() -> None:
    found = yearly_base(JULY, [wage(Month(2025, 11), "0.01"), wage(Month(2025, 12), "0.02")], None)
    assert found is not None
    assert found.base == 2


def test_wages_of_this_year_don_t_count_for_who_was_paid_last_year() -> None:
    found = yearly_base(JULY, [wage(Month(2025, 12), "6000.00"), wage(Month(2026, 1), "9000.00")], None)
    assert found is not None
    assert found.base == fen("6000.00")


def test_who_joined_this_year_has_the_first_whole_month() -> None:
    wages = [
        wage(Month(2026, 3), "2100.00", whole=False),
        wage(Month(2026, 4), "6300.00"),
        wage(Month(2026, 5), "9000"),
    ]
    found = yearly_base(JULY, wages, None)
    assert found is not None
    assert (found.ground, found.base) == (BaseGround.FIRST_FULL_MONTH, fen("6300.00"))


def test_who_has_no_whole_month_yet_has_what_the_first_one_paid() -> None:
    found = yearly_base(JULY, [wage(Month(2026, 6), "2100.00", whole=False)], fen("6000.00"))
    assert found is not None
    assert (found.ground, found.base) == (BaseGround.FIRST_MONTH_ACTUAL, fen("2100.00"))


def test_the_month_declared_for_does_not_count_for_the_yearly_base() -> None:
    found = yearly_base(JULY, [wage(JULY, "9000.00")], fen("6000.00"))
    assert found is not None
    assert found.ground is BaseGround.PRESENT


def test_without_wages_the_present_base_goes_on_and_without_that_nothing_is_proposed() -> None:
    found = yearly_base(JULY, [], fen("6000.00"))
    assert found is not None
    assert (found.ground, found.months, found.base) == (BaseGround.PRESENT, 0, fen("6000.00"))
    assert yearly_base(JULY, [], None) is None
    assert joining_base(JULY, [], None) is None


def test_a_joiner_has_that_months_wage_and_after_an_incomplete_month_the_next_ones() -> None:
    wages = [wage(Month(2026, 3), "2100.00", whole=False), wage(Month(2026, 4), "6300.00")]
    first, second = (joining_base(month, wages, fen("6000.00")) for month in (Month(2026, 3), Month(2026, 4)))
    assert first is not None
    assert second is not None
    assert (first.ground, first.base) == (BaseGround.FIRST_MONTH_ACTUAL, fen("2100.00"))
    assert (second.ground, second.base) == (BaseGround.FIRST_FULL_MONTH, fen("6300.00"))


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=12))
def test_an_average_lies_between_the_least_and_the_most(amounts: list[int]) -> None:
    wages = [MonthWage(Month(2025, 1) + i, amount, whole=True) for i, amount in enumerate(amounts)]
    found = yearly_base(JULY, wages, None)
    assert found is not None
    assert min(amounts) <= found.base <= max(amounts)
