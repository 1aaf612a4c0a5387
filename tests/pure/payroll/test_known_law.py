"""Law as it was known on a day: a value announced late, with effect from an earlier month."""

from __future__ import annotations

import json
from datetime import date

import pytest

from payroll.calculators.contributions import contributions
from payroll.parameters.book import Book
from payroll.parameters.known import as_known
from payroll.parameters.law import load_law
from payroll.parameters.values import Confidence, Kind, Parameter, Row
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text

FLOOR = "social_insurance.base_floor"
JULY = Month(2026, 7)
BEFORE, ANNOUNCED = date(2026, 7, 28), date(2026, 8, 18)


def book(known_on: date | None = None) -> Book:
    return Book.of(load_law(known_on=known_on))


@pytest.mark.parametrize(
    ("known_on", "floor"), [(BEFORE, 746_000), (date(2026, 8, 17), 746_000), (ANNOUNCED, 754_600), (None, 754_600)]
)
def test_the_contribution_base_of_july_is_the_old_one_until_the_new_one_is_announced(
    known_on: date | None, floor: int
) -> None:
    assert book(known_on).whole(FLOOR, JULY.first_day) == floor


def test_a_value_that_goes_on_is_marked_as_such_and_can_be_replaced() -> None:
    row = book(BEFORE).row(FLOOR, JULY.first_day)
    assert row.confidence is Confidence.MEDIUM
    assert "沿用" in row.note
    assert row.valid == DateRange(date(2026, 7, 1), date(2027, 6, 30))


def test_what_is_announced_later_leaves_the_books_of_other_months_alone() -> None:
    june = Month(2026, 6)
    assert book(BEFORE).for_month(june).fingerprint == book(ANNOUNCED).for_month(june).fingerprint
    assert book(BEFORE).for_month(JULY).fingerprint != book(ANNOUNCED).for_month(JULY).fingerprint


def test_a_stored_book_says_nothing_of_announcements_and_keeps_its_fingerprint() -> None:
    stored = book().for_month(JULY)
    row = next(p for p in json.loads(stored.to_json())["parameters"] if p["name"] == FLOOR)["rows"][0]
    assert row.keys() == {"valid", "value", "source", "confidence", "note"}
    assert Book.from_json(stored.to_json()).fingerprint == stored.fingerprint


def test_without_a_practice_of_going_on_an_unannounced_value_is_a_gap() -> None:
    rows = (
        Row(DateRange(date(2026, 1, 1), date(2026, 6, 30)), 1, "a", Confidence.HIGH),
        Row(DateRange(date(2026, 7, 1)), 2, "b", Confidence.HIGH, announced=ANNOUNCED),
    )
    known = as_known(Parameter("x.y", Text("甲", "A"), Kind.COUNT, rows), BEFORE)
    with pytest.raises(BadInput):
        known.row_on(date(2026, 7, 1))


def test_the_calculators_know_all_that_is_on_file() -> None:
    assert contributions(date(2026, 7, 1), 100).employee["pension"] == 60_368
