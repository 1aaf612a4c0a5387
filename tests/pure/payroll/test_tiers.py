"""What a tiered allowance must and must not say, how it is explained, and that books stored before it stay."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from payroll.columns import COLUMNS
from payroll.engine import run
from payroll.inputs import Inputs
from payroll.parameters.allowance import LARGEST_TIER, MEASURES
from payroll.parameters.book import Book
from payroll.parameters.law import load_law
from payroll.parameters.own import Allowance, AllowanceKind, OwnRows, Tier
from payroll.trace import explain
from tests.golden.payroll.reading import own_rows
from tests.pure.payroll.people import BOOK, MONTH
from tests.pure.payroll.test_book import PERSON
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange
from vocabulary.text import Text

TIERED = Allowance(
    "nights",
    Text("夜班分档", "Nights by tiers"),
    AllowanceKind.TIERED,
    0,
    DateRange(date(2024, 1, 1)),
    "rules",
    measure="night_shifts",
    tiers=(Tier(1, 1000), Tier(5, 2000)),
)
_FIXED: dict[str, Any] = {"kind": AllowanceKind.FIXED, "amount": 100}


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 1},
        {"measure": ""},
        {"measure": "social_base"},
        {"tiers": ()},
        {"tiers": (Tier(5, 1), Tier(1, 2))},
        {"tiers": (Tier(1, 1), Tier(1, 2))},
        {"tiers": (Tier(-1, 1),)},
        {"tiers": (Tier(0, -1),)},
        {"tiers": (Tier(0, LARGEST_TIER + 1),)},
        {"marginal": True, "prorated": True},
        {**_FIXED},
        {**_FIXED, "measure": ""},
        {**_FIXED, "measure": "", "tiers": (), "marginal": True},
    ],
)
def test_a_definition_that_does_not_say_what_to_pay_is_refused_by_its_code(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        OwnRows(allowances=(replace(TIERED, **wrong),))
    assert refused.value.place == "allowance.nights"
    assert refused.value.reason.zh
    assert refused.value.reason.en


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_computed_either_way(measure: str) -> None:
    for marginal in (False, True):
        row = replace(TIERED, measure=measure, marginal=marginal)
        book = Book.of(load_law(), replace(own_rows(), allowances=(row,)))
        result = run(Inputs.from_rows(MONTH, [{**PERSON, measure: 6 * COLUMNS[measure].unit.per}]), book)
        assert result.faults == ()
        assert result.slip(0)["allowance.nights"] > 0


def test_rows_of_one_allowance_differ_in_tiers_but_not_in_measure() -> None:
    dearer = replace(TIERED, tiers=(Tier(1, 3000),), valid=DateRange(date(2027, 1, 1)))
    before = replace(TIERED, valid=DateRange(date(2024, 1, 1), date(2026, 12, 31)))
    OwnRows(allowances=(before, dearer))
    with pytest.raises(BadInput, match=r"allowance\.nights"):
        OwnRows(allowances=(before, replace(dearer, measure="middle_shifts")))


def _explained(row: Allowance, nights: int) -> str:
    book = Book.of(load_law(), replace(own_rows(), allowances=(row,)))
    inputs = Inputs.from_rows(MONTH, [{**PERSON, "night_shifts": nights}])
    lines = {line.figure: line for line in explain(run(inputs, book), inputs, book, 0)}
    assert lines["allowance.nights"].parameters
    return lines["allowance.nights"].formula.en


def test_a_tier_is_explained_with_where_it_begins_and_a_marginal_one_unit_by_unit() -> None:
    assert _explained(TIERED, 6) == "20.00 [Night shifts 6, the tier from 5 on] = 20.00"
    assert _explained(TIERED, 0) == "0.00 [Night shifts 0, below the first tier, 1] = 0.00"
    assert _explained(replace(TIERED, marginal=True), 6) == "10.00 × 4 + 20.00 × 1 [Night shifts 6] = 60.00"


def test_a_book_with_tiers_is_read_back_as_it_was() -> None:
    book = Book.of(load_law(), OwnRows(allowances=(TIERED,)))
    assert Book.from_json(book.to_json()) == book


def _as_stored_before(book: Book, gone: tuple[str, ...]) -> str:
    """The text as it was written when there were no tiers and no rules of those files."""
    document = json.loads(book.to_json())
    document["parameters"] = [p for p in document["parameters"] if not p["name"].startswith(gone)]
    document["allowances"] = [a for a in document["allowances"] if a["kind"] != "tiered"]
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_book_stored_before_these_rules_keeps_its_text_and_computes_to_the_same_slip() -> None:
    younger = ("sick_leave.", "probation.", "civil_service.", "settings.sick", "settings.probation", "settings.mat")
    text = _as_stored_before(BOOK.for_month(MONTH), younger)
    assert '"tiers"' not in text
    assert "sick" not in text
    old = Book.from_json(text)
    assert old.to_json() == text
    inputs = Inputs.from_rows(MONTH, [{**PERSON, "unit": ""}])
    assert run(inputs, old).slip(0)["net"] == run(inputs, BOOK).slip(0)["net"]


def test_a_parameter_that_never_was_is_still_unknown_to_an_old_book() -> None:
    with pytest.raises(BadInput, match=r"no\.such"):
        Book.from_json(BOOK.to_json()).parameter("no.such")
