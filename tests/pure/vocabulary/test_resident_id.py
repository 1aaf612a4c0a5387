"""Identity numbers: the standard's own samples, every kind of card, and what makes a number wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.resident_id import check_digit, check_resident_id
from vocabulary.terms import Sex

TODAY = date(2026, 11, 23)
STANDARD_SAMPLES = {"11010519491231002X": ("1949-12-31", Sex.FEMALE), "440524188001010014": ("1880-01-01", Sex.MALE)}


def numbered(first_seventeen: str) -> str:
    return first_seventeen + check_digit(first_seventeen)


@st.composite
def valid_numbers(draw: st.DrawFn) -> tuple[str, date, Sex]:
    region = draw(st.sampled_from(["310101", "310224", "110105", "654321", "810000", "820000", "830000", "931156"]))
    born = draw(st.dates(date(1930, 1, 1), TODAY))
    order = draw(st.integers(0, 999))
    return numbered(f"{region}{born:%Y%m%d}{order:03d}"), born, Sex.MALE if order % 2 else Sex.FEMALE


@pytest.mark.parametrize("number", STANDARD_SAMPLES)
def test_the_samples_of_the_standard_are_valid(number: str) -> None:
    born, sex = STANDARD_SAMPLES[number]
    checked = check_resident_id(number, TODAY)
    assert checked.answer() == {"valid": True, "born": born, "sex": sex.value}
    assert checked.reason is None


@given(valid_numbers())
def test_a_right_number_gives_birth_date_and_sex(made: tuple[str, date, Sex]) -> None:
    number, born, sex = made
    checked = check_resident_id(f" {number.lower()} ", TODAY)
    assert (checked.valid, checked.born, checked.sex, checked.reason) == (True, born, sex, None)


@given(valid_numbers(), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(made: tuple[str, date, Sex], place: int, step: int) -> None:
    digits = list(made[0])
    digits[place] = str((int(digits[place]) + step) % 10) if digits[place] != "X" else str(step)
    assert not check_resident_id("".join(digits), TODAY).valid


@given(valid_numbers(), st.integers(0, 15))
def test_two_neighbouring_digits_swapped_are_always_noticed(made: tuple[str, date, Sex], place: int) -> None:
    number = made[0]
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not check_resident_id(swapped, TODAY).valid


@given(st.text(max_size=20))
def test_any_text_gets_an_answer_with_a_reason_when_it_is_wrong(text: str) -> None:
    checked = check_resident_id(text, TODAY)
    assert checked.valid == (checked.reason is None)
    assert checked.valid == (checked.born is not None) == (checked.sex is not None)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("110105491231002", "15-digit"),
        ("USA310119850101", "2017"),
        ("1101051949123100", "17 digits"),
        ("１１０１０５１９４９１２３１００２Ｘ", "17 digits"),
        ("1101051949123１002X"[:18], "17 digits"),
        ("", "17 digits"),
        (numbered("31010119850230001"), "birth date 19850230"),
        (numbered("31010120261124001"), "birth date 20261124"),
        (numbered("31010118751124001"), "birth date 18751124"),
        (numbered("31019919850101001"), "region with the code 310199"),
        (numbered("99010119850101001"), "region with the code 90"),
        (numbered("71000019850101001"), "region with the code 710000"),
        (numbered("81010119850101001"), "region with the code 810101"),
        ("110105194912310021", "should be X"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(number: str, says: str) -> None:
    checked = check_resident_id(number, TODAY)
    assert not checked.valid
    assert checked.reason is not None
    assert says in checked.reason.en
    assert checked.reason.zh != checked.reason.en


@pytest.mark.parametrize("region", ["310103", "310108", "310119", "310230", "310102", "310224"])
def test_a_retired_shanghai_code_stays_valid(region: str) -> None:
    assert check_resident_id(numbered(f"{region}19700101001"), TODAY).valid


def test_somebody_born_on_the_day_of_asking_is_valid() -> None:
    assert check_resident_id(numbered("31010120261123002"), TODAY).valid
