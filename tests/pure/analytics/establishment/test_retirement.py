"""Retirement: the official tables row by row, the choice around the statutory month, and what the command answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from analytics.establishment.retirement import (
    chosen_month,
    minimum_contribution_months,
    retirement,
    retirement_answer,
)
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.terms import RetirementGroup

HERE = Path(__file__).resolve()
FACTS = HERE.parents[5] / "shared" / "facts" / "retirement.yaml"
CASES = yaml.safe_load(HERE.with_name("retirement_cases.yaml").read_text(encoding="utf-8"))
GROUPS = {group.value: group for group in RetirementGroup}


@pytest.mark.parametrize(("group", "born", "age", "month"), CASES)
def test_the_checked_rows_of_the_official_tables(group: str, born: str, age: str, month: str) -> None:
    answer = retirement_answer(group, born)
    assert (answer["age"], answer["month"]) == (age, month)


def test_every_row_of_the_official_tables() -> None:
    if not FACTS.exists():
        pytest.skip("shared/facts/retirement.yaml is not here")
    tables = yaml.safe_load(FACTS.read_text(encoding="utf-8"))["tables"]
    rows = [(group, *row) for group, table in tables.items() for row in table]
    assert len(rows) == 414
    for group, born, age, month, delay in rows:
        found = retirement(GROUPS[group], Month.parse(born))
        assert (found.age, str(found.month), found.delay_months) == (age, month, delay), (group, born)


@given(st.sampled_from(list(RetirementGroup)), st.integers(0, 1200))
def test_a_month_later_born_never_retires_earlier_nor_younger(group: RetirementGroup, months: int) -> None:
    born = Month(1930, 1) + months
    one, next_one = retirement(group, born), retirement(group, born + 1)
    assert one.month < next_one.month
    assert 0 <= next_one.delay_months - one.delay_months <= 1
    assert one.earliest <= one.month <= one.latest
    assert one.month - born == one.age_months


@pytest.mark.parametrize(
    ("year", "months"), [(2024, 180), (2029, 180), (2030, 186), (2035, 216), (2039, 240), (2060, 240)]
)
def test_contributions_needed_rise_by_six_months_a_year(year: int, months: int) -> None:
    assert minimum_contribution_months(year) == months


def test_the_choice_reaches_back_to_the_original_age_and_three_years_on() -> None:
    found = retirement(RetirementGroup.MALE_60, Month(1965, 5))
    assert (str(found.earliest), str(found.month), str(found.latest)) == ("2025-05", "2025-07", "2028-07")
    later = retirement(RetirementGroup.FEMALE_50, Month(1984, 11))
    assert (str(later.earliest), str(later.month)) == ("2036-11", "2039-11")


def test_a_choice_within_the_limits_is_taken_and_one_outside_refused() -> None:
    found = retirement(RetirementGroup.MALE_60, Month(1965, 5))
    assert str(chosen_month(found, -2)) == "2025-05"
    assert str(chosen_month(found, 36)) == "2028-07"
    for months in (-3, 37):
        with pytest.raises(BadInput) as refused:
            chosen_month(found, months)
        assert refused.value.place == "months"


def test_retiring_early_asks_for_the_contributions_of_the_year_chosen() -> None:
    found = retirement(RetirementGroup.MALE_60, Month(1969, 1))
    assert (str(found.month), found.minimum_contribution_months) == ("2030-02", 186)
    assert str(chosen_month(found, -2, contribution_months=180)) == "2029-12"
    with pytest.raises(BadInput, match="186 months"):
        chosen_month(found, -1, contribution_months=185)


@pytest.mark.parametrize(
    ("group", "born", "place"),
    [
        ("male_65", "1965-01", "group"),
        ("", "1965-01", "group"),
        ("male_60", "1965-13", "born"),
        ("male_60", "1965", "born"),
        ("male_60", "1965-01-01", "born"),
        ("male_60", "9990-01", "born"),
        ("male_60", "0965-01", "born"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(group: str, born: str, place: str) -> None:
    with pytest.raises(BadInput) as refused:
        retirement_answer(group, born)
    assert refused.value.place == place


def test_the_answer_has_the_keys_of_the_interface() -> None:
    assert retirement_answer("male_60", "1965-01") == {
        "age": "60y1m",
        "month": "2025-02",
        "minimum_contribution_months": 180,
    }
