"""Reading forms: headings however they are spelt, good rows kept apart from bad ones, keys that occur twice."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from intake.parsers.dates import Day
from intake.parsers.numbers import Money
from intake.parsers.plain import Code, Words
from intake.reading import TableReading, read_table
from intake.schema import Column, Schema
from tests.pure.intake.books import workbook
from vocabulary.bad_input import BadInput
from vocabulary.text import Text

FORM = Schema(
    name="test",
    title=Text("测试", "Test"),
    columns=(
        Column("number", Text("工号", "Staff number"), Code(), required=True, aliases=("编号",)),
        Column("paid", Text("金额", "Amount"), Money(), required=True),
        Column("on", Text("日期", "Date"), Day()),
        Column("note", Text("备注", "Note"), Words()),
    ),
    unique=(("number", "on"),),
)


def read(text: str) -> TableReading:
    return read_table(text.encode(), FORM)


def codes(reading: TableReading) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.code) for error in reading.errors]


@pytest.mark.parametrize(
    "headings",
    ["工号,金额,日期,备注", "staff number,AMOUNT,Date,note", "*编号,金额（元）,日 期,备注", "number,paid,on,note"],
)
def test_headings_are_known_in_either_language_and_with_ornaments(headings: str) -> None:
    reading = read(f"{headings}\nA1,3000.05,2026-10-01,好\n")
    assert [row.values for row in reading.rows] == [
        {"number": "A1", "paid": 300005, "on": date(2026, 10, 1), "note": "好"}
    ]
    assert reading.unknown == []


def test_columns_may_stand_in_any_order_and_optional_ones_may_lack() -> None:
    assert read("金额,工号\n1,A1\n").rows[0].values == {"number": "A1", "paid": 100, "on": None, "note": None}


def test_a_title_above_the_headings_is_passed_over_and_row_numbers_are_those_of_the_sheet() -> None:
    reading = read("2026年10月发放表\n,\n工号,金额\nA1,x\nA2,2\n")
    assert codes(reading) == [(4, "金额", "not_a_number")]
    assert [row.number for row in reading.rows] == [5]


def test_headings_that_nobody_claims_are_listed() -> None:
    assert read("工号,金额,心情\nA1,1,好\n").unknown == ["心情"]


def test_missing_required_columns_are_one_refusal_with_the_headings_they_may_go_by() -> None:
    with pytest.raises(BadInput) as refused:
        read("姓名\n张三\n")
    assert refused.value.place == "number"
    assert "工号、金额" in refused.value.reason.zh
    assert "编号" in refused.value.reason.en
    assert "Staff number, Amount" in refused.value.reason.en


def test_a_bad_row_names_every_bad_cell_and_leaves_the_others_alone() -> None:
    reading = read("工号,金额,日期\nA1,1,2026-10-01\nA 2,x,10/1/26\nA3,3,\n")
    assert [row["number"] for row in reading.rows] == ["A1", "A3"]
    assert codes(reading) == [(3, "工号", "bad_code"), (3, "金额", "not_a_number"), (3, "日期", "bad_date")]
    assert [(row.number, row.cells) for row in reading.rejected] == [(3, ["A 2", "x", "10/1/26"])]
    assert reading.n_read == 3


def test_a_blank_required_cell_is_an_error_and_a_blank_row_is_nothing() -> None:
    reading = read("工号,金额\nA1,\n , \n,\nA2,2\n")
    assert codes(reading) == [(2, "金额", "missing")]
    assert reading.n_read == 2


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-SUM(A1)", "@cmd", "=HYPERLINK(1)", "  =2"])
def test_a_formula_in_a_csv_is_never_a_value(cell: str) -> None:
    assert codes(read(f"工号,金额,备注\nA1,1,{cell}\n")) == [(2, "备注", "formula")]


@pytest.mark.parametrize("cell", ["-", "——", "-5", "+86 13800000000", "-1,5", "a=b"])
def test_numbers_and_dashes_are_no_formulas(cell: str) -> None:
    assert codes(read_table(f'工号,金额,备注\nA1,1,"{cell}"\n'.encode(), FORM)) == []


def test_a_formula_in_a_workbook_is_never_a_value() -> None:
    reading = read_table(workbook(["工号", "金额"], ["A1", "=1000*3"], ["A2", 5]), FORM)
    assert codes(reading) == [(2, "金额", "formula")]
    assert str(reading.errors[0].value) == "=1000*3"
    assert [row["paid"] for row in reading.rows] == [500]


def test_an_error_value_is_an_error_in_both_kinds_of_file() -> None:
    assert codes(read("工号,金额\nA1,#REF!\n")) == [(2, "金额", "error_value")]
    assert codes(read_table(workbook(["工号", "金额"], ["A1", "#REF!"]), FORM)) == [(2, "金额", "error_value")]


def test_a_key_that_occurs_twice_is_refused_from_its_second_row_on() -> None:
    reading = read("工号,金额,日期\nA1,1,2026-10-01\nA1,2,2026/10/1\nA1,2,2026-10-02\nA1,3,\nA1,4,\n")
    assert codes(reading) == [(3, "工号", "duplicate_key")]
    assert "第 2 行" in reading.errors[0].reason.zh


def test_a_repeat_of_a_row_that_was_itself_refused_is_refused_too() -> None:
    reading = read("工号,金额,日期\nA1,x,2026-10-01\nA1,2,2026-10-01\n")
    assert codes(reading) == [(2, "金额", "not_a_number"), (3, "工号", "duplicate_key")]


def test_cells_under_no_heading_are_told_and_not_dropped() -> None:
    reading = read("工号,金额,\nA1,1,,\nA2,2,x\nA3,3,,,y\n")
    assert codes(reading) == [(3, "", "no_heading"), (4, "", "no_heading")]
    assert [error.value for error in reading.errors] == ["x", "y"]


def test_typed_cells_of_a_workbook_read_like_their_text() -> None:
    reading = read_table(workbook(["工号", "金额", "日期"], [101, 3000.05, datetime.fromisoformat("2026-10-01")]), FORM)
    assert reading.rows[0].values == {"number": "101", "paid": 300005, "on": date(2026, 10, 1), "note": None}


def test_true_is_not_taken_for_the_one_that_was_read_before_it() -> None:
    reading = read_table(workbook(["工号", "金额"], ["A1", 1], ["A2", True]), FORM)
    assert codes(reading) == [(3, "金额", "not_a_number")]


def test_the_caller_may_refuse_good_rows_for_what_only_it_knows() -> None:
    from intake.errors import BadCell

    reading = read("工号,金额\nA1,1\nA2,2\nA3,x\n")
    bad = BadCell("unknown_person", Text("查无此人", "Nobody has this number"), Text("核对工号", "Check the number"))
    reading.refuse({2: [("number", bad)]})
    assert [row["number"] for row in reading.rows] == ["A2"]
    assert codes(reading) == [(2, "工号", "unknown_person"), (4, "金额", "not_a_number")]
    assert [row.number for row in reading.rejected] == [2, 4]
    assert reading.n_read == 3
