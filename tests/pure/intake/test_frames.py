"""Somebody else's spreadsheet as a table: types by what all cells are, nothing guessed beyond."""

from __future__ import annotations

import pandas as pd
import pytest

from intake.frames import read_frame
from vocabulary.bad_input import BadInput


def frame(text: str) -> pd.DataFrame:
    return read_frame(text.encode(), name="table.csv")


def test_numbers_truths_and_text_each_by_what_all_their_cells_are() -> None:
    found = frame("n,x,yes,word,code\n1,1.5,TRUE,a,007\n2,,FALSE,b,012\n")
    assert [str(kind) for kind in found.dtypes] == ["int64", "float64", "bool", "object", "object"]
    assert found["code"].tolist() == ["007", "012"]
    assert found["x"].isna().tolist() == [False, True]


@pytest.mark.parametrize("word", ["", "NA", "N/A", "NaN", "null", "-", "  "])
def test_what_statistics_programs_write_for_nothing_is_missing(word: str) -> None:
    found = frame(f"x,y\n1,a\n{word},b\n")
    assert found["x"].isna().tolist() == [False, True]
    assert found["x"].dtype == "float64"


def test_one_word_among_numbers_makes_a_column_text() -> None:
    assert frame("x\n1\ntwo\n")["x"].tolist() == ["1", "two"]


def test_a_missing_truth_leaves_ones_and_noughts() -> None:
    assert frame("x,y\nTRUE,1\n,2\nFALSE,3\n")["x"].dropna().tolist() == [1.0, 0.0]


def test_columns_without_a_heading_at_the_end_are_passed_over() -> None:
    assert list(frame("a,b,,\n1,2,,\n").columns) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "place"), [("a,a\n1,2\n", "a"), ("a,b\n1,2,3\n", None), ("a,b\n1,=2+2\n", "b"), ("\n\n", None)]
)
def test_what_can_only_be_a_mistake_is_refused_with_its_place(text: str, place: str | None) -> None:
    with pytest.raises(BadInput) as refused:
        frame(text)
    assert refused.value.place == place
