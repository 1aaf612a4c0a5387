"""Every word of the field has one code and a label in both languages."""

from __future__ import annotations

import re

import pytest

from vocabulary import terms

WORDS = [
    word
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, terms.Term) and kind is not terms.Term
    for word in kind
]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_a_term_has_a_stable_code_and_both_labels(word: terms.Term) -> None:
    assert word.value == word.name.lower()
    assert re.search("[\u4e00-\u9fff]|4050", word.label.zh)
    assert word.label.en
    assert not re.search("[\u4e00-\u9fff]", word.label.en)


def test_a_term_is_equal_to_its_code() -> None:
    assert terms.StaffingType.DISPATCHED == "dispatched"
    assert {"dispatched": 28}[terms.StaffingType.DISPATCHED] == 28
