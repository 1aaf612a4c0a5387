"""What goes back to people: empty forms that read back, and rejects that can be mended in place."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from intake.cells import is_formula_text
from intake.reading import read_table
from intake.rejects import harmless, write_rejects, write_rejects_csv
from intake.schema import Schema
from intake.schemas.careers import APPRAISALS, QUALIFICATIONS, TRAINING
from intake.schemas.cases import CASES
from intake.schemas.pay_items import PAY_ITEMS, UNPAID_DAYS
from intake.schemas.shifts import SHIFTS
from intake.schemas.staff import staff_schema
from intake.template import write_template
from tests.pure.intake.books import cells_of, workbook
from vocabulary.text import Language

FORMS = (staff_schema(date(2026, 11, 1)), SHIFTS, PAY_ITEMS, UNPAID_DAYS, QUALIFICATIONS, TRAINING, APPRAISALS, CASES)


def template(schema: Schema, language: Language) -> bytes:
    stream = io.BytesIO()
    write_template(schema, stream, language)
    return stream.getvalue()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("schema", FORMS, ids=lambda schema: schema.name)
class TestEveryTemplate:
    def test_it_reads_back_with_every_heading_known_and_no_rows(self, schema: Schema, language: Language) -> None:
        reading = read_table(template(schema, language), schema)
        assert reading.n_read == 0
        assert reading.unknown == []
        assert set(reading.match.positions) == {column.key for column in schema.columns}

    def test_its_example_row_is_a_good_row(self, schema: Schema, language: Language) -> None:
        reading = read_table(template(schema, language), schema, sheet={"zh": "示例", "en": "Example"}[language])
        assert reading.errors == []
        assert len(reading.rows) == 1

    def test_it_explains_every_column_and_offers_lists_to_pick_from(self, schema: Schema, language: Language) -> None:
        book = openpyxl.load_workbook(io.BytesIO(template(schema, language)))
        explained = [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)]
        assert explained == [column.header.in_(language) for column in schema.columns]
        lists = [column for column in schema.columns if column.parser.choices]
        assert len(book.worksheets[0].data_validations.dataValidation) == len(lists)


def test_required_headings_carry_an_asterisk() -> None:
    assert cells_of(template(UNPAID_DAYS, "zh"))[0] == ["*工号", "*月份", "*无薪天数", "备注"]


SHIFT_ROWS = (
    ["工号", "日期", "班次", "开始时间", "结束时间", "勤务"],
    ["A1", "2026-10-01", "早班", "06:00", "14:00", "巡查"],
    ["A2", "10/1/2026", "早班", "06:00", "14:00", "巡查"],
    ["=A1", "2026-10-01", "早班", "06:00", "14:00", "发呆"],
)


def test_rejects_show_the_offending_rows_with_the_cell_marked_and_explained() -> None:
    stream = io.BytesIO()
    write_rejects(read_table(workbook(*SHIFT_ROWS), SHIFTS), stream)
    page = openpyxl.load_workbook(io.BytesIO(stream.getvalue())).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0] == [*SHIFT_ROWS[0], "原行号", "问题说明", "修改建议"]
    assert rows[1][:7] == ["A2", "10/1/2026", "早班", "06:00", "14:00", "巡查", 3]
    assert "日期" in rows[1][7]
    assert "2026-10-01" in rows[1][8]
    assert len(rows) == 3
    marked = [[cell.fill.fgColor.rgb == "FFFFC7CE" for cell in row[:6]] for row in page.iter_rows(min_row=2)]
    assert marked == [[False, True, False, False, False, False], [True, False, False, False, False, True]]


def test_no_cell_of_a_rejects_workbook_is_a_formula() -> None:
    stream = io.BytesIO()
    write_rejects(read_table(workbook(*SHIFT_ROWS), SHIFTS), stream)
    page = openpyxl.load_workbook(io.BytesIO(stream.getvalue())).worksheets[0]
    assert page["A3"].value == "=A1"
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row if cell.coordinate != "A3")
    assert b"<f>" not in stream.getvalue()


def test_a_mended_rejects_workbook_is_read_without_a_word() -> None:
    stream = io.BytesIO()
    write_rejects(read_table(workbook(*SHIFT_ROWS), SHIFTS), stream)
    book = openpyxl.load_workbook(io.BytesIO(stream.getvalue()))
    page = book.worksheets[0]
    page["B2"] = "2026-10-01"
    page["A3"], page["F3"] = "A3", "内勤"
    mended = io.BytesIO()
    book.save(mended)
    reading = read_table(mended.getvalue(), SHIFTS)
    assert reading.errors == []
    assert reading.unknown == []
    assert [row["staff_number"] for row in reading.rows] == ["A2", "A3"]


def test_rejects_that_are_offered_unmended_give_the_same_rejects_again() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    reading = read_table(workbook(*SHIFT_ROWS), SHIFTS)
    write_rejects(reading, first)
    again = read_table(first.getvalue(), SHIFTS)
    write_rejects(again, second)
    assert [(e.column, e.code) for e in again.errors] == [(e.column, e.code) for e in reading.errors]
    assert [row[:6] for row in cells_of(second.getvalue())] == [row[:6] for row in cells_of(first.getvalue())]
    assert len(cells_of(second.getvalue())[0]) == len(cells_of(first.getvalue())[0])


def test_a_cell_too_many_goes_back_with_its_row() -> None:
    stream = io.BytesIO()
    write_rejects(read_table("工号,月份,天数\nA1,2026-10,1,x\n".encode(), UNPAID_DAYS), stream)
    rows = cells_of(stream.getvalue())
    assert rows[1][:4] == ["A1", "2026-10", "1", "x"]
    assert read_table(stream.getvalue(), UNPAID_DAYS).errors[0].code == "no_heading"


def test_rejects_as_csv_name_row_column_value_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects_csv(read_table(workbook(*SHIFT_ROWS), SHIFTS), path, "en")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["row", "column", "value", "reason", "suggestion"]
    assert rows[1][:3] == ["3", "日期", "10/1/2026"]
    assert [row[:3] for row in rows[2:]] == [["4", "工号", "'=A1"], ["4", "勤务", "发呆"]]


@pytest.mark.parametrize("text", ["=1", "+cmd|x", "-2+3", "@SUM(1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_compute_is_made_harmless(text: str) -> None:
    assert not is_formula_text(harmless(text))
