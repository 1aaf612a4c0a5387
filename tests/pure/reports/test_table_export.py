"""Tables as workbooks: kinds, languages, and text that nobody's spreadsheet runs."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from reports import table_export
from reports.document import Cell, Column, Filter, Kind, Table
from reports.table_export import Sheet, table_xlsx, write_workbook
from tests.pure.reports.samples import RARE_NAME, STAMP
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Language, Text

TITLE = Text("人员名单", "Staff list")


def column(kind: Kind, decimals: int = 1) -> Column:
    return Column(Text("值", "Value"), kind, decimals)


def first_cell(kind: Kind, value: Cell, language: Language = "zh"):
    table = Table.of(TITLE, [column(kind)], [(value,)])
    return openpyxl.load_workbook(io.BytesIO(table_xlsx(table, language, STAMP))).worksheets[0]["A2"]


@pytest.mark.parametrize(
    ("kind", "value", "stored", "shown_as"),
    [
        (Kind.MONEY, 188550, 1885.5, "#,##0.00"),
        (Kind.MONEY, 0, 0, "#,##0.00"),
        (Kind.MONEY, -1, -0.01, "#,##0.00"),
        (Kind.PERCENT, 0.286, 0.286, "0.0%"),
        (Kind.PPM, 160000, 0.16, "0.####%"),
        (Kind.NUMBER, 1.25, 1.25, "#,##0.0"),
        (Kind.COUNT, 1234, 1234, "#,##0"),
        (Kind.DATE, date(2026, 10, 31), datetime(2026, 10, 31), "yyyy-mm-dd"),  # noqa: DTZ001
        (Kind.MONTH, Month(2026, 10), datetime(2026, 10, 1), "yyyy-mm"),  # noqa: DTZ001
        (Kind.TEXT, "00123", "00123", "@"),
    ],
)
def test_a_value_is_stored_as_what_it_is(kind: Kind, value: Cell, stored: object, shown_as: str) -> None:
    cell = first_cell(kind, value)
    assert cell.value == stored
    assert cell.number_format == shown_as


@pytest.mark.parametrize(
    "attack", ["=1+1", '=HYPERLINK("x","y")', "+86 21", "-5", "@SUM(A1)", "\t=1", "{=1}", "=cmd|' /C calc'!A0"]
)
def test_text_that_looks_like_a_formula_stays_text(attack: str) -> None:
    cell = first_cell(Kind.TEXT, attack)
    assert cell.value == attack
    assert cell.data_type == "s"
    assert cell.quotePrefix is (attack[0] in "=+-@\t")


def test_text_in_a_money_column_stays_text() -> None:
    assert first_cell(Kind.MONEY, "=1+1").data_type == "s"


def test_a_web_address_is_not_made_a_link() -> None:
    assert first_cell(Kind.TEXT, "https://example.org").hyperlink is None


def test_rare_names_survive() -> None:
    assert first_cell(Kind.TEXT, RARE_NAME).value == RARE_NAME


def test_an_absent_value_is_an_empty_cell_and_zero_is_not() -> None:
    assert first_cell(Kind.MONEY, None).value is None
    assert first_cell(Kind.COUNT, 0).value == 0


def test_headings_names_and_texts_speak_the_language() -> None:
    table = Table.of(TITLE, [column(Kind.TEXT)], [(Text("在编", "Establishment"),)])
    book = openpyxl.load_workbook(io.BytesIO(table_xlsx(table, "en", STAMP, [Filter(Text("机构", "Unit"), "花木")])))
    assert book.sheetnames == ["Staff list", "About"]
    assert [cell.value for cell in book.worksheets[0]["A"]] == ["Value", "Establishment"]
    assert ("Unit", "花木") in list(book["About"].iter_rows(values_only=True))


def test_a_title_that_excel_refuses_as_a_name_is_made_acceptable() -> None:
    table = Table.of(Text("2026/10: [工资]*?" * 4, "x"), [column(Kind.TEXT)], [])
    name = openpyxl.load_workbook(io.BytesIO(table_xlsx(table, "zh", STAMP))).sheetnames[0]
    assert len(name) <= 31
    assert not set(name) & set("[]:*?/\\")


def test_rows_may_come_from_an_iterator_and_are_all_written() -> None:
    table = Table.of(TITLE, [column(Kind.COUNT)], [(i,) for i in range(5000)])
    out = io.BytesIO()
    write_workbook([Sheet(TITLE, table.columns, iter(table.rows))], out, "zh", STAMP)
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue()), read_only=True).worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == list(range(5000))


def test_text_longer_than_a_cell_is_cut_and_not_lost() -> None:
    kept = first_cell(Kind.TEXT, "字" * 40_000).value
    assert len(kept) == 32_767
    assert kept.endswith("字…")


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_export, "_MOST_ROWS", 3)
    with pytest.raises(BadInput):
        table_xlsx(Table.of(TITLE, [column(Kind.COUNT)], [(i,) for i in range(4)]), "zh", STAMP)


def test_a_row_with_too_few_cells_is_refused() -> None:
    with pytest.raises(BadInput) as refusal:
        Table.of(TITLE, [column(Kind.TEXT), column(Kind.TEXT)], [("a", "b"), ("c",)])
    assert "2" in refusal.value.reason.zh
