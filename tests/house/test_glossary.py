"""GLOSSARY.md holds every word of the field that the program uses."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from vocabulary import terms
from vocabulary.terms import Term

WORDS = [
    member
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, Term) and kind is not Term
    for member in kind
]


def test_there_are_words_to_look_up() -> None:
    assert len(WORDS) > 80


@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"{type(word).__name__}.{word.name}")
def test_the_glossary_has_the_word_in_both_languages(word: Term) -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text()
    assert word.label.zh in glossary
    assert word.label.en in glossary
