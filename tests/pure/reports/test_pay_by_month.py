"""Items × months: the twelve-month trend and the yearly statement, on the page, on paper and as sheets."""

from __future__ import annotations

import io

import openpyxl
import pytest

from reports.document import Cards, Figure, Filter, Note, Rank, Table
from reports.months_table import MonthItem, MonthSection, months_table
from reports.pay_trend import PayTrend, trend_document, trend_xlsx
from reports.pay_year import YearAt, YearStatement, year_document, year_xlsx
from reports.payslip import PayLine
from reports.pdf.document_pdf import document_pdf
from reports.pdf.look import A3_LANDSCAPE, A4_LANDSCAPE
from tests.pure.reports.samples import CENTRE, RARE_NAME, STAMP, text_of
from vocabulary.bad_input import BadInput
from vocabulary.periods import Month
from vocabulary.text import Text

MONTHS = tuple(Month(2026, 1).until(Month(2026, 12)))
WAGE = MonthItem(Text("岗位工资", "Post wage"), (300_000,) * 9 + (None,) * 3)
NOTHING = MonthItem(Text("高温津贴", "Heat allowance"), (0,) * 9 + (None,) * 3)
OFF = MonthItem(Text("无薪扣减", "Unpaid days"), (0, -20_000, *(0,) * 7, None, None, None))
GROSS = MonthItem(Text("应发合计", "Gross"), (300_000, 280_000, *(300_000,) * 7, None, None, None), is_sum=True)
SECTION = MonthSection(Text("应发项目", "Earnings"), (WAGE, NOTHING, OFF, GROSS))
TREND = PayTrend(
    issuer=CENTRE,
    months=MONTHS,
    people=(MonthItem(Text("聘用", "Contract"), (1,) * 9 + (None,) * 3),),
    sections=(SECTION,),
    lines=(GROSS,),
    filters=(Filter(Text("年度", "Year"), "2026"),),
    open_months=(Month(2026, 10),),
)
YEAR = YearStatement(
    issuer=CENTRE,
    year=2026,
    name=RARE_NAME,
    staff_number="=G1",
    unit="北桥",
    months=MONTHS,
    headline=(PayLine(Text("应发合计", "Gross"), 2_680_000),),
    employers=(
        YearAt("=申服人力", (SECTION,), (PayLine(Text("本年已预扣税额", "Tax withheld"), 12_345),)),
        YearAt(CENTRE, (SECTION,), (PayLine(Text("本年已预扣税额", "Tax withheld"), 0),)),
    ),
)


def sheets(file: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file))


def test_a_line_adds_up_over_the_months_and_an_empty_one_is_left_out() -> None:
    table = months_table(Text("甲", "A"), MONTHS, [SECTION])
    assert [row.rank for row in table.rows] == [Rank.GROUP, Rank.PLAIN, Rank.PLAIN, Rank.SUBTOTAL]
    assert [row.cells[-1] for row in table.rows[1:]] == [2_700_000, -20_000, 2_680_000]
    assert len(table.columns) == 14
    assert table.rows[1].cells[10] is None


def test_a_section_with_nothing_in_it_leaves_no_heading() -> None:
    assert months_table(Text("甲", "A"), MONTHS, [MonthSection(Text("乙", "B"), (NOTHING,))]).rows == ()


def test_an_item_without_a_value_for_each_month_is_refused() -> None:
    short = MonthSection(Text("", ""), (MonthItem(Text("甲", "A"), (1, 2)),))
    with pytest.raises(BadInput):
        months_table(Text("甲", "A"), MONTHS, [short])


def test_the_trend_has_cards_a_chart_and_two_tables_and_names_the_months_left_out() -> None:
    document = trend_document(TREND)
    assert [type(block) for block in document.blocks] == [Cards, Figure, Table, Table, Note]
    note = document.blocks[-1]
    assert isinstance(note, Note)
    assert "2026-10" in note.lines[-1].zh
    assert note.tone == "warn"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_trend_prints_on_one_sheet_of_a3(language: str) -> None:
    file = document_pdf(trend_document(TREND), language, STAMP, paper=A3_LANDSCAPE)  # type: ignore[arg-type]
    text = text_of(file)
    assert "26,800.00" in text
    assert ("十二个月趋势" if language == "zh" else "twelvemonths") in text
    assert "-200.00" in text


def test_a_year_without_pay_still_prints() -> None:
    empty = PayTrend(CENTRE, MONTHS, (), (), ())
    assert "趋势" in text_of(document_pdf(trend_document(empty), "zh", STAMP))


def test_the_trend_as_a_workbook_holds_yuan_and_counts() -> None:
    book = sheets(trend_xlsx(TREND, "zh", STAMP))
    money, people = book.worksheets[0], book.worksheets[1]
    assert [cell.value for cell in money[1]][:3] == ["项目", "1月", "2月"]
    gross = next(row for row in money.iter_rows(values_only=True) if row[0] == "应发合计")
    assert (gross[1], gross[2], gross[10], gross[13]) == (3000, 2800, None, 26800)
    assert people["B2"].value == 1


def test_the_statement_shows_each_employer_apart_and_names_the_day_it_is_due() -> None:
    assert YEAR.due.isoformat() == "2027-02-28"
    text = text_of(document_pdf(year_document(YEAR), "zh", STAMP, paper=A4_LANDSCAPE))
    for words in (RARE_NAME, "申服人力：各月明细", "2026纳税年度", "123.45", "2027-02-28", "第十三条"):
        assert words in text


def test_the_statement_as_a_workbook_keeps_names_that_begin_like_formulas_as_text() -> None:
    book = sheets(year_xlsx(YEAR, "zh", STAMP))
    assert book.sheetnames == ["各月明细 1", "纳税年度 1", "各月明细 2", "纳税年度 2", "说明"]
    cell = next(c for row in book["说明"].iter_rows() for c in row if c.value == "=G1")
    assert cell.data_type == "s"
    assert cell.quotePrefix
