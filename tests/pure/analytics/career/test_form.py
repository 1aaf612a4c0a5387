"""The written form of a ladder: read, written back, and refused at the place of what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.career.form import example_ladders, ladder_from, ladder_to
from vocabulary.bad_input import BadInput

CERTIFICATE = {"kind": "certificate", "name": "x", "title": {"zh": "证", "en": "certificate"}}


def written(*requires: dict[str, Any]) -> dict[str, Any]:
    name = {"zh": "级", "en": "level"}
    return {
        "code": "l",
        "name": name,
        "source": name,
        "confidence": "low",
        "levels": [{"code": "a", "name": name}, {"code": "b", "name": name, "requires": list(requires)}],
    }


def test_the_shipped_ladder_has_five_levels_and_is_marked_as_an_example_nobody_should_rely_on() -> None:
    (ladder,) = example_ladders()
    assert [level.code for level in ladder.levels] == ["skill_5", "skill_4", "skill_3", "skill_2", "skill_1"]
    assert (ladder.example, ladder.confidence) == (True, "low")
    assert "示例" in ladder.name.zh
    assert "example" in ladder.name.en


def test_a_ladder_written_is_read_back_the_same() -> None:
    (ladder,) = example_ladders()
    assert ladder_from(ladder_to(ladder)) == ladder
    every_kind = written(
        {"kind": "years_at_level", "years": 2},
        {"kind": "any_of", "of": [{"kind": "education", "degree": "college"}, {"kind": "all_of", "of": [CERTIFICATE]}]},
        {"kind": "workload", "index": 0.8, "months": 12},
    )
    assert ladder_from(ladder_to(ladder_from(every_kind))) == ladder_from(every_kind)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"kind": "star_sign"}, "levels[1].requires[0]"),
        ({}, "levels[1].requires[0]"),
        ({"kind": "years_at_level"}, "levels[1].requires[0]"),
        ({"kind": "years_at_level", "years": 2, "months": 3}, "levels[1].requires[0]"),
        ({"kind": "years_at_level", "years": -1}, "levels[1].requires[0].years"),
        ({"kind": "years_at_level", "years": "two"}, "levels[1].requires[0].years"),
        ({"kind": "years_at_level", "years": True}, "levels[1].requires[0].years"),
        ({"kind": "education", "degree": "doctor"}, "levels[1].requires[0].degree"),
        ({**CERTIFICATE, "title": {"zh": "证"}}, "levels[1].requires[0].title"),
        ({"kind": "any_of", "of": []}, "levels[1].requires[0].of"),
        ({"kind": "any_of", "of": [{"kind": "no"}]}, "levels[1].requires[0].of[0]"),
    ],
)
def test_a_wrong_requirement_is_refused_at_its_place_in_both_languages(wrong: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput) as refused:
        ladder_from(written(wrong))
    assert refused.value.place == place
    assert refused.value.reason.zh != refused.value.reason.en


def test_a_ladder_without_levels_a_level_twice_or_a_missing_name_is_refused() -> None:
    twice = written()
    twice["levels"][1]["code"] = "a"
    nameless = written()
    del nameless["levels"][0]["name"]
    for wrong, place in (
        (twice, "levels"),
        ({**written(), "levels": []}, "levels"),
        (nameless, "levels[0]"),
        ({}, "ladder"),
    ):
        with pytest.raises(BadInput) as refused:
            ladder_from(wrong)
        assert refused.value.place == place
