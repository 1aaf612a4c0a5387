"""The book: one content, one fingerprint; stored and read back it computes the same slip."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.parameters.own import Allowance, AllowanceKind, OwnRows, ScaleCell, Scope, ShiftRate
from tests.golden.payroll.reading import own_rows
from tests.pure.payroll.people import BOOK, MONTH
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.terms import ShiftKind
from vocabulary.text import Text

ALWAYS = DateRange(date(2024, 1, 1))
PERSON = {
    "employment_id": 7,
    "scheme": "grade_step",
    "scale_cell": "G3/5",
    "unit": "street-1",
    "month_days": 2200,
    "employed_days": 2200,
    "night_shifts": 3,
    "social_base": 600_000,
    "housing_base": 600_000,
    "housing_rate": 70_000,
    "work_injury_rate": 2000,
    "tax_months": 1,
}


def test_a_book_read_back_from_its_json_is_the_same_book() -> None:
    again = Book.from_json(BOOK.to_json())
    assert again == BOOK
    assert again.fingerprint == BOOK.fingerprint
    assert len(BOOK.fingerprint) == 64


def test_an_old_slip_computed_from_the_stored_book_is_the_same() -> None:
    inputs = Inputs.from_rows(MONTH, [PERSON])
    stored = BOOK.for_month(MONTH).to_json()
    before, after = run(inputs, BOOK), run(inputs, Book.from_json(stored))
    assert before.slip(0) == after.slip(0)
    assert after.failed.tolist() == [False]


def test_the_order_of_the_employers_rows_does_not_change_the_fingerprint() -> None:
    own = own_rows()
    turned = OwnRows(own.scale_cells[::-1], own.shift_rates[::-1], own.allowances[::-1])
    assert Book.of(load_law(), turned).fingerprint == BOOK.fingerprint


def test_one_fen_changes_the_fingerprint() -> None:
    own = own_rows()
    dearer = replace(own, shift_rates=(replace(own.shift_rates[0], amount=3001), *own.shift_rates[1:]))
    assert Book.of(load_law(), dearer).fingerprint != BOOK.fingerprint


def test_a_later_rate_does_not_change_the_book_of_an_earlier_month() -> None:
    own = own_rows()
    later = ScaleCell("G9/9", 1, DateRange(date(2027, 1, 1)), "new scale")
    with_later = Book.of(load_law(), replace(own, scale_cells=(*own.scale_cells, later)))
    assert with_later.for_month(MONTH).fingerprint == BOOK.for_month(MONTH).fingerprint
    assert with_later.for_month(Month(2027, 1)).fingerprint != BOOK.for_month(Month(2027, 1)).fingerprint


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": 2}', "not json"])
def test_what_is_not_a_stored_book_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        Book.from_json(text)


def test_a_rate_that_begins_within_a_month_is_refused() -> None:
    for valid in (DateRange(date(2026, 1, 2)), DateRange(date(2026, 1, 1), date(2026, 1, 30))):
        with pytest.raises(BadInput):
            OwnRows(shift_rates=(ShiftRate(ShiftKind.NIGHT, 6000, valid, "s"),))


def test_two_rates_that_fit_the_same_person_equally_are_refused() -> None:
    by_post = ShiftRate(ShiftKind.NIGHT, 6000, ALWAYS, "s", Scope(post=("duty",)))
    by_type = ShiftRate(ShiftKind.NIGHT, 7000, ALWAYS, "s", Scope(staffing_type=("dispatched",)))
    with pytest.raises(BadInput, match=r"shift_rate\.night"):
        OwnRows(shift_rates=(by_post, by_type))


def test_rates_of_different_people_or_dates_stand_side_by_side() -> None:
    one = ShiftRate(ShiftKind.NIGHT, 6000, DateRange(date(2024, 1, 1), date(2024, 12, 31)), "s")
    two = replace(one, valid=DateRange(date(2025, 1, 1)), amount=6500)
    posts = [ShiftRate(ShiftKind.NIGHT, 7000, ALWAYS, "s", Scope(post=(post,))) for post in ("duty", "patrol")]
    assert len(OwnRows(shift_rates=(one, two, *posts)).shift_rates) == 4


def test_a_scale_cell_given_twice_for_a_date_is_refused() -> None:
    cell = ScaleCell("G1/1", 1, ALWAYS, "s")
    with pytest.raises(BadInput):
        OwnRows(scale_cells=(cell, replace(cell, amount=2)))


def test_rows_of_one_allowance_must_agree_on_what_it_is() -> None:
    one = Allowance("meal", Text("饭贴", "Meal"), AllowanceKind.FIXED, 1, ALWAYS, "s", Scope(post=("a",)))
    other = replace(one, scope=Scope(post=("b",)), taxed=False)
    with pytest.raises(BadInput):
        OwnRows(allowances=(one, other))
