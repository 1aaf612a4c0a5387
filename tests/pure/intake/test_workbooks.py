"""XLSX files: places, formulas, errors, sheets, and what is refused before it is opened."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from intake import limits
from intake.cells import ErrorValue, Formula
from intake.tables import open_table
from tests.pure.intake.books import workbook
from vocabulary.bad_input import BadInput


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        list(open_table(data).rows)
    return refused.value.reason.en


def rezipped(data: bytes, part: str, content: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def test_cells_keep_their_type_and_their_row_number() -> None:
    moment = datetime.fromisoformat("2026-10-01 08:30")
    table = open_table(workbook(["a", "b", "c"], ["x", 2.5, moment]))
    assert table.sheet == "Sheet"
    assert list(table.rows) == [(1, ["a", "b", "c"]), (2, ["x", 2.5, moment])]


def test_an_empty_margin_above_and_left_of_the_table_counts() -> None:
    assert list(open_table(workbook([], [], [None, "x", 5])).rows)[2] == (3, ["", "x", 5.0])


def test_a_formula_is_a_formula_and_not_its_stored_result() -> None:
    rows = list(open_table(workbook(["a", "b"], [1, "=A2+1"])).rows)
    assert rows[1] == (2, [1.0, Formula("=A2+1")])


def test_a_formula_with_a_stored_result_is_still_a_formula() -> None:
    sheet = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>pay</t></is></c></row>'
        b'<row r="2"><c r="A2"><f>1000*3</f><v>3000</v></c></row></sheetData></worksheet>'
    )
    data = rezipped(workbook(["pay"], [3000]), "xl/worksheets/sheet1.xml", sheet)
    assert list(open_table(data).rows) == [(1, ["pay"]), (2, [Formula("=1000*3")])]


def test_a_formula_alone_in_a_row_below_the_rest_is_not_lost() -> None:
    rows = list(open_table(workbook(["a"], [1], [], ["=SUM(A2)"])).rows)
    assert rows[-1] == (4, [Formula("=SUM(A2)")])


def test_an_error_value_is_not_taken_for_a_blank() -> None:
    assert list(open_table(workbook(["a"], ["#REF!"])).rows)[1] == (2, [ErrorValue("#REF!")])


def test_formulas_are_found_on_the_chosen_sheet_only() -> None:
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("第二张")
    assert first is not None
    first.append(["a"])
    first.append([1])
    second.append(["=1+1"])
    stream = io.BytesIO()
    book.save(stream)
    assert list(open_table(stream.getvalue()).rows) == [(1, ["a"]), (2, [1.0])]
    assert list(open_table(stream.getvalue(), sheet="第二张").rows) == [(1, [Formula("=1+1")])]


def test_a_hidden_first_sheet_is_passed_over() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.sheet_state = "hidden"
    book.create_sheet("data").append(["x"])
    stream = io.BytesIO()
    book.save(stream)
    assert open_table(stream.getvalue()).sheet == "data"


def test_an_unknown_sheet_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(BadInput, match="No sheet 'x' in it; there is: Sheet"):
        open_table(workbook(["a"]), sheet="x")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Old .xls files"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04 and then nothing of a zip", "damaged"),
    ],
)
def test_other_kinds_of_file_are_refused_by_their_first_bytes(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert "Not an .xlsx workbook" in refusal(stream.getvalue())


def test_a_workbook_with_macros_is_refused() -> None:
    data = workbook(["a"])
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "macros" in refusal(stream.getvalue())


def test_an_archive_bomb_is_refused() -> None:
    assert "absurd size" in refusal(rezipped(workbook(["a"]), "xl/styles.xml", bytes(100_000_000)))


def test_a_size_that_lies_about_itself_is_refused() -> None:
    data = bytearray(rezipped(workbook(["a"]), "xl/styles.xml", b"A" * 100_000))
    for mark in (b"PK\x01\x02", b"PK\x03\x04"):
        place = -1
        while (place := data.find(mark, place + 1)) >= 0:
            offset = 24 if mark == b"PK\x01\x02" else 22
            if int.from_bytes(data[place + offset : place + offset + 4], "little") == 100_000:
                data[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data))


def test_a_cell_in_the_last_row_of_an_empty_sheet_is_refused_rather_than_filled_up() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1048576"] = 1
    stream = io.BytesIO()
    book.save(stream)
    assert "almost empty" in refusal(stream.getvalue())


def test_a_deep_cell_inside_a_row_that_hides_its_number_is_refused_too() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row><c r="B1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert "almost empty" in refusal(rezipped(workbook(["a"]), "xl/worksheets/sheet1.xml", sheet))


def test_too_many_columns_are_refused() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["ZZZ1"] = 1
    stream = io.BytesIO()
    book.save(stream)
    assert f"{limits.MAX_COLUMNS} columns" in refusal(stream.getvalue())


def test_an_entity_attack_is_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "damaged" in refusal(rezipped(workbook(["a"]), "xl/workbook.xml", evil))
