"""Text speaks both languages, also in what is filled into it."""

from __future__ import annotations

import pytest

from vocabulary.bad_input import BadInput
from vocabulary.terms import StaffingType
from vocabulary.text import LANGUAGES, Text


def test_each_half_is_filled_in_its_own_language() -> None:
    said = Text("{kind}共{n}人", "{n} {kind}").format(kind=StaffingType.DISPATCHED.label, n=28)
    assert [said.in_(language) for language in LANGUAGES] == ["劳务派遣共28人", "28 Dispatched"]


def test_text_prints_as_chinese() -> None:
    assert str(Text("人员", "Person")) == "人员"


def test_a_text_without_its_english_half_cannot_be_written() -> None:
    with pytest.raises(TypeError):
        Text("人员")  # type: ignore[call-arg]


def test_a_refusal_carries_both_languages_and_the_place() -> None:
    refused = BadInput(Text("不对", "Wrong"), "A7")
    assert (refused.reason.zh, refused.place, str(refused)) == ("不对", "A7", "A7: Wrong")
    assert str(BadInput(Text("不对", "Wrong"))) == "Wrong"
