"""The employer's own values beside law: they fill gaps, give way to what is certain, and never go below the least."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from payroll.parameters.beside_law import least_of, refuse_against_law, superseded
from payroll.parameters.book import Book
from payroll.parameters.known import as_known
from payroll.parameters.law import load_law
from payroll.parameters.own import OwnRows, OwnValue, own_value
from payroll.parameters.values import Confidence, Kind, Parameter, Row
from vocabulary.bad_input import BadInput
from vocabulary.periods import DateRange, Month
from vocabulary.text import Text

ANNOUNCED = date(2026, 8, 18)
GAP = Parameter(
    "x.rate",
    Text("某费率", "A rate"),
    Kind.RATE,
    (
        Row(DateRange(date(2025, 1, 1), date(2026, 6, 30)), 95_000, "notice of 2025", Confidence.HIGH),
        Row(DateRange(date(2026, 7, 1)), 100_000, "notice of 2026", Confidence.HIGH, announced=ANNOUNCED),
    ),
)
OURS = own_value("x.rate", 98_000, DateRange(date(2026, 7, 1), date(2026, 12, 31)), "bureau's letter")


def book(known_on: date | None, *values: OwnValue, parameter: Parameter = GAP) -> Book:
    return Book.of([as_known(parameter, known_on)], OwnRows(values=values))


def test_an_own_value_counts_until_law_becomes_certain_and_gives_way_from_then_on() -> None:
    july = date(2026, 7, 31)
    assert book(date(2026, 7, 28), OURS).row("x.rate", july).source == "bureau's letter"
    known = book(ANNOUNCED, OURS)
    assert (known.whole("x.rate", july), known.row("x.rate", july).source) == (100_000, "notice of 2026")
    assert known.parameters == book(ANNOUNCED).parameters


def test_an_own_value_keeps_the_dates_that_law_leaves_open() -> None:
    first, rest = GAP.rows[0], replace(GAP.rows[1], valid=DateRange(date(2026, 10, 1)))
    known = book(None, OURS, parameter=replace(GAP, rows=(first, rest)))
    values = {day: known.whole("x.rate", day) for day in (date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 1))}
    assert list(values.values()) == [95_000, 98_000, 100_000]
    with pytest.raises(BadInput):
        book(None, replace_end(OURS, date(2026, 8, 31)), parameter=replace(GAP, rows=(first, rest))).row(
            "x.rate", date(2026, 9, 30)
        )


def replace_end(value: OwnValue, last: date) -> OwnValue:
    return replace(value, row=replace(value.row, valid=DateRange(value.row.valid.first, last)))


def test_what_is_superseded_names_the_dates_and_the_row_that_counts() -> None:
    (gone,) = superseded(GAP, OURS)
    assert (gone.dates, gone.by) == (OURS.row.valid, GAP.rows[1])
    assert gone.by.announced == ANNOUNCED
    assert not superseded(as_known(GAP, date(2026, 8, 17)), OURS)


def test_a_new_value_against_certain_law_is_refused_with_its_source() -> None:
    with pytest.raises(BadInput) as refused:
        refuse_against_law(GAP, OURS)
    assert (refused.value.place, "notice of 2026" in refused.value.reason.en) == ("x.rate", True)
    refuse_against_law(as_known(GAP, date(2026, 8, 17)), OURS)


LAW = {parameter.name: parameter for parameter in load_law()}
SICK = "settings.sick_pay_rule"


@pytest.mark.parametrize(
    ("name", "code", "refused"),
    [
        ("housing_fund.rounding", "fen_half_up", True),
        ("social_insurance.rounding", "yuan_half_up", False),
        ("settings.proration", "deduct_absent", False),
        ("income_tax.sixty_thousand_rule", "not_in_force", True),
    ],
)
def test_a_choice_that_law_has_made_for_certain_is_not_the_employers(name: str, code: str, refused: bool) -> None:
    value = own_value(name, code, DateRange(date(2026, 1, 1), date(2026, 12, 31)), "decision")
    counts = Book.of(load_law(), OwnRows(values=(value,))).choice(name, date(2026, 9, 1)) == code
    assert counts is not refused
    if refused:
        with pytest.raises(BadInput):
            refuse_against_law(LAW[name], value)
    else:
        refuse_against_law(LAW[name], value)


def test_the_old_scale_of_sick_pay_is_law_until_the_change_and_may_be_kept_from_that_day_on() -> None:
    floor = own_value(SICK, "national_floor", DateRange(Month(2026, 3).first_day, Month(2026, 9).last_day), "ours")
    with pytest.raises(BadInput):
        refuse_against_law(LAW[SICK], floor)
    kept = own_value(SICK, "service_scale", DateRange(Month(2026, 8).first_day), "collective agreement")
    refuse_against_law(LAW[SICK], kept)
    for day in (date(2026, 8, 15), date(2026, 8, 16), date(2026, 9, 1)):
        assert Book.of(load_law(), OwnRows(values=(kept,))).choice(SICK, day) == "service_scale"
        expected = "service_scale" if day < date(2026, 8, 16) else "national_floor"
        assert Book.of(load_law(), OwnRows(values=(floor,))).choice(SICK, day) == expected


@pytest.mark.parametrize(
    ("setting", "below", "least"),
    [
        ("settings.probation_share", 799_999, 800_000),
        ("settings.overtime_base_share", 699_999, 700_000),
    ],
)
def test_a_setting_below_the_legal_least_is_refused_with_the_article_and_the_least_counts_in_its_place(
    setting: str, below: int, least: int
) -> None:
    dates, bound = DateRange(date(2026, 1, 1)), least_of(LAW, LAW[setting])
    refuse_against_law(LAW[setting], own_value(setting, least, dates, "decision"), bound)
    too_low = own_value(setting, below, dates, "decision")
    with pytest.raises(BadInput) as refused:
        refuse_against_law(LAW[setting], too_low, bound)
    assert refused.value.place == setting
    assert "（" in refused.value.reason.zh
    assert f"{least // 10_000}%" in refused.value.reason.en
    row = Book.of(load_law(), OwnRows(values=(too_low,))).row(setting, date(2026, 3, 1))
    assert (row.value, row.source == "decision") == (least, False)
